"""What the attributes of an HTML element say about its text: hidden, quoted, without margins."""

import re
from typing import NamedTuple

from mailrules.message.html.markup import Token, attributes, names
from mailrules.message.pattern import lazy_pattern

TELLING = lazy_pattern(r"style|class|hidden|\sid\b|start", re.IGNORECASE)
HIDDEN = lazy_pattern(r"\shidden[\s/>]", re.IGNORECASE)
NOT_SHOWN = lazy_pattern(r"display\s?:\s?none|visibility\s?:\s?hidden|mso-hide\s?:\s?all")
PRESERVED = lazy_pattern(r"white-space\s?:\s?(?:pre|break-spaces)")
TIGHT = lazy_pattern(r"margin(?:-bottom)?\s?:\s?0[a-z]{0,3}\s?(?:[;!]|$)")
# Outlook's paragraphs, which have no margins.
TIGHT_CLASSES = frozenset({"msonormal", "msoplaintext", "msolistparagraph"})
# What mail programs put around a quote and the line that introduces it.
CONTAINERS = names(
    "gmail_quote gmail_attr yahoo_quoted moz-cite-prefix moz-forward-container protonmail_quote"
    " zmail_extra"
)
# From these elements on a whole letter is quoted: Outlook, on the web and on a desk.
REST_IDS = frozenset({"divrplyfwdmsg", "appendonsend", "olk_src_body_section"})
REST_STYLE = lazy_pattern(r"border-top\s?:\s?solid #(?:e1e1e1|b5c4df) 1\.0pt")


class Look(NamedTuple):
    """How an element shows its text.

    ``quote`` is empty, ``block`` (a blockquote), ``container`` (a quote and
    its introduction; replies may stand between blockquotes in it), or
    ``rest`` (from here to the end). ``first`` is the first number of a list.
    """

    hidden: bool = False
    preserved: bool = False
    tight: bool = False
    quote: str = ""
    first: int = 1

    @property
    def plain(self) -> bool:
        """Tell whether nothing in the element needs to know of it."""
        return not (self.hidden or self.preserved or self.quote)


def look_of(source: str, token: Token) -> Look:
    """Read the look of the element that the tag ``token`` opens."""
    _, name, start, end = token
    quote = "block" if name == "blockquote" else ""
    if end - start < len(name) + 5 or not TELLING.compiled.search(source, start, end):
        return Look(preserved=name == "pre", quote=quote)
    tag = source[start:end]
    said = attributes(tag)
    style = said.get("style", "")
    classes = set(said.get("class", "").split())
    ident = said.get("id", "").removeprefix("x_")
    if ident in REST_IDS or REST_STYLE.search(style):
        quote = "rest"
    elif not quote and not classes.isdisjoint(CONTAINERS):
        quote = "container"
    return Look(
        hidden=bool(NOT_SHOWN.search(style) or HIDDEN.search(tag)),
        preserved=name == "pre" or PRESERVED.search(style) is not None,
        tight=not classes.isdisjoint(TIGHT_CLASSES) or TIGHT.search(style) is not None,
        quote=quote,
        first=_first_number(said.get("start", "")),
    )


def _first_number(start: str) -> int:
    digits = start.isascii() and start.isdigit() and len(start) < 7
    return int(start) if digits else 1
