"""Sentences from the catalogues."""

import pytest

from mailrules.wording import known, render, wording


@pytest.mark.parametrize(
    ("count", "russian", "english"),
    [
        (1, "Проверено 1 письмо.", "1 letter checked."),
        (3, "Проверено 3 письма.", "3 letters checked."),
        (5, "Проверено 5 писем.", "5 letters checked."),
        (21, "Проверено 21 письмо.", "21 letters checked."),
    ],
)
def test_plurals(count: int, russian: str, english: str) -> None:
    message = wording("summary.checked", count=count)
    assert render(message, "ru") == russian
    assert render(message, "en") == english


def test_arguments_may_be_sequences_and_messages() -> None:
    message = wording("fix.safe", title=(wording("severity.error"), "x", 2))
    assert render(message, "ru") == "Исправление: ошибка, x, 2"


def test_a_key_without_translation_still_tells_what_it_knows() -> None:
    assert render(wording("no.such.key", name="x", count=2), "ru") == "no.such.key: x, 2"
    assert render(wording("no.such.key"), "en") == "no.such.key"
    assert not known("no.such.key", "ru")
    assert known("severity.error", "ru")
    assert known("summary.checked", "ru")
