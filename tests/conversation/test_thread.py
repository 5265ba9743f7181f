"""Subjects without their prefixes, and which letters are one thread."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailrules.conversation import (
    Envelope,
    base_subject,
    envelope_of,
    read_subject,
    reply_prefixes,
    same_subject,
    same_thread,
    subject_key,
)
from mailrules.message import parse
from tests.letters import build

PREFIXES = (
    *("Re", "RE", "re", "Re[2]", "Re^2", "Re(3)", "Ре", "Ответ", "Отв", "На", "HA", "AW", "SV"),
    *("Fwd", "FW", "Fw", "Пересл.", "WG", "TR"),
)


@pytest.mark.parametrize("prefix", PREFIXES)
@pytest.mark.parametrize("colon", [":", ": ", " : ", "：", ":  \t"])
def test_every_prefix_is_taken_off(prefix: str, colon: str) -> None:
    subject = f"{prefix}{colon}Смета на обзвон"
    assert base_subject(subject) == "Смета на обзвон"
    assert [one.split(":")[0].strip(" ：") for one in reply_prefixes(subject)] == [prefix]


@pytest.mark.parametrize(
    ("subject", "prefixes", "base"),
    [
        ("", (), ""),
        ("  Смета ", (), "Смета"),
        ("Re:", ("Re:",), ""),
        ("Re:Re: RE[2]:Смета", ("Re:", "Re:", "RE[2]:"), "Смета"),
        ("Ответ: HA: Пересл.: Смета", ("Ответ:", "HA:", "Пересл.:"), "Смета"),
        ("Re: [oil] RE: Смета", ("Re:", "RE:"), "[oil] Смета"),
        ("[oil] [EXTERNAL] Смета", (), "[oil] [EXTERNAL] Смета"),
        ("[oil]", (), "[oil]"),
        ("Смета (fwd) (FWD) ", (), "Смета"),
        ("[Fwd: Re: Смета]", ("Fwd:", "Re:"), "Смета"),
        ("[Fwd: [oil] Смета]", ("Fwd:",), "[oil] Смета"),
        ("[Re: Смета]", (), "[Re: Смета]"),
        ("[Fwd: Смета", (), "[Fwd: Смета"),
        ("Реклама: смета", (), "Реклама: смета"),
        ("Тариф: смета", (), "Тариф: смета"),
        ("Re смета", (), "Re смета"),
        ("На встречу: адрес", (), "На встречу: адрес"),
    ],
)
def test_base_and_prefixes(subject: str, prefixes: tuple[str, ...], base: str) -> None:
    assert reply_prefixes(subject) == prefixes
    assert base_subject(subject) == base


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Re: Смета", "СМЕТА", True),
        ("Смета  на\tобзвон", "Fwd: смета на обзвон", True),
        ("Смета\xa0на обзвон", "Смета на обзвон", True),
        ("[EXTERNAL] Смета", "Re: Смета", True),
        ("[oil] Смета", "Re: [OIL] [EXTERNAL] Смета", True),
        ("[oil] Смета", "[tyres] Смета", False),
        ("[oil]", "Re: [oil]", True),
        ("[oil]", "Re: [tyres]", False),
        ("Смета", "Смета 2", False),
        ("Re:", "", True),
    ],
)
def test_same_subject(one: str, other: str, *, same: bool) -> None:
    assert same_subject(one, other) is same
    assert same_subject(other, one) is same


def test_the_first_prefix_decides_what_a_letter_is() -> None:
    assert read_subject("Fwd: Re: Смета").forwards
    assert not read_subject("Re: Fwd: Смета").forwards
    assert not read_subject("Смета").forwards


@given(st.text())
def test_any_subject_is_read(subject: str) -> None:
    taken = read_subject(subject)
    assert all(prefix in subject for prefix in taken.prefixes)
    assert taken.rest in subject
    assert same_subject(subject, f"Re: {subject}")
    assert same_subject(subject, subject)
    assert subject_key(f"Fwd:{subject}") == subject_key(subject)


@pytest.mark.parametrize(
    "subject", ["Re:" * 50_000, "[a]" * 50_000, "[Fwd: " * 50_000 + "]" * 50_000]
)
def test_a_hostile_subject_is_read_in_one_go(subject: str) -> None:
    assert len(read_subject(subject).rest) <= len(subject)


def test_the_envelope_of_a_letter() -> None:
    message = parse(
        build(
            {
                "cc": "boss@motor.example",
                "bcc": "crm@nirro.example",
                "headers": {
                    "X-Mailrules-Deal": " motor-oil-2026 ",
                    "References": "<a@motor.example>",
                    "Received": "from mx.motor.example",
                },
            }
        )
    )
    envelope = envelope_of(message, "draft.eml", 2)
    assert (envelope.path, envelope.index, envelope.deal) == ("draft.eml", 2, "motor-oil-2026")
    assert [one.email for one in envelope.recipients] == [
        "petr@motor.example",
        "boss@motor.example",
        "crm@nirro.example",
    ]
    assert envelope.references == ("<a@motor.example>",)
    assert envelope.message_id == "<case@nirro.example>"
    assert envelope.received


@pytest.mark.parametrize("headers", [{}, {"X-Mailrules-Deal": " "}])
def test_a_letter_without_deal(headers: dict[str, str]) -> None:
    assert envelope_of(parse(build({"headers": headers})), "draft.eml").deal is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (Envelope("a", subject="Смета"), Envelope("b", subject="Re: смета"), True),
        (Envelope("a", subject="Смета"), Envelope("b", subject="Счёт"), False),
        (Envelope("a"), Envelope("b", subject="Re:"), False),
        (
            Envelope("a", message_id="<1@x.example>", subject="Смета"),
            Envelope("b", in_reply_to=("<1@x.example>",), subject="Счёт"),
            True,
        ),
        (
            Envelope("a", references=("<1@x.example>", "<2@x.example>")),
            Envelope("b", references=("<1@x.example>", "<3@x.example>")),
            True,
        ),
        (
            Envelope("a", message_id="<1@x.example>"),
            Envelope("b", message_id="<2@x.example>"),
            False,
        ),
    ],
)
def test_same_thread(one: Envelope, other: Envelope, *, same: bool) -> None:
    assert same_thread(one, other) is same
    assert same_thread(other, one) is same
