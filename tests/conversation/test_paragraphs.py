"""Paragraphs as hashes: all copies of one share it."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailrules.conversation import paragraph_hash, paragraph_hashes
from mailrules.message import parse
from tests.letters import THEIRS, build

SAID = "Запуск 7 декабря, ёлки уже купили."


def hashes(text: str) -> Sequence[str]:
    return paragraph_hashes(parse(build({"body": text}, THEIRS)))


@pytest.mark.parametrize(
    "copy",
    [
        "> Запуск 7 декабря,\n> ёлки уже купили.",
        "ЗАПУСК 7 декабря — елки уже купи\u00adли",
        "\tЗапуск\u00a07 декабря: «ёлки» уже\u200b купили!",
    ],
)
def test_copies_share_it(copy: str) -> None:
    assert paragraph_hash(copy) == paragraph_hash(SAID)


@pytest.mark.parametrize("other", ["Запуск 8 декабря, ёлки уже купили.", "Запуск 7 декабря", ""])
def test_other_words_do_not(other: str) -> None:
    assert paragraph_hash(other) != paragraph_hash(SAID)
    assert paragraph_hash("> !") == ""


def test_what_a_quote_may_go_without_has_none() -> None:
    text = (
        f"Добрый день.\n\n{SAID}\n\nhttps://motor.example/catalogue/oil\n\nИрина\n\n"
        "С уважением,\nПётр Сидоров\n\n"
        "Mon, 23 Nov 2026 10:00:00 Анна Ким <anna@nirro.example> пишет:\n"
        "> Когда вы начнёте звонить?\n>\n> Сколько стоит диалог?\n"
    )
    quoted = ("Когда вы начнёте звонить?", "Сколько стоит диалог?")
    assert set(hashes(text)) == set(map(paragraph_hash, (SAID, *quoted)))


def test_a_short_letter_has_what_it_says() -> None:
    assert hashes("Да, согласен.\n") == (paragraph_hash("да согласен"),)
    assert hashes("") == ()


@given(st.text())
def test_any_text_has_hashes(text: str) -> None:
    assert all(len(one) == 16 for one in hashes(text))
