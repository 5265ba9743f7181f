"""The letters below a folder, in order; links are followed, and loops of them survived."""

import errno
import os
from collections.abc import Iterator

from msgspec import Struct

from mailrules.wording import Wording, wording

REASONS = {
    errno.ENOENT: "unreadable.missing",
    errno.ENOTDIR: "unreadable.missing",
    errno.EACCES: "unreadable.permission",
    errno.EPERM: "unreadable.permission",
    errno.ELOOP: "unreadable.loop",
}


class Unreadable(Struct, frozen=True):
    """A path that gives no message, and why."""

    path: str
    reason: Wording


def failed(path: str, error: OSError | ValueError) -> Unreadable:
    """Say in the user's words why a path could not be read."""
    code = error.errno if isinstance(error, OSError) else errno.ENOENT
    key = REASONS.get(code or 0)
    if key is not None:
        return Unreadable(path, wording(key))
    return Unreadable(path, wording("unreadable.failed", detail=str(error)))


def walk(folder: str) -> Iterator[str | Unreadable]:
    """Yield every ``*.eml`` below ``folder``, sorted by its path, and what cannot be entered.

    A folder that several links lead to is entered once.
    """
    visited: set[tuple[int, int]] = set()
    within: list[tuple[tuple[int, int], Iterator[str]]] = []
    path: str | None = folder
    while path is not None:
        if not os.path.isdir(path):
            yield path
        else:
            try:
                here = _identity(path)
                if any(here == above for above, _ in within):
                    yield Unreadable(path, wording("unreadable.loop"))
                elif here not in visited:
                    visited.add(here)
                    within.append((here, iter(_entries(path))))
            except OSError as error:
                yield failed(path, error)
        path = _next(within)


def _next(within: list[tuple[tuple[int, int], Iterator[str]]]) -> str | None:
    """Return the next path of the innermost folder that has one."""
    while within:
        path = next(within[-1][1], None)
        if path is not None:
            return path
        within.pop()
    return None


def _entries(folder: str) -> list[str]:
    """Return the folders and letters in a folder, sorted by name."""
    names = sorted(os.listdir(folder))
    paths = [os.path.join(folder, name) for name in names]
    return [path for path in paths if path.lower().endswith(".eml") or os.path.isdir(path)]


def _identity(folder: str) -> tuple[int, int]:
    found = os.stat(folder)
    return found.st_dev, found.st_ino
