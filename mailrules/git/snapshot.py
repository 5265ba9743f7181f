"""A commit to be, written into a folder of its own; nothing of it stays behind."""

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from posixpath import dirname, join, normpath
from tempfile import TemporaryDirectory

from mailrules.git.repository import Read
from mailrules.git.staged import LINK, Entry
from mailrules.git.work import CONFIG


@contextmanager
def snapshot(entries: Sequence[Entry], read: Read, beyond: str | None) -> Iterator[Path]:
    """Write ``entries`` under a new folder that only its owner may enter, gone afterwards.

    Files have the bytes that git stores; a link is kept where it leads to
    another place of the repository. Where the top has no rules.yaml of its
    own, ``beyond`` is in force, one that git does not hold; without it the
    built-in defaults are, whatever lies above temporary folders.
    """
    with TemporaryDirectory(prefix="mailrules-") as folder:
        top = Path(folder).resolve()
        for entry in entries:
            path = top / entry.path
            path.parent.mkdir(parents=True, exist_ok=True)
            if entry.mode != LINK:
                path.write_bytes(read(entry.name))
            elif target := _within(entry, read):
                with suppress(OSError):  # Windows may not let us; there, git makes no links either
                    path.symlink_to(target)
        if not os.path.lexists(top / CONFIG):
            (top / CONFIG).write_text(_stand_in(beyond), "utf-8")
        yield top


def _within(entry: Entry, read: Read) -> str | None:
    """Return where a link leads, None where that is outside of the repository."""
    target = os.fsdecode(read(entry.name))
    led = normpath(join(dirname(entry.path), target))
    outside = led.startswith(("/", "../")) or led == ".." or os.path.isabs(target)
    return None if outside else target


def _stand_in(beyond: str | None) -> str:
    """Return a rules.yaml that says what ``beyond`` says; JSON's quotation is YAML's too."""
    extends = f"extends: [{json.dumps(beyond, ensure_ascii=False)}]\n" if beyond else ""
    return f"version: 1\n{extends}"
