"""The hook ``pre-commit``: put in place, kept together with the one before, and taken away.

git runs one hook of a name. The one that is there moves aside under another
name in the same folder, where its own ``dirname "$0"`` still holds, and ours
runs it first.
"""

import os
import shlex
import sys
from pathlib import Path

from msgspec import Struct

from mailrules.errors import InputError, UsageError
from mailrules.files import write_whole
from mailrules.git.repository import Repository

NAME = "pre-commit"
# The program pre-commit moves a hook aside, and runs it, under this name: ours may be there.
LEGACY = "pre-commit.legacy"
BEFORE = "pre-commit.before-mailrules"
SCRIPT = Path(__file__).with_name("pre-commit.sh")
MARK = b'# Written by "mailrules hook install"'
HEAD = 1024  # bytes; the mark stands on the second line


class Hook(Struct, frozen=True):
    """Where our hook is, the one before it if there is one, whether other repositories use it."""

    path: Path
    before: Path | None
    shared: bool = False


def install(repository: Repository, missing: str) -> Hook:
    """Put our hook in place, or write it anew; ``missing`` is what it says without mailrules.

    Raises UsageError where husky keeps the hooks, or another file has the
    name for the hook before; InputError where the folder cannot be written.
    """
    folder = _folder(repository)
    if folder.parts[-2:] == (".husky", "_"):
        raise UsageError("git.husky")
    place = _ours(folder)
    target = place or folder / NAME
    before = folder / BEFORE
    aside = place is None and os.path.lexists(target)
    if aside and os.path.lexists(before):
        raise UsageError("git.before", path=before, hook=target)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if aside:
            target.rename(before)
        try:
            _write(target, _script(missing))
        except OSError:
            if aside:
                before.replace(target)
            raise
    except OSError as error:
        raise _refused(error, target) from error
    return Hook(target, before if os.path.lexists(before) else None, _shared(folder, repository))


def uninstall(repository: Repository) -> Hook | None:
    """Take our hook away and give the one before back as it was; None where ours is not there."""
    folder = _folder(repository)
    place = _ours(folder)
    if place is None:
        return None
    before = folder / BEFORE
    kept = os.path.lexists(before)
    try:
        if kept:
            before.replace(place)
        else:
            place.unlink()
    except OSError as error:
        raise _refused(error, place) from error
    return Hook(place, place if kept else None)


def _folder(repository: Repository) -> Path:
    """Return the folder of hooks; ``core.hooksPath``, worktrees and submodules are git's affair."""
    return Path(repository.top, repository.line("rev-parse", "--git-path", "hooks"))


def _shared(folder: Path, repository: Repository) -> bool:
    """Tell whether the hooks lie outside of this repository, so that others may use them."""
    common = Path(repository.top, repository.line("rev-parse", "--git-common-dir"))
    homes = (common.resolve(), Path(repository.top).resolve())
    return not any(folder.resolve().is_relative_to(home) for home in homes)


def _ours(folder: Path) -> Path | None:
    """Return where our hook is, as the hook itself or behind that of the program pre-commit."""
    return next((folder / name for name in (NAME, LEGACY) if _has_mark(folder / name)), None)


def _has_mark(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return MARK in file.read(HEAD)
    except OSError:
        return False


def _script(missing: str) -> bytes:
    values = {"BEFORE": BEFORE, "PYTHON": Path(sys.executable).as_posix(), "MISSING": missing}
    text = SCRIPT.read_text("utf-8")
    for name, value in values.items():
        text = text.replace(f"@{name}@", shlex.quote(value))
    return text.encode("utf-8", "surrogateescape")


def _write(path: Path, script: bytes) -> None:
    """Write the script; whoever may read it may run it."""
    write_whole(path, script)
    mode = path.stat().st_mode & 0o777
    path.chmod(mode | (mode & 0o444) >> 2)


def _refused(error: OSError, path: Path) -> InputError:
    return InputError("git.cannot-write", path=path, reason=error.strerror or str(error))
