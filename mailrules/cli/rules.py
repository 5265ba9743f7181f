"""``mailrules rules``: the catalogue, each rule explained, the house's own rules tried."""

import sys
from textwrap import indent
from typing import TYPE_CHECKING, Any

import click

from mailrules.cli import options
from mailrules.cli.speech import said, speak
from mailrules.cli.terminal import colour_wanted, notice, report_broken, write_json
from mailrules.config import HouseRule
from mailrules.errors import Exit, InputError
from mailrules.findings import Severity
from mailrules.reports import View
from mailrules.rules import RULES, Binding, Bindings, Page, Rule, find_rule, page, summary_of
from mailrules.wording import Wording, wording

if TYPE_CHECKING:
    from mailrules.engine import Failure, Trial

SCHEMA_VERSION = 1


@click.group("rules", help=said("cli.rules.help"), short_help=said("cli.rules.summary"))
def command() -> None:
    """Group the commands about rules."""


@command.command("list", help=said("cli.rules.list.help"))
@options.config
@options.text_or_json
@options.lang
def list_rules(config: str | None, format_name: str, lang: str | None) -> int:
    """Print every rule with its code, name, severity and one line of what it asks."""
    bindings, binding, view = _in_force(config, lang)
    rows = [_row(rule, wording(f"{rule.name}.summary"), view) for rule in RULES]
    rows += [_row(rule, summary_of(rule), view) for rule in _own(binding)]
    if format_name == "json":
        write_json(rows)
    else:
        width = max(len(row["name"]) for row in rows)
        codes = max(len(row["code"]) for row in rows)
        widest = max(len(view.say(wording(f"severity.{one}"))) for one in Severity)
        for row in rows:
            code = view.paint(f"{row['code']:<{codes}}", "bold")
            word = view.say(wording(f"severity.{row['severity']}"))
            severity = view.paint(f"{word:<{widest}}", row["severity"])
            click.echo(f"{code}  {row['name']:<{width}}  {severity}  {row['summary']}")
    return Exit.CLEAN if binding else report_broken(bindings)


def _row(rule: Rule | HouseRule, summary: Wording, view: View) -> dict[str, str]:
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": str(rule.severity),
        "summary": view.say(summary),
    }


@command.command("explain", help=said("cli.rules.explain.help"))
@click.argument("code", metavar="CODE")
@options.config
@options.lang
def explain_rule(code: str, config: str | None, lang: str | None) -> int:
    """Print what a rule asks and why, with examples and options."""
    bindings, binding, view = _in_force(config, lang)
    broken = Exit.CLEAN if binding else report_broken(bindings)
    rule = binding.find_rule(code) if binding else find_rule(code)
    severity = view.say(wording(f"severity.{rule.severity}"))
    click.echo(f"{view.paint(f'{rule.code} {rule.name}', 'bold')} ({severity})\n")
    own = next((one for one in _own(binding) if one.code == rule.code), None)
    if own:
        _explain_own(own, view)
    else:
        _explain_built_in(rule, page(rule, view.language), view)
    return broken


def _explain_own(rule: HouseRule, view: View) -> None:
    click.echo(view.say(summary_of(rule)))
    click.echo(said("cli.rules.own", place=rule.marks["code"].place))
    click.echo(f"\n{said('cli.rules.says')} {rule.message}")
    _show_examples(rule.wrong, rule.right, view)


def _explain_built_in(rule: Rule, about: Page, view: View) -> None:
    click.echo(view.say(wording(f"{rule.name}.summary")))
    click.echo(view.say(wording(f"{rule.name}.help")))
    click.echo("\n" + "\n\n".join(about.paragraphs).replace("``", "`"))
    _show_examples(about.wrong, about.right, view)
    if about.options:
        click.echo("\n" + said("cli.rules.options"))
        for option in about.options:
            click.echo(f"  {option.name} = {option.default}")
            click.echo(f"      {option.meaning}".replace("``", "`"))


def _show_examples(wrong: tuple[str, ...], right: tuple[str, ...], view: View) -> None:
    for key, colour, examples in (("wrong", "error", wrong), ("right", "good", right)):
        for example in examples:
            label = said(f"cli.rules.{key}")
            lines = indent(example, " " * (len(label) + 1)).lstrip()
            click.echo(f"\n{view.paint(label, colour)} {lines}")


@command.command("test", help=said("cli.rules.test.help"))
@options.config
@options.text_or_json
@options.lang
def test(config: str | None, format_name: str, lang: str | None) -> int:
    """Try the custom rules in force here on their examples; return 1 where one does not hold."""
    from mailrules.engine import try_examples

    bindings, binding, view = _in_force(config, lang)
    if binding is None:
        return report_broken(bindings)
    if binding.settings.path is None:
        raise InputError("cli.config.none")
    filler = (said("cli.rules.test.subject"), said("cli.rules.test.text"))
    trials = try_examples(binding.settings, filler)
    if format_name == "json":
        write_json({"schema_version": SCHEMA_VERSION, "rules": [_as_data(one) for one in trials]})
    elif not trials:
        notice(said("cli.rules.test.none", path=binding.settings.path))
    for trial in trials if format_name == "text" else ():
        _show_trial(trial, view)
    return Exit.FINDINGS if any(trial.failures for trial in trials) else Exit.CLEAN


def _show_trial(trial: "Trial", view: View) -> None:
    rule = trial.rule
    key = "cli.rules.test.failed" if trial.failures else "cli.rules.test.ok"
    counts = {"wrong": len(rule.wrong), "right": len(rule.right)}
    line = said(key, code=rule.code, name=rule.name, **counts)
    click.echo(view.paint(line, "error" if trial.failures else "good"))
    for failure in trial.failures:
        click.echo(f"  {_told(failure)}")
    for kind in trial.lacks:
        click.echo(view.paint(f"  {said(f'cli.rules.test.lacks-{kind}')}", "warning"))


def _told(failure: "Failure") -> str:
    """Say what an example was expected to do, and what it did."""
    spoken = "spoke" if failure.found else "spoke-missing"
    return said(
        f"cli.rules.test.{'silent' if failure.kind == 'wrong' else spoken}",
        number=failure.number,
        example=" ".join(failure.example.split()),
        found=tuple(dict.fromkeys(failure.found)),
    )


def _as_data(trial: "Trial") -> dict[str, Any]:
    return {
        "code": trial.rule.code,
        "name": trial.rule.name,
        "ok": not trial.failures,
        "wrong": len(trial.rule.wrong),
        "right": len(trial.rule.right),
        "lacks": list(trial.lacks),
        "failures": [
            {
                "kind": one.kind,
                "number": one.number,
                "example": one.example,
                "expected": "finding" if one.kind == "wrong" else "none",
                "found": list(one.found),
            }
            for one in trial.failures
        ],
    }


def _in_force(config: str | None, lang: str | None) -> tuple[Bindings, Binding | None, View]:
    """Read the rules.yaml of ``--config`` or of this folder; None where it is broken."""
    bindings = Bindings(config)
    binding = bindings.here()
    language = speak(lang or bindings.messages)
    return bindings, binding, View(language, colour_wanted(sys.stdout))


def _own(binding: Binding | None) -> tuple[HouseRule, ...]:
    return binding.settings.custom if binding else ()
