"""Where letters come from, and what is said of paths that give none."""

import io
import os
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailrules.message import Source, Unreadable, read_sources
from mailrules.message.sources import reading
from mailrules.message.sources.mbox import read_mbox

LETTER = b"Subject: x\n\nHello.\n"
MBOX = (
    b"From a@b Mon Jan  1 00:00:00 2026\nSubject: 1\n\nFrom here on.\n>From there.\n>>From me.\n\n"
    b"From here to there\n\nFrom a@b Mon Jan  1 00:00:00 2026\r\nSubject: 2\r\n\r\nHello.\r\n\r\n"
)


def read(*paths: Path | str, stdin: bytes = b"") -> list[tuple[str, int, bytes] | tuple[str, str]]:
    """Return (name, index, raw) of each message, or (name, key of the reason)."""
    said: list[tuple[str, int, bytes] | tuple[str, str]] = []
    for one in read_sources([str(path) for path in paths], io.BytesIO(stdin)):
        name = os.path.basename(one.path)
        if isinstance(one, Unreadable):
            said.append((name, one.reason.key.removeprefix("unreadable.")))
        else:
            said.append((name, one.index, one.raw))
    return said


def test_a_file_is_one_message_whatever_its_name(tmp_path: Path) -> None:
    (tmp_path / "draft").write_bytes(LETTER)
    assert read(tmp_path / "draft") == [("draft", 0, LETTER)]


def test_standard_input_is_one_message_read_once() -> None:
    assert read("-", "-", stdin=LETTER) == [("-", 0, LETTER)]
    assert read("-") == [("-", "empty")]


def test_a_mailbox_holds_many(tmp_path: Path) -> None:
    path = tmp_path / "box.mbox"
    path.write_bytes(MBOX)
    first = b"Subject: 1\n\nFrom here on.\nFrom there.\n>From me.\n\nFrom here to there\n"
    second = b"Subject: 2\r\n\r\nHello.\r\n"
    assert read(path) == [("box.mbox", 0, first), ("box.mbox", 1, second)]
    found = list(read_sources([str(path)], io.BytesIO()))
    assert [one.line for one in found if isinstance(one, Source)] == [2, 11]


def test_an_empty_mailbox(tmp_path: Path) -> None:
    (tmp_path / "box.mbox").write_bytes(b"")
    (tmp_path / "bare.mbox").write_bytes(b"From a@b Mon\n")
    (tmp_path / "one.mbox").write_bytes(LETTER)
    assert read(*sorted(tmp_path.iterdir())) == [
        ("bare.mbox", "empty"),
        ("box.mbox", "empty"),
        ("one.mbox", 0, LETTER),
    ]


def test_a_mailbox_is_read_message_by_message() -> None:
    class Endless(io.BytesIO):
        lines = cycle([b"From a@b Mon Jan  1 00:00:00 2026\n", b"x: y\n", b"\n"])

        def readline(self, _size: int | None = -1, /) -> bytes:
            return next(self.lines)

    letters = read_mbox(Endless(), 99)
    assert [next(letters).raw, next(letters).raw] == [b"x: y\n", b"x: y\n"]


def test_a_huge_message_of_a_mailbox_is_cut() -> None:
    [letter] = read_mbox(io.BytesIO(b"From a@b\n" + b"x" * 200_000), 9)
    assert letter.raw == b"x" * 10


@given(st.lists(st.sampled_from([b"From ", b"a@b 0:00", b"\n", b"\r\n", b">", b"x"])).map(b"".join))
def test_of_any_mailbox_nothing_but_separators_is_lost(data: bytes) -> None:
    letters = list(read_mbox(io.BytesIO(data), 1000))
    separators = [line for line in data.splitlines() if line.startswith(b"From ")]
    lost = sum(line.count(b"x") for line in separators)
    assert sum(len(one.raw) for one in letters) <= len(data)
    assert b"".join(one.raw for one in letters).count(b"x") >= data.count(b"x") - lost
    assert all(one.raw for one in letters)


def test_a_folder_gives_every_eml_below_sorted(tmp_path: Path) -> None:
    for name in ("b/z.eml", "b/a.EML", "a.eml", "c.eml", "b/notes.txt", "b.eml/x.eml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(LETTER)
    assert [name for name, *_ in read(tmp_path)] == ["a.eml", "a.EML", "z.eml", "x.eml", "c.eml"]


def test_a_maildir(tmp_path: Path) -> None:
    for name in ("cur/2:2,S", "cur/1:2,", "new/0", "cur/sub/x", "tmp/y"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(LETTER)
    assert read(tmp_path) == [("1:2,", 0, LETTER), ("2:2,S", 1, LETTER), ("0", 2, LETTER)]


def test_a_path_named_twice_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(LETTER)
    (tmp_path / "b.eml").symlink_to(tmp_path / "a.eml")
    assert (
        len(read(tmp_path / "a.eml", tmp_path, tmp_path / "b.eml", tmp_path / "." / "a.eml")) == 1
    )


def test_paths_that_give_no_letter(tmp_path: Path) -> None:
    (tmp_path / "empty.eml").write_bytes(b"")
    (tmp_path / "blank.eml").write_bytes(b" \r\n\n")
    (tmp_path / "binary.eml").write_bytes(b"\x89PNG\0\0")
    (tmp_path / "nul.eml").write_bytes(b"Subject: x\n\n\0")
    (tmp_path / "none").mkdir()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "self.eml").symlink_to("self.eml")
    (tmp_path / "gone.eml").symlink_to("nowhere.eml")
    assert read(tmp_path / "missing", tmp_path / "empty.eml" / "x", "a\0b") == [
        ("missing", "missing"),
        ("x", "missing"),
        ("a\0b", "missing"),
    ]
    assert read(tmp_path / "none", tmp_path / "pipe") == [
        ("none", "no-letters"),
        ("pipe", "special"),
    ]
    assert read(tmp_path) == [
        ("binary.eml", "binary"),
        ("blank.eml", "empty"),
        ("empty.eml", "empty"),
        ("gone.eml", "missing"),
        ("nul.eml", 0, b"Subject: x\n\n\0"),
        ("self.eml", "loop"),
    ]


def test_a_letter_may_be_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LIMIT", 9)
    (tmp_path / "a.eml").write_bytes(LETTER)
    assert read(tmp_path / "a.eml", "-", stdin=LETTER) == [("a.eml", "large"), ("-", "large")]


def test_links_between_folders(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (inner / "x.eml").write_bytes(LETTER)
    (inner / "up").symlink_to(tmp_path / "a")
    (tmp_path / "again").symlink_to(inner)
    assert read(tmp_path) == [("up", "loop"), ("x.eml", 0, LETTER)]


def test_what_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.eml").write_bytes(LETTER)
    listdir = os.listdir

    def refuse(path: Any) -> list[str]:
        raise (
            PermissionError(13, "denied", path)
            if os.fspath(path) == str(tmp_path)
            else OSError("?")
        )

    monkeypatch.setattr(os, "listdir", refuse)
    assert read(tmp_path) == [(tmp_path.name, "permission")]
    monkeypatch.setattr(os, "listdir", listdir)

    def broken(*_: object) -> io.BytesIO:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("builtins.open", broken)
    [found] = read_sources([str(tmp_path)], io.BytesIO())
    assert isinstance(found, Unreadable)
    assert found.reason.key == "unreadable.failed"
    assert "Input/output error" in str(found.reason.arguments["detail"])
