"""What works for a built-in rule works for a custom one: levels, selection, locks, suppression."""

from pathlib import Path

import pytest

from mailrules.config import load_settings
from mailrules.engine import Request, gather
from mailrules.errors import ConfigErrors, UsageError
from mailrules.findings import Finding, Severity
from mailrules.message import Source, parse
from mailrules.rules import Binding, Selection, bind
from mailrules.rules.custom import reading
from mailrules.rules.expressions import Allowance, matches_whole
from mailrules.rules.subject import subject_format
from tests.letters import Case, build

RULES = """\
version: 1
custom:
  - {code: HOUSE01, name: no-barter, type: existence, lemmas: [бартер], message: Без бартера}
  - {code: HOUSE02, name: no-hurry, type: existence, words: [срочно], message: Без спешки}
"""
LETTER: Case = {"body": "Срочно нужен бартер."}


def bound(folder: Path, text: str = "", selection: Selection = Selection()) -> Binding:  # noqa: B008
    path = folder / "rules.yaml"
    path.write_text(RULES + text, "utf-8")
    return bind(load_settings(str(path)), selection)


def judged(binding: Binding, letter: Case = LETTER) -> tuple[Finding, ...]:
    (case,) = gather((Source("a.eml", 0, build(letter)),), lambda _: binding, Request()).cases
    return tuple(one for one in case.judge() if one.code.startswith("HOUSE"))


def codes(binding: Binding, letter: Case = LETTER) -> set[str]:
    return {one.code for one in judged(binding, letter) if not one.suppressed}


BOTH = {"HOUSE01", "HOUSE02"}


@pytest.mark.parametrize(
    ("select", "ignore", "extend", "expected"),
    [
        ((), (), (), BOTH),
        (("HOUSE",), (), (), BOTH),
        (("no-barter",), (), (), {"HOUSE01"}),
        ((), ("HOUSE02",), (), {"HOUSE01"}),
        (("TXT003",), (), ("no-hurry",), {"HOUSE02"}),
    ],
)
def test_selection(
    tmp_path: Path,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    extend: tuple[str, ...],
    expected: set[str],
) -> None:
    assert codes(bound(tmp_path, "", Selection(select, ignore, extend))) == expected


def test_tables_overrides_and_locks(tmp_path: Path) -> None:
    assert codes(bound(tmp_path, "rules: {HOUSE01: off}\n")) == {"HOUSE02"}
    assert codes(bound(tmp_path, "rules: {HOUSE01: off}\n", Selection(("HOUSE01",)))) == {"HOUSE01"}
    (first, _) = judged(bound(tmp_path, "rules: {no-hurry: {severity: error}}\n"))
    assert first.severity is Severity.ERROR
    override = "overrides:\n  - when: {to: '*@motor.example'}\n    rules: {HOUSE01: off}\n"
    assert codes(bound(tmp_path, override)) == {"HOUSE02"}
    locked = bound(tmp_path, "locked: [no-barter]\n", Selection(ignore=("HOUSE",)))
    assert codes(locked, {**LETTER, "headers": {"X-Mailrules-Ignore": "HOUSE01 (так)"}}) == {
        "HOUSE01"
    }
    spared = {**LETTER, "headers": {"X-Mailrules-Ignore": "no-barter (так решили)"}}
    assert codes(bound(tmp_path), spared) == {"HOUSE02"}


def test_an_option_that_there_is_not(tmp_path: Path) -> None:
    with pytest.raises(ConfigErrors) as caught:
        bound(tmp_path, "rules: {HOUSE01: {max: 2}}\n")
    (error,) = caught.value.errors
    assert (error.line, error.key) == (5, "config.unknown-key")


def test_a_rule_is_found_or_guessed(tmp_path: Path) -> None:
    binding = bound(tmp_path)
    assert binding.find_rule("no-barter").code == "HOUSE01"
    assert binding.find_rule("TXT003").name == "exclamation"
    with pytest.raises(UsageError) as caught:
        binding.find_rule("no-bater")
    assert caught.value.arguments["near"] == ("no-barter",)
    with pytest.raises(UsageError):
        bound(tmp_path, "", Selection(("HOUS9",)))


def test_a_letter_is_read_once_for_all_rules(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []
    plain = reading.Reading.__init__

    def counting(self: reading.Reading, *arguments: object) -> None:
        made.append(self)
        plain(self, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(reading.Reading, "__init__", counting)
    binding = bound(tmp_path)
    assert codes(binding) == codes(binding) == BOTH
    assert len(made) == 2


SLOW = """\
version: 1
custom:
  - code: HOUSE01
    name: slow
    type: existence
    pattern: '[^.]*x[^.]*y[^.]*z'
    message: m
"""


def test_an_expression_that_a_letter_keeps_busy_is_named_with_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text(SLOW, "utf-8")
    binding = bind(load_settings(str(path)))
    monkeypatch.setattr(reading, "Allowance", lambda: Allowance(0.01))
    with pytest.raises(ConfigErrors) as caught:
        judged(binding, {"body": ("xy" * 30 + "\n") * 3_000})
    (error,) = caught.value.errors
    assert (error.key, error.path, error.line, error.column) == (
        "custom.too-slow",
        str(path),
        6,
        14,
    )


def test_an_option_that_holds_an_expression(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from mailrules.rules import Context, expressions

    binding = bound(tmp_path, "rules:\n  SUB005: {pattern: 'x'}\n")
    message = parse(build({}))
    (case,) = gather((Source("a.eml", 0, message.raw),), lambda _: binding, Request()).cases
    rule = subject_format.RULE
    context = Context(message, case.conversation, binding.settings, rule, rule.severity)
    assert matches_whole(context, "pattern", "a+", "aaa")
    assert not matches_whole(context, "pattern", "a+", "aab")
    monkeypatch.setattr(expressions, "SECONDS", 0.01)
    with pytest.raises(ConfigErrors) as caught:
        matches_whole(context, "pattern", "(a|aa)+b", "a" * 5_000 + "cb")
    assert (caught.value.errors[0].line, caught.value.errors[0].column) == (6, 12)
    bare = context._replace(settings=bound(tmp_path).settings)
    with pytest.raises(ConfigErrors) as caught:
        matches_whole(bare, "pattern", "(a|aa)+b", "a" * 5_000 + "cb")
    assert caught.value.errors[0].line == 1
