"""The terminal: colour, notices and progress, all but findings on standard error."""

import os
import sys
from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TextIO, TypeVar

import click

from mailrules.cli.speech import explain, said, speak
from mailrules.errors import Exit, InputError
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
        sys.stdout.buffer.write(text.encode())


def write_report(text: str, output: str | None, *, for_programs: bool) -> None:
    """Print ``text``, or write it to a file: whole or not at all."""
    if output is None:
        if for_programs:
            print_utf8(text)
        else:
            click.echo(text, nl=False, color=True)  # what to colour was decided before
        return
    try:
        _write_whole(Path(output), text)
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError("cli.cannot-write", path=output, reason=reason) from error


def _write_whole(target: Path, text: str) -> None:
    """Write a file beside ``target`` and rename it; a device or pipe is written as it is."""
    if target.exists() and not target.is_file():
        target.write_text(text, encoding="utf-8")
        return
    target = target.resolve()  # a link stays a link
    temporary = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        temporary.write_text(text, encoding="utf-8")
        temporary.replace(target)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
