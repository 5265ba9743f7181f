"""``mailrules compose``: a letter from a template that passes check."""

import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from secrets import token_hex
from typing import Any, NamedTuple

import click
from msgspec import structs

from mailrules.cli import options
from mailrules.cli.asking import ask, somebody_is_there, tell
from mailrules.cli.drafting import Way, draft, new_file
from mailrules.cli.speech import said, speak
from mailrules.cli.terminal import colour_wanted, read_message
from mailrules.compose.letters import (
    Desk,
    Recipients,
    address_of,
    read_data,
    recipients,
    sender_of,
    set_values,
)
from mailrules.compose.templates import Template, open_library
from mailrules.compose.writing import read_file
from mailrules.config import Settings, StaffRecord, load_deal
from mailrules.errors import Exit, InputError, UsageError
from mailrules.message import STDIN, Message
from mailrules.reports import View
from mailrules.rules import Binding, Bindings

FORMATS = ("eml", "json")
EPOCH = "SOURCE_DATE_EPOCH"  # seconds since 1970; see reproducible-builds.org
NOBODY = StaffRecord(name="", email="")


class Asked(NamedTuple):
    """The options of ``compose``, as the user gave them."""

    template: str
    sender: str | None
    to: tuple[str, ...]
    cc: tuple[str, ...]
    deal: str | None
    data: str | None
    sets: tuple[str, ...]
    reply_to: str | None
    attach: tuple[str, ...]
    html: bool
    interactive: bool
    edit: bool
    preview: bool
    mailto: bool
    format_name: str
    output: str | None
    force: bool
    templates: str | None
    config: str | None
    lang: str | None

    @property
    def kind(self) -> str:
        """Return what is to be written: eml, json, preview or mailto."""
        named = [name for name in ("preview", "mailto") if getattr(self, name)]
        named += [self.format_name] if self.format_name != "eml" else []
        if len(named) > 1:
            raise UsageError("compose.one-kind")
        return named[0] if named else "eml"


@click.command("compose", help=said("cli.compose.help"), short_help=said("cli.compose.summary"))
@click.argument("template", metavar="NAME|FILE")
@click.option("--from", "sender", metavar="ADDRESS", help=said("cli.compose.from"))
@click.option("--to", multiple=True, metavar="ADDRESS", help=said("cli.compose.to"))
@click.option("--cc", multiple=True, metavar="ADDRESS", help=said("cli.compose.cc"))
@click.option("--deal", metavar="FILE", help=said("cli.compose.deal"))
@click.option("--data", metavar="FILE", help=said("cli.compose.data"))
@click.option("--set", "sets", multiple=True, metavar="FIELD=VALUE", help=said("cli.compose.set"))
@click.option("--reply-to", metavar="EML", help=said("cli.compose.reply-to"))
@click.option("--attach", multiple=True, metavar="FILE", help=said("cli.compose.attach"))
@click.option("--html", is_flag=True, help=said("cli.compose.html"))
@click.option("--interactive", is_flag=True, help=said("cli.compose.interactive"))
@click.option("--edit", is_flag=True, help=said("cli.compose.edit"))
@click.option("--preview", is_flag=True, help=said("cli.compose.preview"))
@click.option("--mailto", is_flag=True, help=said("cli.compose.mailto"))
@click.option(
    "--format",
    "format_name",
    type=click.Choice(FORMATS),
    default="eml",
    show_default=True,
    help=said("cli.compose.format"),
)
@click.option("-o", "--output", metavar="FILE", help=said("cli.compose.output"))
@click.option("--force", is_flag=True, help=said("cli.compose.force"))
@options.templates
@options.config
@options.lang
def command(**chosen: Any) -> Exit:
    """Fill the template, judge the letter, write it where it passes."""
    asked = Asked(**chosen)
    _check(asked)
    bindings = Bindings(asked.config)
    binding = bindings(STDIN)
    language = speak(asked.lang or bindings.messages)
    desk = _desk(asked, _unwrapped(binding) if asked.kind == "mailto" else binding)
    given = {**(read_data(asked.data, desk.template) if asked.data else {})}
    given |= set_values(asked.sets, desk.template)
    view = View(language=language, colour=colour_wanted(sys.stderr))
    return draft(desk, given, Way(asked.kind, asked.output, view, asked.interactive, asked.edit))


def _check(asked: Asked) -> None:
    """Raise UsageError for options that contradict one another, before anything is asked."""
    if asked.kind == "mailto" and (asked.html or asked.attach):
        raise UsageError("compose.mailto.plain")
    if asked.interactive and not somebody_is_there():
        raise UsageError("compose.no-terminal")
    if asked.output:
        new_file(asked.output, force=asked.force)


def _unwrapped(binding: Binding) -> Binding:
    """Return the binding for a letter whose lines the mail program will wrap."""
    settings = binding.settings
    unwrapped = structs.replace(settings.compose, wrap="off")
    return structs.replace(binding, settings=structs.replace(settings, compose=unwrapped))


def _desk(asked: Asked, binding: Binding) -> Desk:
    """Read all that the letter is written from."""
    settings = binding.settings
    library = open_library(settings, asked.templates)
    template = library.find(asked.template)
    letter = template.form == "letter"
    if not letter and (asked.kind == "mailto" or asked.html or asked.attach or asked.reply_to):
        raise UsageError("compose.no-letter", name=template.name)
    parent = _parent(asked.reply_to) if asked.reply_to else None
    deal = load_deal(asked.deal) if asked.deal else None
    sender = _sender(asked, settings, parent) if letter or asked.sender else NOBODY

    reached = partial(
        recipients,
        sender,
        settings,
        cc=tuple(map(address_of, asked.cc)),
        deal=deal,
        parent=parent,
        internal=template.internal,
    )
    found = reached(to=tuple(map(address_of, asked.to)))
    return Desk(
        template=template,
        library=library,
        binding=binding,
        sender=sender,
        recipients=found if found.to or not letter else _asked_for(reached, template),
        now=_now(),
        deal=deal,
        parent=parent,
        files=tuple(map(read_file, asked.attach)),
        html=asked.html,
        salt=token_hex(8),
        path=asked.output or STDIN,
    )


def _parent(path: str) -> Message:
    """Read the letter that is answered; a file that nobody has sent is none."""
    parent = read_message(path)
    if not (parent.sender or parent.message_id or parent.date):
        raise InputError("compose.no-parent", path=path)
    return parent


def _now() -> datetime:
    """Return this moment, or the one that EPOCH names: the same input, the same letter."""
    given = os.environ.get(EPOCH)
    if given is None:
        return datetime.now().astimezone()
    try:
        return datetime.fromtimestamp(int(given), UTC)
    except (ValueError, OverflowError, OSError):
        raise UsageError("compose.epoch", variable=EPOCH, value=given) from None


def _sender(asked: Asked, settings: Settings, parent: Message | None) -> StaffRecord:
    """Return who writes; on a terminal it is asked where there are several."""
    try:
        return sender_of(asked.sender, settings, parent)
    except UsageError as error:
        if asked.sender or not somebody_is_there():
            raise
        tell(said(error.key, **error.arguments))
        return ask(said("compose.ask.sender"), lambda text: sender_of(text, settings, parent))


def _asked_for(reached: Callable[..., Recipients], template: Template) -> Recipients:
    """Return whom the user wants to write to, where nothing says it."""
    if not somebody_is_there():
        raise UsageError("compose.no-colleague" if template.internal else "compose.no-recipient")

    def check(text: str) -> Recipients:
        return reached(to=tuple(map(address_of, text.split(","))))

    return ask(said("compose.ask.to"), check)
