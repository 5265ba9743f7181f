"""``mailrules templates``: the letters' templates, listed, shown and begun."""

import sys
from collections.abc import Iterator
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from mailrules.cli import options
from mailrules.cli.speech import explain, said, speak
from mailrules.cli.terminal import colour_wanted, notice, report_broken, write_json
from mailrules.compose.templates import (
    Field,
    Template,
    is_blank,
    open_library,
    start_template,
    written,
)
from mailrules.errors import Exit
from mailrules.reports import View
from mailrules.rules import Bindings

if TYPE_CHECKING:
    from mailrules.config import Settings

COMMANDS = ("list", "show", "check", "new", "preview")  # in the order of a user's day
ELSEWHERE = ("check", "preview")  # those that have modules of their own
INDENT = "  "


class TemplatesGroup(click.Group):
    """The group; ``check`` and ``preview`` are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the sub-commands in the order of their use."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a sub-command."""
        if cmd_name not in ELSEWHERE:
            return super().get_command(ctx, cmd_name)
        found: click.Command = getattr(
            import_module(f"mailrules.cli.templates_{cmd_name}"), cmd_name
        )
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of sub-commands from the catalogue, without importing them."""
        del ctx
        with formatter.section(said("cli.commands")):
            formatter.write_dl([(name, said(f"cli.templates.{name}.summary")) for name in COMMANDS])


@click.group(
    "templates",
    cls=TemplatesGroup,
    help=said("cli.templates.help"),
    short_help=said("cli.templates.summary"),
)
def command() -> None:
    """Group the commands about templates."""


@command.command("list", help=said("cli.templates.list.help"))
@options.templates
@options.config
@options.text_or_json
@options.lang
def list_templates(
    templates: str | None, config: str | None, format_name: str, lang: str | None
) -> int:
    """Print every template of the folder in force; tell which of its files cannot be read."""
    settings, view = _in_force(config, lang)
    if settings is None:
        return Exit.USAGE
    library = open_library(settings, templates)
    found = library.templates()
    if format_name == "json":
        write_json([_row(one) for one in found])
    else:
        _print_table(found, view)
    for error in library.errors:
        notice(explain(error, view.language))
    if not library.paths():
        notice(said("cli.templates.list.none", path=library.folder))
    return Exit.USAGE if library.errors else Exit.CLEAN


def _print_table(templates: tuple[Template, ...], view: View) -> None:
    names = max((len(one.name) for one in templates), default=0)
    summaries = max((len(one.summary) for one in templates), default=0)
    letters = max((len(_letter(one)) for one in templates), default=0)
    for one in templates:
        name = view.paint(f"{one.name:<{names}}", "bold")
        columns = (one.language, f"{_letter(one):<{letters}}", f"{one.summary:<{summaries}}")
        click.echo(INDENT.join((name, *columns, one.path)))


def _letter(template: Template) -> str:
    return template.letter or "—"


def _row(template: Template) -> dict[str, Any]:
    keys = ("name", "summary", "letter", "language", "path")
    return {key: getattr(template, key) for key in keys}


@command.command("show", help=said("cli.templates.show.help"))
@click.argument("name", metavar="NAME|FILE")
@click.option("--source", is_flag=True, help=said("cli.templates.show.source"))
@options.templates
@options.config
@options.text_or_json
@options.lang
def show(  # noqa: PLR0913 (one a choice of the user's)
    *,
    name: str,
    source: bool,
    templates: str | None,
    config: str | None,
    format_name: str,
    lang: str | None,
) -> int:
    """Print what a template asks for, its examples and, with ``--source``, its text."""
    settings, view = _in_force(config, lang)
    if settings is None:
        return Exit.USAGE
    template = open_library(settings, templates).find(name)
    if format_name == "json":
        write_json(_as_data(template, source=source))
    else:
        click.echo("\n".join(_about(template, view)))
        if source:
            click.echo(f"\n{view.paint(said('cli.templates.show.text'), 'bold')}\n")
            click.echo(template.body, nl=False)
    return Exit.CLEAN


def _about(template: Template, view: View) -> Iterator[str]:
    """Yield the lines that describe a template."""
    title = view.paint(template.name, "bold")
    yield f"{title}: {template.summary}" if template.summary else title
    facts = {
        "path": template.path,
        "letter": _letter(template),
        "language": template.language,
        "subject": template.subject or "—",
        "blocks": ", ".join(template.blocks) or "—",
    }
    for key, value in facts.items():
        yield INDENT + said(f"cli.templates.show.{key}", value=value)
    yield f"\n{view.paint(said('cli.templates.show.fields'), 'bold')}"
    if not template.fields:
        yield INDENT + said("cli.templates.show.no-fields")
    for field in template.fields:
        yield from _about_field(field, view)
    for example in template.examples:
        title = said("cli.templates.show.example", name=example.name)
        yield f"\n{view.paint(title, 'bold')}"
        for name, given in example.data.items():
            yield from _about_value(name, given)


def _about_field(field: Field, view: View) -> Iterator[str]:
    kind = said(f"cli.templates.type.{field.type}")
    if field.required:
        kind = f"{kind}, {said('cli.templates.show.required')}"
    yield f"{INDENT}{view.paint(field.name, 'bold')} ({kind})"
    if field.help:
        yield INDENT * 2 + field.help
    if field.choices:
        yield INDENT * 2 + said("cli.templates.show.choices", choices=field.choices)
    if field.pattern:
        yield INDENT * 2 + said("cli.templates.show.pattern", pattern=field.pattern)
    if not is_blank(field.default):
        yield INDENT * 2 + said("cli.templates.show.default", value=_shown(field.default))


def _about_value(name: str, value: object) -> Iterator[str]:
    if isinstance(value, tuple):
        yield f"{INDENT}{name}:"
        yield from (f"{INDENT * 2}- {one}" for one in value)
    else:
        yield f"{INDENT}{name}: {_shown(value)}"


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return said("cli.templates.yes" if value else "cli.templates.no")
    return written(value)


def _as_data(template: Template, *, source: bool) -> dict[str, Any]:
    shown = ("name", "type", "required", "default", "help", "pattern", "choices")
    data = {
        **_row(template),
        "form": template.form,
        "internal": template.internal,
        "subject": template.subject,
        "blocks": template.blocks,
        "fields": [{key: getattr(field, key) for key in shown} for field in template.fields],
        "examples": [{"name": one.name, "data": one.data} for one in template.examples],
    }
    return {**data, "source": template.body} if source else data


@command.command("new", help=said("cli.templates.new.help"))
@click.argument("name", metavar="NAME")
@options.templates
@options.config
@options.lang
def new(name: str, templates: str | None, config: str | None, lang: str | None) -> int:
    """Write a template that explains itself, and tell where."""
    settings, view = _in_force(config, lang)
    if settings is None:
        return Exit.USAGE
    path = start_template(name, settings, templates, view.language)
    click.echo(said("cli.templates.new.done", path=path, name=name))
    return Exit.CLEAN


def _in_force(config: str | None, lang: str | None) -> tuple["Settings | None", View]:
    """Read the rules.yaml of ``--config`` or of this folder; None, and told, where it is broken."""
    bindings = Bindings(config)
    binding = bindings.here()
    view = View(speak(lang or bindings.messages), colour_wanted(sys.stdout))
    if binding is None:
        report_broken(bindings)
        return None, view
    return binding.settings, view
