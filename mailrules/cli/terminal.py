"""The terminal: colour, notices and progress, all but findings on standard error."""

import os
import sys
from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO, TextIO, TypeVar

import click

from mailrules.cli.speech import explain, said, speak
from mailrules.errors import Exit, InputError
from mailrules.files import write_whole
from mailrules.message import Message, Unreadable, parse, read_sources

if TYPE_CHECKING:
    from mailrules.rules import Bindings

Item = TypeVar("Item")
MANY = 50  # letters; fewer are judged before a bar could be read


def colour_wanted(stream: TextIO | None) -> bool:
    """Follow NO_COLOR and FORCE_COLOR, else ask whether ``stream`` is a terminal."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR") or (stream and stream.isatty()))


def notice(text: str) -> None:
    """Tell the user something that is no finding."""
    click.echo(text, err=True)


def report_broken(bindings: "Bindings") -> Exit:
    """Tell what is wrong with the configuration, and how the command ends for it."""
    for error in bindings.errors:
        notice(explain(error, said("cli.language")))
    return Exit.USAGE


def speak_here(asked: str | None) -> str:
    """Speak the language asked for, else that of the rules.yaml in force here; return it."""
    from mailrules.rules import Bindings

    bindings = Bindings()
    bindings.here()
    return speak(asked or bindings.messages)


def progress(items: Sequence[Item]) -> Iterable[Item]:
    """Yield ``items``, with a bar on a terminal where there are many."""
    if len(items) < MANY or not sys.stderr.isatty():
        yield from items
        return
    with click.progressbar(items, label=said("cli.progress"), file=sys.stderr) as bar:
        yield from bar


def standard_input() -> BinaryIO:
    """Return standard input, an empty one where the caller has closed it."""
    return sys.stdin.buffer if sys.stdin else BytesIO()


def read_message(path: str) -> Message:
    """Read one message file, ``-`` for standard input; raise InputError where there is none."""
    source = next(read_sources([path], standard_input()))
    if isinstance(source, Unreadable):
        raise InputError("cli.unreadable", path=source.path, reason=source.reason)
    return parse(source.raw, line=source.line)


def write_json(value: object) -> None:
    """Print ``value`` as JSON: in UTF-8 (RFC 8259, 8.1), whatever the console's encoding."""
    import msgspec

    print_utf8(msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n")


def print_utf8(text: str) -> None:
    """Print what a program reads."""
    if sys.stdout:
        sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))


def write_report(text: str, output: str | None, *, for_programs: bool, aside: bool = False) -> None:
    """Print ``text`` (``aside``: on standard error), or write it to a file: whole or not at all."""
    if output is None:
        if aside:
            click.echo(text, nl=False, err=True, color=True)
        elif for_programs:
            print_utf8(text)
        else:
            click.echo(text, nl=False, color=True)  # what to colour was decided before
        return
    write_file(output, text.encode("utf-8", "backslashreplace"))


def write_file(path: str, data: bytes) -> None:
    """Write a file that the user named: whole or not at all. Raises InputError."""
    try:
        write_whole(path, data)
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError("cli.cannot-write", path=path, reason=reason) from error
