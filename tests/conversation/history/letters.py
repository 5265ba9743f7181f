"""Correspondence for the history's tests: many letters, as files of all kinds."""

from collections.abc import Iterable
from pathlib import Path

from mailrules.conversation import history
from mailrules.conversation.history import Choice, Store, Tally
from mailrules.message import parse
from tests.letters import OURS, THEIRS, Case, build

ANNA, PETR = "anna@nirro.example", "petr@motor.example"


def ours(number: int = 1, **more: object) -> bytes:
    """Return one of our letters, each to the same client."""
    return build({**OURS, "message-id": f"<{number}@nirro.example>", "body": said(number), **more})


def theirs(number: int = 1, **more: object) -> bytes:
    """Return one of the client's letters."""
    case: Case = {"message-id": f"<{number}@motor.example>", "body": said(number), **more}
    return build(case, THEIRS)


def said(number: int) -> str:
    return f"Добрый день.\n\nЭто письмо о заказе {number}.\n\nЖдём ответа.\n"


def mbox(letters: Iterable[bytes]) -> bytes:
    return b"".join(
        b"From petr@motor.example Mon Nov 23 10:00:00 2026\n"
        + one.replace(b"\r\n", b"\n")
        + b"\n\n"
        for one in letters
    )


def maildir(folder: Path, letters: Iterable[bytes]) -> Path:
    for name in ("cur", "new", "tmp"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for number, one in enumerate(letters):
        (folder / "new" / f"{number}.nirro").write_bytes(one)
    return folder


def opened(folder: Path) -> Store:
    return history.open_history(str(folder / "history.db"), write=True, create=True)


EVERYTHING = Choice()


def load(store: Store, path: Path, choice: Choice = EVERYTHING) -> Tally:
    return history.import_letters(store, history.file_reader(str(path)), choice)


def keep(store: Store, *letters: bytes) -> None:
    history.record(store, map(parse, letters))


def ids(store: Store) -> list[str]:
    rows = store.connection.execute("SELECT message_id FROM letter ORDER BY message_id")
    return [message_id for (message_id,) in rows]
