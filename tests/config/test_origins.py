"""`config show --origin`: which file set what, what it replaced, what a lock holds."""

from pathlib import Path
from typing import NamedTuple

import pytest

from mailrules.config import Settings, default_settings, settle_rules
from mailrules.config.origin_table import origin_data, origin_table
from mailrules.config.origins import Origin, origins
from mailrules.rules import promised
from tests.config.files import settings_of

BASE = """\
messages: en
organisation: {name: Base, domains: [base.example]}
staff:
  - {name: Анна Ким, email: anna@nirro.example}
vocabulary: [автодозвон, апсейл, бриф]
letters: {presale: {required: [task]}}
moratoria: {client-types: [{name: форекс, lemmas: [форекс]}]}
rules:
  exclamation: warning
  TXT004: {max_lines: 6}
  SUB005: {strict: true, names: [Re, Fwd], pattern: ""}
locked: [CCP001, paragraph-spacing]
custom:
  - {code: HOUSE01, name: no-x, type: existence, words: [база], message: Пишите y}
"""
OWN = """\
extends: base.yaml
messages: ru
organisation: {name: Nirro}
signature:
  template: |
    С уважением,
    {{ name }}
staff: people.yaml
rules:
  TXT003: off
  no-x: error
  conciseness: {severity: note, max_words: 40}
letters: {presale: {required: [task, price]}}
overrides:
  - when: {to: "*@partner.example", language: en}
    rules: {SUB003: {severity: off, names: [a, b]}, THR001: warning, TXT004: {max_lines: 6}}
ignore:
  - {code: SUB004, path: "archive/*", reason: до правил}
  - {code: SUB003}
  - {code: THR, reason: все}
  - {code: thread-dropped, reason: так удобнее}
locked: [THR001]
"""


class Options(NamedTuple):
    """A rule's options as they are built in."""

    max_lines: int = 8
    strict: bool = False
    names: tuple[str, ...] = ("Re",)
    pattern: str | None = None


DEFAULTS = {"TXT004": Options(), "SUB005": Options(strict=True)}


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.chdir(tmp_path)
    people = "- {name: Борис Орлов, email: boris@nirro.example}"
    return settle_rules(settings_of(tmp_path, OWN, base=BASE, people=people), promised())


def traced(settings: Settings) -> tuple[Origin, ...]:
    return origins(settings, promised(), DEFAULTS)


def told(settings: Settings, folder: Path) -> dict[str, list[list[object]]]:
    """Return the sources of every key, each as value and FILE:LINE (None for built in)."""
    found: dict[str, list[list[object]]] = {}
    for origin in traced(settings):
        for value, mark in origin.sources:
            place = mark.place.replace(f"{folder}/", "") if mark else None
            found.setdefault(origin.key, []).append([value, place])
    return found


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("messages", [["ru", "rules.yaml:2"], ["en", "base.yaml:1"]]),
        ("organisation.name", [["Nirro", "rules.yaml:3"], ["Base", "base.yaml:2"]]),
        ("organisation.domains", [[("base.example",), "base.yaml:2"]]),
        ("signature.template", [["С уважением,\n{{ name }}\n", "rules.yaml:5"]]),
        (
            "staff",
            [
                ["Анна Ким <anna@nirro.example>", "base.yaml:4"],
                ["Борис Орлов <boris@nirro.example>", "people.yaml:1"],
            ],
        ),
        ("vocabulary", [[3, "base.yaml:5"]]),
        ("letters.presale", [[("task", "price"), "rules.yaml:13"], [("task",), "base.yaml:6"]]),
        ("moratoria.client-types", [["форекс", "base.yaml:7"]]),
        ("moratoria.payment-schemes", [[None, None]]),
        (
            "rules.TXT003.severity",
            [["off", "rules.yaml:10"], ["warning", "base.yaml:9"], ["error", None]],
        ),
        ("rules.TXT004.severity", [["error", None]]),
        ("rules.TXT004.max_lines", [["6", "base.yaml:10"], ["8", None]]),
        ("rules.SUB005.strict", [["true", "base.yaml:11"], ["yes", None]]),
        ("rules.SUB005.names", [[("Re", "Fwd"), "base.yaml:11"], [("Re",), None]]),
        ("rules.SUB005.pattern", [["", "base.yaml:11"], [None, None]]),
        ("rules.TXT009.severity", [["note", "rules.yaml:12"], ["warning", None]]),
        ("rules.TXT009.max_words", [["40", "rules.yaml:12"]]),
        ("rules.CCP001.severity", [["error", None]]),
        ("rules.HOUSE01.severity", [["error", "rules.yaml:11"], ["warning", "base.yaml:14"]]),
        ("overrides.SUB003", [[("severity: off", "names: a, b"), "rules.yaml:16"]]),
        ("overrides.TXT004", [[("max_lines: 6",), "rules.yaml:16"]]),
        ("custom.HOUSE01", [["Пишите y", "base.yaml:14"]]),
        ("ignore.SUB004", [["до правил", "rules.yaml:18"]]),
        ("locked.CCP001", [[None, "base.yaml:12"]]),
        ("locked.THR001", [[None, "rules.yaml:22"]]),
    ],
)
def test_each_setting_names_its_sources_the_strongest_first(
    key: str, expected: list[list[object]], house: Settings, tmp_path: Path
) -> None:
    assert told(house, tmp_path)[key] == expected


