"""Edits become new text; and which fixes can be made together."""

import pytest

from mailrules.findings import Applicability, Edit, Fix, Scope
from mailrules.fixes import Unwritable, apply_edits, compatible
from mailrules.wording import wording
from tests.fixes.letters import in_body, in_header

Place = tuple[int, int]


@pytest.mark.parametrize(
    ("text", "edits", "mended"),
    [
        ("Добрый день!", [((1, 12), (1, 13), ".")], "Добрый день."),
        ("Раз!\r\nДва!\r\n", [((2, 4), (2, 5), "."), ((1, 4), (1, 5), ".")], "Раз.\r\nДва.\r\n"),
        ("Раз.\nДва.", [((2, 1), (2, 1), "\n")], "Раз.\n\nДва."),
        ("Раз.\rДва.", [((2, 1), (2, 4), "Три")], "Раз.\rТри."),
        ("абв", [((1, 1), (1, 3), "x"), ((1, 2), (1, 4), "y")], "xв"),
        ("аб", [((1, 2), (1, 2), "1"), ((1, 2), (1, 2), "2")], "а12б"),
        ("раз\nдва\nтри", [((1, 4), (3, 1), " ")], "раз три"),
        ("", [((1, 1), (1, 1), "текст")], "текст"),
        ("текст", [], "текст"),
    ],
)
def test_edits(text: str, edits: list[tuple[Place, Place, str]], mended: str) -> None:
    assert apply_edits(text, [in_body(*one) for one in edits]) == mended


@pytest.mark.parametrize(
    ("start", "end"),
    [((2, 1), (2, 1)), ((1, 1), (2, 1)), ((0, 1), (1, 1)), ((1, 3), (1, 9)), ((1, 3), (1, 2))],
)
def test_a_place_that_the_text_does_not_have(start: Place, end: Place) -> None:
    with pytest.raises(Unwritable):
        apply_edits("раз", [in_body(start, end, "два")])


def fix(*edits: Edit) -> Fix:
    return Fix(wording("fix.remove"), Applicability.SAFE, edits)


def at(start: int, end: int, replacement: str = "x", part: str = "1") -> Edit:
    return in_body((1, start), (1, end), replacement, part)


@pytest.mark.parametrize(
    ("fixes", "chosen"),
    [
        ([fix(at(1, 3)), fix(at(3, 5)), fix(at(2, 4))], [0, 1]),
        # All or nothing: the second edit of the second fix overlaps.
        ([fix(at(1, 3)), fix(at(5, 6), at(2, 4)), fix(at(5, 6, "y"))], [0, 2]),
        # Insertions at one place do not overlap, nor do they touch what begins or ends there.
        ([fix(at(3, 3, "a")), fix(at(3, 3, "b")), fix(at(3, 5)), fix(at(1, 3))], [0, 1, 2, 3]),
        ([fix(at(1, 5)), fix(at(3, 3)), fix(at(5, 5)), fix(at(1, 1))], [0, 2, 3]),
        # What several fixes share is made once.
        ([fix(at(1, 5)), fix(at(1, 5)), fix(at(1, 5), at(7, 8)), fix(at(1, 5, "y"))], [0, 1, 2]),
        ([fix(at(1, 5), at(2, 3)), fix(at(4, 6))], [1]),
        # Other places.
        ([fix(at(1, 5)), fix(at(1, 5, part="2"), at(2, 3, part="2"))], [0]),
        ([fix(at(1, 5)), fix(in_header("Subject", 0, 4, "x")), fix(at(2, 3, part="2"))], [0, 1, 2]),
        (
            [
                fix(in_header("Cc", 0, 4, "x")),
                fix(in_header("cc", 1, 2, "y")),
                fix(in_header("To", 1, 2, "y")),
                fix(Edit(Scope.SUBJECT, "z")),
            ],
            [0, 2, 3],
        ),
        ([fix(in_header("Cc", 0, 0, "a")), fix(in_header("Cc", 0, 0, ", b"))], [0, 1]),
    ],
)
def test_fixes_that_can_be_made_together(fixes: list[Fix], chosen: list[int]) -> None:
    assert compatible(fixes) == tuple(fixes[number] for number in chosen)


def test_many_fixes_take_little_time() -> None:
    fixes = [fix(at(number % 5000 * 3 + 1, number % 5000 * 3 + 3)) for number in range(10_000)]
    assert compatible(fixes) == tuple(fixes)
