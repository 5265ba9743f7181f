"""What each stretch of a letter is, on whole letters. The cases are data in segments/*.yaml."""

from pathlib import Path

import pytest
import yaml

from mailrules.message import Segment
from mailrules.message.segments.segmenting import segment

CASES = [
    pytest.param(case["segments"], id=f"{path.stem}: {case['name']}")
    for path in sorted((Path(__file__).parent / "segments").glob("*.yaml"))
    for case in yaml.safe_load(path.read_text("utf-8"))
]


def shown(text: str, segments: tuple[Segment, ...]) -> list[tuple[str, str]]:
    return [(str(one.kind), text[one.start : one.end]) for one in segments]


@pytest.mark.parametrize("pieces", CASES)
def test_letter(pieces: list[dict[str, str]]) -> None:
    text = ""
    expected: list[tuple[str, str]] = []
    html_quotes: list[tuple[int, int]] = []
    for piece in pieces:
        [(key, words)] = piece.items()
        kind = key.removeprefix("html_")
        if kind != key:
            html_quotes.append((len(text), len(text) + len(words)))
        if expected and expected[-1][0] == kind:
            expected[-1] = kind, expected[-1][1] + words
        else:
            expected.append((kind, words))
        text += words
    assert shown(text, segment(text, html_quotes=html_quotes)) == expected
