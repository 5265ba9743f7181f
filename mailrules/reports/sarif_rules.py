"""The rules as SARIF describes them (3.49): those of the catalogue, then those of the house."""

from textwrap import indent
from typing import Any

from mailrules.engine import Run
from mailrules.findings import Severity
from mailrules.reports.view import View
from mailrules.rules import RULES, Rule, page
from mailrules.wording import wording

Json = dict[str, Any]


def descriptors(run: Run, view: View) -> list[Json]:
    """Return a description of every built-in rule, and of other rules that occur in ``run``."""
    described = {rule.code: _described(rule, view) for rule in RULES}
    for letter in run.letters:
        for finding in letter.findings:
            if finding.code not in described:
                own = _base(finding.code, finding.rule, finding.severity)
                described[finding.code] = {**own, "properties": {"tags": ["custom"]}}
    return list(described.values())


def _base(code: str, name: str, severity: Severity) -> Json:
    return {
        "id": code,
        "name": name,
        "shortDescription": {"text": name},
        "defaultConfiguration": {"level": str(severity)},
    }


def _page(rule: Rule, view: View) -> str:
    """Return the rule's page in Markdown: why, and examples of both kinds."""
    about = page(rule, view.language)
    blocks = [" ".join(paragraph.split()) for paragraph in about.paragraphs]
    for label, examples in (("wrong", about.wrong), ("right", about.right)):
        for example in examples:
            blocks += [f"{view.say(wording(f'sarif.{label}'))}:", indent(example, "    ")]
    return "\n\n".join(blocks)


def _described(rule: Rule, view: View) -> Json:
    help_text = view.say(wording(f"{rule.name}.help"))
    family = rule.check.__module__.split(".")[-2]
    return {
        **_base(rule.code, rule.name, rule.severity),
        "shortDescription": {"text": view.say(wording(f"{rule.name}.summary"))},
        "fullDescription": {"text": help_text},
        "help": {"text": help_text, "markdown": _page(rule, view)},
        "properties": {"tags": ["e-mail", family]},
    }
