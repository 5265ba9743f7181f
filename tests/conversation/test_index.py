"""Parents and siblings among the letters of one run."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailrules.conversation import Envelope, RunIndex
from mailrules.message import Address
from tests.conversation.shapes import ANNA, BOSS, OLEG, PETR

QUESTION = Envelope("a.eml", message_id="<q@motor.example>", sender=(PETR,), recipients=(ANNA,))
ANSWER = Envelope(
    "b.eml",
    message_id="<a@nirro.example>",
    in_reply_to=("<q@motor.example>",),
    sender=(ANNA,),
    recipients=(PETR, BOSS),
)
FOLLOW_UP = Envelope("c.eml", sender=(ANNA,), recipients=(Address("", "BOSS@motor.example"),))
STRANGER = Envelope("d.eml", sender=(OLEG,), recipients=(PETR, OLEG))


def index_of(*envelopes: Envelope) -> RunIndex:
    index = RunIndex()
    for envelope in envelopes:
        index.add(envelope)
    return index


def test_the_parent_is_found_by_in_reply_to() -> None:
    index = index_of(ANSWER, QUESTION, FOLLOW_UP)
    assert index.parent(ANSWER) is QUESTION
    assert index.parent(QUESTION) is None
    assert index.answered(QUESTION)
    assert not index.answered(ANSWER)
    assert not index.answered(FOLLOW_UP)


def test_without_in_reply_to_the_end_of_references_is_the_parent() -> None:
    reply = Envelope("e.eml", references=("<a@nirro.example>", "<q@motor.example>"))
    assert index_of(QUESTION, ANSWER, reply).parent(reply) is QUESTION


def test_a_grandparent_is_no_parent() -> None:
    reply = Envelope(
        "e.eml",
        in_reply_to=("<lost@motor.example>",),
        references=("<q@motor.example>", "<lost@motor.example>"),
    )
    index = index_of(QUESTION, reply)
    assert index.parent(reply) is None
    assert index.answered(QUESTION)


def test_a_letter_is_not_its_own_parent() -> None:
    loop = Envelope("a.eml", message_id="<q@x.example>", in_reply_to=("<q@x.example>",))
    assert index_of(loop).parent(loop) is None


def test_of_two_letters_with_one_identifier_the_first_counts() -> None:
    copy = Envelope("copy.eml", message_id=QUESTION.message_id)
    assert index_of(QUESTION, copy, ANSWER).parent(ANSWER) is QUESTION


@pytest.mark.parametrize(
    ("envelope", "siblings"),
    [
        (QUESTION, [ANSWER]),
        (ANSWER, [QUESTION, FOLLOW_UP]),
        (FOLLOW_UP, [ANSWER]),
        (STRANGER, []),
    ],
)
def test_siblings_are_of_one_pair_of_people(envelope: Envelope, siblings: list[Envelope]) -> None:
    index = index_of(QUESTION, ANSWER, FOLLOW_UP, STRANGER)
    assert list(index.siblings(envelope)) == siblings


def test_siblings_are_letters_of_one_thread() -> None:
    reply = Envelope("e.eml", references=("<q@motor.example>", "<x@motor.example>"))
    aside = Envelope("f.eml", in_reply_to=("<q@motor.example>",), sender=(OLEG,))
    index = index_of(QUESTION, reply, aside, STRANGER)
    assert index.siblings(aside) == (QUESTION, reply)


PEOPLE = st.lists(st.sampled_from([ANNA, PETR, BOSS, OLEG]), max_size=3).map(tuple)


@given(st.lists(st.tuples(PEOPLE, PEOPLE), max_size=8))
def test_being_siblings_is_mutual(letters: list[tuple[tuple[Address, ...], ...]]) -> None:
    run = [
        Envelope(f"{number}.eml", sender=sender, recipients=recipients)
        for number, (sender, recipients) in enumerate(letters)
    ]
    index = index_of(*run)
    for one in run:
        for other in index.siblings(one):
            assert one in index.siblings(other)
