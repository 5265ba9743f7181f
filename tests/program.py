"""The installed program, run as a user runs it."""

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"


class Result(NamedTuple):
    """How a run ended: exit code, standard output, standard error."""

    code: int
    out: str
    err: str


def mailrules(
    *arguments: str | Path,
    stdin: bytes = b"",
    cwd: Path = ROOT,
    env: dict[str, str] | None = None,
    program: tuple[str, ...] = (sys.executable, "-m", "mailrules"),
) -> Result:
    """Run ``mailrules`` in Russian, without colours or terminal, unless told otherwise."""
    done = subprocess.run(
        [*program, *map(str, arguments)],
        input=stdin,
        capture_output=True,
        cwd=cwd,
        env={**os.environ, "LANGUAGE": "ru", "NO_COLOR": "1", **(env or {})},
        timeout=120,
        check=False,
    )
    return Result(done.returncode, done.stdout.decode(), done.stderr.decode())
