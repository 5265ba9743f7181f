"""Whom a reply has to reach."""

import pytest
from msgspec import structs

from mailrules.config import Contact, Deal, Organisation, Settings, StaffRecord
from mailrules.conversation import (
    expected_recipients,
    mailbox_key,
    mailbox_keys,
    own_keys,
    people_of,
    written,
)
from mailrules.message import Address, Message
from tests.conversation.shapes import ANNA, BOSS, OLEG, PETR, fields, letter

OFFICE = Address("", "office@motor.example")
HOUSE = Settings(
    organisation=Organisation(domains=("nirro.example",), no_reply=("noreply@*",)),
    staff=(StaffRecord("Анна Ким", "anna@nirro.example", aliases=("sales@nirro.example",)),),
)
PARENT = letter(sender=[PETR], to=[ANNA, OLEG], cc=[BOSS])


def expected(parent: Message | None, message: Message, deal: Deal | None = None) -> list[str]:
    return [one.email for one in expected_recipients(parent, message, HOUSE, deal)]


def test_everyone_but_the_author_in_order() -> None:
    assert expected_recipients(PARENT, letter(), HOUSE) == (PETR, OLEG, BOSS)


def test_nobody_twice() -> None:
    parent = letter(sender=[PETR], to=[ANNA, PETR], cc=[Address("П", "PETR+a@motor.example")])
    assert expected(parent, letter()) == ["petr@motor.example"]


def test_the_author_is_not_expected_under_any_address() -> None:
    parent = letter(sender=[PETR], to=[Address("", "Sales@nirro.example")], cc=[ANNA])
    assert expected(parent, letter()) == ["petr@motor.example"]
    unknown = Address("", "oleg@nirro.example")
    assert expected(parent, letter(sender=[unknown])) == [
        "petr@motor.example",
        "Sales@nirro.example",
    ], "one colleague, at either address"


@pytest.mark.parametrize(
    ("reply_to", "to", "writers"),
    [
        ([], [], ["petr@motor.example"]),
        ([OFFICE], [], ["office@motor.example"]),
        ([OFFICE], [PETR], ["petr@motor.example"]),
        ([OFFICE], [OFFICE], ["office@motor.example"]),
        ([OFFICE, BOSS], [OFFICE], ["office@motor.example", "boss@motor.example"]),
        ([Address("", "noreply@motor.example")], [], ["petr@motor.example"]),
    ],
)
def test_from_or_reply_to(reply_to: list[Address], to: list[Address], writers: list[str]) -> None:
    parent = structs.replace(letter(sender=[PETR], to=[ANNA]), reply_to=tuple(reply_to))
    assert expected(parent, letter(to=to)) == writers


def test_nobody_reads_a_no_reply_address() -> None:
    parent = letter(sender=[Address("", "noreply@motor.example")], to=[ANNA])
    assert expected(parent, letter()) == []


def test_ones_own_letter_is_followed_up_to_where_it_went() -> None:
    parent = structs.replace(letter(to=[PETR], cc=[BOSS]), reply_to=(OFFICE,))
    assert expected(parent, letter()) == ["petr@motor.example", "boss@motor.example"]


def test_a_group_without_members_is_nobody() -> None:
    parent = letter(sender=[PETR], to=[Address("undisclosed-recipients", "")])
    assert expected(parent, letter()) == ["petr@motor.example"]


def test_the_deal_names_permanent_copies() -> None:
    deal = Deal(
        "oil",
        contacts=(Contact("Ирина Лапина", "boss@motor.example"), Contact("Без адреса")),
        always_cc=("boss@motor.example", "oleg@motor.example", "anna@nirro.example"),
    )
    assert expected_recipients(None, letter(), HOUSE, deal) == (BOSS, OLEG)


def test_a_draft_without_from_is_one_of_ours() -> None:
    draft = letter(sender=[])
    assert expected(PARENT, draft) == [
        "petr@motor.example",
        "oleg@motor.example",
        "boss@motor.example",
    ]
    assert expected(None, draft) == []


def test_without_parent_and_deal_nobody_is_expected() -> None:
    assert expected(None, letter()) == []


def test_people_of_a_letter_include_its_list() -> None:
    parent = Message(
        b"",
        headers=fields(List_Post="<mailto:oil@lists.example?subject=x>, <https://lists.example>"),
        sender=(PETR,),
        reply_to=(OFFICE,),
        to=(ANNA,),
        cc=(BOSS,),
        bcc=(OLEG,),
    )
    assert [one.email for one in people_of(parent)] == [
        "petr@motor.example",
        "office@motor.example",
        "anna@nirro.example",
        "boss@motor.example",
        "oleg@motor.example",
        "oil@lists.example",
    ]
    assert len(people_of(Message(b"", headers=fields(List_Post="NO")))) == 0


@pytest.mark.parametrize(
    ("email", "key"),
    [
        ("Petr@Motor.example", "petr@motor.example"),
        ("petr+oil+x@motor.example", "petr@motor.example"),
        ("+7495@sip.example", "+7495@sip.example"),
        ("petr@мотор.example", "petr@xn--l1aeaii.example"),
    ],
)
def test_a_mailbox_is_known_without_case_and_tag(email: str, key: str) -> None:
    assert mailbox_key(Address("", email)) == key


def test_own_keys_are_those_of_the_record() -> None:
    assert own_keys([Address("", "SALES@nirro.example")], HOUSE) == mailbox_keys(
        [ANNA, Address("", "sales@nirro.example")]
    )


@pytest.mark.parametrize(
    ("address", "text"),
    [
        (PETR, "Пётр Сидоров <petr@motor.example>"),
        (OLEG, "oleg@motor.example"),
        (Address("Lapina, Irina", "b@x.example"), '"Lapina, Irina" <b@x.example>'),
        (Address('И. "Босс" \\', "b@x.example"), '"И. \\"Босс\\" \\\\" <b@x.example>'),
    ],
)
def test_written(address: Address, text: str) -> None:
    assert written(address) == text
