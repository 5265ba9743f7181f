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
    html_quote_of,
    keeps_parent,
    quote_of,
)
from mailrules.findings import Edit, Finding, Scope, Severity
from mailrules.message import Message, Part, Place, lazy_pattern
from mailrules.rules.base import Context, Mend, Rule, RuleOptions, unsafe
from mailrules.rules.beside import source_edit
from mailrules.wording import wording

CYRILLIC = lazy_pattern("[а-яё]", re.IGNORECASE)
BODY_END = lazy_pattern(r"</body\b", re.IGNORECASE)
PAGE_END = lazy_pattern(r"</html\b", re.IGNORECASE)


class Options(RuleOptions, frozen=True):
    """None."""


def check(context: Context, _: Options) -> Iterator[Finding]:
    """Report a reply in which nothing of its parent stands."""
    message, parent = context.message, context.conversation.parent
    place = Place(Scope.MESSAGE)
    if not answers(message, context.conversation):
        return
    if attached_letter(message) or message.partly_unread:
        return
    if parent is None:
        if not has_quote(message):
            yield context.finding(place, "thread-dropped.unknown")
    elif context.conversation.parent_hashes:
        if not has_quote(message):
            yield context.finding(place, "thread-dropped")
    elif not keeps_parent(message, parent):
        key = "thread-dropped.another" if has_quote(message) else "thread-dropped"
        mend = _mend(message, parent)
        yield context.finding(place, key, fix=mend)


def _mend(message: Message, parent: Message) -> Mend | None:
    """Append the parent quoted whole to the text, and to the HTML that says the same."""
    plain = [part for part in message.shown if not part.is_html]
    pages = [part for part in message.shown if part.is_html]
    if len(plain) > 1 or len(pages) > 1 or (plain and pages and not message.alternatives):
        return None
    own = "".join(part.text for part in (plain or pages))
    language = "ru" if CYRILLIC.search(own) else "en"
    edits = [_quoted(part, parent, language) for part in plain]
    edits += [_quoted_in_html(part, parent, language) for part in pages]
    return unsafe("", *edits, title=wording("thread-dropped.fix")) if edits else None


def _quoted(part: Part, parent: Message, language: str) -> Edit:
    start, end = _room_for_quote(part)
    text = part.text[:start]
    parting = "" if not text or text.endswith("\n\n") else "\n" if text.endswith("\n") else "\n\n"
    place = Place(Scope.BODY, start, end, part)
    return Edit.at(place.locate(), f"{parting}{quote_of(parent, language)}\n")


def _quoted_in_html(part: Part, parent: Message, language: str) -> Edit:
    """Append a ``<blockquote>`` to the page's body, under a header left bare."""
    bare = bare_quote(part)
    quote = html_quote_of(parent, language, attributed=bare is None)
    source = part.source or ""
    ends = [*BODY_END.finditer(source)] or [*PAGE_END.finditer(source)]
    at = ends[-1].start() if ends else len(source)
    parting = "" if bare else "<br>"
    return source_edit(part, Scope.BODY, at, at, f"{parting}{quote}\n")


def _room_for_quote(part: Part) -> tuple[int, int]:
    """Return the stretch that the quote takes: the end of the text, and a header left bare."""
    bare = bare_quote(part)
    return (bare.start, bare.end) if bare else (len(part.text), len(part.text))


RULE = Rule("THR001", "thread-dropped", Severity.ERROR, Options, check, alone=False)
