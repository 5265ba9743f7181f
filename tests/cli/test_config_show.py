"""`mailrules config show`: what is in force, and with --origin where it comes from."""

import json
from pathlib import Path

import yaml

from tests.program import mailrules

BASE = "messages: en\nrules: {TXT003: warning}\nlocked: [CCP001]\n"
OWN = "extends: base.yaml\nrules: {exclamation: note}\n"


def house(folder: Path) -> Path:
    (folder / "base.yaml").write_text(BASE, "utf-8")
    (folder / "rules.yaml").write_text(OWN, "utf-8")
    return folder


def test_origin_names_the_file_and_the_line_in_both_languages(tmp_path: Path) -> None:
    english = mailrules("config", "show", "--origin", cwd=house(tmp_path))
    assert english.code == 0
    assert "Merged in this order" in english.out
    rows = [line.split("  ") for line in english.out.splitlines()]
    words = [[word.strip() for word in row if word.strip()] for row in rows]
    assert ["rules TXT003 exclamation", "note", "rules.yaml:2"] in words
    assert ["instead of: warning", "base.yaml:2"] in words
    assert ["instead of: error", "built-in default"] in words
    assert ["locked", "base.yaml:3"] in words
    russian = mailrules("config", "show", "--origin", "--lang=ru", cwd=tmp_path).out
    assert "вместо: warning" in russian
    assert "нельзя ослабить" in russian


def test_origin_for_programs(tmp_path: Path) -> None:
    shown = mailrules("config", "show", "--origin", "--format=json", cwd=house(tmp_path))
    data = json.loads(shown.out)
    severity = next(one for one in data["settings"] if one["key"] == "rules.TXT003.severity")
    assert (severity["value"], severity["line"]) == ("note", 2)
    assert [one["value"] for one in severity["replaced"]] == ["warning", "error"]


def test_without_origin_it_is_yaml_or_the_same_as_json(tmp_path: Path) -> None:
    text = mailrules("config", "show", cwd=house(tmp_path)).out
    data = json.loads(mailrules("config", "show", "--format=json", cwd=tmp_path).out)
    assert data["rules"] == {"TXT003": "note"}
    assert yaml.load(text, yaml.BaseLoader) == data


def test_a_broken_file_is_told_first(tmp_path: Path) -> None:
    (tmp_path / "rules.yaml").write_text("mesages: ru\n", "utf-8")
    shown = mailrules("config", "show", "--origin", cwd=tmp_path)
    assert (shown.code, shown.out) == (2, "")
    assert "rules.yaml:1:1" in shown.err


def test_nothing_but_defaults(tmp_path: Path) -> None:
    shown = mailrules("config", "show", "--origin", cwd=tmp_path).out
    assert "noreply@*" in shown
    assert "встроенное значение" in shown
