"""A letter's plain text as blocks: paragraphs, lists, rows of labels and values.

A block is plain data for ``letter.html.j2``: its ``kind``, and besides

- ``paragraph``: ``text``, and whether it ``leads`` to the list or the rows below it;
- ``list``: ``width`` (pixels) and ``entries`` of ``mark``, ``text``, ``indent`` (pixels);
- ``rows``: ``long`` (too wide for a telephone) and ``entries`` of ``label``, ``value``, and
  whether it is the ``last`` of those that stand together.

Every character of the text stands in one of them, but for white space around lines.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Any

from mailrules.compose.pages.inline import broken, linked
from mailrules.message import lazy_pattern

Block = dict[str, Any]

BLANK = " \t"
ITEM = lazy_pattern(r"([ \t]*)(\(?\d{1,3}[.)]|[a-zа-яё]\)|[-–—•*·])[ \t]+(?=\S)")
LABELLED = lazy_pattern(r"[ \t]*([^\s:;?!][^:;?!]{0,39}:)[ \t]+(?=\S)")
SENTENCE_END = (".", "…", "?")  # with one of these, a labelled line alone is a sentence, and no row
NARROW = 36  # characters that stand side by side in the window of a telephone
SLOT, DIGIT = 24, 8  # pixels: room for «1)» or «—» and a gap, and for each further character
STEP, MAX_INDENT = 12, 48  # pixels of indent for each space, and at the most


def blocks(text: str) -> list[Block]:
    """Return the blocks of ``text``, whose paragraphs are parted by blank lines."""
    found: list[Block] = []
    for block in (block for lines in _stanzas(text) for block in _blocks(lines)):
        if found and found[-1]["kind"] == block["kind"] == "rows":  # one table: columns in line
            found[-1]["entries"] += block["entries"]
            found[-1]["long"] |= block["long"]
        else:
            found.append(block)
    for block, below in pairwise(found):
        if block["kind"] == "paragraph" and below["kind"] != "paragraph":
            block["leads"] = block["text"].endswith(":")
    return found


def lines_of(text: str) -> list[str]:
    """Return the lines of ``text``, however they end."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _stanzas(text: str) -> Iterator[list[str]]:
    """Yield the lines between blank lines."""
    for blank, lines in groupby(lines_of(text), key=lambda line: not line.strip(BLANK)):
        if not blank:
            yield list(lines)


def _blocks(lines: Sequence[str]) -> Iterator[Block]:
    kinds = _kinds(lines)
    for kind, run in groupby(zip(kinds, lines, strict=True), key=lambda pair: pair[0]):
        own = [line for _, line in run]
        if kind == "list":
            yield _list(own)
        elif kind == "rows":
            yield _rows(own)
        else:
            text = broken(linked(line.strip(BLANK)) for line in own)
            yield {"kind": "paragraph", "leads": False, "text": text}


def _kinds(lines: Sequence[str]) -> list[str]:
    """Return for each line what it is part of; an indented line under an item belongs to it."""
    kinds: list[str] = []
    for line in lines:
        if ITEM.match(line) or (line[0] in BLANK and kinds[-1:] == ["list"]):
            kinds.append("list")
        else:
            kinds.append("rows" if LABELLED.match(line) else "paragraph")
    for at, kind in enumerate(kinds):
        alone = "rows" not in (*kinds[max(at - 1, 0) : at], *kinds[at + 1 : at + 2])
        if kind == "rows" and alone and lines[at].rstrip(BLANK).endswith(SENTENCE_END):
            kinds[at] = "paragraph"
    return kinds


def _list(lines: Sequence[str]) -> Block:
    entries: list[dict[str, Any]] = []
    longest = 0
    for line in lines:
        found = ITEM.match(line)
        if found is None:
            entries[-1]["text"] = broken((entries[-1]["text"], linked(line.strip(BLANK))))
            continue
        indent = min(STEP * len(found[1]), MAX_INDENT)
        text = linked(line[found.end() :].rstrip(BLANK))
        entries.append({"mark": found[2], "text": text, "indent": indent})
        longest = max(longest, len(found[2]))
    width = SLOT + DIGIT * max(longest - 2, 0)
    for entry in entries:
        entry["indent"] += width
    return {"kind": "list", "width": width, "entries": entries}


def _rows(lines: Sequence[str]) -> Block:
    entries: list[dict[str, Any]] = []
    widths = [0, 0]
    for line in lines:
        found = LABELLED.match(line)
        assert found
        label, value = found[1], line[found.end() :].rstrip(BLANK)
        widths = [max(widths[0], len(label)), max(widths[1], len(value))]
        entries.append({"label": linked(label), "value": linked(value), "last": False})
    entries[-1]["last"] = True
    return {"kind": "rows", "long": sum(widths) > NARROW, "entries": entries}