def test_rules_that_no_file_speaks_of_are_left_out_and_the_rest_are_in_the_catalogues_order(
    house: Settings,
) -> None:
    severities = [one.rule for one in traced(house) if one.key.endswith(".severity")]
    assert severities == [
        "SUB005 subject-format",
        "TXT003 exclamation",
        "TXT004 paragraph-spacing",
        "THR001 thread-dropped",
        "CCP001 cc-dropped",
        "TXT009 conciseness",
        "HOUSE01 no-x",
    ]


def test_locks_are_shown_where_they_hold(house: Settings, tmp_path: Path) -> None:
    held = {
        (one.key, one.lock.place.replace(f"{tmp_path}/", ""), one.idle)
        for one in traced(house)
        if one.lock
    }
    assert held == {
        ("rules.TXT004.severity", "base.yaml:12", False),
        ("rules.TXT004.max_lines", "base.yaml:12", False),
        ("rules.CCP001.severity", "base.yaml:12", False),
        ("rules.THR001.severity", "rules.yaml:22", False),
        ("overrides.THR001", "rules.yaml:22", True),
        ("overrides.TXT004", "base.yaml:12", False),
        ("ignore.THR", "rules.yaml:22", True),
        ("ignore.thread-dropped", "rules.yaml:22", True),
        ("locked.CCP001", "base.yaml:12", False),
        ("locked.TXT004", "base.yaml:12", False),
        ("locked.THR001", "rules.yaml:22", False),
    }
    assert [one.key for one in traced(house) if one.idle and not one.lock] == ["ignore.SUB003"]


def test_without_files_everything_is_built_in() -> None:
    found = traced(default_settings())
    assert {one.key: one.sources[0].value for one in found if one.sources[0].value} == {
        "organisation.no_reply": default_settings().organisation.no_reply,
        "compose.wrap": "hard",
        "compose.width": 72,
    }
    assert all(source.mark is None for one in found for source in one.sources)
    assert "letters" in {one.key for one in found}


def test_the_table_is_aligned_and_read_from_the_strongest_down(house: Settings) -> None:
    lines = origin_table(traced(house), house, "ru").splitlines()
    assert lines[:4] == [
        "Порядок слияния, каждый следующий сильнее предыдущего:",
        "  1. встроенные значения",
        "  2. base.yaml",
        "  3. rules.yaml",
    ]
    block = lines.index(next(line for line in lines if "TXT003" in line))
    assert [line.split() for line in lines[block : block + 3]] == [
        ["rules", "TXT003", "exclamation", "off", "rules.yaml:10"],
        ["вместо:", "warning", "base.yaml:9"],
        ["вместо:", "error", "встроенное", "значение"],
    ]
    assert len({line.index("base.yaml:") for line in lines[5:] if "base.yaml:" in line}) == 1
    for words in (
        "3 слова",
        "С уважением,…",
        "если to: *@partner.example, language: en",
        "если path: archive/*",
        "не действует: правило закреплено",
        "не действует: нужны код и причина",
        "нельзя ослабить в файлах ниже и в черновике",
    ):
        assert any(words in line for line in lines), words
    assert any(line.startswith("      max_lines  ") for line in lines)
    assert not any(line.endswith(" ") for line in lines)


def test_a_long_value_is_cut_and_a_file_elsewhere_has_its_whole_path(
    house: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    table = origin_table(traced(house), house, "en")
    assert "noreply@*, no-reply@*, donotreply@*, do-not-…  built-in default" in table
    assert f"{tmp_path}/rules.yaml:2" in table


def test_data_for_programs_has_every_place(house: Settings) -> None:
    data = origin_data(traced(house), house)
    assert [Path(path).name for path in data["files"]] == ["base.yaml", "rules.yaml"]
    by_key = {one["key"]: one for one in data["settings"]}
    severity = by_key["rules.TXT003.severity"]
    assert (severity["value"], severity["line"], severity["column"]) == ("off", 10, 3)
    assert severity["replaced"][1] == {
        "value": "error",
        "path": None,
        "line": None,
        "column": None,
    }
    assert by_key["rules.CCP001.severity"]["locked"]["line"] == 12
    assert by_key["overrides.THR001"]["effective"] is False
    assert by_key["overrides.THR001"]["when"] == "to: *@partner.example, language: en"
    assert by_key["messages"]["rule"] is None
