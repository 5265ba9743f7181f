"""The filters: sums, numbers with nouns, dates, sentences."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailrules.rendering import RenderError, render

FIELDS = {
    "day": date(2026, 11, 3),
    "moment": datetime(2026, 5, 31, 10, 0),
    "price": Decimal("1234.5"),
    "names": ["Анна", "Пётр", "Мария"],
    "text": "Текст",
    "huge": Decimal("1E+999999999"),
    "tiny": Decimal("1E-999999999"),
    "nan": Decimal("sNaN"),
    "infinite": float("inf"),
}


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("1234567|money", "1 234 567"),
        ("price|money", "1 234,50"),
        ("price|money('en')", "1,234.50"),
        ("0.005|money", "0,01"),
        ("1.999|money", "2"),
        ("(price * 2)|money", "2 469"),
        ("(0 - 1200)|money", "-1 200"),
        ("tiny|money", "0"),
        ("60000|rub", "60 000 руб."),
        ("60000|rub('word')", "60 000 рублей"),
        ("121|rub('word')", "121 рубль"),
        ("120.5|rub('word')", "120,50 рубля"),
        ("1.999|rub('word')", "2 рубля"),
        ("1|plural('звонок', 'звонка', 'звонков')", "1 звонок"),
        ("1500|plural('звонок', 'звонка', 'звонков')", "1 500 звонков"),
        ("2.5|plural('час', 'часа', 'часов')", "2,5 часа"),
        ("1500|plural('call', 'calls')", "1,500 calls"),
        ("1|plural('call', 'calls')", "1 call"),
        ("1.5|plural('hour', 'hours')", "1.5 hours"),
        ("day|date", "3 ноября 2026 года"),
        ("day|date('short')", "03.11.2026"),
        ("day|date('day')", "3 ноября"),
        ("day|date('en')", "3 November 2026"),
        ("moment|date", "31 мая 2026 года"),
        ("names|listed", "Анна, Пётр и Мария"),
        ("names|listed('and')", "Анна, Пётр and Мария"),
        ("['a', 'b']|listed", "a и b"),
        ("['a']|listed", "a"),
        ("[]|listed", ""),
        ("'договор № 5.'|capitalize", "Договор № 5."),
        ("'Найти клиентов'|uncapitalize", "найти клиентов"),
        ("'ЛПР найден'|uncapitalize", "ЛПР найден"),
        ("'IT-отдел'|uncapitalize", "IT-отдел"),
        ("'Nirro звонит'|uncapitalize", "Nirro звонит"),
        ("'Find them'|uncapitalize", "find them"),
        ("''|uncapitalize", ""),
        ("'Готово'|sentence", "Готово."),
        ("'Готово.. '|sentence", "Готово."),
        ("'Готово;'|sentence", "Готово."),
        ("'Готово!'|sentence", "Готово."),
        ("'Готово?'|sentence", "Готово?"),
        ("'И так далее…'|sentence", "И так далее…"),
        ("'И так далее...'|sentence", "И так далее…"),
        ("' '|sentence", ""),
        ("' договор; '|bare", "договор"),
        ("'Кто?'|bare", "Кто?"),
        ("'кто согласует;'|question", "Кто согласует?"),
        ("'Кто согласует?'|question", "Кто согласует?"),
        ("'Уточните срок.'|question", "Уточните срок."),
        ("' '|question", ""),
    ],
)  # fmt: skip
def test_a_filter_writes_as_a_letter_has_it(expression: str, text: str) -> None:
    assert render(f"{{{{ {expression} }}}}", FIELDS).replace("\u00a0", " ") == text


@pytest.mark.parametrize(
    ("count", "word"),
    [(0, "в"), (1, "а"), (2, "б"), (4, "б"), (5, "в"), (10, "в"), (11, "в"), (14, "в"), (20, "в"),
     (21, "а"), (22, "б"), (100, "в"), (101, "а"), (111, "в"), (112, "в"), (-1, "а"), (-3, "б")],
)  # fmt: skip
def test_a_noun_agrees_with_its_number(count: int, word: str) -> None:
    assert render("{{ n|plural_word('а', 'б', 'в') }}", {"n": count}) == word


@pytest.mark.parametrize(
    ("expression", "key"),
    [
        ("text|money", "not-number"),
        ("true|money", "not-number"),
        ("huge|money", "not-number"),
        ("nan|money", "not-number"),
        ("infinite|rub", "not-number"),
        ("nan + 1", "arithmetic"),
        ("1|money('de')", "form"),
        ("1|rub('words')", "form"),
        ("1|rub(names)", "form"),
        ("1|plural('а')", "plural"),
        ("1|plural(1, 2, 3)", "plural"),
        ("text|date", "not-date"),
        ("day|date('long ago')", "form"),
        ("missing|date", "undefined"),
        ("day|date(missing)", "undefined"),
        ("text|listed", "not-list"),
        ("[names]|listed", "flat"),
        ("names|sentence", "not-text"),
        ("1|plural", "plural"),
        ("1|money('en', 'ru')", "mismatch"),
    ],
)  # fmt: skip
def test_a_filter_says_what_it_needs(expression: str, key: str) -> None:
    with pytest.raises(RenderError) as caught:
        render(f"{{{{ {expression} }}}}", FIELDS)
    assert caught.value.key == f"template.{key}"


@given(
    st.one_of(
        st.integers(), st.floats(), st.decimals(), st.text(), st.dates(), st.none(), st.booleans(),
        st.lists(st.text(max_size=3), max_size=3),
    ),
    st.sampled_from([
        "money", "money('en')", "rub", "rub('word')", "plural('а', 'б', 'в')", "plural('a', 'b')",
        "date", "date('short')", "sentence", "question", "bare", "capitalize", "uncapitalize",
        "listed", "join", "first", "last", "default('x')", "upper", "length", "trim",
    ]),
)  # fmt: skip
def test_any_value_gives_a_text_or_a_clear_mistake(value: object, name: str) -> None:
    try:
        text = render(f"{{{{ value|{name} }}}}", {"value": value})
    except RenderError as error:
        text = error.key
    assert len(text) < 1000
