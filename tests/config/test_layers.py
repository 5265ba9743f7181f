"""Rules by code and by name, in one file and in several; locks that hold."""

from pathlib import Path
from typing import NamedTuple

import pytest

from mailrules.config import Ignore, Mark, RuleTable, Settings, settle_rules
from mailrules.errors import ConfigErrors
from mailrules.findings import Severity
from tests.config.files import complaints, settings_of


class Rule(NamedTuple):
    code: str
    name: str
    severity: Severity


RULES = (
    Rule("TXT003", "exclamation", Severity.ERROR),
    Rule("TXT009", "conciseness", Severity.WARNING),
    Rule("CCP001", "cc-dropped", Severity.ERROR),
)
LOCKING = "rules: {conciseness: {severity: warning, max_words: 20}}\nlocked: [cc-dropped, TXT009]"


def settled(folder: Path, text: str, **files: str) -> Settings:
    return settle_rules(settings_of(folder, text, **files), RULES)


def mistakes(folder: Path, text: str, **files: str) -> list[str]:
    with pytest.raises(ConfigErrors) as caught:
        settled(folder, text, **files)
    return complaints(caught.value, folder)


def test_names_become_codes(tmp_path: Path) -> None:
    found = settled(
        tmp_path,
        "rules: {exclamation: off, TXT009: note, HOUSE01: error}\n"
        "overrides: [{when: {to: x}, rules: {no-x: off, conciseness: {max_words: 9}}}]\n"
        "locked: [cc-dropped]\n"
        "custom: [{code: HOUSE01, name: no-x, type: existence, message: m, words: [x]}]\n",
    )
    assert {code: one.severity for code, one in found.rules.items()} == {
        "TXT003": "off",
        "TXT009": "note",
        "HOUSE01": "error",
    }
    assert list(found.overrides[0].rules) == ["HOUSE01", "TXT009"]
    assert list(found.locked) == ["CCP001"]


def test_code_and_name_in_two_files_are_one_rule(tmp_path: Path) -> None:
    found = settled(
        tmp_path,
        "extends: base.yaml\nrules: {TXT009: {max_words: 20}}",
        base="rules: {conciseness: {severity: error, max_words: 40}}",
    )
    (table,) = found.rules.values()
    assert (table.severity, table.options) == ("error", {"max_words": "20"})


def test_settings_made_by_hand_are_settled_too() -> None:
    table = RuleTable(Mark("x"), severity="note")
    by_hand = Settings(rules={"exclamation": table}, ignore=(Ignore("TXT009", "", Mark("x")),))
    assert settle_rules(by_hand, RULES).rules == {"TXT003": table}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("rules: {TXT003: off, exclamation: note}", "1:22 Правило «exclamation» (TXT003) уже"),
        ("rules: {exclamatoin: off}", "1:9 возможно, имелось в виду «exclamation»"),
        ("rules: {txt003: off}", "1:9 возможно, имелось в виду «TXT003»"),
        ("rules: {zzzzzz: off}", "1:9 Правила «zzzzzz» нет; список правил показывает"),
        ("locked: [CCP01]", "1:10 возможно, имелось в виду «CCP001»"),
        (
            "custom: [{code: TXT003, name: x, type: existence, message: m, words: [a]}]",
            "1:10 Код или имя «TXT003» уже занято другим правилом",
        ),
        (
            "overrides: [{when: {to: x}, rules: {zzzzzz: off}}]",
            "1:37 Правила «zzzzzz» нет",
        ),
    ],
)
def test_a_wrong_name_is_told_where_it_stands(text: str, expected: str, tmp_path: Path) -> None:
    (told,) = mistakes(tmp_path, text)
    place, words = expected.split(" ", 1)
    assert told.startswith(f"{place} ")
    assert words in told


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("rules: {CCP001: off}", "2:9"),
        ("rules: {cc-dropped: warning}", "2:9"),
        ("rules: {TXT009: note}", "2:9"),
        ("rules: {conciseness: {max_words: 90}}", "2:9"),
        ("overrides: [{when: {to: x}, rules: {CCP001: note}}]", "2:37"),
        ("ignore: [{code: CCP001, reason: because}]", "2:10"),
        ("ignore: [{code: cc-dropped, reason: because}]", "2:10"),
        ("ignore: [{code: CCP, reason: because}]", "2:10"),
    ],
)
def test_a_lock_holds_against_the_file_that_extends(text: str, place: str, tmp_path: Path) -> None:
    (told,) = mistakes(tmp_path, f"extends: base.yaml\n{text}", base=LOCKING)
    assert told.startswith(f"{place} Правило «")
    assert "закреплено в base.yaml:2" in told


@pytest.mark.parametrize(
    "text",
    [
        "rules: {TXT009: error}",
        "rules: {conciseness: {max_words: 20}}",
        "rules: {CCP001: error, TXT003: off}",
        "ignore: [{code: TXT003, reason: because}, {code: '', reason: x}]",
        "overrides: [{when: {to: x}, rules: {TXT009: error}}]",
        "locked: [CCP001]",
    ],
)
def test_a_lock_allows_what_is_no_weaker(text: str, tmp_path: Path) -> None:
    assert "CCP001" in settled(tmp_path, f"extends: base.yaml\n{text}", base=LOCKING).locked


def test_a_file_may_lock_what_it_sets_but_its_overrides_do_not_weaken_it(tmp_path: Path) -> None:
    found = settled(
        tmp_path,
        "rules: {TXT009: note}\nlocked: [TXT009]\n"
        "overrides: [{when: {to: x}, rules: {TXT009: off, TXT003: off}}]",
    )
    assert found.rules["TXT009"].severity == "note"
    assert list(found.overrides[0].rules) == ["TXT003"]


def test_two_files_may_not_add_one_rule(tmp_path: Path) -> None:
    text = "custom: [{code: HOUSE01, name: x, type: existence, message: m, words: [a]}]"
    (told,) = mistakes(tmp_path, f"extends: base.yaml\n{text}", base=text)
    assert told.startswith("2:10 Код или имя «HOUSE01» уже занято")


def test_each_section_of_each_file_tells_its_first_mistake(tmp_path: Path) -> None:
    told = mistakes(
        tmp_path,
        "extends: base.yaml\nrules: {aaaaaa: off, bbbbbb: off}\nlocked: [cccccc]",
        base="rules: {dddddd: off}",
    )
    assert [line.split(" Правила")[0] for line in told] == ["base.yaml 1:9", "2:9", "3:10"]
