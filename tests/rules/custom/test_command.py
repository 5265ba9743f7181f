"""``mailrules rules`` with the rules of a house: list, explain, test."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mailrules.cli.rules import command
from mailrules.errors import ConfigErrors, InputError, UsageError
from tests.program import ROOT, mailrules

HOUSE = """\
version: 1
messages: ru
organisation: {name: Nirro Call Center, domains: [nirro.example]}
staff: [{name: Анна Ким, email: anna@nirro.example}]
rules: {HOUSE03: off}
custom:
  - code: HOUSE01
    name: no-cold-base
    type: substitution
    lemmas: [холодная база]
    replacement: база для обзвона
    message: Пишите «{replacement}» вместо «{match}»
    severity: error
    wrong: [Передайте холодную базу]
    right: [Передайте базу для обзвона]
  - code: HOUSE02
    name: project-number
    type: required
    scope: subject
    pattern: 'проект №\\d+'
    message: Начните тему с номера проекта
    wrong: [Холодные звонки]
    right: ["Холодные звонки, проект №12"]
  - code: HOUSE03
    name: one-please
    type: occurrence
    words: [пожалуйста, будьте добры, если можно, прошу]
    message: «{match}» стоит {count} раза
    wrong: ["Пожалуйста, ответьте. Пришлите, пожалуйста, базу."]
    right: ["Пожалуйста, ответьте."]
  - code: HOUSE04
    name: no-hi
    type: existence
    scope: greeting
    words: [привет]
    message: Пишите «Добрый день»
    wrong: ["Привет, Пётр!"]
    right: ["Добрый день, Пётр!"]
  - code: HOUSE05
    name: site
    type: required
    scope: signature
    words: [nirro.example]
    message: Добавьте адрес сайта
    wrong: ["Анна Ким"]
    right: ["Анна Ким\\nnirro.example"]
"""


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LANGUAGE", "ru")
    path = tmp_path / "rules.yaml"
    path.write_text(HOUSE, "utf-8")
    return path


def ran(*arguments: str | Path) -> Result:
    return CliRunner().invoke(command, list(map(str, arguments)), standalone_mode=False)


def test_the_program_tries_the_rules_of_its_folder(house: Path) -> None:
    result = mailrules("rules", "test", cwd=house.parent)
    assert result.code == 0
    assert len(result.out.splitlines()) == 5
    assert all("всё верно" in line for line in result.out.splitlines())


def test_what_does_not_hold_is_told_example_by_example(house: Path) -> None:
    house.write_text(
        HOUSE.replace("[Передайте холодную базу]", "[Передайте базу]")
        .replace("[Передайте базу для обзвона]", "[Дайте холодных баз]")
        .replace('["Холодные звонки, проект №12"]', "[проект 12]")
        .replace('    right: ["Добрый день, Пётр!"]\n', "")
        .replace("    wrong: [Анна Ким]\n", ""),
        "utf-8",
    )
    result = ran("test", "--config", house)
    assert result.return_value == 1
    for words in (
        "HOUSE01 no-cold-base: не сошлось",
        "wrong, пример 1 «Передайте базу»: правило должно было сработать",
        "right, пример 1 «Дайте холодных баз»: правило должно было молчать, а нашло «холодных баз»",
        "right, пример 1 «проект 12»: правило не нашло того, что требует",
        "нет примера right",
        "HOUSE03 one-please: всё верно",
    ):
        assert words in result.stdout
    told = json.loads(ran("test", "--config", house, "--format", "json").stdout)["rules"]
    assert [one["ok"] for one in told] == [False, False, True, True, True]
    assert told[0]["failures"][1]["found"] == ["холодных баз"]
    assert told[3]["lacks"] == ["right"]


def test_an_example_that_finds_nothing_in_its_scope(house: Path) -> None:
    house.write_text(HOUSE.replace('wrong: ["Анна Ким"]', "wrong: []"), "utf-8")
    assert "нет примера wrong" in ran("test", "--config", house, "--lang", "ru").stdout


def test_without_rules_or_with_broken_ones(
    tmp_path: Path, house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.write_text("version: 1\n", "utf-8")
    assert ran("test", "--config", house).return_value == 0
    house.write_text("version: 1\ncustom: [{code: HOUSE01}]\n", "utf-8")
    for words in (("test",), ("list",), ("explain", "TXT003")):
        assert ran(*words, "--config", house).return_value == 2
    house.unlink()
    monkeypatch.chdir(tmp_path)
    assert isinstance(ran("test").exception, InputError)


def test_the_list_has_them_with_a_line_each(house: Path) -> None:
    lines = ran("list", "--config", house).stdout.splitlines()
    for words in (
        "HOUSE01  no-cold-base",
        "Вместо «холодная база» в тексте письма пишите «база для обзвона»",
        "Должно быть в теме: /проект №\\d+/",
        "Не чаще чем 1 раз в тексте письма: «пожалуйста», «будьте добры», «если можно», …",
        "Не должно быть в приветствии: «привет»",
    ):
        assert any(words in line for line in lines)
    rows = json.loads(ran("list", "--config", house, "--format", "json").stdout)
    assert rows[-1]["code"] == "HOUSE05"
    assert rows[-5]["severity"] == "error"


def test_one_is_explained_or_guessed(house: Path) -> None:
    told = ran("explain", "no-cold-base", "--config", house).stdout
    assert "HOUSE01 no-cold-base (ошибка)" in told
    assert f"{house}:7" in told
    assert "Передайте холодную базу" in told
    assert "max_length" in ran("explain", "SUB005", "--config", house).stdout
    wrong = ran("explain", "HOUS01", "--config", house).exception
    assert isinstance(wrong, UsageError)
    assert "HOUSE01" in wrong.arguments["near"]  # type: ignore[operator]


def test_an_expression_too_slow_for_an_example_ends_the_trial(
    house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from mailrules.rules.custom import reading
    from mailrules.rules.expressions import Allowance

    monkeypatch.setattr(reading, "Allowance", lambda: Allowance(0.01))
    example = "xy" * 2_000
    house.write_text(
        "version: 1\ncustom:\n  - {code: HOUSE01, name: slow, type: existence, message: m,\n"
        f"     pattern: '[^.]*x[^.]*y[^.]*z', wrong: [{example}]}}\n",
        "utf-8",
    )
    assert isinstance(ran("test", "--config", house).exception, ConfigErrors)


@pytest.mark.parametrize("page", ["docs/custom-rules.md", "docs/ru/custom-rules.md"])
def test_the_examples_of_the_documentation_hold(page: str, house: Path) -> None:
    blocks = (ROOT / page).read_text("utf-8").split("```yaml\n")[1:]
    rules = [block.split("```")[0] for block in blocks if block.startswith("  - code:")]
    assert len(rules) >= 5
    house.write_text("version: 1\ncustom:\n" + "".join(rules), "utf-8")
    result = ran("test", "--config", house)
    assert result.return_value == 0, result.stdout
    assert "предупреждение" not in result.stdout
