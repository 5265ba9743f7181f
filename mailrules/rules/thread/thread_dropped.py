"""Keep the earlier correspondence in a reply.

Whoever opens a letter later, be it a new colleague or a court, finds the whole conversation in
it (demands 7 and 13). A reply carries its parent's text as a quote or as a forwarded letter, or
the letter itself as attachment (message/rfc822, a saved .eml or .msg file). A quote's header with
nothing under it is not a quote. A parent without text of its own asks for none; a forward
is no reply.

Wrong: Добрый день. Запуск 7 декабря.
Right: Добрый день. Запуск 7 декабря.
       23.11.2026 10:00, Пётр Сидоров пишет:
       > Когда запуск?
"""

import re
from collections.abc import Iterator

from mailrules.conversation import (
    answers,
    attached_letter,
    bare_quote,
    has_quote,
    keeps_parent,
    quote_of,
)
from mailrules.findings import Edit, Finding, Scope, Severity
from mailrules.message import Message, Part, Place, lazy_pattern
from mailrules.rules.base import Context, Mend, Rule, RuleOptions, unsafe
from mailrules.wording import wording

CYRILLIC = lazy_pattern("[а-яё]", re.IGNORECASE)


class Options(RuleOptions, frozen=True):
    """None."""


def check(context: Context, _: Options) -> Iterator[Finding]:
    """Report a reply in which nothing of its parent stands."""
    message, parent = context.message, context.conversation.parent
    if not answers(message, context.conversation) or attached_letter(message):
        return
    if parent is None:
        if not has_quote(message):
            yield context.finding(Place(Scope.MESSAGE), "thread-dropped.unknown")
    elif not keeps_parent(message, parent):
        key = "thread-dropped.another" if has_quote(message) else "thread-dropped"
        yield context.finding(Place(Scope.MESSAGE), key, fix=_mend(message, parent))


def _mend(message: Message, parent: Message) -> Mend | None:
    """Append the parent quoted whole, where the letter is one plain text."""
    if len(message.shown) != 1 or message.shown[0].is_html:
        return None
    part = message.shown[0]
    start, end = _room_for_quote(part)
    text = part.text[:start]
    parting = "" if not text or text.endswith("\n\n") else "\n" if text.endswith("\n") else "\n\n"
    quote = quote_of(parent, "ru" if CYRILLIC.search(text) else "en")
    edit = Edit.at(Place(Scope.BODY, start, end, part).locate(), f"{parting}{quote}\n")
    return unsafe("", edit, title=wording("thread-dropped.fix"))


def _room_for_quote(part: Part) -> tuple[int, int]:
    """Return the stretch that the quote takes: the end of the text, and a header left bare."""
    bare = bare_quote(part)
    return (bare.start, bare.end) if bare else (len(part.text), len(part.text))


RULE = Rule("THR001", "thread-dropped", Severity.ERROR, Options, check, alone=False)
