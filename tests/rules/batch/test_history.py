"""What the BAT rules make of a history: cases in history.yml, and what they do without one."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from mailrules.config import Contact, Deal, Organisation, Settings
from mailrules.conversation import Conversation, Envelope, mailbox_keys
from mailrules.findings import Finding
from mailrules.message import Address, Message, parse_addresses
from mailrules.rules import RULES, Rule, find_rule
from mailrules.rules.base import Context
from mailrules.wording import render

HOUSE = Settings(organisation=Organisation(domains=("nirro.example",)))
DEAL = Deal("motor-oil-2026", contacts=(Contact("Пётр Сидоров", "petr@motor.example"),))
PEOPLE = {
    "anna": "anna@nirro.example",
    "oleg": "oleg@nirro.example",
    "petr": "petr@motor.example",
    "boss": "boss@motor.example",
}
OWN = ["anna", "2026-11-23 10:00", "petr"]
CASES = yaml.safe_load(Path(__file__).with_name("history.yml").read_text("utf8"))


class Recorded:
    """A history that is a list."""

    def __init__(self, letters: Sequence[Envelope]) -> None:
        self.letters = letters

    def letters_with(self, mailboxes: frozenset[str]) -> Sequence[Envelope]:
        return [
            one
            for one in self.letters
            if not mailboxes.isdisjoint(mailbox_keys((*one.sender, *one.recipients)))
        ]

    def letter(self, message_id: str) -> Envelope | None:
        return next((one for one in self.letters if one.message_id == message_id), None)

    def addresses_near(self, address: Address) -> Sequence[Address]:
        people = (one for letter in self.letters for one in (*letter.sender, *letter.recipients))
        return [one for one in people if one.domain == address.domain]


def envelope(row: Sequence[Any], path: str) -> Envelope:
    fields: list[Any] = [*row, *[None] * (6 - len(row))]
    who, when, to, subject, deal, identifier = fields
    return Envelope(
        path,
        message_id=identifier or f"<{path}@nirro.example>",
        sender=parse_addresses(PEOPLE.get(who, who)),
        recipients=parse_addresses(PEOPLE.get(to, to)),
        subject="Смета" if subject is None else subject,
        date=datetime.fromisoformat(when).replace(tzinfo=UTC),
        deal=deal,
    )


def judged(case: dict[str, Any]) -> list[Finding]:
    rule = find_rule(case["rule"])
    deal = DEAL if case.get("deal") else None
    own = envelope([*case.get("letter", OWN), None, deal and deal.id][:5], "own")
    siblings = tuple(envelope(row, f"s{at}") for at, row in enumerate(case.get("siblings", [])))
    history = Recorded([envelope(row, f"h{at}") for at, row in enumerate(case["history"])])
    conversation = Conversation(history=history, siblings=siblings, deal=deal, own=own)
    message = Message(b"", sender=own.sender, to=own.recipients)
    return list(
        rule.check(Context(message, conversation, HOUSE, rule, rule.severity), rule.options())
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['rule']}: {case['name']}")
def test_case(case: dict[str, Any]) -> None:
    said = [render(one.message, "ru") for one in judged(case)]
    if "says" in case:
        (message,) = said
        for words in case["says"]:
            assert words in message
        assert "{" not in message
    else:
        assert said == []


@pytest.mark.parametrize(
    "rule", [rule for rule in RULES if rule.code in ("BAT001", "BAT003", "BAT004")]
)
def test_a_letter_without_envelope_is_not_judged(rule: Rule) -> None:
    context = Context(Message(b""), Conversation(), HOUSE, rule, rule.severity)
    assert list(rule.check(context, rule.options())) == []
