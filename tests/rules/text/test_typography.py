"""The mends of typography on any text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailrules.config import Settings
from mailrules.conversation import Conversation
from mailrules.findings import Finding
from mailrules.fixes import apply_edits, compatible
from mailrules.message import parse
from mailrules.rules import Context, find_rule
from tests.letters import build

RULE = find_rule("TXT005")
PASSES = 4  # a mend may let another slip be seen: a space put in shows which way a mark turns
PIECES = [
    "договор", "Мотор", "готово", "И.", "т.е.", "motor.docx", "Outlook", "5", "12:30", "1,5",
    " ", "  ", "   ", "\u00a0", "\n", "\n\n", "\t", "-", " - ", "--", "—", ".", "...", "..", "…",
    ",", ";", ":", "?", "!", ")", "(", '"', "«", "»", "„", "“", "”", "24\"", "- ", "1) ", "|", "==",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=20).map("".join)


def judged(body: str) -> tuple[str, list[Finding]]:
    message = parse(build({"body": body}))
    context = Context(message, Conversation(), Settings(), RULE, RULE.severity)
    return message.shown[0].text, list(RULE.check(context, RULE.options()))


def mended(text: str, found: list[Finding]) -> str:
    fixes = compatible(one.fix for one in found if one.fix)
    return apply_edits(text, [edit for fix in fixes for edit in fix.edits])


@given(TEXTS)
@settings(max_examples=200)
def test_a_mended_text_has_nothing_more_to_mend(body: str) -> None:
    text, found = judged(body)
    for _ in range(PASSES):
        if any(one.fix for one in found):
            text, found = judged(mended(text, found))
    assert not [one for one in found if one.fix]


@given(TEXTS)
@settings(max_examples=100)
def test_only_spaces_marks_and_dashes_change(body: str) -> None:
    text, found = judged(body)
    kept = [letter for letter in text if letter.isalnum()]
    assert [letter for letter in mended(text, found) if letter.isalnum()] == kept


@given(TEXTS, st.data())
@settings(max_examples=100)
def test_a_mend_alone_leaves_its_place_in_order(body: str, data: st.DataObject) -> None:
    text, found = judged(body)
    fixable = [one for one in found if one.fix]
    if fixable:
        one = data.draw(st.sampled_from(fixable))
        after = judged(mended(text, [one]))[1]
        assert len([other for other in after if other.message == one.message]) <= len(
            [other for other in found if other.message == one.message]
        )


@pytest.mark.parametrize(
    "piece",
    ['"', '"м', "« ", "м - ", "м  м", "м ,", "м.М", "...", " ", "м " * 40 + ".", '„м" ', "м\n- \n"],
)
def test_a_letter_of_slips_does_not_hang(piece: str) -> None:
    text, found = judged(piece * (40_000 // len(piece)))
    assert len(found) <= len(text)
