"""Quote the letter that is answered whole.

What a quote leaves out cannot be looked up in it later (demands 7 and 13). Everything that the
parent says stands in the reply, and so does what the parent itself quotes. Answers may stand
between the quoted lines, and the order may change. Quote marks, wrapping, charset, HTML made text,
links that a gateway rewrites, the parent's closing, signature and disclaimer, and the footers of
lists make no difference. Where only the hashes of the parent's paragraphs are known, the missing
ones are counted. A letter that is attached whole is kept.

Wrong: > Когда запуск?
       > [...]
Right: > Когда запуск?
       >
       > Базу пришлём в понедельник.
"""

from collections.abc import Iterator
from typing import Any

from mailrules.conversation import answers, attached_letter, compare_quote, missing_paragraphs
from mailrules.findings import Finding, Scope, Severity
from mailrules.message import Message, Place
from mailrules.rules.base import Context, Mend, Rule, RuleOptions, unsafe
from mailrules.rules.thread.restore import restored
from mailrules.wording import Wording, wording

NAMED = 3  # paragraphs of which the message gives the first words
FIRST_WORDS = 6


class Options(RuleOptions, frozen=True):
    """None."""


def check(context: Context, _: Options) -> Iterator[Finding]:
    """Report how much of the parent the quote lacks, and which paragraphs."""
    message, conversation = context.message, context.conversation
    parent = conversation.parent
    if parent is None or not answers(message, conversation) or attached_letter(message):
        return
    if conversation.parent_hashes:
        if gone := missing_paragraphs(message, conversation.parent_hashes):
            total = len(conversation.parent_hashes)
            yield _finding(context, "thread-trimmed.paragraphs", count=gone, total=total)
        return
    found = compare_quote(message, parent)
    if found.missing:
        key = "thread-trimmed.nested" if found.nested else "thread-trimmed"
        yield _finding(
            context,
            key,
            fix=_mend(message, parent),
            percent=max(1, round(100 * found.share)),
            beginnings=_beginnings(found.missing),
        )


def _finding(context: Context, key: str, fix: Mend | None = None, **said: Any) -> Finding:
    return context.finding(Place(Scope.MESSAGE), key, fix=fix, **said)


def _beginnings(missing: tuple[str, ...]) -> tuple[Wording, ...]:
    """Name the first paragraphs by their first words, and how many more there are."""
    named = [wording("thread-trimmed.piece", words=_first_words(one)) for one in missing[:NAMED]]
    if len(missing) > NAMED:
        named.append(wording("thread-trimmed.more", count=len(missing) - NAMED))
    return tuple(named)


def _first_words(text: str) -> str:
    words = text.split()
    first = " ".join(words[:FIRST_WORDS])
    return first if len(words) <= FIRST_WORDS else first.rstrip(".,:;…") + "…"


def _mend(message: Message, parent: Message) -> Mend | None:
    edits = restored(message, parent)
    return unsafe("", *edits, title=wording("thread-trimmed.fix")) if edits else None


RULE = Rule(
    "THR002",
    "thread-trimmed",
    Severity.ERROR,
    Options,
    check,
    alone=False,
    yields_to=("THR001",),
)
