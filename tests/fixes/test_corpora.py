"""Real letters, where a folder of them is named: edited at random, and nothing else changes."""

import os
from pathlib import Path
from random import Random

import pytest

from mailrules.findings import Edit
from mailrules.fixes import Unwritable, diff, rewrite
from mailrules.message import Message, Part, parse
from tests.fixes.letters import check_rewritten, in_body, in_header, place

FOLDER = os.environ.get("MAILRULES_CORPORA")
LETTERS = [
    path
    for name in ("malformed", "threads", "replies/emails")
    for path in (sorted(Path(FOLDER, name).rglob("*")) if FOLDER else ())
    if path.is_file()
]
NEW = ("", ".", "Привет", "«да» — нет", " ", "x y", "\n\nабв\n", "日本", "=", "a" * 90, "b ", "é")
LARGEST = 200_000  # bytes: the others take their time, and say no more


def edits_of(message: Message, chance: Random) -> list[Edit]:
    edits = [edit for part in message.shown for edit in _in(part, chance)]
    for field in message.headers:
        if field.name.lower() in {"subject", "to", "cc", "references"} and chance.random() < 0.5:
            start = chance.randint(0, len(field.value))
            end = min(len(field.value), start + chance.choice((0, 1, 8)))
            name = "Subject" if field.name.lower() == "subject" else field.name
            edits.append(in_header(name, start, end, chance.choice(NEW).replace("\n", "")))
    return edits


def _in(part: Part, chance: Random) -> list[Edit]:
    source = part.source or ""
    starts = sorted({chance.randint(0, len(source)) for _ in range(3)})
    edits = []
    for start, most in zip(starts, [*starts[1:], len(source)], strict=True):
        end = min(most, start + chance.choice((0, 1, 30)))
        places = (place(part, start), place(part, end))
        edits.append(in_body(*places, chance.choice(NEW), part.number))
    return edits


@pytest.mark.skipif(not FOLDER, reason="MAILRULES_CORPORA names no folder")
def test_real_letters_are_edited_and_else_unchanged() -> None:
    chance = Random(4)
    made = refused = 0
    for path in LETTERS:
        raw = path.read_bytes()
        if len(raw) > LARGEST:
            continue
        message = parse(raw)
        for _ in range(2):
            edits = edits_of(message, chance)
            try:
                after = rewrite(message, edits)
            except Unwritable:
                refused += 1
                continue
            made += 1
            check_rewritten(raw, edits, after)
            assert bool(diff(path.name, raw, after)) == (raw != after) or not any(edits)
    assert made > refused
