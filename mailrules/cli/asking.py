"""Questions on a terminal. They stand on standard error: the letter may go to a file."""

import sys
from collections.abc import Callable, Mapping, MutableMapping, Sequence
from datetime import date
from typing import TypeVar

import click

from mailrules.cli.speech import said
from mailrules.compose.templates import Field, is_blank, typed
from mailrules.conversation import written
from mailrules.errors import MailrulesError, UsageError
from mailrules.message import Address
from mailrules.reports import visible

Answer = TypeVar("Answer")
NOTHING = "-"  # the answer that empties a field


def somebody_is_there() -> bool:
    """Tell whether questions can be seen and answered; either stream may have been closed."""
    return all(stream and stream.isatty() for stream in (sys.stdin, sys.stderr))


def tell(text: str = "") -> None:
    """Say something between questions; what a stranger wrote cannot command the terminal."""
    click.echo("\n".join(map(visible, text.split("\n"))), err=True)


def ask(question: str, check: Callable[[str], Answer], default: str = "") -> Answer:
    """Ask until ``check`` takes the answer; its errors are told. Enter takes the default."""
    while True:
        text: str = click.prompt(
            visible(question), default=default, show_default=bool(default), err=True
        )
        try:
            return check(text)
        except MailrulesError as error:
            tell(said(error.key, **error.arguments))


def choose(question: str, choices: Sequence[tuple[str, str]]) -> str:
    """Ask for one of ``choices`` (a key, and what it means) by its number; return its key."""
    for number, (_, meaning) in enumerate(choices, 1):
        tell(f"{number}. {meaning}")
    keys = {str(number): key for number, (key, _) in enumerate(choices, 1)}

    def chosen(text: str) -> str:
        if text.strip() not in keys:
            raise UsageError("compose.ask.number", most=len(keys))
        return keys[text.strip()]

    return ask(question, chosen, "1")


def ask_fields(
    fields: Sequence[Field], given: MutableMapping[str, object], known: Mapping[str, object]
) -> None:
    """Ask for each field with its help; ``known`` values are proposed. Answers go to ``given``."""
    for field in fields:
        tell()
        if field.help:
            tell(field.help)
        now = known.get(field.name)
        answer = (_ask_list if field.type == "list" else _ask_one)(field, now)
        if answer is not None:
            given[field.name] = answer


def change_one(
    fields: Sequence[Field], given: MutableMapping[str, object], known: Mapping[str, object]
) -> None:
    """Ask which answer is to be another, and for that one."""
    choices = [(field.name, f"{field.name}: {shown(known.get(field.name))}") for field in fields]
    name = choose(said("compose.ask.which"), choices)
    ask_fields([field for field in fields if field.name == name], given, known)


def shown(value: object) -> str:
    """Return a value as one would write it as an answer."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return said("compose.yes" if value else "compose.no")
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, Mapping):
        person = Address(str(value.get("name") or ""), str(value.get("email") or ""))
        return written(person) if person.email else person.name
    if isinstance(value, list | tuple):
        return "; ".join(map(shown, value))
    return str(value)


def _ask_one(field: Field, now: object) -> str | None:
    """Return the answer; None where nothing is to change."""
    proposed = shown(now)

    def check(text: str) -> str | None:
        if text.strip() == NOTHING and not field.required:
            return ""
        if text == proposed and not is_blank(now):
            return None
        if is_blank(text):
            _may_be_empty(field)
            return None
        typed(field, text)
        return text.strip()

    return ask(_question(field), check, proposed)


def _ask_list(field: Field, now: object) -> list[str] | str | None:
    """Return the entries, one a line until an empty one; None where nothing is to change."""
    if not is_blank(now):
        tell(said("compose.ask.list-now", entries=shown(now)))
    tell(said("compose.ask.list", question=_question(field)))
    entries: list[str] = []

    def check(text: str) -> str:
        if is_blank(text) and not entries and is_blank(now):
            _may_be_empty(field)
        typed(field, [text])
        return text.strip()

    while entry := ask(f"{len(entries) + 1}", check):
        if entry == NOTHING and not entries and not field.required:
            return ""
        entries.append(entry)
    return entries or None


def _may_be_empty(field: Field) -> None:
    if field.required:
        raise UsageError("compose.ask.required", name=field.name)


def _question(field: Field) -> str:
    """Return a field's name with what is expected of an answer."""
    kind = said(f"compose.type.{field.type}")
    if field.choices:
        kind = said("compose.choices", choices=field.choices)
    return f"{field.name} ({kind})"
