"""Paragraphs at scale."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailrules.config import Settings
from mailrules.conversation import Conversation
from mailrules.findings import Finding
from mailrules.fixes import apply_edits
from mailrules.message import parse
from mailrules.rules import Context, find_rule
from tests.letters import build

RULE = find_rule("TXT004")
LINES = [
    "Высылаю договор.", "Когда подпишете?", "Условия:", "прайс;", "- список", "ИНН 7700000000.", "",
    "    if (ready) {", "С уважением,", "Анна Ким", "Сайт: motor.example.", "…",
    "Мы звоним по базе " * 5,
]  # fmt: skip


def judged(body: str) -> tuple[str, list[Finding]]:
    message = parse(build({"body": body}))
    context = Context(message, Conversation(), Settings(), RULE, RULE.severity)
    return message.shown[0].text, list(RULE.check(context, RULE.options()))


@given(st.lists(st.sampled_from(LINES), max_size=12).map("\n".join))
@settings(max_examples=150, deadline=None)
def test_a_mended_letter_has_all_its_blank_lines(body: str) -> None:
    text, found = judged(body)
    mended = apply_edits(text, [edit for one in found if one.fix for edit in one.fix.edits])
    assert not [one for one in judged(mended)[1] if one.fix]


@pytest.mark.parametrize(
    "line", ["Высылаю договор.\n", "слово\n", "- пункт;\n", "прайс;\n", "слово ", "(", "Итого:\n"]
)
def test_a_letter_of_many_lines_does_not_hang(line: str) -> None:
    text, found = judged(line * 8_000)
    assert len(found) <= len(text)
