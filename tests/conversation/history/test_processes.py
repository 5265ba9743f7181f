"""Two processes at once, and one that is killed: nothing is lost, nothing is there twice."""

import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from mailrules.conversation.history import open_history
from tests.conversation.history.letters import ids, maildir, mbox, ours
from tests.program import ROOT

MANY = 500
PATIENCE = 60.0  # seconds
LOOK = 0.02  # seconds between two looks at what is kept


def importing(folder: Path, source: Path) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "mailrules", "history", "import", str(source)]
    command += ["--history", str(folder / "history.db")]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def ended(process: "subprocess.Popen[bytes]") -> None:
    _, said = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, said.decode()


def kept(folder: Path) -> list[str]:
    with open_history(str(folder / "history.db")) as store:
        found = ids(store)
        parties = store.connection.execute("SELECT count(DISTINCT letter) FROM party").fetchone()
        assert parties == (len(found),)
        assert store.connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert store.connection.execute("PRAGMA foreign_key_check").fetchone() is None
    return found


def expected(*numbers: int) -> list[str]:
    return sorted(f"<{number}@nirro.example>" for number in numbers)


def test_two_processes_write_at_once(tmp_path: Path) -> None:
    box = tmp_path / "box.mbox"
    box.write_bytes(mbox(map(ours, range(300))))
    folder = maildir(tmp_path / "folder", map(ours, range(200, 500)))
    together = [importing(tmp_path, source) for source in (box, folder, box)]
    for one in together:
        ended(one)
    assert kept(tmp_path) == expected(*range(500))


@pytest.mark.parametrize("form", ["mbox", "maildir"])
def test_an_import_that_is_killed_is_taken_up_again(tmp_path: Path, form: str) -> None:
    source = tmp_path / "source.mbox"
    if form == "mbox":
        source.write_bytes(mbox(map(ours, range(MANY))))
    else:
        source = maildir(tmp_path / "source", map(ours, range(MANY)))
    killed = []
    for threshold in (0, 1, 200):  # while it starts, after the first batch, later on
        process = importing(tmp_path, source)
        wait_for(tmp_path / "history.db", threshold, process)
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=PATIENCE)
        killed.append(process.returncode)
    assert -signal.SIGKILL in killed
    ended(importing(tmp_path, source))
    assert kept(tmp_path) == expected(*range(MANY))


def wait_for(file: Path, letters: int, process: "subprocess.Popen[bytes]") -> None:
    """Wait until so many letters are kept (0: until the file is there), or the process ends."""
    deadline = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        if file.exists() and (not letters or _count(file) >= letters):
            return
        with suppress(subprocess.TimeoutExpired):
            process.wait(LOOK)


def _count(file: Path) -> int:
    connection = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    try:
        return int(connection.execute("SELECT count(*) FROM letter").fetchone()[0])
    except sqlite3.OperationalError:  # not made yet
        return 0
    finally:
        connection.close()
