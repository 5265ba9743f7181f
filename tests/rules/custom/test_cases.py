"""Rules that a house writes, on letters (cases.yml)."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from mailrules.config import load_settings
from mailrules.engine import Request, run
from mailrules.findings import Finding
from mailrules.message import Source, parse
from mailrules.rules import Selection, bind
from mailrules.wording import render
from tests.letters import OURS, THEIRS, build
from tests.rules.test_cases import HOUSE, spot

CASES = yaml.safe_load(Path(__file__).with_name("cases.yml").read_text("utf-8"))


def judged(case: dict[str, Any], folder: Path) -> tuple[Finding, ...]:
    rule = {"code": "HOUSE01", "name": "own", **case["rule"]}
    path = folder / "rules.yaml"
    path.write_text(yaml.safe_dump({**HOUSE, "custom": [rule]}, allow_unicode=True), "utf-8")
    binding = bind(load_settings(str(path)), Selection(("HOUSE01",)))
    parent = parse(build(case["parent"], THEIRS)) if "parent" in case else None
    source = Source("case.eml", 0, build(case, OURS))
    (letter,) = run((source,), lambda _: binding, Request(parent=parent)).letters
    return letter.findings


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_custom_rule_on_a_letter(case: dict[str, Any], tmp_path: Path) -> None:
    found = judged(case, tmp_path)
    assert [spot(one) for one in found] == case["expect"]
    for language in ("ru", "en"):
        if "says" in case:
            assert case["says"] in render(found[0].message, language)
    if "puts" in case:
        fixes = [one.fix for one in found]
        assert [fix and fix.edits[0].replacement for fix in fixes] == case["puts"]
        assert all(fix.applicability == "unsafe" for fix in fixes if fix)


def test_both_alternatives_are_mended(tmp_path: Path) -> None:
    case = next(case for case in CASES if case["name"].startswith("both alternatives"))
    (found,) = judged(case, tmp_path)
    assert found.fix
    assert [edit.part for edit in found.fix.edits] == ["1", "2"]
