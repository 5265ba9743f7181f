"""HTML as a sequence of tokens (WHATWG HTML, 13.2.5, as far as mail needs it).

The standard library's parser is quadratic on unclosed constructs (measured
with 3.11); every expression here runs through the source once.
"""

import re
from collections.abc import Iterator
from functools import cache
from html import unescape
from typing import NamedTuple

from mailrules.message.html.references import REFERENCE
from mailrules.message.pattern import lazy_pattern

TOKEN = lazy_pattern(
    rf"""
      (?P<text>[^ \t\r\n\f<&]++(?:[ ][^ \t\r\n\f<&]++)*+)
    | (?P<space>[ \t\r\n\f]++)
    | (?P<char>{REFERENCE})
    | (?P<comment><!--(?:-?>|.*?(?:--!?>|\Z))|<[!?][^>]*+(?:>|\Z))
    | (?P<tag></?[a-zA-Z](?:[^>"'=]++|=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))?+|["'])*+(?:>|\Z))
    | (?P<stray>[<&])
    """,
    re.DOTALL | re.VERBOSE,
)
NAME = lazy_pattern(r"[^\s/>]+")
# A name begins after a space, a slash or a closing quote, so that each is tried once.
ATTRIBUTE = lazy_pattern(
    r"""(?<=[\s"'/])([^\s=/>"']++)\s*+=\s*+(?:"([^"]*+)"?|'([^']*+)'?|([^\s>"']++))"""
)
# What stands between these tags is no text of the page.
RAW = frozenset({"script", "style", "title", "template", "xml", "iframe", "noframes"})
MAX_TAG = 4096  # characters of a tag in which attributes are looked for


class Token(NamedTuple):
    """A stretch ``source[start:end]``.

    ``kind`` is ``text``, ``space``, ``char`` (a character reference, ``value``
    decoded), ``open`` or ``close`` (``value`` is the tag's name in lower
    case), or ``raw`` (the content of the element just opened).
    """

    kind: str
    value: str
    start: int
    end: int


def tokens(source: str) -> Iterator[Token]:
    """Yield the tokens of ``source`` in order, comments left out."""
    match = TOKEN.compiled.match
    at = 0
    while found := match(source, at):
        start, at = at, found.end()
        kind = found.lastgroup
        if kind in {"text", "space"}:
            yield Token(kind, found[0], start, at)
        elif kind == "tag":
            closes = source.startswith("/", start + 1)
            name = _name(source, start + 1 + closes)
            yield Token("close" if closes else "open", name, start, at)
            if name in RAW and not closes:
                yield Token("raw", name, at, at := _raw_end(source, at, name))
        elif kind == "char":
            said = unescape(found[0])
            yield Token("text" if said == found[0] else "char", said, start, at)
        elif kind == "stray":
            yield Token("text", found[0], start, at)


def names(listed: str) -> frozenset[str]:
    """Return the names in a list that is parted by spaces."""
    return frozenset(listed.split())


def attributes(tag: str) -> dict[str, str]:
    """Return the attributes of a whole tag, names and values in lower case."""
    found = ATTRIBUTE.finditer(tag[:MAX_TAG].lower())
    return {one[1]: (one[2] or one[3] or one[4] or "") for one in found}


def _name(source: str, at: int) -> str:
    found = NAME.match(source, at)
    return found[0].lower() if found else ""


def _raw_end(source: str, at: int, name: str) -> int:
    found = _closing(name).search(source, at)
    return found.start() if found else len(source)


@cache
def _closing(name: str) -> re.Pattern[str]:
    return re.compile(f"</{name}", re.IGNORECASE)
