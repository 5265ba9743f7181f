"""Mended letters go back to where they came from, or are shown as a diff."""

import sys
from pathlib import Path

from mailrules.cli.terminal import colour_wanted, notice, print_utf8
from mailrules.files import write_whole
from mailrules.fixes import Change, Mending, diff
from mailrules.message import Source
from mailrules.reports import View, visible
from mailrules.wording import wording

STDIN = "-"
COLOURS = {"+": "good", "-": "error", "@": "note"}


def put_back(mending: Mending, view: View, *, as_diff: bool) -> bool:
    """Write every mended letter; standard input goes to standard output. Tell what was done.

    Returned is whether all could be written. With ``as_diff`` nothing is
    written but a diff on standard output.
    """
    sound = True
    if as_diff:
        for change in mending.changes:
            _show(diff(change.path, change.before, change.after))
    else:
        for change in mending.changes:
            sound = (change.path == STDIN or _written(change, view)) and sound
        for letter in mending.letters:
            if isinstance(letter, Source) and letter.path == STDIN and sys.stdout:
                sys.stdout.buffer.write(letter.raw)
    _tell(mending, view, as_diff=as_diff)
    return sound


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
        notice(view.say(wording("cli.cannot-write", path=change.path, reason=reason)))
        return False
    return True


def _tell(mending: Mending, view: View, *, as_diff: bool) -> None:
    """Say on standard error how much was mended, and which letters must stay as they are."""
    for path, why in mending.refused:
        notice(view.say(wording("mending.refused", path=path, why=why)))
    made = sum(change.made for change in mending.changes)
    if made and not view.quiet:
        letters = wording("mending.letters", count=len(mending.changes))
        key = "mending.would" if as_diff else "mending.made"
        notice(view.say(wording(key, count=made, letters=letters)))
