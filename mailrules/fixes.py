"""Edits become new text. Writing letters back is the work of ``mailrules fix``, to come."""

import re
from collections.abc import Iterable

from mailrules.findings import Edit


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Return ``text`` with all ``edits`` made; lines and columns are those of ``text``.

    Of two edits that overlap the first counts, so that a stretch is never
    mended twice; two insertions at one place are both made, in order.
    """
    starts = [0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", text))]
    spans = sorted(
        (
            starts[edit.line - 1] + edit.column - 1,
            starts[edit.end_line - 1] + edit.end_column - 1,
            number,
            edit.replacement,
        )
        for number, edit in enumerate(edits)
    )
    pieces: list[str] = []
    done = 0
    for start, end, _, replacement in spans:
        if start >= done:
            pieces += (text[done:start], replacement)
            done = end
    return "".join([*pieces, text[done:]])
