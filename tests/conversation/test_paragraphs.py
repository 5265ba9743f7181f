"""What of a letter is hashed: its paragraphs, however they are written."""

import pytest

from mailrules.conversation import paragraph_hash, paragraph_hashes
from mailrules.message import parse
from tests.letters import build

LETTER = (
    "Когда пришлёте договор?\n\nЖдём до пятницы.\n\nС уважением,\nПётр Сидоров\n+7 495 000-00-09\n"
)


def test_a_paragraph_is_hashed_once_and_a_signature_never() -> None:
    twice = build({"body": "Ждём до пятницы.\n\n" + LETTER})
    assert paragraph_hashes(parse(twice)) == (
        paragraph_hash("Ждём до пятницы."),
        paragraph_hash("Когда пришлёте договор?"),
    )


@pytest.mark.parametrize(
    "other",
    ["Ждем  до\nпятницы", "«ждём» до пят\u00adницы!", "> Ждём до пятницы."],
)
def test_spelling_apart_a_paragraph_is_the_same(other: str) -> None:
    assert paragraph_hash(other) == paragraph_hash("Ждём до пятницы.")
    assert paragraph_hash("Ждём до четверга.") != paragraph_hash(other)
    assert paragraph_hash(" … ") == ""
