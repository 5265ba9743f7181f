"""Paths as other programs name them: from the working folder, with forward slashes."""

import os
from pathlib import Path
from urllib.parse import quote

from mailrules.message import STDIN
from mailrules.reports.json import writable


def relative(path: str) -> str:
    """Return ``path`` from the working folder where it lies below it, else as it was given.

    A CI system finds a file by its path in the repository, and checks are run
    at its root.
    """
    return writable(_relative(path))


def uri(path: str) -> str:
    """Return ``path`` as a URI reference (RFC 3986): relative below the working folder."""
    shown = _relative(path)
    whole = Path(shown)
    return whole.as_uri() if whole.is_absolute() else quote(os.fsencode(shown))


def _relative(path: str) -> str:
    if path == STDIN:
        return path
    whole, folder = Path(os.path.abspath(path)), Path.cwd()
    below = whole.is_relative_to(folder)
    return (whole.relative_to(folder) if below else Path(path)).as_posix()
