"""A rule's page, taken apart: from a docstring, or from the page in another language."""

import sys
from types import ModuleType

import pytest

from mailrules.rules import Rule, find_rule, page
from mailrules.rules.base import RuleOptions
from mailrules.rules.documentation import options_schema

DOCUMENT = """Say what it is about.

Why this is so (demand 7; RFC 5322, 3.6.4), and
more of it (demands 2 and 13).

Wrong: Subject: Re:
Right: Добрый день.

       Высылаю ``договор``.
Right: Кратко.

After the examples.

``most``: how many
  there may be.
``least``: how few, (demand 4) notwithstanding.
"""


class Options(RuleOptions, frozen=True):
    most: int = 3
    least: str = "24h"


@pytest.fixture
def rule(monkeypatch: pytest.MonkeyPatch) -> Rule:
    module = ModuleType("made_up")
    module.__doc__ = DOCUMENT
    monkeypatch.setitem(sys.modules, "made_up", module)
    real = find_rule("TXT003")

    def check(*_: object) -> None:
        raise NotImplementedError

    check.__module__ = "made_up"
    return real._replace(name="made-up", options=Options, check=check)  # type: ignore[arg-type]


def test_a_docstring_is_taken_apart(rule: Rule) -> None:
    about = page(rule)
    assert about.summary == "Say what it is about."
    assert about.paragraphs[1:] == ("After the examples.",)
    assert about.paragraphs[0].startswith("Why this is so")
    assert about.wrong == ("Subject: Re:",)
    assert about.right == ("Добрый день.\n\nВысылаю ``договор``.", "Кратко.")
    assert about.options == (
        ("most", "3", "How many there may be."),
        ("least", '"24h"', "How few, (demand 4) notwithstanding."),
    )
    assert about.demands == (7, 2, 13, 4)


def test_a_rule_without_a_page_in_a_language_has_the_english_one(rule: Rule) -> None:
    assert page(rule, "ru") == page(rule)


def test_the_russian_page_keeps_examples_that_it_does_not_repeat() -> None:
    english, russian = page(find_rule("TXT003")), page(find_rule("TXT003"), "ru")
    assert russian.wrong == english.wrong
    assert russian.demands == english.demands
    assert page(find_rule("CCP001"), "ru").wrong != page(find_rule("CCP001")).wrong


def test_options_are_described_in_the_schema() -> None:
    schema = options_schema(find_rule("paragraph-spacing"))
    (options,) = schema["$defs"].values()
    assert schema["description"] == page(find_rule("TXT004")).summary
    assert "lines of 80 columns" in options["properties"]["max_lines"]["description"]
