"""What of a commit mailrules has to judge, and which files it needs for that."""

import os
from collections.abc import Iterable, Iterator, Mapping
from posixpath import basename, dirname, splitext

from msgspec import Struct

from mailrules.git.repository import Read
from mailrules.git.staged import LINK, Entry, Staged

CONFIG = "rules.yaml"
LETTERS = frozenset((".eml", ".mbox"))
TEMPLATE = ".j2"
TEMPLATES = "templates"
YAML = frozenset((".yaml", ".yml"))


class Work(Struct, frozen=True):
    """What to judge, as paths from the top of the repository, and what to judge it with.

    ``templates`` names a folder where a template or a piece of it has gone:
    others may have included it. ``configs`` are the rules.yaml that are
    changed, that name a changed file, or that the rest is judged by.
    ``needed`` are the entries to write down.
    """

    letters: tuple[str, ...] = ()
    templates: tuple[str, ...] = ()
    configs: tuple[str, ...] = ()
    needed: tuple[Entry, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Tell a commit that is no concern of ours."""
        return not (self.letters or self.templates or self.configs)


def work_of(staged: Staged, read: Read) -> Work:
    """Return what ``staged`` gives to judge; ``read`` gives the bytes of an object."""
    entries = staged.entries
    named = {path: _named(path, staged, read) for path in entries if basename(path) == CONFIG}
    letters = tuple(filter(_is_letter, staged.added))
    templates = (*_templates(staged.added, named), *_emptied(staged, named))
    in_force = {_in_force(path, named) for path in (*letters, *templates)}
    changed = {*staged.added, *staged.gone}
    configs = tuple(
        path for path, files in named.items() if path in in_force or not changed.isdisjoint(files)
    )
    judged = {*letters, *(path for files in named.values() for path in files)}
    needed = (
        entry
        for path, entry in entries.items()
        if entry.mode == LINK or (entry.is_file and (path in judged or path.endswith(TEMPLATE)))
    )
    return Work(letters, templates, configs, tuple(needed))


def _named(config: str, staged: Staged, read: Read) -> set[str]:
    """Return a rules.yaml and the files it may take in: those whose names stand in its text.

    What it extends may name others; a file more than it needs does no harm.
    One that the commit removes is named still.
    """
    candidates = [path for path in (*staged.entries, *staged.gone) if not _is_letter(path)]
    found = {config}
    waiting = [config]
    while waiting:
        text = read(staged.entries[waiting.pop()].name)
        for path in candidates:
            if path in found or os.fsencode(basename(path)) not in text:
                continue
            found.add(path)
            entry = staged.entries.get(path)
            if entry and (entry.mode == LINK or (entry.is_file and splitext(path)[1] in YAML)):
                waiting.append(path)
    return found


def _is_letter(path: str) -> bool:
    return splitext(path)[1].lower() in LETTERS


def _templates(paths: Iterable[str], configs: Mapping[str, object]) -> Iterator[str]:
    """Yield the letter templates: ``*.j2`` in ``templates`` at the top or beside a rules.yaml."""
    return (path for path in paths if _home(path, configs) is not None)


def _emptied(staged: Staged, configs: Mapping[str, object]) -> Iterator[str]:
    """Yield the folders that have lost a template and still have others."""
    homes = {_home(path, configs) for path in staged.gone} - {None}
    return (
        home
        for home in sorted(filter(None, homes))
        if any(_home(path, configs) == home for path in staged.entries)
    )


def _home(path: str, configs: Mapping[str, object]) -> str | None:
    """Return the folder ``templates`` that a template belongs to, None for any other file."""
    if not path.endswith(TEMPLATE):
        return None
    folder = dirname(path)
    while folder:
        above = dirname(folder)
        if basename(folder) == TEMPLATES and (not above or f"{above}/{CONFIG}" in configs):
            return folder
        folder = above
    return None


def _in_force(path: str, configs: Mapping[str, object]) -> str | None:
    """Return the rules.yaml in the folder of ``path`` or the nearest above it."""
    folder = dirname(path)
    while folder and f"{folder}/{CONFIG}" not in configs:
        folder = dirname(folder)
    nearest = f"{folder}/{CONFIG}" if folder else CONFIG
    return nearest if nearest in configs else None
