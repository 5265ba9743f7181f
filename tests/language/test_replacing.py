"""How a replacement takes over the capitals of what it replaces."""

import pytest

from mailrules.language.replacing import like_written


@pytest.mark.parametrize(
    ("word", "model", "written"),
    [
        ("договор", "счёт", "договор"),
        ("договор", "Счёт", "Договор"),
        ("договор", "СЧЁТ", "ДОГОВОР"),
        ("договор", "Я", "Договор"),
        ("WhatsApp", "ВАТСАП", "WhatsApp"),
    ],
)
def test_capitals_are_kept(word: str, model: str, written: str) -> None:
    assert like_written(word, model) == written
