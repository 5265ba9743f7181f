"""``mailrules init``: a starter rules.yaml, with all that belongs to it, in an empty folder."""

import sys
from pathlib import Path

import click

from mailrules.cli.speech import said, speak
from mailrules.config.starter import (
    Answers,
    answered,
    in_the_way,
    sample_answers,
    starter_files,
    write_starter,
)
from mailrules.errors import Exit, InputError, UsageError
from mailrules.rules import config_schema
from mailrules.wording import LANGUAGES

# The option that answers a question, and the question's field of Answers.
QUESTIONS = {
    "name": "name",
    "domain": "domains",
    "person": "person",
    "email": "email",
    "position": "position",
    "phone": "phone",
}
NAMED = 5  # names in the way that are told one by one


@click.command("init", help=said("cli.init.help"), short_help=said("cli.init.summary"))
@click.argument("folder", default=".", metavar="[FOLDER]")
@click.option("--name", metavar="NAME", help=said("cli.init.option.name"))
@click.option("--domain", multiple=True, metavar="DOMAIN", help=said("cli.init.option.domain"))
@click.option("--person", metavar="NAME", help=said("cli.init.option.person"))
@click.option("--email", metavar="ADDRESS", help=said("cli.init.option.email"))
@click.option("--position", metavar="TEXT", help=said("cli.init.option.position"))
@click.option("--phone", metavar="NUMBER", help=said("cli.init.option.phone"))
@click.option("--defaults", "--yes", "-y", is_flag=True, help=said("cli.init.option.defaults"))
@click.option("--lang", type=click.Choice(LANGUAGES), help=said("cli.init.option.lang"))
def command(
    *,
    folder: str,
    domain: tuple[str, ...],
    defaults: bool,
    lang: str | None,
    **given: str | None,
) -> int:
    """Ask where somebody can answer, prepare every file, write all of them or none."""
    _keep_what_is_there(folder)
    given["domain"] = ",".join(domain) if domain else None
    asking = not defaults and _somebody_is_there()
    if asking:
        click.echo(said("cli.init.welcome", folder=Path(folder).resolve()))
    language = speak(lang or (_ask_language() if asking else None))
    answers = sample_answers(language)
    for option, question in QUESTIONS.items():
        text = given[option]
        if text is not None:
            answers = _given(answers, question, option, text)
        elif asking:
            answers = _ask(answers, question)
    files = starter_files(answers, config_schema())
    if asking:
        _confirm(list(files))
    try:
        write_starter(Path(folder), files)
    except OSError as error:
        raise _cannot_write(error, folder) from error
    click.echo(said("cli.init.done", count=len(files), folder=Path(folder).resolve()))
    click.echo(said("cli.init.next"))
    return Exit.CLEAN


def _somebody_is_there() -> bool:
    """Tell whether input and output are a terminal; either may have been closed."""
    return all(stream and stream.isatty() for stream in (sys.stdin, sys.stdout))


def _keep_what_is_there(folder: str) -> None:
    """Raise InputError where the folder has anything in it, naming what."""
    try:
        names = in_the_way(Path(folder))
    except OSError as error:
        raise _cannot_write(error, folder) from error
    if names:
        more = len(names) - NAMED
        key = "cli.init.not-empty.more" if more > 0 else "cli.init.not-empty"
        raise InputError(key, folder=Path(folder).resolve(), names=names[:NAMED], more=more)


def _cannot_write(error: OSError, folder: str) -> InputError:
    path = error.filename or folder
    return InputError("cli.init.cannot-write", path=path, reason=error.strerror or str(error))


def _given(answers: Answers, question: str, option: str, text: str) -> Answers:
    try:
        return answered(answers, question, text)
    except UsageError as error:
        reason = said(error.key, **error.arguments)
        raise UsageError("cli.init.wrong-option", option=option, reason=reason) from None


def _ask_language() -> str:
    """Ask for the language until it is one that mailrules speaks."""
    while True:
        default = said("cli.language")
        language: str = click.prompt(said("cli.init.ask.language"), default=default)
        if language.strip().casefold() in LANGUAGES:
            return language.strip().casefold()
        click.echo(said("cli.init.no-language"))


def _ask(answers: Answers, question: str) -> Answers:
    """Ask one question until the answer is sound; Enter takes the one in brackets."""
    click.echo("\n" + said(f"cli.init.help.{question}"))
    now = getattr(answers, question)
    default = ", ".join(now) if isinstance(now, tuple) else now
    while True:
        text: str = click.prompt(said(f"cli.init.ask.{question}"), default=default)
        try:
            return answered(answers, question, text)
        except UsageError as error:
            click.echo(said(error.key, **error.arguments))


def _confirm(names: list[str]) -> None:
    """Show what will be written; raise Abort where the answer is not yes."""
    click.echo("\n" + said("cli.init.shown"))
    for name in names:
        about = f"cli.init.file.{name.partition('/')[0]}"
        click.echo(f"  {name:<{max(map(len, names))}}  {said(about)}".rstrip())
    answer: str = click.prompt(said("cli.init.ask.write"), default=said("cli.init.yes"))
    if answer.strip().casefold() not in said("cli.init.yes-words").split():
        raise click.Abort
