"""A greeting that an earlier letter of the history makes needless."""

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from mailrules.config import Settings
from mailrules.conversation import Conversation, Envelope
from mailrules.message import Address, parse
from mailrules.rules import find_rule
from mailrules.rules.base import Context
from tests.letters import build

RULE = find_rule("greeting")


class Remembered:
    """A history of one letter."""

    def __init__(self, letter: Envelope) -> None:
        self.held = letter

    def letters_with(self, mailboxes: frozenset[str]) -> Sequence[Envelope]:
        return [self.held] if "petr@motor.example" in mailboxes else []

    def letter(self, message_id: str) -> Envelope | None:  # noqa: ARG002
        return None

    def addresses_near(self, address: Address) -> Sequence[Address]:  # noqa: ARG002
        return ()


@pytest.mark.parametrize(
    ("date", "findings"),
    [
        (datetime(2026, 11, 23, 6, 0, tzinfo=UTC), 0),
        (datetime(2026, 11, 23, 6, 0), 0),
        (datetime(2026, 11, 20, 6, 0, tzinfo=UTC), 1),
        (datetime(2026, 11, 23, 9, 0, tzinfo=UTC), 1),
        (None, 1),
    ],
)
def test_a_letter_of_the_same_day_is_greeting_enough(date: datetime | None, findings: int) -> None:
    earlier = Envelope("old.eml", sender=(Address("", "petr@motor.example"),), date=date)
    message = parse(build({"body": "Высылаю смету."}))
    around = Conversation(history=Remembered(earlier))
    context = Context(message, around, Settings(), RULE, RULE.severity)
    assert len(list(RULE.check(context, RULE.options()))) == findings
