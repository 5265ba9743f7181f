"""The lines that mail programs put above an earlier letter.

Three forms are known. An attribution says who wrote when («23.11.2026 10:00,
Анна Ким пишет:»), over up to six lines. A separator says it between dashes
(«-----Исходное сообщение-----»). A header block repeats the letter's From,
Sent, To and Subject. The words of all languages are lists in ``data/``.
"""

from collections.abc import Iterator
from typing import NamedTuple

from mailrules.message.pattern import lazy_pattern
from mailrules.message.segments.attributions import DATE, EMAIL, find_attribution
from mailrules.message.segments.phrases import labelled, plain
from mailrules.message.segments.text_lines import Lines

# The kinds of a header: those of separators.txt (also "original") and two more.
ATTRIBUTION, BLOCK, FORWARDED, END = "attribution", "block", "forwarded", "end"

BLOCK_LINES = 30
MAX_SEPARATOR = 100
MAX_LABEL = 40
DECORATION = "-=_—–~*<>#8 "
RULE = lazy_pattern(r"[ *]*[-_=—–]{5,}[ *]*")


class QuoteHeader(NamedTuple):
    """Lines ``first`` to ``last`` announce an earlier letter."""

    kind: str
    first: int
    last: int


def quote_header(lines: Lines, line: int) -> QuoteHeader | None:
    """Return the header that begins with ``line`` (not blank), or None."""
    found = _separator(lines, line) or _block(lines, line)
    if found is None and (last := find_attribution(lines, line)) is not None:
        found = QuoteHeader(ATTRIBUTION, line, last)
    return found


def header_lines(text: str) -> Iterator[range]:
    """Yield the lines of ``text``, counted from 0, that announce an earlier letter.

    Quote marks are no part of the text: whoever asks has taken them away.
    """
    lines, line = Lines(text), 0
    while line < len(lines):
        found = None if lines.is_blank(line) else quote_header(lines, line)
        if found is not None:
            yield range(found.first, found.last + 1)
        line = found.last + 1 if found else line + 1


def separator_kind(shown: str) -> str | None:
    """Return the kind of a separator line, by what stands between its dashes."""
    if len(shown) > MAX_SEPARATOR:
        return None
    return labelled("separators").get(shown.strip(DECORATION).rstrip(":： ").casefold())


def _separator(lines: Lines, line: int) -> QuoteHeader | None:
    shown = lines.shown(line)
    kind = separator_kind(shown)
    if kind is None or kind == END:
        return None
    if shown[0] not in DECORATION:
        # Without dashes («Begin forwarded message:») it must stand above the letter's headers.
        below = lines.next_shown(line + 1)
        if kind != FORWARDED or below == len(lines):
            return None
        if not (lines.is_quoted_from(below) or _role(lines.shown(below))):
            return None
    return QuoteHeader(kind, line, _below_separator(lines, line))


def _below_separator(lines: Lines, line: int) -> int:
    """Return the last line of the header block under a separator, else the separator's own."""
    below = lines.next_shown(line + 1)
    block = _block(lines, below) if below < len(lines) else None
    return block.last if block else line


# Header blocks.


def _role(shown: str) -> str | None:
    """Return what a labelled line of a header block holds: from, date, to, cc, subject, other."""
    label, colon, _ = shown[:MAX_LABEL].replace("：", ":").partition(":")
    return labelled("header_labels").get(plain(label.strip("*_ "))) if colon else None


def _block(lines: Lines, first: int) -> QuoteHeader | None:
    role = _role(lines.shown(first))
    if role is None or role == "other" or (first and _role(lines.shown(first - 1))):
        return None
    roles = {role}
    evidence = [lines.shown(first)]
    last = line = first
    while (line := line + 1) < len(lines) and line - first < BLOCK_LINES:
        shown = lines.shown(line)
        role = _role(shown)
        if role in roles and role != "other":
            break
        if role:
            roles.add(role)
        elif not shown:
            # One blank line may part the labels where HTML was turned into text.
            if line + 1 < len(lines) and _role(lines.shown(line + 1)) in {None, *roles}:
                break
            continue
        elif not _continues(lines, line):
            break
        evidence.append(shown)
        last = line
    if not _is_letterhead(lines, first, roles - {"other"}, " ".join(evidence)):
        return None
    return QuoteHeader(BLOCK, first, last)


def _continues(lines: Lines, line: int) -> bool:
    """Tell whether a line without a label carries on a wrapped list of addresses or a subject."""
    above, shown = lines.shown(line - 1), lines.shown(line)
    return (
        above.endswith((";", ",", ":"))
        or shown.endswith((";", ">"))
        or lines.heads[line][0] in " \t"
    )


def _is_letterhead(lines: Lines, first: int, roles: set[str], evidence: str) -> bool:
    """Tell a letter's headers from a note that has «От:» and «Дата:» in it."""
    if "from" not in roles or len(roles) < 2:
        return False
    if len(roles) >= 4:
        return True
    address = EMAIL.search(evidence) is not None
    ruled = any(RULE.fullmatch(lines.shown(line)) for line in range(max(0, first - 2), first))
    dated = "date" in roles and DATE.search(evidence) is not None
    if len(roles) == 3:
        return address or ruled or dated
    return address and (ruled or dated)
