"""The earlier letter under a new one: what introduces it, then quotations in quotations."""

from itertools import groupby

from markupsafe import Markup

from mailrules.compose.pages.blocks import lines_of
from mailrules.compose.pages.inline import broken, words
from mailrules.message import lazy_pattern

MARKS = lazy_pattern(r"(?:> ?)*+")
DEEPEST = 12  # levels that are shown; deeper ones stand at the last
INTRODUCTION = Markup(
    '<p class="dim" style="margin:0 0 8px 0;font-size:15px;color:#5f6368">{}</p>\n'
)
OPEN = Markup(
    '<blockquote type="cite" class="dim line" style="margin:4px 0 4px 0;padding:0 0 0 14px;'
    'border-left:2px solid #d5d8dc;font-size:15px;color:#5f6368">\n'
)
CLOSE = Markup("</blockquote>\n")
END = Markup("\n")


def quotation(quote: str) -> Markup:
    """Return a quote of plain text, ``> `` before its lines, as HTML.

    Nothing in it becomes a link: the words are a stranger's.
    """
    done: list[Markup] = []
    depth = 0
    for level, run in groupby(map(_read, lines_of(quote.strip("\r\n"))), key=lambda one: one[0]):
        text = broken(words(said) for _, said in run)
        done += [OPEN] * (level - depth) + [CLOSE] * (depth - level)
        done.append(text + END if level else _introduction(text))
        depth = level
    return Markup().join([*done, *[CLOSE] * depth])


def _introduction(text: Markup) -> Markup:
    return INTRODUCTION.format(text) if text.strip() else Markup()


def _read(line: str) -> tuple[int, str]:
    """Return how deep a line is quoted, and what it says."""
    found = MARKS.match(line)
    assert found
    return min(found[0].count(">"), DEEPEST), line[found.end() :]
