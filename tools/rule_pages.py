"""A page a rule, and their catalogue, in both languages: from the rules' own modules.

What can be mended is read from the rules' cases (``fixable`` in ``tests/rules``);
a test holds the cases to what the rules propose.
"""

from collections.abc import Iterator
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

import yaml

from mailrules.rules import RULES, TEMPLATE_RULES, Page, Rule, config_schema, page
from mailrules.rules.catalogue import planned
from mailrules.wording import render, wording
from tools.markdown import HERE, ROOTS, data, fenced, made, prose, said, table
from tools.schema_types import kind

CASES = HERE.parent / "tests" / "rules"
FAMILY = 3  # letters of a code that name its family


def rule_pages() -> Iterator[tuple[Path, str]]:
    """Yield the path and the text of every page."""
    for language, root in ROOTS.items():
        for rule in RULES:
            yield root / "rules" / f"{rule.code}.md", rule_page(rule, language)
        yield root / "rules" / "README.md", _catalogue(language)


def rule_page(rule: Rule, language: str) -> str:
    """Return one rule's page."""
    about = page(rule, language)
    lines = [
        f"# {rule.code} {rule.name}",
        "",
        made("rules", language),
        "",
        f"**{prose(about.summary)}**",
        "",
        *_facts(rule, about, language),
        "",
    ]
    for paragraph in about.paragraphs:
        lines += [prose(paragraph), ""]
    for key, examples in (("rule.wrong", about.wrong), ("rule.right", about.right)):
        for example in examples:
            lines += [f"**{said(key, language)}**", "", *fenced(example), ""]
    if about.options:
        lines += _options(rule, about, language)
    return "\n".join([*lines, ""]).rstrip("\n") + "\n"


def _facts(rule: Rule, about: Page, language: str) -> Iterator[str]:
    def fact(key: str, text: str) -> str:
        return f"- {said(key, language)}: {text}"

    word = render(wording(f"severity.{rule.severity}"), language)
    yield fact("rule.severity", f"`{rule.severity}`" + f" ({word})" * (word != rule.severity))
    yield fact("rule.fix", said(f"fix.{mends(rule)}.how", language))
    for number in about.demands:
        asked = data("demands.yaml")[number][language]
        yield fact("rule.demand", f"{number}. {asked}")
    if not about.demands:
        yield fact("rule.demand", said("rule.no-demand", language))
    scope = "template" if rule in TEMPLATE_RULES else "alone" if rule.alone else "around"
    yield fact("rule.scope", said(f"rule.{scope}", language))
    if rule.yields_to:
        pages = {one.code for one in RULES}
        others = ", ".join(f"[{one}]({one}.md)" if one in pages else one for one in rule.yields_to)
        yield fact("rule.yields", f"{others} ({said('rule.yields.why', language)})")


def _options(rule: Rule, about: Page, language: str) -> list[str]:
    shapes = config_schema()["$defs"][rule.code]["anyOf"][-1]["properties"]
    rows = [
        (
            f"`{option.name}`",
            kind(shapes[option.name], language),
            f"`{option.default}`",
            prose(option.meaning),
        )
        for option in about.options
    ]
    head = [said(f"option.{one}", language) for one in ("name", "type", "default", "meaning")]
    defaults = ", ".join(f"{option.name}: {option.default}" for option in about.options)
    example = fenced(f"rules:\n  {rule.code}: {{{defaults}}}", "yaml")
    return [f"## {said('rule.options', language)}", "", *table(head, rows), "", *example]


def _catalogue(language: str) -> str:
    lines = [
        f"# {said('rules.title', language)}",
        "",
        made("rules", language),
        "",
        said("rules.lead", language),
        "",
    ]
    head = [said(f"rules.{one}", language) for one in ("code", "name", "default", "fix", "asks")]
    for family, rules in groupby(RULES, key=lambda rule: rule.code[:FAMILY]):
        rows = [_row(rule, language) for rule in rules]
        lines += [f"## {said(f'family.{family}', language)}", "", *table(head, rows), ""]
    lines += [
        f"## {said('rules.planned', language)}",
        "",
        said("rules.planned.lead", language),
        "",
        ", ".join(f"{rule.code} {rule.name}" for rule in planned()) + ".",
        "",
    ]
    return "\n".join(lines)


def _row(rule: Rule, language: str) -> tuple[str, ...]:
    asks = render(wording(f"{rule.name}.summary"), language)
    fix = said(f"fix.{mends(rule)}", language)
    return (f"[{rule.code}]({rule.code}.md)", rule.name, str(rule.severity), fix, asks)


def mends(rule: Rule) -> str:
    """Return which mends the rule proposes: ``safe``, ``unsafe``, ``both`` or ``none``."""
    levels = {case["fixable"] for case in cases_of(rule) if "fixable" in case} - {"none"}
    return "both" if len(levels) > 1 else next(iter(levels), "none")


@cache
def cases_of(rule: Rule) -> list[dict[str, Any]]:
    """Return the rule's cases, as its file in ``tests/rules`` has them."""
    files = CASES.glob(f"*/{rule.name}.yaml")
    return [case for file in files for case in yaml.load(file.read_text("utf8"), yaml.CSafeLoader)]
