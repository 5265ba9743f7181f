"""Letters come in once, from wherever they lie, and go on where the last import stopped."""

import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from mailrules.conversation import history
from mailrules.conversation.history import Choice, Item, Reader, Tally, importing
from mailrules.errors import InputError
from mailrules.message import Unreadable
from mailrules.wording import wording
from tests.conversation.history.letters import ids, keep, load, maildir, mbox, opened, ours, theirs


def test_a_mailbox_is_read_on_from_where_it_ended(tmp_path: Path) -> None:
    box = tmp_path / "sent.mbox"
    box.write_bytes(mbox(map(ours, range(3))))
    with opened(tmp_path) as store:
        assert load(store, box) == Tally(new=3)
        assert load(store, box) == Tally()
        with box.open("ab") as file:
            file.write(mbox([ours(3)]))
        assert load(store, box) == Tally(new=1)
        box.write_bytes(mbox([ours(7), *map(ours, range(1, 4)), ours(8)]))
        assert load(store, box) == Tally(new=2, known=3)
        box.write_bytes(mbox([ours(7)]))
        assert load(store, box) == Tally(known=1)
        assert len(ids(store)) == 6


def test_a_letter_that_was_still_being_written_is_read_again(tmp_path: Path) -> None:
    box = tmp_path / "Inbox"  # as Thunderbird calls it
    whole = mbox([ours(1), ours(2, date="Tue, 24 Nov 2026 10:00:00 +0300")])
    box.write_bytes(whole[:-20])
    with opened(tmp_path) as store:
        assert load(store, box).new == 2
        box.write_bytes(whole)
        assert load(store, box) == Tally(known=2)


def test_a_maildir_s_letters_are_known_wherever_they_move(tmp_path: Path) -> None:
    box = maildir(tmp_path / "box", [ours(1), ours(2)])
    with opened(tmp_path) as store:
        assert load(store, box) == Tally(new=2)
        os.rename(box / "new" / "0.nirro", box / "cur" / "0.nirro:2,S")
        maildir(box, [ours(1), ours(2), ours(3)])
        (box / "new" / "0.nirro").unlink()
        assert load(store, box) == Tally(new=1, known=1)  # the second was written anew
        assert len(ids(store)) == 3


def test_of_a_folder_new_and_changed_files_are_read(tmp_path: Path) -> None:
    folder = tmp_path / "letters"
    (folder / "deep").mkdir(parents=True)
    (folder / "a.eml").write_bytes(ours(1))
    (folder / "deep" / "b.eml").write_bytes(theirs(2))
    (folder / "box.eml").write_bytes(mbox([ours(3), ours(4)]))
    (folder / "empty.eml").touch()
    with opened(tmp_path) as store:
        first = load(store, folder)
        assert (first.new, [Path(one.path).name for one in first.unreadable]) == (4, ["empty.eml"])
        (folder / "a.eml").write_bytes(ours(100))
        assert load(store, folder)[:2] == (1, 0)
        assert load(store, folder)[:2] == (0, 0)
        assert len(ids(store)) == 5


def test_a_single_file_and_one_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(ours(1))
    (tmp_path / "box.mbox").write_bytes(b"")
    with opened(tmp_path) as store:
        assert load(store, tmp_path / "a.eml") == Tally(new=1)
        assert load(store, tmp_path / "a.eml") == Tally()
        assert len(load(store, tmp_path / "b.eml").unreadable) == 1
        assert len(load(store, Path(os.devnull)).unreadable) == 1
        assert load(store, tmp_path / "box.mbox") == Tally()
        (tmp_path / "folder").mkdir()
        assert len(load(store, tmp_path / "folder").unreadable) == 1


def test_a_mailbox_s_unreadable_letters_are_told(tmp_path: Path) -> None:
    box = tmp_path / "a.mbox"
    box.write_bytes(mbox([b"\0 nothing", ours(1)]))
    with opened(tmp_path) as store:
        tally = load(store, box)
    assert tally.new == 1
    assert tally.unreadable == (Unreadable(str(box), wording("unreadable.binary")),)


