"""``mailrules merge``: several drafts to one client become one letter that passes check."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import click

from mailrules.cli import options
from mailrules.cli.speech import said, speak
from mailrules.cli.terminal import (
    colour_wanted,
    notice,
    read_message,
    standard_input,
    write_file,
    write_report,
)
from mailrules.compose import Merged, merge
from mailrules.config import load_deals
from mailrules.engine import Request
from mailrules.errors import Exit, InputError, UsageError
from mailrules.findings import Severity
from mailrules.fixes import Mending, mend
from mailrules.message import STDIN, Message, Source, Unreadable, parse, read_sources
from mailrules.reports import View, reporter
from mailrules.rules import Bindings
from mailrules.wording import Wording, wording


class Asked(NamedTuple):
    """The options of ``merge``, as the user gave them."""

    paths: tuple[str, ...]
    output: str | None
    force: bool
    config: str | None
    parent: str | None
    deal: str | None
    lang: str | None


@click.command("merge", help=said("cli.merge.help"), short_help=said("cli.merge.summary"))
@click.argument("paths", nargs=-1, required=True, metavar="EML…")
@click.option("-o", "--output", metavar="FILE", help=said("cli.merge.output"))
@click.option("--force", is_flag=True, help=said("cli.merge.force"))
@options.config
@click.option("--parent", metavar="EML", help=said("cli.check.parent"))
@click.option("--deal", metavar="FILE|DIR", help=said("cli.check.deal"))
@options.lang
def command(**chosen: Any) -> Exit:
    """Merge, mend what is safe to mend, judge, and write the letter where it passes."""
    asked = Asked(**chosen)
    if asked.output and Path(asked.output).exists() and not asked.force:
        raise UsageError("merge.exists", path=asked.output)
    letters = _letters(asked.paths)
    bindings = Bindings(asked.config)
    binding = bindings(letters[0][0] if letters else STDIN)
    view = View(
        language=speak(asked.lang or bindings.messages),
        colour=colour_wanted(sys.stdout if asked.output else sys.stderr),
    )
    request = Request(
        parent=read_message(asked.parent) if asked.parent else None,
        deals=load_deals(asked.deal) if asked.deal else (),
    )
    merged = merge(letters, binding.settings, request.deals)
    source = Source(asked.output or STDIN, 0, merged.raw)
    mending = mend([source], lambda _: binding, request)
    return _conclude(mending, merged, view, asked.output, force=asked.force)


def _letters(paths: Sequence[str]) -> list[tuple[str, Message]]:
    """Read the drafts; raise InputError for the first that cannot be read."""
    letters = []
    for source in read_sources(paths, standard_input()):
        if isinstance(source, Unreadable):
            raise InputError("cli.unreadable", path=source.path, reason=source.reason)
        letters.append((source.path, parse(source.raw, line=source.line)))
    return letters


def _conclude(
    mending: Mending, merged: Merged, view: View, output: str | None, *, force: bool
) -> Exit:
    """Show what the rules say of the letter, write it where it passes, tell what was done."""
    run = mending.after
    if run.unreadable:  # a rule of the house could not be applied to it
        raise InputError(
            "cli.unreadable", path=run.unreadable[0].path, reason=run.unreadable[0].reason
        )
    if any(run.counted()):
        write_report(reporter("full")(run, view), None, for_programs=False, aside=output is None)
    broken = run.at_least(Severity.ERROR)
    if broken and not force:
        notice(view.say(wording("merge.not-written")))
        return Exit.FINDINGS
    (letter,) = (one.raw for one in mending.letters if isinstance(one, Source))
    _write(letter, output)
    notice(" ".join(map(view.say, _told(merged, output))))
    if broken:
        notice(view.say(wording("merge.with-errors")))
    return Exit.FINDINGS if broken else Exit.CLEAN


def _write(letter: bytes, output: str | None) -> None:
    if output is None:
        if sys.stdout:
            sys.stdout.buffer.write(letter)
        return
    write_file(output, letter)


def _told(merged: Merged, output: str | None) -> Iterator[Wording]:
    key = "merge.written" if output else "merge.done"
    yield wording(key, count=merged.drafts, path=output)
    if merged.questions:
        yield wording("merge.list-of", number=merged.questions)
    if merged.files:
        yield wording("merge.files", number=merged.files)
    yield wording("merge.send")
