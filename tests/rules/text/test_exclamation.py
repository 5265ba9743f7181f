"""The mends of exclamation marks on any text."""

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

RULE = find_rule("TXT003")
PIECES = [
    "Добрый день",
    "договор",
    "Yahoo",
    "!",
    "?",
    "!!",
    "‼",
    ".",
    "…",
    ",",
    " ",
    "\n",
    "«",
    "»",
    "(",
    ")",
    "—",
    "5",
]


def judged(body: str) -> tuple[str, list[Finding]]:
    message = parse(build({"body": body}))
    context = Context(message, Conversation(), Settings(), RULE, RULE.severity)
    return message.shown[0].text, list(RULE.check(context, RULE.options()))


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
@settings(max_examples=200, deadline=None)
def test_a_mended_letter_has_no_mark_that_could_be_mended(body: str) -> None:
    text, found = judged(body)
    mended = apply_edits(text, [edit for one in found if one.fix for edit in one.fix.edits])
    assert not [one for one in judged(mended)[1] if one.fix]


@pytest.mark.parametrize("piece", ["!", "!?", "«", '"', "(!) ", "a! ", "Yahoo!", " !", "!.", "«!»"])
def test_a_letter_of_marks_does_not_hang(piece: str) -> None:
    text, found = judged(piece * (40_000 // len(piece)))
    assert len(found) <= len(text)
