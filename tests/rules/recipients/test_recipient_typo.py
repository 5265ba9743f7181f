"""Addresses that nobody but the history knows, and the arithmetic of slips."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailrules.config import Settings
from mailrules.conversation import Conversation, Envelope
from mailrules.message import Address, parse
from mailrules.rules import find_rule
from mailrules.rules.base import Context
from mailrules.rules.lists import mail_services
from mailrules.rules.recipients.nearness import (
    MOST,
    distance,
    domain_meant,
    slips_between,
    spelling,
)
from tests.letters import build

RULE = find_rule("recipient-typo")
WORDS = st.text("abcо.-", max_size=12)


class Known:
    """A history that remembers a few addresses."""

    def __init__(self, *emails: str) -> None:
        self.addresses = [Address("", email) for email in emails]

    def letters_with(self, mailboxes: frozenset[str]) -> Sequence[Envelope]:  # noqa: ARG002
        return ()

    def letter(self, message_id: str) -> Envelope | None:  # noqa: ARG002
        return None

    def addresses_near(self, address: Address) -> Sequence[Address]:
        return [
            one
            for one in self.addresses
            if one.domain == address.domain or one.key.split("@")[0] == address.key.split("@")[0]
        ]


def meant(to: str, *known: str) -> list[str]:
    message = parse(build({"to": to, "body": "Добрый день."}))
    around = Conversation(history=Known(*known))
    context = Context(message, around, Settings(), RULE, RULE.severity)
    return [str(one.message.arguments["meant"]) for one in RULE.check(context, RULE.options())]


def test_the_history_knows_whom_one_has_written_to() -> None:
    assert meant("pter@motor.example", "petr@motor.example") == ["petr@motor.example"]
    assert meant("petr@motr.example", "petr@motor.example") == ["petr@motor.example"]
    assert meant("pter@motor.example", "petr@motor.example", "pter@motor.example") == []
    assert meant("ivan@motor.example", "petr@motor.example") == []
    assert meant("olga@gmial.com", "petr@gmial.com") == []


@pytest.mark.parametrize(
    ("one", "other", "edits"),
    [
        ("petr", "petr", 0),
        ("pter", "petr", 1),
        ("ptr", "petr", 1),
        ("petrr", "petr", 1),
        ("oetr", "petr", 1),
        ("retp", "petr", 2),
        ("ivan", "olga", MOST + 1),
        ("a" * 90, "a" * 90 + "b", MOST + 1),
        ("a", "abcde", MOST + 1),
    ],
)
def test_edits_are_counted(one: str, other: str, edits: int) -> None:
    assert distance(one, other) == edits


@given(WORDS, WORDS)
def test_a_slip_is_one_both_ways(one: str, other: str) -> None:
    assert distance(one, other) == distance(other, one)
    assert (distance(one, other) == 0) == (one == other)
    assert 0 <= distance(one, other) <= MOST + 1


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_address_can_be_compared(one: str, other: str) -> None:
    slips = slips_between(spelling(Address("", one)), spelling(Address("", other)))
    assert 0 <= slips <= MOST


def test_no_mail_service_is_a_misspelling_of_another() -> None:
    for service in mail_services():
        assert domain_meant(service, mail_services()) is None
        for other in mail_services():
            one, two = Address("", f"petr@{service}"), Address("", f"petr@{other}")
            assert slips_between(spelling(one), spelling(two)) == 0


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("gmial.com", "gmail.com"),
        ("gmal.com", "gmail.com"),
        ("yandeks.ru", "yandex.ru"),
        ("mial.ru", "mail.ru"),
        ("mail.rru", "mail.ru"),
        ("gmail.cm", "gmail.com"),
        ("mall.ru", None),
        ("motor.example", None),
        ("localhost", None),
        ("", None),
    ],
)
def test_the_service_that_is_meant(typed: str, right: str | None) -> None:
    assert domain_meant(typed, mail_services()) == right
