"""``mailrules rules``: the catalogue, and each rule explained."""

import sys

import click

from mailrules.cli import options
from mailrules.cli.speech import said
from mailrules.cli.terminal import colour_wanted, speak_here, write_json
from mailrules.findings import Severity
from mailrules.reports import View
from mailrules.rules import RULES, find_rule, page
from mailrules.wording import wording


@click.group("rules", help=said("cli.rules.help"), short_help=said("cli.rules.summary"))
def command() -> None:
    """Group the commands about rules."""


@command.command("list", help=said("cli.rules.list.help"))
@options.text_or_json
@options.lang
def list_rules(format_name: str, lang: str | None) -> None:
    """Print every rule with its code, name, severity and one line of what it asks."""
    view = View(speak_here(lang), colour_wanted(sys.stdout))
    rows = [
        {
            "code": rule.code,
            "name": rule.name,
            "severity": str(rule.severity),
            "summary": view.say(wording(f"{rule.name}.summary")),
        }
        for rule in RULES
    ]
    if format_name == "json":
        write_json(rows)
        return
    width = max(len(row["name"]) for row in rows)
    widest = max(len(view.say(wording(f"severity.{one}"))) for one in Severity)
    for row in rows:
        code = view.paint(row["code"], "bold")
        word = view.say(wording(f"severity.{row['severity']}"))
        severity = view.paint(f"{word:<{widest}}", row["severity"])
        click.echo(f"{code}  {row['name']:<{width}}  {severity}  {row['summary']}")


@command.command("explain", help=said("cli.rules.explain.help"))
@click.argument("code", metavar="CODE")
@options.lang
def explain_rule(code: str, lang: str | None) -> None:
    """Print what a rule asks and why, with examples and options."""
    view = View(speak_here(lang), colour_wanted(sys.stdout))
    rule = find_rule(code)
    about = page(rule)
    severity = view.say(wording(f"severity.{rule.severity}"))
    click.echo(f"{view.paint(f'{rule.code} {rule.name}', 'bold')} ({severity})\n")
    click.echo(view.say(wording(f"{rule.name}.summary")))
    click.echo(view.say(wording(f"{rule.name}.help")))
    if view.language == "en":
        click.echo("\n" + "\n\n".join(about.paragraphs))
    for key, colour, examples in (
        ("wrong", "error", about.wrong),
        ("right", "good", about.right),
    ):
        for example in examples:
            label = view.paint(said(f"cli.rules.{key}"), colour)
            click.echo(f"\n{label} {example}")
    if about.options:
        click.echo("\n" + said("cli.rules.options"))
        for name, default in about.options:
            click.echo(f"  {name} = {default}")
