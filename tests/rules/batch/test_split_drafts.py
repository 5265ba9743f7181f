"""What the cases of BAT002 cannot show: mailboxes, large groups, the window's spelling."""

from datetime import timedelta

import msgspec
import pytest
from msgspec import structs

from mailrules.config import Organisation, Settings
from mailrules.conversation import Conversation, Envelope
from mailrules.findings import Finding
from mailrules.message import Message
from mailrules.rules.base import Context
from mailrules.rules.batch import split_drafts
from mailrules.rules.span import length
from mailrules.wording import render
from tests.conversation.shapes import ANNA, PETR

HOUSE = Settings(organisation=Organisation(domains=("nirro.example",)))
DRAFT = Envelope("draft.eml", sender=(ANNA,), recipients=(PETR,), subject="Смета")


def judged(own: Envelope | None, *siblings: Envelope) -> list[Finding]:
    rule = split_drafts.RULE
    conversation = Conversation(siblings=siblings, own=own)
    context = Context(Message(b""), conversation, HOUSE, rule, rule.severity)
    return list(rule.check(context, rule.options()))


def numbered(path: str, index: int) -> Envelope:
    return structs.replace(DRAFT, path=path, index=index)


def test_letters_of_one_mailbox_are_named_by_their_number() -> None:
    first, second, third = (numbered("outbox.mbox", index) for index in range(3))
    assert judged(first, second, third) == []
    (finding,) = judged(third, first, second)
    said = render(finding.message, "ru")
    assert "ещё: письмо 1, письмо 2" in said


def test_of_many_letters_only_some_are_named() -> None:
    letters = [numbered(f"{number:03}.eml", 0) for number in range(100)]
    (finding,) = judged(letters[-1], *letters[:-1])
    said = render(finding.message, "ru")
    assert "100 писем" in said
    assert "019.eml" in said
    assert "020.eml" not in said


def test_a_letter_without_envelope_is_not_judged() -> None:
    assert judged(None, DRAFT) == []


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        ("30m", timedelta(minutes=30)),
        ("24h", timedelta(days=1)),
        ("2d", timedelta(days=2)),
        ("99999d", timedelta(days=99_999)),
        ("1h\n", timedelta(hours=1)),
    ],
)
def test_a_window_is_minutes_hours_or_days(span: str, expected: timedelta) -> None:
    options = msgspec.convert({"window": span}, split_drafts.Options)
    assert length(options.window) == expected


@pytest.mark.parametrize("span", ["", "24", "h", "24  h", "1w", "-1h", "100000d", 24])
def test_any_other_window_is_an_error(span: object) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"window": span}, split_drafts.Options)
