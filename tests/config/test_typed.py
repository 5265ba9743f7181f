"""Texts get the types of a rule's options, or an error at the option."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

import pytest
from msgspec import Meta, Struct

from mailrules.config import Mark, RuleTable, bind_options, option_error
from mailrules.errors import ConfigError
from mailrules.findings import Severity
from tests.config.files import said


class Options(Struct, frozen=True, forbid_unknown_fields=True):
    max_words: Annotated[int, Meta(ge=1)] = 30
    ratio: Annotated[float, "a share of one"] = 0.5
    strict: bool = False
    pattern: str | None = None
    allow: tuple[str, ...] = ()
    known: frozenset[str] = frozenset()
    level: Severity = Severity.NOTE
    form: Literal["short", "long"] = "long"
    names: Mapping[str, int] = {}
    either: int | list[int] | None = None
    anything: Any = None


PLACE = Mark("rules.yaml", 5, 3)


def table(**options: object) -> RuleTable:
    return RuleTable(PLACE, options=options, marks={"max_words": Mark("rules.yaml", 5, 20)})


@pytest.mark.parametrize(
    ("option", "written", "value"),
    [
        ("max_words", "40", 40),
        ("max_words", 40, 40),
        ("ratio", "0.25", 0.25),
        ("strict", "yes", True),
        ("strict", "нет", False),
        ("strict", True, True),
        ("pattern", "off", "off"),
        ("allow", ["1", "+7"], ("1", "+7")),
        ("allow", None, ()),
        ("known", ["a", "a"], frozenset({"a"})),
        ("level", "error", Severity.ERROR),
        ("form", "short", "short"),
        ("names", {"a": "1"}, {"a": 1}),
        ("names", {}, {}),
        ("either", "3", 3),
        ("either", ["3", "4"], [3, 4]),
        ("anything", {"a": ["b"]}, {"a": ["b"]}),
    ],
)
def test_an_option_gets_its_type(option: str, written: object, value: object) -> None:
    assert getattr(bind_options(table(**{option: written}), Options), option) == value


@pytest.mark.parametrize(
    ("option", "written", "message"),
    [
        ("max_words", "many", "целое число не меньше 1, а здесь «many»"),
        ("max_words", "0", "целое число не меньше 1, а здесь «0»"),
        ("ratio", "half", "должно быть число, а здесь «half»"),
        ("strict", "maybe", "одно из двух: yes или no"),
        ("pattern", ["a"], "должно быть текстовое значение, а здесь список"),
        ("allow", "a", "перечисление вида [один, два], а здесь «a»"),
        ("level", "fatal", "одно из значений: error, warning, note"),
        ("form", "", "одно из значений: short, long, а здесь «»"),
        ("names", ["a"], "несколько строк вида «ключ: значение», а здесь список"),
        ("names", {"a": {"b": "1"}}, "У ключа «a» должно быть целое число, а здесь таблица"),
        ("either", {"a": "b"}, "целое число или перечисление вида [один, два], а здесь таблица"),
        ("max_word", "3", "Ключа «max_word» нет; возможно, имелся в виду «max_words»"),
        ("severty", "off", "возможно, имелся в виду «severity»"),
    ],
)
def test_a_wrong_option_is_told_with_what_is_right(
    option: str, written: object, message: str
) -> None:
    with pytest.raises(ConfigError) as caught:
        bind_options(table(**{option: written}), Options)
    assert message in said(caught.value)
    column = 20 if option == "max_words" else 3
    assert (caught.value.path, caught.value.line, caught.value.column) == ("rules.yaml", 5, column)


def test_a_rule_may_judge_its_options_itself() -> None:
    error = option_error(table(), "max_words", "config.unknown-key.guess", guess="x")
    assert (error.column, error.arguments) == (20, {"name": "max_words", "guess": "x"})
