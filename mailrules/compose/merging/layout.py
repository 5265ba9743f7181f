"""The merged letter's text, as plain text and as a plain page."""

from collections.abc import Iterator
from html import escape
from itertools import groupby

from msgspec import Struct

CITED = '<blockquote type="cite">{}</blockquote>'


class Text(Struct, frozen=True):
    """What a letter says, top to bottom; each is parted from the next by a blank line."""

    greeting: str = ""
    blocks: tuple[str, ...] = ()
    intro: str = ""
    questions: tuple[str, ...] = ()
    signature: str = ""
    notices: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()


def plain(text: Text) -> str:
    """Return the text as text/plain: questions numbered, a line break at the end."""
    asked = [f"{number}. {one}" for number, one in enumerate(text.questions, 1)]
    listed = "\n".join([text.intro, *asked]) if asked else ""
    everything = (
        text.greeting,
        *text.blocks,
        listed,
        text.signature,
        *text.notices,
        *text.quotes,
    )
    return "\n\n".join(filter(None, everything)) + "\n"


def page(text: Text, language: str) -> str:
    """Return the same as text/html."""
    body = "\n".join(_elements(text))
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head><meta charset="utf-8"></head>\n'
        f"<body>\n{body}\n</body>\n</html>\n"
    )


def _elements(text: Text) -> Iterator[str]:
    for block in filter(None, (text.greeting, *text.blocks)):
        yield from _paragraphs(block)
    if text.questions:
        asked = "\n".join(f"<li>{_inline(one)}</li>" for one in text.questions)
        yield f"<p>{_inline(text.intro)}</p>\n<ol>\n{asked}\n</ol>"
    for block in filter(None, (text.signature, *text.notices)):
        yield f"<p>{_inline(block)}</p>"
    for quote in text.quotes:
        yield from _paragraphs(quote)


def _paragraphs(block: str) -> Iterator[str]:
    """Yield a block's own lines as a paragraph, its quoted ones as a quotation."""
    for quoted, lines in groupby(block.split("\n"), key=lambda line: line.startswith(">")):
        if quoted:
            bare = (line[1:].removeprefix(" ") for line in lines)
            yield CITED.format(_inline("\n".join(bare)))
        else:
            yield f"<p>{_inline(chr(10).join(lines))}</p>"


def _inline(text: str) -> str:
    return escape(text, quote=False).replace("\n", "<br>\n")
