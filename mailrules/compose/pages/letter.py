"""The text/html alternative of a composed letter."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from markupsafe import Markup

from mailrules.compose.pages.blocks import blocks, lines_of
from mailrules.compose.pages.inline import broken, reachable
from mailrules.compose.pages.quotation import quotation
from mailrules.message import is_closing
from mailrules.rendering import render

SHELL = Path(__file__).with_name("letter.html.j2")
LONGEST_NAME = 60
NAME = Markup("<strong>{}</strong>")
CONTACT = Markup('<span class="dim" style="font-size:14px;color:#5f6368">{}</span>')


def letter_page(text: str, signature: str = "", quote: str = "", *, language: str = "ru") -> str:
    """Return a letter as a page that says exactly the words of its plain text.

    ``text`` is what the author says, its paragraphs unwrapped and parted by
    blank lines. ``quote`` is the earlier letter as text/plain carries it. The
    page fetches nothing and runs nothing. Raises RenderError for a letter of
    hundreds of pages.
    """
    fields = {
        "language": language,
        "blocks": blocks(text),
        "signature": broken(_signed(lines_of(signature.strip("\r\n")))) if signature else "",
        "quote": quotation(quote) if quote else "",
    }
    return render(_shell(), fields, html=True)


@cache
def _shell() -> str:
    return SHELL.read_text("utf-8")


def _signed(lines: list[str]) -> Iterator[Markup]:
    """Yield a signature's lines: the closing as it is, the name bold, the rest quiet."""
    named = False
    for line in lines:
        shown = reachable(line.strip(" \t"))
        if named:
            yield CONTACT.format(shown)
        elif is_closing(line) or not any(char.isalnum() for char in line):
            yield shown
            named = "," in line.rstrip(" \t,")  # «С уважением, Анна Ким»
        else:
            named = True
            yield NAME.format(shown) if _may_be_name(line) else CONTACT.format(shown)


def _may_be_name(line: str) -> bool:
    return len(line) <= LONGEST_NAME and not any(char.isdigit() or char == "@" for char in line)
