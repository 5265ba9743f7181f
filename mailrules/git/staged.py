"""What a commit would hold, and what of it is new: the index, never the working tree."""

import os
from collections.abc import Iterator, Mapping

from msgspec import Struct

from mailrules.git.repository import Repository

FILES = frozenset(("100644", "100755"))
LINK = "120000"


class Entry(Struct, frozen=True):
    """A file, a link or a submodule of a tree: its path from the top, its mode, its object."""

    path: str
    mode: str
    name: str

    @property
    def is_file(self) -> bool:
        """Tell a file from a link and from a submodule."""
        return self.mode in FILES


class Staged(Struct, frozen=True):
    """A commit to be: the files ``added`` or changed by it, the paths ``gone``, and its tree.

    ``entries`` is all that the tree holds, by path; empty where nothing changes.
    """

    added: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    entries: Mapping[str, Entry] = {}


def read_staged(repository: Repository) -> Staged:
    """Read the index as git would commit it now.

    A renamed file is one gone and one added. In a merge, what one of the
    branches has already is not new. Raises InputError where git refuses, as
    with a conflict that is not resolved.
    """
    tree = repository.line("write-tree")
    bases = [base for one in ("HEAD", "MERGE_HEAD") if (base := repository.find(f"{one}^{{tree}}"))]
    changes = [dict(_changes(repository, base, tree)) for base in bases or [_empty(repository)]]
    new = {path: there for path, there in changes[0].items() if all(path in one for one in changes)}
    if not new:
        return Staged()
    entries = {entry.path: entry for entry in _entries(repository, tree)}
    added = (path for path, there in new.items() if there and entries[path].is_file)
    return Staged(tuple(added), tuple(path for path, there in new.items() if not there), entries)


def _empty(repository: Repository) -> str:
    """Return the id of the empty tree, which depends on the repository's hash."""
    return repository.line("hash-object", "-t", "tree", "--stdin")


def _changes(repository: Repository, base: str, tree: str) -> Iterator[tuple[str, bool]]:
    """Yield the paths that differ, and whether the new tree has them."""
    asked = ("diff-tree", "-r", "-z", "--no-renames", "--name-status", base, tree)
    words = iter(repository.ask(*asked).split(b"\0")[:-1])
    for status, path in zip(words, words, strict=True):
        yield os.fsdecode(path), status != b"D"


def _entries(repository: Repository, tree: str) -> Iterator[Entry]:
    for record in repository.ask("ls-tree", "-r", "-z", tree).split(b"\0")[:-1]:
        about, _, path = record.partition(b"\t")
        mode, _, name = about.decode().split()
        yield Entry(os.fsdecode(path), mode, name)
