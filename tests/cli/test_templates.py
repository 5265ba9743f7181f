"""`mailrules templates`: what there is, what it asks for, and a new one."""

import json
from pathlib import Path

import pytest
from click import Context

from mailrules.cli.templates import command
from mailrules.config import shipped
from tests.program import mailrules

OFFER = """---
name: offer
summary: Предложение
letter: offer
subject: "{{ service }}"
fields:
  service: {type: text, required: true, help: Что делаем, pattern: ".+"}
  price: {type: money}
  way: {type: choice, choices: [скан, почта], default: скан}
  signed: {type: boolean, default: no}
  steps: {type: list, default: [раз, два]}
blocks: [task]
examples:
  - name: масло
    data: {service: Звонки, price: "95,50", steps: [один, "два; три"], signed: yes}
---
Добрый день.
"""
BARE = "---\nname: bare\nform: text\n---\nПросто текст.\n"


@pytest.fixture
def house(tmp_path: Path) -> Path:
    (tmp_path / "rules.yaml").write_text("messages: ru\n", "utf-8")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "offer.j2").write_text(OFFER, "utf-8")
    (tmp_path / "templates" / "bare.j2").write_text(BARE, "utf-8")
    return tmp_path


def test_the_group_lists_its_commands() -> None:
    done = mailrules("templates", "--help")
    assert done.code == 0
    commands = [line.split()[0] for line in done.out.split("Команды:\n")[1].splitlines()]
    assert commands == ["list", "show", "check", "new", "preview"]
    assert mailrules("templates", "lst").code == 2
    assert command.list_commands(Context(command)) == commands


@pytest.mark.parametrize("name", ["list", "show", "check", "new", "preview"])
def test_every_command_has_help(name: str) -> None:
    done = mailrules("templates", name, "--help")
    assert (done.code, done.err) == (0, "")
    assert "cli.templates" not in done.out


def test_list(house: Path) -> None:
    done = mailrules("templates", "list", cwd=house)
    assert (done.code, done.err) == (0, "")
    bare, offer = done.out.splitlines()
    assert bare.split() == ["bare", "ru", "—", "templates/bare.j2"]
    assert offer.split() == ["offer", "ru", "offer", "Предложение", "templates/offer.j2"]


def test_list_as_json(house: Path) -> None:
    done = mailrules("templates", "list", "--format=json", cwd=house)
    assert json.loads(done.out)[1] == {
        "name": "offer",
        "summary": "Предложение",
        "letter": "offer",
        "language": "ru",
        "path": "templates/offer.j2",
    }


def test_the_shipped_ones_without_a_house(tmp_path: Path) -> None:
    done = mailrules("templates", "list", "--format=json", cwd=tmp_path)
    found = {row["name"]: row for row in json.loads(done.out)}
    assert found["presale"]["path"] == str(shipped("templates") / "presale.j2")
    assert found["presale"]["letter"] == "presale"
    assert len(found) == len(list(shipped("templates").glob("*.j2")))


def test_a_broken_template_is_told_beside_the_others(house: Path) -> None:
    (house / "templates" / "broken.j2").write_text("Привет\n", "utf-8")
    done = mailrules("templates", "list", cwd=house)
    assert done.code == 2
    assert len(done.out.splitlines()) == 2
    assert done.err.startswith("templates/broken.j2:1:1: Шаблон начинается строкой «---»")


def test_an_empty_folder_tells_how_to_begin(tmp_path: Path) -> None:
    done = mailrules("templates", "list", "--templates", ".", cwd=tmp_path)
    assert (done.code, done.out) == (0, "")
    assert "mailrules templates new" in done.err
    assert mailrules("templates", "list", "--templates", "none", cwd=tmp_path).code == 2


def test_show(house: Path) -> None:
    done = mailrules("templates", "show", "offer", cwd=house)
    assert (done.code, done.err) == (0, "")
    for words in (
        "offer: Предложение\n  Файл: templates/offer.j2\n",
        "Тема: {{ service }}",
        "Обязательные блоки: task",
        "  service (текст, обязательное)\n    Что делаем\n    Образец: .+\n  price (сумма",
        "    Варианты: скан, почта\n    Если не заполнено: скан\n",
        "  signed (да или нет)\n    Если не заполнено: нет\n",
        "    Если не заполнено: раз; два\n",
        "Пример: масло\n  service: Звонки\n  price: 95.50\n  steps:\n    - один\n    - два; три\n",
        "  signed: да\n",
    ):
        assert words in done.out, done.out
    assert "Добрый день" not in done.out


def test_show_what_asks_for_nothing(house: Path) -> None:
    done = mailrules("templates", "show", "templates/bare.j2", "--source", "--lang=en", cwd=house)
    assert done.out.startswith("bare\n  File: templates/bare.j2\n  Type of letter: —\n")
    assert "None: the template asks for nothing." in done.out
    assert done.out.endswith("Text\n\nПросто текст.\n")


def test_show_as_json(house: Path) -> None:
    plain = json.loads(mailrules("templates", "show", "offer", "--format=json", cwd=house).out)
    assert plain["fields"][0] == {
        "name": "service",
        "type": "text",
        "required": True,
        "default": None,
        "help": "Что делаем",
        "pattern": ".+",
        "choices": [],
    }
    assert plain["examples"] == [
        {
            "name": "масло",
            "data": {
                "service": "Звонки",
                "price": "95.50",
                "steps": ["один", "два; три"],
                "signed": True,
            },
        }
    ]
    assert (plain["blocks"], plain["form"], plain["internal"]) == (["task"], "letter", False)
    assert "source" not in plain
    asked = ("templates", "show", "offer", "--format=json", "--source")
    assert json.loads(mailrules(*asked, cwd=house).out)["source"] == "Добрый день.\n"


def test_a_misspelt_name(house: Path) -> None:
    done = mailrules("templates", "show", "ofer", cwd=house)
    assert (done.code, done.out) == (2, "")
    assert "возможно, имелся в виду «offer»" in done.err


def test_new_is_written_once_and_works(house: Path) -> None:
    done = mailrules("templates", "new", "call-back", cwd=house)
    assert (done.code, done.err) == (0, "")
    assert "templates/call-back.j2" in done.out
    shown = mailrules("templates", "show", "call-back", "--source", cwd=house)
    assert shown.code == 0
    again = mailrules("templates", "new", "call-back", cwd=house)
    assert again.code == 2
    assert "Файл templates/call-back.j2 уже есть" in again.err
    assert "call-summary" in mailrules("templates", "new", "Звонок", cwd=house).err


@pytest.mark.parametrize("language", ["ru", "en"])
def test_what_new_writes_passes_the_guard(language: str, tmp_path: Path) -> None:
    assert mailrules("init", "--defaults", f"--lang={language}", cwd=tmp_path).code == 0
    options = ("--templates", "mine", f"--lang={language}")
    assert mailrules("templates", "new", "call-back", *options, cwd=tmp_path).code == 0
    checked = mailrules("templates", "check", "mine", "--fail-level=note", cwd=tmp_path)
    assert checked.code == 0, checked.out + checked.err


@pytest.mark.parametrize("words", [["list"], ["show", "offer"], ["new", "x"]])
def test_a_broken_configuration_is_told(words: list[str], house: Path) -> None:
    (house / "rules.yaml").write_text("rulez: {}\n", "utf-8")
    done = mailrules("templates", *words, cwd=house)
    assert done.code == 2
    assert "rules.yaml:1:1: Ключа «rulez» нет" in done.err
    assert not (house / "templates" / "x.j2").exists()
