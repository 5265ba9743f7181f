"""Who writes, and whom a letter goes to."""

from typing import Any

import pytest
from msgspec import structs

from mailrules.compose.letters import Recipients, address_of, recipients, sender_of
from mailrules.config import Settings
from mailrules.errors import UsageError
from mailrules.message import Address
from tests.compose.letters.house import ANNA, BORIS, DEAL, HOUSE, PETR, parent

CLIENT = {"from": "Пётр Сидоров <petr@motor.example>"}


def reached(**parts: Any) -> tuple[list[str], list[str]]:
    found = recipients(ANNA, HOUSE, **parts)
    return [one.email for one in found.to], [one.email for one in found.cc]


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("boris@nirro.example", "Борис Орлов"),
        ("SALES@nirro.example", "Анна Ким"),
        ("Анна <anna@nirro.example>", "Анна Ким"),
    ],
)
def test_a_sender_is_a_staff_record(asked: str, name: str) -> None:
    assert sender_of(asked, HOUSE, None).name == name


def test_the_only_one_or_whom_the_parent_reached_is_the_sender() -> None:
    alone = structs.replace(HOUSE, staff=(BORIS,))
    assert sender_of(None, alone, None) is BORIS
    assert sender_of(None, HOUSE, parent(cc="boris@nirro.example")) is ANNA
    copied = parent(to="olga@motor.example", cc="boris@nirro.example, sales@example.org")
    assert sender_of(None, HOUSE, copied) is BORIS
    ours = parent(**{"from": "boris@nirro.example", "to": "petr@motor.example"})
    assert sender_of(None, HOUSE, ours) is BORIS
    assert sender_of(None, alone, parent(to="olga@motor.example")) is BORIS


def test_a_house_without_staff_takes_any_address() -> None:
    nobody = Settings()
    assert sender_of("Олег <oleg@x.example>", nobody, None).name == "Олег"
    assert sender_of("oleg@x.example", nobody, None).name == "oleg"


@pytest.mark.parametrize(
    ("asked", "settings", "key"),
    [
        (None, HOUSE, "compose.which-sender"),
        (None, Settings(), "compose.no-sender"),
        ("oleg@tyres.example", HOUSE, "compose.sender"),
        ("ana@nirro.example", HOUSE, "compose.sender.guess"),
        ("anna", HOUSE, "compose.no-address"),
        ("anna@nirro.example, boris@nirro.example", HOUSE, "compose.no-address"),
        ("", HOUSE, "compose.no-address"),
    ],
)
def test_no_sender(asked: str | None, settings: Settings, key: str) -> None:
    with pytest.raises(UsageError) as caught:
        sender_of(asked, settings, None)
    assert caught.value.key == key


def test_a_letter_goes_to_whom_was_asked_for_else_to_the_deals_contacts() -> None:
    assert reached() == ([], [])
    assert reached(to=[PETR]) == (["petr@motor.example"], [])
    contacts = ["petr@motor.example", "olga@motor.example"]
    always = ["boss@motor.example", "boris@nirro.example"]
    assert reached(deal=DEAL) == (contacts, always)
    one = [Address("", "olga@motor.example")]
    assert reached(deal=DEAL, to=one, cc=[PETR]) == ([contacts[1]], [contacts[0], *always])
    (olga,) = recipients(ANNA, HOUSE, deal=DEAL, to=one).to
    assert olga.name == "Ольга Белова"


def test_an_address_alone_gets_the_name_that_is_known() -> None:
    bare = [Address("", "boris@nirro.example"), Address("", "olga@motor.example")]
    letter = parent(cc="Ольга Белова <olga@motor.example>")
    own = parent(**{"from": "anna@nirro.example", "to": "petr@motor.example"})
    assert [one.name for one in recipients(ANNA, HOUSE, to=bare).to] == ["Борис Орлов", ""]
    found = recipients(ANNA, HOUSE, to=bare, parent=letter)
    assert [one.name for one in found.to] == ["Пётр Сидоров", "Борис Орлов", "Ольга Белова"]
    assert recipients(ANNA, HOUSE, parent=own).to[0].name == ""


def test_a_reply_goes_to_everyone_but_the_author() -> None:
    letter = parent(
        to="sales@nirro.example, olga@motor.example",
        cc="boris@nirro.example, noreply@motor.example",
    )
    assert reached(parent=letter) == (
        ["petr@motor.example"],
        ["olga@motor.example", "boris@nirro.example"],
    )
    more = {"to": [Address("", "olga@motor.example")], "cc": [Address("", "gleb@x.example")]}
    assert reached(parent=letter, deal=DEAL, **more) == (
        ["petr@motor.example", "olga@motor.example"],
        ["boris@nirro.example", "boss@motor.example", "gleb@x.example"],
    )


def test_a_reply_to_ones_own_letter_goes_where_that_went() -> None:
    own = parent(**{"from": "anna@nirro.example", "to": "petr@motor.example"}, cc="a@b.example")
    assert reached(parent=own) == (["petr@motor.example"], ["a@b.example"])


def test_where_nobody_reads_the_others_are_answered() -> None:
    letter = parent(**{"from": "noreply@motor.example"}, cc="olga@motor.example")
    assert reached(parent=letter) == (["olga@motor.example"], [])


def test_an_internal_letter_stays_in_the_house() -> None:
    boris = Address("", "boris@nirro.example")
    assert reached(to=[boris], deal=DEAL, internal=True) == (["boris@nirro.example"], [])
    for parts in ({"to": [boris], "cc": [PETR]}, {"parent": parent()}):
        with pytest.raises(UsageError) as caught:
            reached(internal=True, **parts)
        assert caught.value.key == "compose.internal"
    assert recipients(ANNA, Settings(), to=[PETR], internal=True).single == PETR


def test_a_single_recipient_can_be_greeted() -> None:
    assert Recipients((PETR,), ()).single == PETR
    assert Recipients((PETR, address_of("a@b.example")), ()).single is None
    assert address_of("Ольга <olga@motor.example>") == Address("Ольга", "olga@motor.example")
