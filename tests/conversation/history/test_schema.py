"""The history's file: made once, brought up to date, never taken for what it is not."""

import sqlite3
from pathlib import Path

import pytest

from mailrules.conversation.history import default_path, open_history, schema, standing
from mailrules.errors import InputError
from tests.conversation.history.letters import ids, keep, opened, ours


def refusal(path: Path, **how: bool) -> str:
    with pytest.raises(InputError) as caught:
        open_history(str(path), **how)
    return caught.value.key


def test_a_new_history_is_its_owners_alone(tmp_path: Path) -> None:
    with opened(tmp_path / "deep" / "folder") as store:
        keep(store, ours())
    file = tmp_path / "deep" / "folder" / "history.db"
    assert file.stat().st_mode & 0o777 == 0o600
    with open_history(str(file)) as store:
        assert store.connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        with pytest.raises(InputError), schema.refused(store.path):
            store.connection.execute("DELETE FROM letter")
    assert [one.name for one in file.parent.iterdir()] == ["history.db"]


def test_what_is_no_history_is_refused_and_not_touched(tmp_path: Path) -> None:
    text, other = tmp_path / "letter.eml", tmp_path / "other.db"
    text.write_bytes(b"Subject: nothing to see\r\n\r\n" * 100)
    connection = sqlite3.connect(other)
    connection.execute("CREATE TABLE mine (x)")
    connection.close()
    (tmp_path / "empty.db").touch()
    before = {file: file.read_bytes() for file in (text, other)}
    for how in ({}, {"write": True, "create": True}):
        assert refusal(text, **how) == "history.foreign"
        assert refusal(other, **how) == "history.foreign"
        assert refusal(tmp_path, **how) == "history.foreign"
    assert refusal(tmp_path / "empty.db") == "history.foreign"
    assert refusal(tmp_path / "none.db") == refusal(tmp_path / "x.db", write=True)
    assert refusal(tmp_path / "none.db") == "history.missing"
    assert refusal(text / "below.db", write=True, create=True) == "history.failed"
    assert {file: file.read_bytes() for file in before} == before


def test_a_history_of_a_newer_program_is_refused(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        store.connection.execute("PRAGMA user_version = 99")
    assert refusal(tmp_path / "history.db", write=True) == "history.newer"


def test_a_damaged_history_is_told_from_a_sound_one(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        keep(store, *map(ours, range(40)))
    file = tmp_path / "history.db"
    sound = file.read_bytes()
    page = 4096
    file.write_bytes(sound[: page * 2] + b"\xff" * page * 12 + sound[page * 14 :])
    with open_history(str(file)) as store, pytest.raises(InputError) as caught:
        standing(store)
    assert caught.value.key == "history.corrupt"
    everybody = frozenset({"petr@motor.example"})
    with open_history(str(file)) as store, pytest.raises(InputError) as caught:
        store.letters_with(everybody)
    assert caught.value.key == "history.corrupt"


def test_migrations_run_in_order_and_each_whole_or_not_at_all(tmp_path: Path) -> None:
    (tmp_path / "0002.sql").write_text("INSERT INTO a -- second; really\nVALUES (2);\n")
    (tmp_path / "0001.sql").write_text("CREATE TABLE a (x);\nINSERT INTO a VALUES (1);\n")
    steps = schema.migrations(tmp_path)
    assert [len(step) for step in steps] == [2, 1]
    connection = sqlite3.connect(":memory:", isolation_level=None)
    schema.migrate(connection, steps)
    schema.migrate(connection, steps)
    with pytest.raises(sqlite3.OperationalError):
        schema.migrate(
            connection, [*steps, ["INSERT INTO a VALUES (3)", "INSERT INTO b VALUES (1)"]]
        )
    assert connection.execute("SELECT x FROM a").fetchall() == [(1,), (2,)]
    assert connection.execute("PRAGMA user_version").fetchone() == (2,)
    schema.migrate(connection, [*steps, ["INSERT INTO a VALUES (3)"]])
    assert connection.execute("SELECT max(x) FROM a").fetchone() == (3,)
    connection.close()


def test_of_two_that_migrate_at_once_one_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connection = sqlite3.connect(tmp_path / "a.db", isolation_level=None)
    versions = iter((0, 1))  # between our look and our lock another has done it
    monkeypatch.setattr(schema, "_version", lambda _: next(versions))
    schema.migrate(connection, [["CREATE TABLE a (x)"]])
    assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
    connection.close()


def test_a_history_that_another_keeps_busy_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema, "PATIENCE", 0.05)
    opened(tmp_path).connection.close()
    holder = sqlite3.connect(tmp_path / "history.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with opened(tmp_path) as store, pytest.raises(InputError) as caught:
        keep(store, ours())
    assert caught.value.key == "history.busy"
    holder.execute("ROLLBACK")
    with opened(tmp_path) as store:
        keep(store, ours())
        assert ids(store) == ["<1@nirro.example>"]
    fresh = tmp_path / "fresh.db"
    held = sqlite3.connect(fresh, isolation_level=None)
    held.execute("BEGIN EXCLUSIVE")
    fresh.touch()
    assert refusal(fresh, write=True, create=True) == "history.busy"
    holder.close()
    held.close()


class Locked:
    """A connection that another process keeps from changing the journal for a while."""

    def __init__(self, tries: int) -> None:
        self.tries = tries

    def execute(self, _: str) -> None:
        self.tries -= 1
        if self.tries > 0:
            raise sqlite3.OperationalError("database is locked")


def test_two_that_make_a_history_wait_for_one_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "PAUSE", 0)
    patient, busy = Locked(3), Locked(10**9)
    schema._use_wal(patient)  # type: ignore[arg-type]
    assert patient.tries == 0
    monkeypatch.setattr(schema, "PATIENCE", 0.01)
    with pytest.raises(sqlite3.OperationalError):
        schema._use_wal(busy)  # type: ignore[arg-type]


def test_the_histories_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MAILRULES_HISTORY", raising=False)
    assert Path(default_path()).parts[-2:] == ("mailrules", "history.db")
    monkeypatch.setenv("MAILRULES_HISTORY", "/somewhere/else.db")
    assert default_path() == "/somewhere/else.db"
