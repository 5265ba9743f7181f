"""Lemmas, forms and content words."""

import pytest

from mailrules.language import (
    content_lemmas,
    inflections,
    is_name_of,
    is_own_word,
    lemma,
    lemmas,
    name_words,
    stop_words,
)
from mailrules.language.morphology import analyzer, forms_like


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Звонками", "звонок"),
        ("счётом", "счет"),
        ("пресс-центре", "пресс-центр"),
        ("холодные", "холодный"),
        ("вебинаров", "вебинар"),
        ("Prices", "price"),
        ("pricing", "price"),
        ("planned", "plan"),
        ("companies", "company"),
        ("string", "string"),
        ("bus", "bus"),
        ("customer's", "customer"),
    ],
)
def test_lemma(word: str, expected: str) -> None:
    assert lemma(word) == expected


def test_all_lemmas() -> None:
    assert {"стать", "сталь"} <= set(lemmas("стали"))


def test_content_lemmas() -> None:
    text = (
        "Обсудим холодные звонки по маслу: calls and prices, 5 дней, a@motor.example, быстро и X."
    )
    found = content_lemmas(text)
    assert [one.lemma for one in found] == [
        "обсудить", "холодный", "звонок", "масло", "call", "price",
    ]  # fmt: skip
    assert [text[one.start : one.end] for one in found][:3] == ["Обсудим", "холодные", "звонки"]


def test_inflections() -> None:
    assert {"холодник", "холодника", "холодниками"} <= inflections("холодник")
    assert "трекинга" in inflections("Трекинг")
    assert "leads" in inflections("Lead")
    assert "мебели" in inflections("мебелью")


def test_forms_like_a_model() -> None:
    assert {"оффер", "оффера", "офферами"} <= forms_like("оффер", "буфер")
    assert forms_like("ревью", "интервью") == {"ревью"}


@pytest.mark.parametrize(
    ("word", "own"),
    [
        ("холодникам", True),
        ("Холодник-проект", True),
        ("фрундиком", True),
        ("договр", False),
        ("leads", True),
        ("leed", False),
    ],
)
def test_words_of_the_house(word: str, own: bool) -> None:
    assert is_own_word(word, frozenset({"холодник", "база Фрундик", "lead"})) is own


@pytest.mark.parametrize(
    ("word", "own"),
    [
        ("Тхагапсоеву", True),
        ("Зары", True),
        ("Grzegorz", True),
        ("фатхуллиной", True),
        ("Тхагапсоевщинами", False),
        ("договр", False),
    ],
)
def test_names(word: str, own: bool) -> None:
    names = name_words(["Зара Тхагапсоев", "Ли Ю", "Grzegorz", "Анна Хуснутдинова-Фатхуллина"])
    assert "ли" not in names
    assert is_name_of(word, names) is own


def test_one_analyser_serves_all() -> None:
    assert analyzer() is analyzer()


def test_letters_without_a_name_are_read_all_the_same() -> None:
    assert lemma("а\U00017000")
    assert lemma("\U00017000а")
    assert "быть" in stop_words()
