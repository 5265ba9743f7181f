"""Real letters, where a folder of them is named: all parse, and no word is lost."""

import os
from pathlib import Path

import pytest

from mailrules.message import parse

FOLDER = os.environ.get("MAILRULES_CORPORA")
LETTERS = (
    [path for name in ("malformed", "threads", "replies") for path in Path(FOLDER, name).rglob("*")]
    if FOLDER
    else []
)


@pytest.mark.skipif(not FOLDER, reason="MAILRULES_CORPORA names no folder")
def test_real_letters_parse_and_lose_nothing() -> None:
    letters = [path for path in LETTERS if path.is_file()]
    assert letters
    for path in letters:
        found = parse(path.read_bytes())
        for part in found.shown:
            joined = "".join(part.text_of(segment) for segment in part.segments)
            assert joined == (part.text if part.is_html else part.source), path
