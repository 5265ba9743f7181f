"""Edits become new text."""

import pytest

from mailrules.findings import Edit, Scope
from mailrules.fixes import apply_edits


def edit(start: tuple[int, int], end: tuple[int, int], replacement: str) -> Edit:
    return Edit(Scope.BODY, replacement, "1", start[0], start[1], end[0], end[1])


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
def test_edits(
    text: str, edits: list[tuple[tuple[int, int], tuple[int, int], str]], mended: str
) -> None:
    assert apply_edits(text, [edit(*one) for one in edits]) == mended
