"""Remind a client who answers without the earlier correspondence.

We keep the whole conversation in every letter, and ask the client for the same (demand 8). When
the client's last letter answers an earlier one and quotes nothing of it, the reply gets the words
to ask with. Nothing is wrong with the reply itself. A reply that asks already is left in peace, and
so are automatic replies, and letters of our own that we write on to.

Wrong: a reply to a letter without any quote, and not a word about it
Right: Пожалуйста, сохраняйте переписку в ответах: так все участники видят, о чём мы договорились.
"""

from collections.abc import Iterator

from mailrules.conversation import (
    answers,
    attached_letter,
    has_quote,
    mailbox_keys,
    own_keys,
    read_subject,
)
from mailrules.findings import Finding, Scope, Severity
from mailrules.message import Message, Place, lazy_pattern
from mailrules.rules.base import Context, Rule, RuleOptions
from mailrules.rules.lists import entries
from mailrules.rules.thread.restore import language_of
from mailrules.wording import render, wording

AUTOMATIC = ("Auto-Submitted", "X-Autoreply", "X-Autorespond")  # RFC 3834, section 5
SENTENCE_END = lazy_pattern(r"[.?!;]\s|\n\s*\n")
WORD = lazy_pattern(r"\w+")


class Options(RuleOptions, frozen=True):
    """None."""


def check(context: Context, _: Options) -> Iterator[Finding]:
    """Offer the words where the client's letter is a reply that carries nothing earlier."""
    message, parent = context.message, context.conversation.parent
    if parent is None or not answers(message, context.conversation) or _is_ours(context, parent):
        return
    if not _is_bare_reply(parent) or _is_automatic(parent) or _asks_already(context):
        return
    yield context.finding(
        Place(Scope.MESSAGE),
        "client-dropped-thread",
        words=render(wording("client-dropped-thread.words"), language_of(message)),
    )


def _is_ours(context: Context, parent: Message) -> bool:
    """Tell whether the author, or somebody of the house, wrote the parent."""
    own = own_keys(context.message.sender, context.settings)
    return not own.isdisjoint(mailbox_keys(parent.sender)) or any(
        map(context.settings.is_own, parent.sender)
    )


def _is_bare_reply(parent: Message) -> bool:
    """Tell whether a letter answers another one, and carries nothing of it."""
    subject = read_subject(parent.subject)
    named = parent.in_reply_to or parent.references
    is_reply = (named or subject.prefixes) and not subject.forwards
    says = any(WORD.search(part.text) for part in parent.shown)
    return bool(is_reply and says) and not has_quote(parent) and not attached_letter(parent)


def _is_automatic(parent: Message) -> bool:
    fields = (field for name in AUTOMATIC for field in parent.fields(name))
    return any(field.value.strip().casefold() != "no" for field in fields)


def _asks_already(context: Context) -> bool:
    """Tell whether a sentence of the letter asks to keep the earlier correspondence."""
    requests = [line.split() for line in entries(__file__, "keep_thread.txt")]
    for text in context.author_texts(Scope.BODY):
        for sentence in SENTENCE_END.compiled.split(text.text.casefold()):
            words = tuple(match[0] for match in WORD.finditer(sentence))
            if any(_has_all(words, stems) for stems in requests):
                return True
    return False


def _has_all(words: tuple[str, ...], stems: list[str]) -> bool:
    return all(any(word.startswith(stem) for word in words) for stem in stems)


RULE = Rule("THR005", "client-dropped-thread", Severity.NOTE, Options, check, alone=False)
