"""``mailrules history``: earlier correspondence comes in, is told of, is forgotten."""

import sys
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

import click
from msgspec import structs

from mailrules.cli import options
from mailrules.cli.speech import explain, said, speak
from mailrules.cli.terminal import notice, speak_here, write_json
from mailrules.conversation import history
from mailrules.errors import Exit, MailrulesError, UsageError
from mailrules.reports import View, visible
from mailrules.wording import wording

file_option = click.option("--history", "file", metavar="FILE", help=said("cli.history.file"))
DAY = "%Y-%m-%d"


class Wanted(NamedTuple):
    """The options of ``history import``, as the user gave them."""

    paths: tuple[str, ...]
    file: str | None
    bodies: bool
    since: str | None
    folder: str | None
    insecure: bool
    lang: str | None


@click.group("history", help=said("cli.history.help"), short_help=said("cli.history.summary"))
def command() -> None:
    """Group the commands about the history."""


@command.command("import", help=said("cli.history.import.help"))
@click.argument("paths", nargs=-1, required=True, metavar="PATH|imaps://USER@HOST/FOLDER…")
@file_option
@click.option("--bodies", is_flag=True, help=said("cli.history.import.bodies"))
@click.option("--since", metavar="YYYY-MM-DD", help=said("cli.history.import.since"))
@click.option("--folder", metavar="NAME", help=said("cli.history.import.folder"))
@click.option("--insecure", is_flag=True, help=said("cli.history.import.insecure"))
@options.lang
def import_command(**chosen: Any) -> int:
    """Read every source; one that fails does not keep the others from being read."""
    return _import(Wanted(**chosen))


@command.command("status", help=said("cli.history.status.help"))
@file_option
@options.text_or_json
@options.lang
def status(file: str | None, format_name: str, lang: str | None) -> None:
    """Tell what a history has."""
    speak_here(lang)
    with history.open_history(file or history.default_path()) as store:
        found = history.standing(store)
    if format_name == "json":
        write_json({"schema_version": 1, **structs.asdict(found)})
        return
    dates = [one.strftime(DAY) for one in (found.first, found.last) if one]
    lines = {
        "path": found.path,
        "letters": found.letters,
        "dates": " – ".join(dates),
        "threads": found.threads,
        "mailboxes": found.mailboxes,
        "paragraphs": found.paragraphs,
        "bodies": found.bodies,
        "size": f"{found.bytes / (1 << 20):.1f}",
    }
    for name, value in lines.items():
        click.echo(said(f"cli.history.status.{name}", value=visible(str(value or 0))))
    for source in found.sources:
        click.echo(said("cli.history.status.source", value=visible(source)))


@command.command("forget", help=said("cli.history.forget.help"))
@click.argument("address", metavar="ADDRESS")
@file_option
@options.lang
def forget(address: str, file: str | None, lang: str | None) -> int:
    """Remove a person, and tell what was removed."""
    speak(lang)
    if "@" not in address:
        raise UsageError("cli.history.forget.address", address=address)
    with history.open_history(file or history.default_path(), write=True) as store:
        removed = history.forget(store, address)
    if not any(removed):
        click.echo(said("cli.history.forget.unknown", address=address))
        return Exit.CLEAN
    letters = wording("cli.history.forget.letters", count=removed.deleted)
    others = wording("cli.history.forget.others", count=removed.changed)
    click.echo(said("cli.history.forget.done", address=address, letters=letters, others=others))
    return Exit.CLEAN


def _import(wanted: Wanted) -> int:
    view = View(speak_here(wanted.lang))
    choice = history.Choice(wanted.bodies, _day(wanted.since) if wanted.since else None)
    tally, sound = history.Tally(), True
    file = wanted.file or history.default_path()
    with history.open_history(file, write=True, create=True) as store:
        for path in wanted.paths:
            try:
                reader = _reader(path, choice, wanted)
                tally = tally.plus(history.import_letters(store, reader, choice, _progress))
            except MailrulesError as error:
                notice(explain(error, view.language))
                sound = False
    for one in tally.unreadable:
        notice(view.say(wording("cli.unreadable", path=one.path, reason=one.reason)))
    whole = sound and not tally.unreadable
    if whole or tally.new:
        click.echo(said("cli.history.imported", count=tally.new, path=file))
    for name in ("known", "old"):
        if number := getattr(tally, name):
            click.echo(said(f"cli.history.imported.{name}", count=number))
    return Exit.CLEAN if whole else Exit.USAGE


def _reader(path: str, choice: history.Choice, wanted: Wanted) -> history.Reader:
    if history.is_imap(path):
        return history.imap_reader(path, choice, folder=wanted.folder, insecure=wanted.insecure)
    return history.file_reader(path)


def _day(written: str) -> date:
    try:
        return datetime.strptime(written, DAY).replace(tzinfo=UTC).date()
    except ValueError:
        raise UsageError("cli.history.import.date", date=written) from None


def _progress(items: Iterable[history.Item], length: int) -> Iterable[history.Item]:
    """Yield ``items``, with a bar on a terminal."""
    if not sys.stderr.isatty():
        yield from items
        return
    with click.progressbar(
        length=length, label=said("cli.history.progress"), file=sys.stderr
    ) as bar:
        for item in items:
            bar.update(item.size)
            yield item
