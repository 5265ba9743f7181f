"""Every rule on its cases (tests/rules/FAMILY/RULE.yaml): what fires, where, and what must not."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from mailrules.config import Deal, Settings, load_deals, load_settings
from mailrules.engine import Request, run
from mailrules.findings import Edit, Finding, Location, Scope
from mailrules.fixes import compatible, rewrite
from mailrules.message import Message, Source, parse
from mailrules.rules import RULES, TEMPLATE_RULES, Rule, Selection, bind, find_rule
from mailrules.wording import render
from tests.letters import OURS, THEIRS, build
from tests.rules import template_cases

HERE = Path(__file__).parent
HOUSE = {"organisation": {"name": "Nirro Call Center", "domains": ["nirro.example"]}}
HEADER_KEYS = {"subject", "from", "to", "cc", "bcc", "date", "headers"}
LETTER_KEYS = {"name", "body", "html", "raw"} | HEADER_KEYS
AROUND_KEYS = {"parent", "siblings", "position", "deal", "config"}
FIXED_KEYS = {"fixed", "fixed_headers", "fixed_html"}
EXPECTED_KEYS = {"expect", "says", "severity", "fixable"} | FIXED_KEYS
CASE_KEYS = LETTER_KEYS | AROUND_KEYS | EXPECTED_KEYS | template_cases.KEYS


def cases() -> Iterator[Any]:
    for path in sorted(HERE.glob("*/*.yaml")):
        for case in yaml.safe_load(path.read_text("utf8")):
            yield pytest.param(path.stem, case, id=f"{path.stem}: {case['name']}")


@pytest.mark.parametrize(("rule_name", "case"), list(cases()))
def test_case(rule_name: str, case: dict[str, Any], tmp_path: Path) -> None:
    assert not case.keys() - CASE_KEYS, "unknown keys in the case"
    found = judged(find_rule(rule_name), case, tmp_path)
    assert [spot(one) for one in found] == case["expect"], [
        render(one.message, "ru") for one in found
    ]
    for language in ("ru", "en"):
        for one in found:
            assert "{" not in render(one.message, language) or "{" in one.excerpt
    if found:
        _check_details(found, case)
    if FIXED_KEYS & case.keys():
        letter = parse(build(case, OURS))
        mended = rewrite(letter, edits_of(found))
        _check_mended(parse(mended), case)
        # What was mended is not found again; what only a person can mend still is.
        again = judged(find_rule(rule_name), case, tmp_path, raw=mended)
        assert not [render(one.message, "ru") for one in again if one.fix]
        assert len(again) == sum(one.fix is None for one in found)


def _check_details(found: tuple[Finding, ...], case: dict[str, Any]) -> None:
    message = render(found[0].message, "ru")
    says = case.get("says", [])
    for words in [says] if isinstance(says, str) else says:
        assert words in message
    if "severity" in case:
        assert found[0].severity == case["severity"]
    if "fixable" in case:
        assert (found[0].fix.applicability if found[0].fix else "none") == case["fixable"]


def edits_of(found: Iterable[Finding]) -> list[Edit]:
    """Return all that can be mended at once; an edit that several findings share is made once."""
    fixes = compatible(one.fix for one in found if one.fix)
    return list(dict.fromkeys(edit for fix in fixes for edit in fix.edits))


def _check_mended(letter: Message, case: dict[str, Any]) -> None:
    for key, is_html in (("fixed", False), ("fixed_html", True)):
        if key in case:
            part = next(part for part in letter.shown if part.is_html is is_html)
            assert (part.source or "").replace("\r\n", "\n") == case[key]
    for name, value in case.get("fixed_headers", {}).items():
        field = letter.header(name)
        assert (field.value if field else "") == value


def judged(
    rule: Rule, case: dict[str, Any], folder: Path, *, raw: bytes | None = None
) -> tuple[Finding, ...]:
    """Judge the case's letter by one rule, as `mailrules check` would among its siblings.

    ``raw`` is the letter mended.
    """
    if rule in TEMPLATE_RULES:
        return template_cases.judged_template(rule, case, folder, _settings(case, folder))
    siblings = [
        Source(f"sibling{number}.eml", 0, build(sibling))
        for number, sibling in enumerate(case.get("siblings", []), 1)
    ]
    letter = Source("case.eml", 0, build(case, OURS) if raw is None else raw)
    order = [letter, *siblings] if case.get("position") == "first" else [*siblings, letter]
    parent = parse(build(case["parent"], THEIRS)) if "parent" in case else None
    binding = bind(_settings(case, folder), Selection(select=(rule.code,)))
    result = run(order, lambda _: binding, Request(parent=parent, deals=_deals(case, folder)))
    return next(one.findings for one in result.letters if one.path == letter.path)


def _settings(case: dict[str, Any], folder: Path) -> Settings:
    path = folder / "rules.yaml"
    path.write_text(yaml.safe_dump(case.get("config", HOUSE), allow_unicode=True), "utf8")
    return load_settings(str(path))


def _deals(case: dict[str, Any], folder: Path) -> tuple[Deal, ...]:
    if "deal" not in case:
        return ()
    path = folder / "deal.yaml"
    path.write_text(yaml.safe_dump(case["deal"], allow_unicode=True), "utf8")
    return load_deals(str(path))


def spot(finding: Finding) -> str:
    """Name a finding's place as the cases do: `TXT003 1:12`, `SUB005 subject:79`, `CCP001 Cc:1`."""
    place: Location = finding.location
    if place.scope is Scope.MESSAGE:
        return f"{finding.code} message"
    if place.scope is Scope.SUBJECT:
        return f"{finding.code} subject:{place.column}"
    if place.scope is Scope.HEADER:
        return f"{finding.code} {place.header}:{place.column}"
    where = "" if place.scope is Scope.BODY else f"{place.scope} "
    return f"{finding.code} {where}{place.line}:{place.column}"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_is_shown_by_cases_of_both_kinds(rule: Rule) -> None:
    (path,) = HERE.glob(f"*/{rule.name}.yaml")
    expectations = [case["expect"] for case in yaml.safe_load(path.read_text("utf8"))]
    assert sum(map(bool, expectations)) >= 3
    assert sum(not expected for expected in expectations) >= 3
    assert all(re.match(rule.code, one) for expected in expectations for one in expected)
