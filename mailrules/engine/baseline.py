"""A baseline: findings that a house lives with for now. New ones count, old ones are listed.

The file is JSON, sorted, one finding a line, so that it is read and merged
like code. Paths are relative to its folder.
"""

import os
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec
from msgspec import Struct

from mailrules.errors import InputError
from mailrules.findings import Finding
from mailrules.message import STDIN

VERSION = 1


class Known(Struct, frozen=True, order=True):
    """One entry: ``count`` findings of one letter that share a fingerprint."""

    path: str
    index: int
    code: str
    excerpt: str
    fingerprint: str
    count: int = 1


class Document(Struct, frozen=True):
    """The file."""

    version: int
    findings: tuple[Known, ...] = ()


class Baseline(Struct, frozen=True):
    """The entries of one file, by letter."""

    file: str
    known: Mapping[tuple[str, int], tuple[Known, ...]] = {}

    def of(self, path: str, index: int) -> tuple[Known, ...]:
        """Return the entries about one letter."""
        return self.known.get((_relative(path, self.file), index), ())

    def vanished(self) -> tuple[str, ...]:
        """Return the paths of letters that are no longer there, sorted."""
        folder = Path(self.file).parent
        paths = {path for path, _ in self.known if path != STDIN}
        return tuple(sorted(path for path in paths if not (folder / path).exists()))


def read_baseline(path: str) -> Baseline:
    """Read a baseline. Raises InputError where there is none."""
    try:
        document = msgspec.json.decode(Path(path).read_bytes(), type=Document)
    except OSError as error:
        raise InputError("baseline.missing", path=path, reason=error.strerror or "") from None
    except msgspec.DecodeError as error:
        raise InputError("baseline.broken", path=path, reason=str(error)) from None
    if document.version != VERSION:
        raise InputError("baseline.version", path=path, known=VERSION)
    known: dict[tuple[str, int], list[Known]] = {}
    for entry in document.findings:
        known.setdefault((entry.path, entry.index), []).append(entry)
    return Baseline(path, {letter: tuple(entries) for letter, entries in known.items()})


def taken_from(path: str, index: int, findings: Iterable[Finding], file: str) -> tuple[Known, ...]:
    """Return the entries for the findings of one letter, for a baseline at ``file``."""
    counted = Counter((one.code, one.excerpt.strip(), one.fingerprint) for one in findings)
    return tuple(
        Known(_relative(path, file), index, *seen, count=count) for seen, count in counted.items()
    )


def written(entries: Iterable[Known]) -> bytes:
    """Return the file of these entries, sorted, one a line."""
    lines = ",\n".join("  " + msgspec.json.encode(entry).decode() for entry in sorted(entries))
    body = f"\n{lines}\n " if lines else ""
    return f'{{"version": {VERSION}, "findings": [{body}]}}\n'.encode()


def _relative(path: str, file: str) -> str:
    """Return the path of a letter from the baseline's folder, with forward slashes."""
    if path == STDIN:
        return path
    return Path(os.path.relpath(path, Path(file).parent)).as_posix()
