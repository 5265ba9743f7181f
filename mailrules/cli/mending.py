"""Mended letters go back to where they came from, or are shown as a diff."""

import sys
from collections.abc import Sequence
from pathlib import Path

from mailrules.cli.terminal import colour_wanted, notice, print_utf8
from mailrules.engine import Run
from mailrules.files import write_whole
from mailrules.fixes import Change, Mending, diff
from mailrules.message import STDIN, Source
from mailrules.reports import View, visible
from mailrules.wording import wording

COLOURS = {"+": "good", "-": "error", "@": "note"}


def put_back(mending: Mending, view: View) -> tuple[Run, bool]:
    """Write every mended letter; standard input goes to standard output. Tell what was done.

    Returned are what the rules say of the letters as they lie there now, and
    whether all could be written.
    """
    failed = {
        change.path
        for change in mending.changes
        if change.path != STDIN and not _written(change, view)
    }
    for letter in mending.letters:
        if isinstance(letter, Source) and letter.path == STDIN and sys.stdout:
            sys.stdout.buffer.write(letter.raw)
    done = [change for change in mending.changes if change.path not in failed]
    _tell(mending, done, view, "mending.made")
    return mending.run_without(failed), not failed


def show(mending: Mending, view: View) -> tuple[Run, bool]:
    """Print what would change as a unified diff, and write nothing."""
    for change in mending.changes:
        _show(diff(change.path, change.before, change.after))
    _tell(mending, mending.changes, view, "mending.would")
    return mending.before, True


def _show(text: str) -> None:
    """Print a diff: for a person in colours and safe for the terminal, for ``patch`` as it is."""
    view = View(colour=colour_wanted(sys.stdout))
    if not (view.colour or (sys.stdout and sys.stdout.isatty())):
        print_utf8(text)
        return
    for line in text.splitlines():
        print_utf8(view.paint(visible(line), COLOURS.get(line[:1], "dim")) + "\n")


def _written(change: Change, view: View) -> bool:
    """Write one letter; not where another program has changed the file since it was read."""
    try:
        if Path(change.path).read_bytes() != change.before:
            notice(view.say(wording("mending.changed", path=change.path)))
            return False
        write_whole(change.path, change.after)
    except OSError as error:
        reason = error.strerror or str(error)
        notice(view.say(wording("mending.unwritten", path=change.path, reason=reason)))
        return False
    return True


def _tell(mending: Mending, changes: Sequence[Change], view: View, key: str) -> None:
    """Say on standard error how much was mended, and which letters must stay as they are."""
    for path, why in mending.refused:
        notice(view.say(wording("mending.refused", path=path, why=why)))
    if view.quiet:
        return
    if made := sum(change.made for change in changes):
        letters = wording("mending.letters", count=sum(change.made > 0 for change in changes))
        notice(view.say(wording(key, count=made, letters=letters)))
    if bared := sum(change.bared for change in changes):
        notice(view.say(wording("mending.bared", count=bared)))
