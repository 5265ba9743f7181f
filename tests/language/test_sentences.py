"""Where sentences and paragraphs end, and which sentences ask."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailrules.language import Passage, passages, questions, sentences

LETTERS = st.text(alphabet="абв АБ.?!…»«\"'\n1)-", max_size=120)


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Высылаю договор. Жду ответа.", ["Высылаю договор.", "Жду ответа."]),
        ("  Без точки в конце ", ["Без точки в конце"]),
        ("Кто? Где?! Когда…", ["Кто?", "Где?!", "Когда…"]),
        ("Готовы? если да, звоните", ["Готовы?", "если да, звоните"]),
        ("Это ул. Ленина, д. 5. Звоните.", ["Это ул. Ленина, д. 5.", "Звоните."]),
        ("Пишет А. С. Пушкин. Отвечаем.", ["Пишет А. С. Пушкин.", "Отвечаем."]),
        ("Начали в 10. Потом 11.", ["Начали в 10.", "Потом 11."]),
        ("Так и т. д.", ["Так и т. д."]),
        ("Они... молчат. Мы тоже.", ["Они... молчат.", "Мы тоже."]),
        ("Версия 1.2 готова", ["Версия 1.2 готова"]),
        (
            "Спросят: «Кто вы? Где вы?» Ответьте.",
            ["Спросят: «Кто вы? Где вы?»", "Ответьте."],
        ),
        ("«Кто вы?» — спросил он. Так.", ["«Кто вы?» — спросил он.", "Так."]),
        ("«Кто вы?»", ["«Кто вы?»"]),
        ("Строка\nи ещё одна. Всё", ["Строка\nи ещё одна.", "Всё"]),
        (" \n ", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


def test_a_stretch_is_cut_by_itself() -> None:
    text = "Раз. Два. Три."
    assert [text[start:end] for start, end in sentences(text, 5, 9)] == ["Два."]


def test_passages_are_paragraphs_and_entries_of_lists() -> None:
    text = (
        "Короткая строка\nИ другая\nс продолжением\n\n"
        "Длинная строка, которая перенесена программой по\nНирро: так бывает.\n"
        "1. Первый пункт\n   Отступ\n2) Второй\n- Третий\nКоротко\n\n–\n"
    )
    found = [
        (text[one.start : one.end], one.mark, one.glued, one.is_numbered) for one in passages(text)
    ]
    assert found == [
        ("Короткая строка", "", False, False),
        ("И другая\nс продолжением", "", True, False),
        ("Длинная строка, которая перенесена программой по", "", False, False),
        ("Нирро: так бывает.", "", True, False),
        ("Первый пункт\n   Отступ", "1.", True, True),
        ("Второй", "2)", True, True),
        ("Третий", "-", True, False),
        ("Коротко", "", True, False),
        ("–", "", False, False),
    ]


@given(LETTERS)
def test_passages_and_sentences_hold_every_letter(text: str) -> None:
    found = passages(text)
    assert sorted(found) == found
    held = "".join(one.mark + text[one.start : one.end] for one in found)
    assert "".join(held.split()) == "".join(text.split())
    for one in found:
        pieces = cut(text[one.start : one.end])
        assert "".join("".join(pieces).split()) == "".join(text[one.start : one.end].split())


def asked(text: str) -> list[tuple[str, bool]]:
    return [(text[one.start : one.end], one.direct) for one in questions(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Кто передаст базу?",
        "Когда запуск?!",
        "Нужен отчёт?..",
        "(Или таблица?)",
        "Подойдёт вторник?)",
        "Видели https://motor.example/page?",
        "Who signs it?",
    ],
)
def test_a_sentence_with_a_question_mark_asks(text: str) -> None:
    assert asked(text) == [(text, True)]


@pytest.mark.parametrize(
    "text",
    [
        "Подскажите, пожалуйста, кто передаст нам базу автосервисов.",
        "Ещё, пожалуйста, уточните, нужен ли отчёт.",
        "Хотели бы уточнить, по каким дням звонить",
        "Пожалуйста, сообщите, чьё согласие нужно.",
        "Please let us know who signs the contract.",
    ],
)
def test_a_request_to_tell_asks(text: str) -> None:
    assert asked(text) == [(text, False)]


@pytest.mark.parametrize(
    "text",
    [
        "Высылаю договор.",
        "Как дела?",
        "How are you?",
        "Почему? Потому что так быстрее.",
        "Сколько это займёт? Всё просто: неделю.",
        "Спросят: «Кто вы?»",
        "x = a ? b : c",
        "???",
        "Сообщите, как только получите оплату.",
        "Уточните, кто это:",
        "Подскажите адрес.",
        "Подскажите «кто»",
        "Сотрудник отдела знает клиента и может подсказать, кто там решает.",
        "",
    ],
)
def test_others_do_not(text: str) -> None:
    assert asked(text) == []


def test_a_passage_says_whether_it_is_numbered() -> None:
    assert Passage(0, 1, "а)").is_numbered
    assert not Passage(0, 1).is_numbered
