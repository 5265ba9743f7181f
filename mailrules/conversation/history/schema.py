"""The file of the history: where it is, how it is opened, and how it grows with the program.

It is an SQLite database in WAL mode. ``application_id`` says that it is ours,
``user_version`` counts the migrations that it has been through.
"""

import os
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from mailrules.errors import InputError

VARIABLE = "MAILRULES_HISTORY"
OURS = 0x6D61_696C  # "mail"
PATIENCE = 30.0  # seconds that one process waits for another
PAUSE = 0.02  # seconds between two tries to switch to WAL, for which SQLite does not wait
MIGRATIONS = Path(__file__).with_name("migrations")


def default_path() -> str:
    """Return the user's history: MAILRULES_HISTORY, else the system's folder for data."""
    if named := os.environ.get(VARIABLE):
        return named
    from platformdirs import user_data_path

    return str(user_data_path("mailrules", appauthor=False) / "history.db")


@contextmanager
def refused(path: str) -> Iterator[None]:
    """Turn what SQLite cannot do with the file at ``path`` into an InputError."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        key = {
            sqlite3.SQLITE_BUSY: "history.busy",
            sqlite3.SQLITE_LOCKED: "history.busy",
            sqlite3.SQLITE_NOTADB: "history.foreign",
            sqlite3.SQLITE_CORRUPT: "history.corrupt",
        }.get(code, "history.failed")
        raise InputError(key, path=path, reason=str(error)) from error


def connect(path: str, *, write: bool, create: bool) -> sqlite3.Connection:
    """Open the history at ``path``, to ``write`` too; ``create`` makes one where there is none.

    Raises InputError where there is none, or a file that is not a history, or
    one that a newer mailrules has written. A new file is its owner's alone.
    """
    if not os.path.exists(path):
        if not create:
            raise InputError("history.missing", path=path)
        _make(path)
    if not os.path.isfile(path):
        raise InputError("history.foreign", path=path, reason="")
    with refused(path):
        connection = sqlite3.connect(path, PATIENCE, isolation_level=None)
        try:
            _prepare(connection, path, create=create)
            connection.execute(f"PRAGMA query_only = {int(not write)}")
        except BaseException:
            connection.close()
            raise
    return connection


@contextmanager
def writing(connection: sqlite3.Connection) -> Iterator[None]:
    """Do all of it or nothing, alone among all processes."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def migrations(folder: Path = MIGRATIONS) -> list[list[str]]:
    """Return the statements of each migration, the oldest first."""
    files = sorted(folder.glob("*.sql"))
    return [_statements(file.read_text("utf-8")) for file in files]


def migrate(connection: sqlite3.Connection, steps: Sequence[Sequence[str]]) -> None:
    """Bring the database to the newest form: each step whole or not at all."""
    for version, statements in enumerate(steps, start=1):
        if _version(connection) >= version:
            continue
        with writing(connection):
            if _version(connection) >= version:
                continue  # another process was faster
            for statement in statements:
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {OURS}")
            connection.execute(f"PRAGMA user_version = {version}")


def _make(path: str) -> None:
    try:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise InputError("history.failed", path=path, reason=error.strerror or "") from error


def _prepare(connection: sqlite3.Connection, path: str, *, create: bool) -> None:
    """Refuse what is not ours, then bring it to the newest form and set the connection up."""
    steps = migrations()
    owner = _number(connection, "application_id")
    if owner != OURS:
        tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if owner or tables or not create:
            raise InputError("history.foreign", path=path, reason="")
    if _version(connection) > len(steps):
        raise InputError("history.newer", path=path, known=len(steps))
    if _version(connection) < len(steps):
        _use_wal(connection)
        migrate(connection, steps)
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")


def _use_wal(connection: sqlite3.Connection) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(PAUSE)
        else:
            return


def _version(connection: sqlite3.Connection) -> int:
    return _number(connection, "user_version")


def _number(connection: sqlite3.Connection, pragma: str) -> int:
    return int(connection.execute(f"PRAGMA {pragma}").fetchone()[0])


def _statements(script: str) -> list[str]:
    """Split a script where a line ends a statement; comments may stand behind."""
    found, lines = [], list[str]()
    for line in script.splitlines():
        lines.append(line)
        if sqlite3.complete_statement("\n".join(lines)):
            found.append("\n".join(lines))
            lines = []
    return found
