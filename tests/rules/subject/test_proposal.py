"""The subjects that the rules propose: phrases of the letter that a manager would accept."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from mailrules.config import Settings
from mailrules.conversation import Conversation
from mailrules.message import Message, parse
from mailrules.rules import Context, find_rule
from mailrules.rules.subject.english_phrases import english_phrases
from mailrules.rules.subject.noun_phrases import noun_phrases
from mailrules.rules.subject.proposal import best_phrase
from mailrules.rules.subject.relevance import Matter, matter_of
from tests.letters import build

LETTERS = yaml.safe_load(Path(__file__).with_name("proposals.yml").read_text("utf8"))
WORDS = [
    *("холодные", "звонки", "по", "продаже", "моторного", "масла", "для", "наших", "CRM", "и", "в"),
    *("октябре", "Пётр,", "5", "the", "for", "of", "oil"),
]


def matter(text: str) -> Matter:
    rule = find_rule("SUB003")
    message: Message = parse(build({"body": text}))
    return matter_of(Context(message, Conversation(), Settings(), rule, rule.severity))


@pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter["name"])
def test_a_subject_is_proposed_from_the_letters_own_words(letter: dict[str, Any]) -> None:
    assert best_phrase(matter(letter["text"])) == letter["proposed"]


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("Обсудили поставку чая.", ["Поставка чая", "Чай"]),
        ("Пишем о сборе базы клиентов.", ["Сбор базы клиентов", "База клиентов", "Клиенты"]),
        ("настройка CRM для аптек", ["Настройка CRM для аптек", "CRM для аптек", "Аптеки"]),
        ("обзвон в октябре", ["Обзвон", "Октябрь"]),
        ("склад\n\nаптека", ["Склад", "Аптека"]),
        ("нам нужна ваша база", ["База"]),
        ("на motor.example или a@motor.example", []),
        (
            "очень старые новые зимние крепкие колёса",
            ["Зимние крепкие колёса", "Крепкие колёса", "Колёса"],
        ),
        ("крупные CRM", ["CRM"]),
        ("12.10.2026", []),
        ("зимние", []),
        ("позвонила Анна", []),
        ("говорим о глокой куздре", []),
    ],
)
def test_phrases_stand_in_the_nominative(text: str, phrases: list[str]) -> None:
    assert [phrase.text for phrase in noun_phrases(text)] == phrases


def test_a_chain_of_nouns_ends_in_time() -> None:
    (first, *_) = noun_phrases("проверка качества уборки помещений склада аптеки")
    assert first.text == "Проверка качества уборки помещений"


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        (
            "We agreed on the delivery of spare parts for loaders.",
            ["Delivery of spare parts for loaders"],
        ),
        ("Cold calls for", ["Cold calls"]),
        ("parts, pads", []),
        ("one two-stage oil brake pad filter belt kit set", []),
    ],
)
def test_english_phrases_are_taken_word_for_word(text: str, phrases: list[str]) -> None:
    assert [phrase.text for phrase in english_phrases(text)] == phrases


@given(st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join) | st.text(max_size=200))
@settings(max_examples=60, deadline=None)
def test_any_text_gives_phrases_or_none(text: str) -> None:
    for phrase in (*noun_phrases(text), *english_phrases(text)):
        assert phrase.text
        assert phrase.text.split()[1:] == [word for word in phrase.text.split()[1:] if word]


def test_a_long_letter_does_not_hang() -> None:
    text = "Холодные звонки по продаже моторного масла автосервисам. " * 5_000
    assert best_phrase(matter(text)) is not None
