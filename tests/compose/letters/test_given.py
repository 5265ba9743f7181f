"""What is given for fields: a file, --set, a deal, a parent; and answers kept for another time."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given as cases
from hypothesis import strategies as st

from mailrules.compose.letters import (
    answers_text,
    data_of,
    keep_answers,
    known_already,
    laid,
    read_data,
    set_values,
)
from mailrules.compose.templates import answers
from mailrules.config import Deal
from mailrules.errors import ConfigError, InputError, UsageError
from tests.compose.letters.house import DEAL, SOURCE, parent, template

NOTE = template()
CHOSEN = SOURCE.replace("{type: text}", "{type: choice, choices: [да, нет]}")


def test_a_data_file_is_yaml_or_json(tmp_path: Path) -> None:
    yaml = tmp_path / "a.yaml"
    yaml.write_text("project: Масло\npoints:\n- один\n-\n- два\ncompany:\n", "utf-8")
    assert read_data(str(yaml), NOTE) == {"project": "Масло", "points": ["один", "два"]}
    file = tmp_path / "a.JSON"
    file.write_text('{"project": "Масло \\ud83d\\ude00", "points": [1], "company": null}', "utf-8")
    assert read_data(str(file), NOTE) == {"project": "Масло 😀", "points": [1]}
    assert data_of("", "a.yaml", NOTE) == {}


@pytest.mark.parametrize(
    ("name", "text", "key", "line"),
    [
        ("a.yaml", "- one\n", "compose.data.table", 1),
        ("a.yaml", "project: Масло\nprojct: x\n", "compose.unknown.guess", 2),
        ("a.yaml", "qqqq: x\n", "compose.unknown", 1),
        ("a.json", "[]", "compose.data.table", 1),
        ("a.json", '{"projct": 1}', "compose.unknown.guess", 1),
        ("a.json", '{\n"project": }', "compose.data.json", 2),
        ("a.json", "[" * 200_000, "compose.data.json", 1),
    ],
)
def test_a_wrong_data_file_is_told_at_its_place(name: str, text: str, key: str, line: int) -> None:
    with pytest.raises(ConfigError) as caught:
        data_of(text, name, NOTE)
    assert (caught.value.key, caught.value.path, caught.value.line) == (key, name, line)


def test_a_missing_data_file() -> None:
    with pytest.raises(ConfigError):
        read_data("/nowhere/a.yaml", NOTE)


def test_set_takes_the_last_of_its_equals_signs_and_lists_repeat() -> None:
    words = ["project=a=b", "points=один", "company= x ", "points=два; три"]
    assert set_values(words, NOTE) == {
        "project": "a=b",
        "points": ["один", "два; три"],
        "company": " x ",
    }
    assert answers(NOTE, set_values(["project=x", "points=а;б"], NOTE)).values["points"] == (
        "а",
        "б",
    )


@pytest.mark.parametrize(
    ("words", "key"),
    [
        (["project"], "compose.set.form"),
        (["projct=x"], "compose.unknown.guess"),
        (["qqqq=x"], "compose.unknown"),
        (["project=x", "project=y"], "compose.set.twice"),
    ],
)
def test_a_wrong_set(words: list[str], key: str) -> None:
    with pytest.raises(UsageError) as caught:
        set_values(words, NOTE)
    assert caught.value.key == key


def test_the_deal_and_the_parent_know_some_fields() -> None:
    petr = {"name": "Пётр Сидоров", "email": "petr@motor.example"}
    assert known_already(NOTE, DEAL, None) == {
        "project": "Холодные звонки по продаже моторного масла",
        "company": "ООО «Мотор»",
        "dialogues": "500",
        "contact": petr,
    }
    assert known_already(NOTE, None, parent()) == {"contact": petr}
    assert known_already(NOTE, Deal("x"), parent(**{"from": ""})) == {}
    nobody = template(SOURCE.replace("  contact: {type: person}\n", ""))
    assert known_already(nobody, None, parent()) == {}
    assert known_already(NOTE, None, None) == {}
    assert laid({"a": 1, "b": 1}, {"b": 2}) == {"a": 1, "b": 2}


def test_answers_are_kept_as_a_file_that_gives_them_back(tmp_path: Path) -> None:
    given = {
        "project": "Звонки: «Мотор» # 1",
        "points": ("один", "off"),
        "contact": {"name": "Пётр", "email": ""},
        "dialogues": 5,
    }
    text = answers_text(NOTE, given, "ru")
    assert text.startswith("# mailrules compose note\n# Короткое письмо\n\n# Тема\n# текст;")
    assert "\ncompany:\n" in text
    path = keep_answers("note", text, tmp_path)
    assert path == tmp_path / "compose-note.yaml"
    assert read_data(str(path), NOTE) == {**given, "points": ["один", "off"], "dialogues": "5"}
    assert "one of: да, нет" in answers_text(template(CHOSEN), {}, "en")
    assert "2026-11-23" in answers_text(NOTE, {"project": date(2026, 11, 23)}, "en")


@cases(
    st.dictionaries(
        st.sampled_from(["project", "company"]),
        st.text(
            st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co"]), min_size=1
        ),
    )
)
def test_any_answer_comes_back(given: dict[str, Any]) -> None:
    assert data_of(answers_text(NOTE, given, "ru"), "a.yaml", NOTE) == given


def test_files_that_are_not_ours_stay(tmp_path: Path) -> None:
    mine = tmp_path / "compose-note.yaml"
    mine.write_text("project: моё\n", "utf-8")
    (tmp_path / "compose-note-2.yaml").mkdir()
    text = answers_text(NOTE, {}, "ru")
    assert keep_answers("note", text, tmp_path).name == "compose-note-3.yaml"
    assert keep_answers("note", text + "# new\n", tmp_path).name == "compose-note-3.yaml"
    assert (tmp_path / "compose-note-3.yaml").read_text("utf-8").endswith("# new\n")
    assert mine.read_text("utf-8") == "project: моё\n"


def test_where_nothing_can_be_written(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        keep_answers("note", "x", tmp_path / "none")
    assert caught.value.key == "cli.cannot-write"


def test_json_of_a_number_beyond_bounds() -> None:
    with pytest.raises(ConfigError):
        data_of(json.dumps({"project": 1})[:-1].replace("1", "1" * 5000) + "}", "a.json", NOTE)
