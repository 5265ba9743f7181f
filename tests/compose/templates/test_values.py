"""What people write for a field, and what the field has then."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailrules.compose.templates import (
    EMPTY,
    Field,
    FieldType,
    answers,
    read_template,
    typed,
    written,
)
from mailrules.config import Mark
from mailrules.errors import UsageError
from mailrules.message import BoundedPattern
from mailrules.wording import LANGUAGES, known, render, wording

TYPES: tuple[FieldType, ...] = tuple(EMPTY)
PETR = {"name": "Пётр Сидоров", "email": "petr@motor.example"}


def field(kind: FieldType, **extra: Any) -> Field:
    choices = ("скан", "почта") if kind == "choice" else ()
    return Field("поле", kind, Mark(""), **{"choices": choices, **extra})


@pytest.mark.parametrize(
    ("kind", "given_value", "expected"),
    [
        ("text", " Холодные\r\nзвонки ", "Холодные\nзвонки"),
        ("text", 5, "5"),
        ("text", "  ", ""),
        ("number", "500", 500),
        ("number", "1 200", 1200),
        ("number", "1\u00a0200\u202f000,5", Decimal("1200000.5")),
        ("number", "-3", -3),
        ("number", "−0.125", Decimal("-0.125")),
        ("number", "120,00", 120),
        ("number", 5.5, Decimal("5.5")),
        ("number", "", None),
        ("money", "1 200,50 руб.", Decimal("1200.50")),
        ("money", "120 ₽", 120),
        ("money", "121 рубль", 121),
        ("money", Decimal("95.5"), Decimal("95.5")),
        ("date", "2026-12-07", date(2026, 12, 7)),
        ("date", "7.12.2026", date(2026, 12, 7)),
        ("date", "7 декабря 2026 года", date(2026, 12, 7)),
        ("date", "7 дек. 2026 г.", date(2026, 12, 7)),
        ("date", "7 December 2026", date(2026, 12, 7)),
        ("date", datetime(2026, 12, 7, 10), date(2026, 12, 7)),
        ("date", date(2026, 12, 7), date(2026, 12, 7)),
        ("boolean", "Да", True),
        ("boolean", False, False),
        ("boolean", "off", False),
        ("choice", "Почта", "почта"),
        ("list", ["а", " ", 5], ("а", "5")),
        ("list", "а; б;", ("а", "б")),
        ("list", "- а; б\n2) в\n\n", ("а; б", "в")),
        ("list", "-5 градусов", ("-5 градусов",)),
        ("list", "1. а; б", ("а; б",)),
        ("list", ["- а"], ("- а",)),
        ("person", "Пётр  Сидоров <petr@motor.example>", PETR),
        ("person", '"Пётр Сидоров" <petr@motor.example>', PETR),
        ("person", PETR, PETR),
        ("person", "petr@motor.example", {"name": "", "email": "petr@motor.example"}),
        ("person", {"name": "Пётр Сидоров", "email": None}, {"name": "Пётр Сидоров", "email": ""}),
        ("person", [], None),
    ],
)
def test_a_value_gets_its_type(kind: FieldType, given_value: object, expected: object) -> None:
    value = typed(field(kind), given_value)
    assert value == expected
    assert type(value) is type(expected)
    assert typed(field(kind), value) == value
    if expected is not None:
        assert typed(field(kind), written(value)) == value


@pytest.mark.parametrize(
    ("kind", "given_value", "words"),
    [
        ("text", ["а"], "нужно одно значение"),
        ("text", {"a": "b"}, "нужно одно значение"),
        ("text", "а\u0007", "служебный знак U+0007"),
        ("number", "сто", "«сто» — не число"),
        ("number", "12 00", "не число"),
        ("number", "1,200", "тысячи или дробь? Напишите 1200 без знаков"),
        ("number", "1" * 19, "не число"),
        ("number", "9" * 50, f"«{'9' * 40}…»"),
        ("number", True, "не число"),
        ("money", "-5", "не сумма"),
        ("money", "1,2345", "не сумма"),
        ("money", "12.000 руб.", "Напишите 12000"),
        ("date", "07.12.26", "напишите её как 07.12.2026"),
        ("date", "30 февраля 2026", "не дата"),
        ("date", "7 мартобря 2026", "не дата"),
        ("date", ["x"], "нужно одно значение"),
        ("boolean", "может быть", "напишите да или нет"),
        ("choice", "скат", "возможно, имелось в виду «скан»"),
        ("choice", "голубь", "есть: скан, почта"),
        ("list", {"a": "b"}, "нужен перечень"),
        ("list", [["a"]], "нужно одно значение"),
        ("person", "Пётр <petr>", "«petr» — не адрес почты"),
        ("person", "<>", "не человек"),
        ("person", {"имя": "Пётр"}, "«имя» нет"),
        ("person", {"name": ["Пётр"]}, "нужно одно значение"),
    ],
)
def test_an_error_says_what_is_acceptable(kind: FieldType, given_value: object, words: str) -> None:
    with pytest.raises(UsageError) as caught:
        typed(field(kind), given_value)
    assert all(known(caught.value.key, language) for language in LANGUAGES)
    assert words in render(wording(caught.value.key, **caught.value.arguments), "ru")


def test_a_pattern_holds_for_texts_and_for_each_item() -> None:
    number = field("text", pattern=r"\d+/\d+")
    assert typed(number, "28/11") == "28/11"
    with pytest.raises(UsageError, match=r"templates\.value\.pattern"):
        typed(number, "№ 28/11")
    helpful = field("list", pattern=r"\d+", help="Номера: 12")
    with pytest.raises(UsageError) as caught:
        typed(helpful, ["12", "x"])
    assert caught.value.key == "templates.value.pattern.help"
    assert caught.value.arguments["help"] == "Номера: 12"


def test_a_pattern_that_takes_too_long_does_not_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(*_: object) -> bool:
        raise TimeoutError

    monkeypatch.setattr(BoundedPattern, "matches_whole", slow)
    with pytest.raises(UsageError):
        typed(field("text", pattern="x"), "x")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@given(st.sampled_from(TYPES), JSON)
def test_any_value_is_typed_or_refused(kind: FieldType, value: object) -> None:
    try:
        first = typed(field(kind), value)
    except UsageError:
        return
    assert typed(field(kind), first) == first


TEMPLATE = """---
name: a
subject: b
fields:
  price: {type: money, required: true}
  way: {type: choice, choices: [скан, почта], default: скан, required: true}
  questions: {type: list}
  start: {type: date}
---
"""


def test_answers_are_typed_and_filled_up() -> None:
    template = read_template("x.j2", TEMPLATE)
    full = answers(template, {"price": "1 200", "start": "7.12.2026", "колер": "x"})
    assert full.values == {
        "price": 1200,
        "way": "скан",
        "questions": (),
        "start": date(2026, 12, 7),
    }
    assert (full.missing, full.unknown) == ((), ("колер",))


def test_what_is_blank_is_missing() -> None:
    template = read_template("x.j2", TEMPLATE)
    found = answers(template, {"price": " ", "way": "", "questions": []})
    assert [one.name for one in found.missing] == ["price", "way"]
    assert found.values == {"questions": (), "start": None}
    with pytest.raises(UsageError):
        answers(template, {"price": "даром"})
