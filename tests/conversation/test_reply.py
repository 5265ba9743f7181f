"""What makes a letter a reply or a forward, and what a reply owes to its parent."""

import pytest
from msgspec import structs

from mailrules.conversation import (
    Conversation,
    answers,
    chain_of,
    inherits_subject,
    is_forward,
    is_reply,
)
from mailrules.message import Address, Attachment, Message, SegmentKind
from tests.conversation.shapes import ANNA, BOSS, OLEG, PETR, author, container, letter, part

ALONE = Conversation()
PARENT = letter(author("Когда запуск?"), sender=[PETR], to=[ANNA])
ANSWERED = Conversation(parent=PARENT)
FORWARDED = part((SegmentKind.AUTHOR, "Смотрите.\n"), (SegmentKind.FORWARDED, "От: Пётр\n\nКогда?"))
QUOTED = part((SegmentKind.AUTHOR, "Да.\n"), (SegmentKind.QUOTE, "> Когда запуск?"))


@pytest.mark.parametrize(
    ("message", "conversation", "reply"),
    [
        (letter(), ALONE, False),
        (letter(), ANSWERED, True),
        (letter(in_reply_to=("<1@x.example>",)), ALONE, True),
        (letter(references=("<1@x.example>",)), ALONE, True),
        (letter(subject="Re: Смета"), ALONE, True),
        (letter(subject="Re: Fwd: Смета"), ALONE, True),
        (letter(subject="Fwd: Re: Смета"), ALONE, False),
    ],
)
def test_is_reply(message: Message, conversation: Conversation, *, reply: bool) -> None:
    assert is_reply(message, conversation) is reply


@pytest.mark.parametrize(
    ("message", "forward"),
    [
        (letter(author("Добрый день.")), False),
        (letter(subject="FW: Смета"), True),
        (letter(subject="Пересл.: Re: Смета"), True),
        (letter(FORWARDED, subject="Re: Смета"), False),
        (letter(FORWARDED), True),
        (letter(FORWARDED, in_reply_to=("<1@x.example>",)), False),
        (letter(QUOTED), False),
        (letter(container("2", "message/rfc822")), True),
        (
            structs.replace(
                letter(), attachments=(Attachment("Письмо.EML", "text/plain", 9, "2"),)
            ),
            True,
        ),
    ],
)
def test_is_forward(message: Message, *, forward: bool) -> None:
    assert is_forward(message) is forward


OWN_PARENT = letter(sender=[ANNA], to=[PETR], cc=[BOSS])


@pytest.mark.parametrize(
    ("message", "conversation", "does"),
    [
        (letter(subject="Re: Смета"), ALONE, True),
        (letter(), ALONE, False),
        (letter(subject="Fwd: Смета"), ALONE, False),
        (letter(subject="Fwd: Смета", to=[PETR]), ANSWERED, True),
        (letter(subject="Fwd: Смета", to=[OLEG]), ANSWERED, False),
        (letter(subject="Fwd: Смета", to=[OLEG, ANNA]), ANSWERED, False),
        (letter(subject="Fwd: Смета", to=[OLEG], cc=[PETR]), ANSWERED, True),
        (letter(subject="Fwd: Смета", to=[PETR]), Conversation(parent=OWN_PARENT), True),
        (letter(subject="Fwd: Смета", to=[BOSS]), Conversation(parent=OWN_PARENT), False),
    ],
)
def test_a_forward_answers_only_where_it_goes_back(
    message: Message, conversation: Conversation, *, does: bool
) -> None:
    assert answers(message, conversation) is does


@pytest.mark.parametrize(
    ("subject", "conversation", "inherits"),
    [
        ("Смета", ALONE, False),
        ("Re: Смета", ALONE, True),
        ("Fwd: Смета", ALONE, False),
        ("Re: СМЕТА", ANSWERED, True),
        ("Fwd: Смета", ANSWERED, True),
        ("Re: Счёт", ANSWERED, False),
        ("Смета", Conversation(parent=letter(subject="Re:")), False),
    ],
)
def test_inherits_subject(subject: str, conversation: Conversation, *, inherits: bool) -> None:
    assert inherits_subject(letter(subject=subject), conversation) is inherits


@pytest.mark.parametrize(
    ("message_id", "in_reply_to", "references", "chain"),
    [
        (None, (), (), ()),
        (None, (), ("<1@x.example>",), ("<1@x.example>",)),
        ("<3@x.example>", (), (), ("<3@x.example>",)),
        ("<3@x.example>", ("<2@x.example>",), (), ("<2@x.example>", "<3@x.example>")),
        ("<3@x.example>", ("<1@x.example>", "<2@x.example>"), (), ("<3@x.example>",)),
        (
            "<3@x.example>",
            ("<2@x.example>",),
            ("<1@x.example>", "<2@x.example>"),
            ("<1@x.example>", "<2@x.example>", "<3@x.example>"),
        ),
        (
            "<3@x.example>",
            (),
            ("<3@x.example>", "<1@x.example>"),
            ("<1@x.example>", "<3@x.example>"),
        ),
    ],
)
def test_chain_of(
    message_id: str | None,
    in_reply_to: tuple[str, ...],
    references: tuple[str, ...],
    chain: tuple[str, ...],
) -> None:
    parent = Message(b"", message_id=message_id, in_reply_to=in_reply_to, references=references)
    assert chain_of(parent) == chain


def test_reply_to_is_a_way_back_too() -> None:
    office = Address("", "office@motor.example")
    parent = structs.replace(PARENT, reply_to=(office,))
    message = letter(subject="Fwd: Смета", to=[office])
    assert answers(message, Conversation(parent=parent))
