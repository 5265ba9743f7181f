"""Plain text as blocks."""

from typing import Any

import pytest

from mailrules.compose.pages.blocks import blocks


def shape(text: str) -> list[Any]:
    """Return the blocks as short as they can be told."""
    told: list[Any] = []
    for block in blocks(text):
        if block["kind"] == "paragraph":
            told.append(str(block["text"]))
        elif block["kind"] == "list":
            told.append([(one["mark"], str(one["text"])) for one in block["entries"]])
        else:
            told.append({str(one["label"]): str(one["value"]) for one in block["entries"]})
    return told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Раз.\n\nДва.", ["Раз.", "Два."]),
        ("Раз.\r\n \t\r\n\r\nДва.\rТри.", ["Раз.", "Два.<br>\nТри."]),
        ("Итак:\n1) раз;\n2) два.", ["Итак:", [("1)", "раз;"), ("2)", "два.")]]),
        ("- раз\n  дальше\n• два", [[("-", "раз<br>\nдальше"), ("•", "два")]]),
        ("— раз\nа не дальше", [[("—", "раз")], "а не дальше"]),
        ("(1) раз\nа) два\n10. три", [[("(1)", "раз"), ("а)", "два"), ("10.", "три")]]),
        ("2026. Год\n-5 градусов\n1.", ["2026. Год<br>\n-5 градусов<br>\n1."]),
        ("Объём: 500\nЦена: 120", [{"Объём:": "500", "Цена:": "120"}]),
        ("Итого: 500", [{"Итого:": "500"}]),
        ("Задача: звонить.", ["Задача: звонить."]),
        ("Задача: звонить.\nСрок: месяц.", [{"Задача:": "звонить.", "Срок:": "месяц."}]),
        ("Когда: завтра?", ["Когда: завтра?"]),
        ("Тип: звонки\n\nЦена: 1\nДней: 2", [{"Тип:": "звонки", "Цена:": "1", "Дней:": "2"}]),
        ("Цена:\nОбъём: 500 шт.\nИ всё.", ["Цена:<br>\nОбъём: 500 шт.<br>\nИ всё."]),
        ("Цена:\nОбъём: 500\nДней: 2", ["Цена:", {"Объём:": "500", "Дней:": "2"}]),
        ("В 10:30 встреча\nВ 11:00 обед", ["В 10:30 встреча<br>\nВ 11:00 обед"]),
        (f"{'а' * 41}: 1\n{'б' * 41}: 2", [f"{'а' * 41}: 1<br>\n{'б' * 41}: 2"]),
        ("  отступ", ["отступ"]),
        ("a < b & c", ["a &lt; b &amp; c"]),
    ],
)
def test_shape(text: str, expected: list[Any]) -> None:
    assert shape(text) == expected


def test_what_a_paragraph_introduces_stands_close_to_it() -> None:
    text = "Порядок:\n\n1. Раз.\n\nЦены:\n\nОбъём: 5\nЦена: 6\n\nТекст.\n\nКонец."
    leads = [block["leads"] for block in blocks(text) if block["kind"] == "paragraph"]
    assert leads == [True, True, False, False]
    (above, _) = blocks("Без двоеточия.\n\n1. Раз.")
    assert not above["leads"]


def test_rows_that_stand_together() -> None:
    (block,) = blocks("Тип: звонки\n\nЦена: 1\nДней: 2")
    assert [entry["last"] for entry in block["entries"]] == [True, False, True]


def test_inner_lists_are_indented_and_marks_have_room() -> None:
    (block,) = blocks("9. раз\n10. два\n  - три\n" + " " * 40 + "- четыре")
    assert block["width"] == 32
    assert [entry["indent"] for entry in block["entries"]] == [32, 32, 56, 80]


@pytest.mark.parametrize(
    ("value", "is_long"), [("500", False), ("синтетическое моторное масло для автосервисов", True)]
)
def test_long_rows_stand_in_one_column_on_a_telephone(value: str, is_long: bool) -> None:
    (block,) = blocks(f"Продукт: {value}\nОбъём: 500")
    assert block["long"] is is_long
