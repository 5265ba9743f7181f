"""The letter that is answered: named, of the run, of the history, or guessed."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mailrules.config import load_settings
from mailrules.conversation.history import Choice, Store, open_history, record
from mailrules.conversation.history.files import file_reader
from mailrules.conversation.history.importing import import_letters
from mailrules.engine import Case as Judgement
from mailrules.engine import Request, gather
from mailrules.message import Source, parse
from mailrules.rules import Binding, Selection, bind
from tests.letters import OURS, THEIRS, Case, build

SUBJECT = "Холодные звонки по продаже моторного масла"
REPLY: Case = {"subject": f"Re: {SUBJECT}", "body": "Добрый день.\n\nЗапуск 7 декабря.\n"}
ANSWERED: Case = {**REPLY, "headers": {"In-Reply-To": "<parent@motor.example>"}}
BOSS = "boss@motor.example"
QUESTION: Case = {"cc": BOSS, "body": "Добрый день.\n\nКогда вы начнёте?\n"}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_history(str(tmp_path / "history.db"), write=True, create=True) as opened:
        yield opened


def keep(store: Store, *letters: Case) -> None:
    record(store, (parse(build(one, THEIRS)) for one in letters))


def judged(
    folder: Path, letter: Case, store: Store | None, *beside: Case, **more: object
) -> Judgement:
    binding = house(folder)
    sources = [
        Source("our", 0, build(letter, OURS)),
        *(Source(f"their{at}", 0, build(one, THEIRS)) for at, one in enumerate(beside)),
    ]
    request = Request(history=store, **more)  # type: ignore[arg-type]
    return next(
        one
        for one in gather(sources, lambda _: binding, request).cases
        if one.envelope.path == "our"
    )


def house(folder: Path) -> Binding:
    path = folder / "rules.yaml"
    path.write_text(
        "organisation: {domains: [nirro.example]}\n"
        "staff: [{name: Анна Ким, email: anna@nirro.example, aliases: [a.kim@nirro.example]}]\n",
        "utf8",
    )
    return bind(
        load_settings(str(path)), Selection(("CCP001", "THR001", "THR004", "SUB004", "TXT003"))
    )


def parent(case: Judgement) -> str | None:
    found = case.conversation.parent
    return found.message_id if found else None


def test_the_command_line_comes_before_the_run_and_the_run_before_the_history(
    tmp_path: Path, store: Store
) -> None:
    keep(store, {**QUESTION, "subject": "из истории"})
    named = parse(build({"message-id": "<named@motor.example>"}, THEIRS))
    assert parent(judged(tmp_path, ANSWERED, store, QUESTION, parent=named)) == named.message_id
    of_run = judged(tmp_path, ANSWERED, store, QUESTION)
    assert of_run.conversation.parent
    assert of_run.conversation.parent.subject == SUBJECT
    of_history = judged(tmp_path, ANSWERED, store)
    assert of_history.conversation.parent
    assert of_history.conversation.parent.subject == "из истории"
    assert of_history.conversation.history is store
    assert not of_history.conversation.guessed
    assert judged(tmp_path, ANSWERED, None).conversation.parent is None


def test_a_parent_of_the_history_is_its_header_and_its_paragraphs(
    tmp_path: Path, store: Store
) -> None:
    keep(store, QUESTION)
    case = judged(tmp_path, ANSWERED, store)
    assert case.conversation.parent
    assert not any(part.text.strip() for part in case.conversation.parent.shown)
    assert len(case.conversation.parent_hashes) == 1
    found = case.judge()
    assert {one.code for one in found} == {"CCP001", "THR001", "THR004"}
    assert not any(one.related for one in found)


def test_the_text_of_a_parent_is_there_where_it_was_kept(tmp_path: Path, store: Store) -> None:
    (tmp_path / "parent.eml").write_bytes(build(QUESTION, THEIRS))
    import_letters(store, file_reader(str(tmp_path / "parent.eml")), Choice(bodies=True))
    conversation = judged(tmp_path, ANSWERED, store).conversation
    assert conversation.parent
    assert "Когда вы начнёте?" in conversation.parent.shown[0].text
    assert conversation.parent_hashes == ()


def test_references_name_a_parent_at_their_end_only(tmp_path: Path, store: Store) -> None:
    keep(store, QUESTION)
    last = {**REPLY, "headers": {"References": "<x@x.example> <parent@motor.example>"}}
    further = {**REPLY, "headers": {"References": "<parent@motor.example> <x@x.example>"}}
    assert parent(judged(tmp_path, last, store)) == "<parent@motor.example>"
    assert parent(judged(tmp_path, further, store)) is None


def test_a_letter_that_names_nobody_is_guessed_about_and_the_findings_say_so(
    tmp_path: Path, store: Store
) -> None:
    keep(store, QUESTION)
    loud = {**REPLY, "body": "Добрый день!\n"}
    case = judged(tmp_path, loud, store)
    assert case.conversation.guessed
    found = case.judge()
    told = {one.code: [note.message.key for note in one.related] for one in found}
    resting = {code: ["guessed-parent"] for code in ("CCP001", "THR001", "THR004")}
    assert told == {**resting, "TXT003": []}
    mends = {one.code: one.fix.applicability for one in found if one.fix}
    assert mends == {"CCP001": "unsafe", "THR004": "unsafe", "TXT003": "safe"}


def test_a_guess_without_a_date_says_so(tmp_path: Path, store: Store) -> None:
    case = judged(tmp_path, REPLY, Undated(store))  # type: ignore[arg-type]
    note = next(note for one in case.judge() for note in one.related)
    assert note.message.arguments["date"] == "?"


class Undated:
    """A history whose guess has no date."""

    def __init__(self, store: Store) -> None:
        keep(store, {**QUESTION, "date": None})
        self.store = store

    def latest_between(self, *_: object, **__: object) -> object:
        return self.store.letter("<parent@motor.example>")

    def __getattr__(self, name: str) -> object:
        return getattr(self.store, name)


@pytest.mark.parametrize(
    ("letter", "found"),
    [
        (REPLY, True),
        ({**REPLY, "from": "a.kim@nirro.example"}, True),
        ({**REPLY, "from": None}, True),
        ({**REPLY, "date": None}, True),
        ({**REPLY, "from": "oleg@nirro.example"}, False),  # nobody whom the client wrote to
        ({**REPLY, "to": "olga@wheel.example"}, False),
        ({**REPLY, "to": "anna@nirro.example"}, False),  # to oneself
        ({**REPLY, "subject": SUBJECT}, False),  # a new letter
        ({**REPLY, "subject": f"Fwd: {SUBJECT}"}, False),
        ({**REPLY, "subject": "Re:"}, False),
        ({**REPLY, "subject": "Re: Договор"}, False),
        ({**REPLY, "date": "Mon, 23 Nov 2026 08:00:00 +0300"}, False),  # before the client's
        ({**REPLY, "date": "Mon, 1 Mar 2027 08:00:00 +0300"}, False),  # long after it
        ({**REPLY, "headers": {"In-Reply-To": "<other@x.example>"}}, False),
        ({**REPLY, "date": None, "message-id": "<parent@motor.example>"}, False),  # itself
    ],
)
def test_what_is_guessed(tmp_path: Path, store: Store, letter: Case, found: bool) -> None:
    keep(store, QUESTION)
    case = judged(tmp_path, letter, store)
    assert case.conversation.guessed == found
    assert (parent(case) is not None) == found


def test_a_letter_does_not_answer_itself(tmp_path: Path, store: Store) -> None:
    keep(store, {**QUESTION, "message-id": "<case@nirro.example>"})
    looped = {**REPLY, "headers": {"In-Reply-To": "<case@nirro.example>"}}
    assert parent(judged(tmp_path, looped, store)) is None


def test_the_last_letter_of_several_is_guessed(tmp_path: Path, store: Store) -> None:
    for day in (1, 20, 10):
        date = datetime(2026, 11, day, 9, tzinfo=UTC).strftime("%a, %d %b %Y %H:%M:%S +0000")
        keep(store, {**QUESTION, "message-id": f"<{day}@motor.example>", "date": date})
    assert parent(judged(tmp_path, REPLY, store)) == "<20@motor.example>"