def test_copies_of_a_letter_are_one_and_different_letters_are_not(tmp_path: Path) -> None:
    copy = b"Received: from mx.motor.example\r\nDelivered-To: petr@motor.example\r\n" + ours(1)
    without = {"message-id": None}
    with opened(tmp_path) as store:
        box = tmp_path / "box.mbox"
        later = ours(1, date="Tue, 24 Nov 2026 10:00:00 +0300")
        unnamed = [ours(2, **without), ours(2, **without), ours(3, **without)]
        box.write_bytes(mbox([ours(1), copy, later, theirs(1), *unnamed]))
        assert load(store, box) == Tally(new=5, known=2)


def test_letters_before_a_day_are_left_out_until_they_are_wanted(tmp_path: Path) -> None:
    box = tmp_path / "box.mbox"
    old, undated = ours(1, date="Mon, 5 Jan 2026 10:00:00 +0300"), ours(2, date=None)
    box.write_bytes(mbox([old, undated, ours(3)]))
    with opened(tmp_path) as store:
        since = Choice(since=date(2026, 2, 1))
        assert load(store, box, since) == Tally(new=2, old=1)
        assert load(store, box, since) == Tally()
        assert load(store, box) == Tally(new=1, known=2)


def test_what_was_read_stays_when_a_source_fails_midway(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "BATCH", 2)

    def items(begun: str) -> Iterable[Item]:
        for number in range(int(begun or 0), 5):
            if number == 3 and not begun:
                raise InputError("history.imap.lost")
            yield Item(ours(number), position=str(number + 1))

    reader = Reader("somewhere", lambda begun, _: (5, iter(items(begun))))
    with opened(tmp_path) as store:
        with pytest.raises(InputError):
            history.import_letters(store, reader, Choice())
        assert len(ids(store)) == 3
        assert history.import_letters(store, reader, Choice()) == Tally(new=2)


def test_a_batch_ends_where_it_grows_heavy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "WEIGHT", 1)
    with opened(tmp_path) as store:
        seen = []

        def watched(items: Iterable[Item], length: int) -> Iterable[Item]:
            for item in items:
                yield item
                seen.append((len(ids(store)), length))

        folder = maildir(tmp_path / "box", map(ours, range(3)))
        history.import_letters(store, history.file_reader(str(folder)), Choice(), watched)
        assert seen == [(1, 3), (2, 3), (3, 3)]


def test_a_recorded_letter_that_was_changed_takes_its_own_place(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        keep(store, ours(1), theirs(1), ours(2, message_id=None))
        keep(store, ours(1, date="Tue, 24 Nov 2026 10:00:00 +0300"))
        keep(store, build_nameless())
        assert len(ids(store)) == 4
        letter = store.letter("<1@nirro.example>")
        assert letter
        assert letter.date
        assert letter.date.day == 24


def build_nameless() -> bytes:
    return b"Message-ID: <1@nirro.example>\r\nSubject: x\r\n\r\nNobody wrote this.\r\n"


def test_the_standing(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        empty = history.standing(store)
        assert (empty.letters, empty.first, empty.sources) == (0, None, ())
        (tmp_path / "a.eml").write_bytes(ours(1))
        load(store, tmp_path / "a.eml", Choice(bodies=True))
        keep(store, theirs(2, date="Mon, 30 Nov 2026 10:00:00 +0300"))
        found = history.standing(store)
    assert (found.letters, found.bodies, found.threads, found.mailboxes) == (2, 1, 2, 2)
    assert found.paragraphs == 2
    assert found.first
    assert found.last
    assert (found.first.day, found.last.day) == (23, 30)
    assert found.sources == (f"{tmp_path / 'a.eml'} with bodies",)
