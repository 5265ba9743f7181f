"""A session of `mailrules compose` on a terminal, typed anew, as a picture for docs/."""

import os
import pty
import select
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tools.picture import picture
from tools.transcripts import NOON

ROOT = Path(__file__).parent.parent
FILES = ("rules.yaml", "staff.yaml", "examples/deal.yaml")
WORDS = ("compose", "one-letter", "--from", "anna@nirro.example", "--deal", "deal.yaml")
TYPED = ("Каталог с ценами", "База автосервисов", "", "1", "")
PATIENCE = 60.0  # seconds for one answer of the program
QUIET = 0.4  # seconds without output: the program waits for an answer
KEY = b"\n"


def session(language: str) -> str:
    """Return the SVG of a session that asks, shows the letter, and saves it."""
    with tempfile.TemporaryDirectory() as folder:
        for name in FILES:
            shutil.copy(ROOT / name, folder)
        shutil.copytree(ROOT / "templates", Path(folder, "templates"))
        shown = "".join(_played(folder, language))
    lines = shown.replace("\r\n", "\n").rstrip("\n").split("\n")
    return picture(" ".join(("mailrules", *WORDS)), "\n".join(lines))


def _played(folder: str, language: str) -> Iterator[str]:
    """Type the answers one by one, and yield what the screen shows."""
    ours, theirs = pty.openpty()
    environment = {"LANGUAGE": language, "NO_COLOR": "1", "TERM": "dumb", "SOURCE_DATE_EPOCH": NOON}
    program = subprocess.Popen(
        [sys.executable, "-m", "mailrules", *WORDS],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        start_new_session=True,
    )
    os.close(theirs)
    typed = list(TYPED)
    screen = b""
    while True:
        waits = PATIENCE if not screen.endswith(b": ") else QUIET
        if select.select([ours], [], [], waits)[0]:
            try:
                piece = os.read(ours, 65_536)
            except OSError:  # Linux says so when the program has ended
                break
            if not piece:
                break
            screen += piece
        elif typed and program.poll() is None:
            os.write(ours, typed.pop(0).encode() + KEY)
            yield screen.decode()
            screen = b""
        else:
            break
    program.kill()
    program.wait()
    os.close(ours)
    yield screen.decode()
