"""Which templates a check is about: PATHS, or all of the folder in force."""

import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from msgspec import Struct

from mailrules.compose.templates import Library, from_here, open_library
from mailrules.config import Settings
from mailrules.errors import ConfigErrors
from mailrules.message import STDIN, Unreadable
from mailrules.rules import Binding
from mailrules.wording import Wording, wording

SUFFIX = ".j2"
PIECES = "pieces"
Bound = Callable[[str], Binding]


class Task(Struct):
    """What is to be checked of one folder.

    ``pieces`` are those judged as a whole: every template that includes one of
    them is among the ``templates``.
    """

    library: Library
    templates: dict[str, None] = {}
    pieces: dict[str, None] = {}


def choose(
    paths: Sequence[str], bindings: Bound, templates: str | None, *, everything: bool
) -> tuple[tuple[Task, ...], tuple[Unreadable, ...]]:
    """Return what to check, folder by folder, and the paths that are no templates.

    Without ``paths`` it is the folder in force: ``templates``, else that of
    the working folder's configuration. With ``everything`` it is that folder
    and the shipped one, whatever the paths.
    """
    if paths and not everything:
        return _named(paths, bindings, templates)
    library = open_library(bindings(STDIN).settings, templates)
    folders = [library.folder, library.behind] if everything else [library.folder]
    opened = (Library(from_here(folder), library.behind) for folder in dict.fromkeys(folders))
    return tuple(_whole(one) for one in opened), ()


def _whole(library: Library) -> Task:
    pieces = sorted(Path(library.folder, PIECES).glob(f"*{SUFFIX}"))
    names = (f"{PIECES}/{piece.name}" for piece in pieces)
    return Task(library, dict.fromkeys(library.paths()), dict.fromkeys(names))


def _named(
    paths: Sequence[str], bindings: Bound, templates: str | None
) -> tuple[tuple[Task, ...], tuple[Unreadable, ...]]:
    tasks: dict[str, Task] = {}
    strays: list[Unreadable] = []
    seen: set[str] = set()
    for path in paths:
        for file in _files(path):
            if isinstance(file, Unreadable):
                strays.append(file)
            elif (real := os.path.realpath(file)) not in seen:
                seen.add(real)
                try:
                    _add(tasks, file, bindings(file).settings, templates)
                except ConfigErrors as errors:
                    strays.append(unreadable(file, errors))
    return tuple(tasks.values()), tuple(strays)


def _add(tasks: dict[str, Task], file: str, settings: Settings, templates: str | None) -> None:
    """Put a template, or a piece with all that include it, among the tasks."""
    folder = os.path.dirname(file) or os.curdir
    piece = os.path.basename(os.path.realpath(folder)) == PIECES
    home = os.path.normpath(os.path.join(folder, os.pardir)) if piece else folder
    if home not in tasks:
        tasks[home] = Task(open_library(settings, templates or home))
    task = tasks[home]
    if not piece:
        task.templates.setdefault(os.path.normpath(file))
        return
    name = f"{PIECES}/{os.path.basename(file)}"
    task.pieces.setdefault(name)
    task.templates |= dict.fromkeys(map(os.path.normpath, task.library.includers(name)))


def _files(path: str) -> Iterable[str | Unreadable]:
    """Return the template files of a path: itself, or all below a folder, sorted."""
    if os.path.isdir(path):
        found = sorted(str(one) for one in Path(path).rglob(f"*{SUFFIX}") if one.is_file())
        return found or [Unreadable(path, wording("template-guard.none"))]
    if not os.path.exists(path):
        return [Unreadable(path, wording("unreadable.missing"))]
    return [path] if path.endswith(SUFFIX) else [Unreadable(path, wording("template-guard.other"))]


def unreadable(path: str, errors: ConfigErrors) -> Unreadable:
    """Say why a file cannot be judged: the first mistake that stands in the way, with its place."""
    error = errors.errors[0]
    place = f"{error.path}:{error.line}:{error.column}"
    reason = wording(
        "unreadable.configuration", place=place, reason=Wording(error.key, error.arguments)
    )
    return Unreadable(path, reason)
