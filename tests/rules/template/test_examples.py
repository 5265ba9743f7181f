"""The examples on the pages of the rules about templates are what they are said to be."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mailrules.engine import Request
from mailrules.engine import run as engine_run
from mailrules.message import Source
from mailrules.rules import TEMPLATE_RULES, Bindings, Rule, Selection, page
from tests.letters import build
from tests.rules.template_cases import shown
from tests.rules.test_cases import judged


def examples() -> Iterator[Any]:
    for rule in TEMPLATE_RULES:
        about = page(rule)
        for kind in ("wrong", "right"):
            for number, example in enumerate(getattr(about, kind), 1):
                yield pytest.param(rule, kind, example, id=f"{rule.code} {kind} {number}")


@pytest.mark.parametrize(("rule", "kind", "example"), list(examples()))
def test_an_example_of_a_page(rule: Rule, kind: str, example: str, tmp_path: Path) -> None:
    found = judged(rule, shown(example), tmp_path)
    assert bool(found) == (kind == "wrong"), found


def test_no_letter_is_judged_by_them() -> None:
    for rule in TEMPLATE_RULES:
        assert not list(rule.check(None, rule.options()))  # type: ignore[arg-type]


def test_an_entry_of_ignore_about_templates_is_not_idle_where_letters_are_checked(
    tmp_path: Path,
) -> None:
    rules = "ignore: [{code: TPL003, reason: на вырост}, {code: TXT003, reason: слоган}]\n"
    (tmp_path / "rules.yaml").write_text(rules, "utf8")
    sources = [
        Source(str(tmp_path / f"{name}.eml"), 0, build({"body": "Добрый день."})) for name in "ab"
    ]
    run = engine_run(sources, Bindings(None, Selection(("SUP", "TPL", "TXT003"))), Request())
    idle = [one.message.arguments["code"] for one in run.counted()]
    assert idle == ["TXT003"]
