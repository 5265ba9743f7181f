"""Whatever drafts become one: nobody, no file, no question and no paragraph is lost."""

import re
from email.utils import getaddresses
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailrules.compose.merging.drafts import read_draft
from mailrules.config import Settings
from mailrules.conversation import mailbox_key
from mailrules.errors import UsageError
from mailrules.message import Message, parse
from tests.compose.outbox import HOUSE, OPEN, draft, keys, one_of, text_of

ADDRESSES = st.sampled_from([f"{who}@motor.example" for who in ("petr", "olga", "boss", "law")])
PEOPLE = st.lists(ADDRESSES, max_size=3, unique=True).map(", ".join)
STATEMENTS = st.sampled_from(
    [
        "Высылаю договор на обзвон.",
        "Смета готова и согласована.",
        "Скрипт пришлёт методист.",
        "База собрана, в ней 500 компаний.",
        "Звоним с понедельника по будням.",
    ]
)
QUESTIONS = st.sampled_from(
    [
        "Кто подпишет договор?",
        "Когда запуск?",
        "Нужен ли вам отчёт по каждому диалогу?",
        "Где лежит база, и кто её даст?",
        "Звоним в субботу?",
    ]
)
PARAGRAPHS = st.lists(st.one_of(STATEMENTS, QUESTIONS), min_size=1, max_size=4).map(" ".join)
LISTS = st.lists(QUESTIONS, min_size=1, max_size=3, unique=True).map(
    lambda asked: "\n".join(f"{number}. {one}" for number, one in enumerate(asked, 1))
)
BODIES = st.lists(st.one_of(PARAGRAPHS, LISTS), min_size=1, max_size=3).map("\n\n".join)
FILES = st.dictionaries(st.sampled_from(["a.pdf", "б.pdf"]), st.sampled_from([b"1", b"2"]))
SENTENCE = re.compile(r"(?:Высылаю|Смета|Скрипт|База|Звоним|Кто|Когда|Нужен|Где)\b[^.?\n]*[.?]")
CHARACTERS = st.text(st.characters(blacklist_categories=["Cs"]), max_size=200)


LETTERS = st.fixed_dictionaries(
    {
        "body": BODIES,
        "To": PEOPLE,
        "Cc": PEOPLE,
        "Bcc": PEOPLE,
        "files": FILES,
        "cte": st.sampled_from(["8bit", "quoted-printable", "base64"]),
        "html": st.sampled_from([None, "<p>Добрый день.</p>"]),
    }
)
OUTBOXES = st.lists(LETTERS, min_size=2, max_size=3)


def written(case: dict[str, Any]) -> Message:
    to = f"petr@motor.example, {case['To']}".rstrip(", ")
    hidden = {name: case[name] or None for name in ("Cc", "Bcc")}
    body = f"Добрый день, Пётр.\n\n{case['body']}"
    return draft(**{**case, "body": body, "To": to, **hidden})


def merged(several: list[Message], settings: Settings) -> Message | None:
    if len({one.raw for one in several}) < 2:
        with pytest.raises(UsageError, match=r"merge\.too-few"):
            one_of(*several, settings=settings)
        return None
    return one_of(*several, settings=settings)


few = settings(max_examples=50)


def words(text: str) -> str:
    return " ".join(text.split())


@few
@given(OUTBOXES)
def test_nothing_of_the_drafts_is_lost(outbox: list[dict[str, Any]]) -> None:
    several = [written(case) for case in outbox]
    letter = merged(several, HOUSE)
    if letter is None:
        return
    assert keys(letter) == set().union(*map(keys, several))
    assert len(keys(letter)) == len((*letter.to, *letter.cc, *letter.bcc))
    carried = [(one.name, one.size) for message in several for one in message.attachments]
    assert {(one.name, one.size) for one in letter.attachments} == set(carried)
    text = words(text_of(letter))
    for message in several:
        for sentence in _sentences(text_of(message)):
            assert sentence in text
    assert text.count("С уважением") == text.count("Добрый день") == 1


@few
@given(OUTBOXES)
def test_several_questions_are_one_numbered_list(outbox: list[dict[str, Any]]) -> None:
    several = [written(case) for case in outbox]
    letter = merged(several, HOUSE)
    if letter is None:
        return
    asked = {one for message in several for one in _sentences(text_of(message)) if "?" in one}
    lines = text_of(letter).split("\n")
    if len(asked) > 1:
        numbered = [line for line in lines if line.endswith("?")]
        assert [line.partition(" ")[0] for line in numbered] == [
            f"{number}." for number in range(1, len(asked) + 1)
        ]
        assert {line.partition(" ")[2] for line in numbered} == asked


def _sentences(text: str) -> list[str]:
    """Return the sentences of a draft that stand in the strategies above."""
    return SENTENCE.findall(text)


@few
@given(CHARACTERS, CHARACTERS, CHARACTERS)
def test_any_text_is_read_back(first: str, second: str, subject: str) -> None:
    head = b"From: anna@nirro.example\r\nTo: petr@motor.example\r\nSubject: "
    top = b"\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    several = [parse(head + subject.encode() + top + body.encode()) for body in (first, second)]
    letter = merged(several, OPEN)
    if letter is None:
        return
    text = words(text_of(letter)).casefold()
    for message in several:
        for piece in read_draft("1.eml", message).pieces:
            if not piece.mark:
                assert all(word in text for word in words(piece.text).casefold().split())


@given(st.binary(max_size=400), st.binary(max_size=400))
def test_any_bytes_become_a_letter_or_a_refusal(first: bytes, second: bytes) -> None:
    head = b"From: anna@nirro.example\r\nTo: petr@motor.example\r\n"
    try:
        letter = one_of(parse(head + first), parse(head + second), settings=OPEN)
    except UsageError:
        return
    assert "petr@motor.example" in keys(letter)


@few
@given(st.lists(PEOPLE.filter(bool), min_size=2, max_size=5))
def test_letters_without_a_common_recipient_are_refused(several: list[str]) -> None:
    reached = [{mail for _, mail in getaddresses([one])} for one in several]
    letters = [draft(f"Письмо {at}.", To=one) for at, one in enumerate(several)]
    linked = reached[0]
    for _ in several:
        linked = linked.union(*(one for one in reached if one & linked))
    if all(one & linked for one in reached):
        assert {mailbox_key(one) for one in one_of(*letters).to} == linked
    else:
        with pytest.raises(UsageError, match=r"merge\.clients"):
            one_of(*letters)
