"""`inspect`, `rules`, `config`, `completion` and the program itself, end to end."""

import json
import sys
from pathlib import Path

import jsonschema
import pytest
import yaml

from mailrules import __version__
from mailrules.rules import RULES
from tests.program import EXAMPLES, ROOT, mailrules

REPLY = EXAMPLES / "thread" / "reply.eml"


def test_help_names_the_commands_in_both_languages() -> None:
    russian = mailrules("--help")
    assert russian.code == 0
    assert "Проверить черновики или исходящие письма." in russian.out
    assert "Параметры" in russian.out
    english = mailrules("--help", env={"LANGUAGE": "en"})
    assert "Judge drafts or outgoing mail." in english.out
    assert "Judge drafts" in mailrules("check", "--lang=en", "--help").out
    assert "Код выхода" in mailrules("check", "--help").out


@pytest.mark.parametrize(
    ("variables", "word"),
    [
        ({"LANGUAGE": "", "LC_ALL": "ru_RU.UTF-8"}, "Команды"),
        ({"LANGUAGE": "", "LC_ALL": "", "LC_MESSAGES": "", "LANG": "ru_RU.UTF-8"}, "Команды"),
        ({"LANGUAGE": "", "LC_ALL": "", "LC_MESSAGES": "", "LANG": ""}, "Commands"),
        ({"LANGUAGE": "de:ru"}, "Commands"),
    ],
)
def test_the_language_is_the_locales(variables: dict[str, str], word: str) -> None:
    assert word in mailrules("--help", env=variables).out


def loaded_by(*arguments: str) -> set[str]:
    """Return the modules that a call of the program imports."""
    script = (
        "import sys\n"
        "from mailrules.cli import main\n"
        f"try: main({list(arguments)})\n"
        "except SystemExit: pass\n"
        "print(*sorted(sys.modules), file=sys.stderr)"
    )
    return set(mailrules(program=(sys.executable, "-c", script)).err.split())


def test_help_loads_nothing_heavy() -> None:
    loaded = loaded_by("--help")
    assert not loaded & {"pymorphy3", "jinja2", "mailparser", "yaml", "marisa_trie"}
    assert "mailrules.rules" not in loaded


def test_checking_a_clean_letter_loads_what_it_needs_and_no_more() -> None:
    loaded = loaded_by("check", str(EXAMPLES / "clean.eml"))
    assert "mailrules.rules.catalogue" in loaded
    assert not loaded & {"regex", "jinja2", "email.policy", "mailrules.fixes"}
    ours = {"config.starter", "config.origins", "config.custom", "rules.custom.judging"}
    assert not loaded & {f"mailrules.{name}" for name in ours}


def test_version_and_unknown_commands() -> None:
    assert mailrules("--version") == (0, f"mailrules, version {__version__}\n", "")
    near = mailrules("chek")
    assert near.code == 2
    assert "check" in near.err
    assert "inspect" in mailrules("zzz").err
    assert mailrules("rules", "nosuch").code == 2
    assert mailrules().code == 2


def test_inspect_shows_the_contracts_json() -> None:
    seen = json.loads(mailrules("inspect", REPLY, "--format", "json").out)
    assert seen["schema_version"] == 1
    headers = seen["headers"]
    assert headers["subject"] == "Re: Холодные звонки по продаже моторного масла"
    assert headers["from"] == {"name": "Анна Ким", "email": "anna@nirro.example"}
    assert [one["email"] for one in headers["cc"]] == [
        "olga@motor.example",
        "gromov@motor.example",
        "boris@nirro.example",
    ]
    assert headers["in_reply_to"] == "<a41f77c0-2a6e@motor.example>"
    assert [one["kind"] for one in seen["segments"]] == [
        "greeting",
        "author",
        "closing",
        "signature",
        "quote",
    ]
    assert "".join(one["text"] for one in seen["segments"]).startswith("Добрый день, Пётр.\r\n")


def test_inspect_for_people() -> None:
    shown = mailrules("inspect", REPLY).out
    assert "Анна Ким <anna@nirro.example>" in shown
    assert " greeting │ Добрый день, Пётр." in shown
    broken = mailrules("inspect", EXAMPLES / "broken" / "MSG001-message-malformed.eml").out
    assert "Повреждение" in broken
    assert mailrules("inspect", "-", stdin=REPLY.read_bytes()).out == shown
    missing = mailrules("inspect", "nosuch.eml")
    assert missing.code == 2
    assert "nosuch.eml" in missing.err


def test_rules_list_and_explain() -> None:
    listed = mailrules("rules", "list").out.splitlines()
    assert len(listed) == len(RULES)
    rows = json.loads(mailrules("rules", "list", "--format=json", "--lang=en").out)
    assert {"code": "TXT003", "name": "exclamation", "severity": "error"}.items() <= rows[6].items()
    explained = mailrules("rules", "explain", "exclamation").out
    assert explained.startswith("TXT003 exclamation (ошибка)")
    assert "Хорошо: Добрый день. Высылаю договор." in explained
    assert "max_length = 78" in mailrules("rules", "explain", "SUB005", "--lang", "en").out
    unknown = mailrules("rules", "explain", "TXT0003")
    assert unknown.code == 2
    assert "TXT003" in unknown.err


def test_config_check_schema_and_show(tmp_path: Path) -> None:
    good = mailrules("config", "check", ROOT / "rules.yaml")
    assert good.code == 0
    assert "ошибок нет" in good.out
    assert mailrules("config", "check").code == 0
    assert mailrules("config", "check", cwd=tmp_path).code == 2
    bad = tmp_path / "rules.yaml"
    bad.write_text("version: 1\nmesages: ru\nrules:\n  exclamaton: off\n", "utf8")
    result = mailrules("config", "check", cwd=tmp_path)
    assert result.code == 2
    assert "rules.yaml:2:1:" in result.err
    assert "messages" in result.err
    assert "rules.yaml:4:3:" in result.err
    assert "exclamation" in result.err
    assert mailrules("config", "show", cwd=tmp_path).code == 2
    schema = json.loads(mailrules("config", "schema").out)
    house = yaml.safe_load((ROOT / "rules.yaml").read_text("utf8"))
    jsonschema.validate(house, schema)
    shown = mailrules("config", "show")
    assert shown.code == 0
    assert yaml.safe_load(shown.out)["organisation"]["name"] == "Nirro Call Center"


def test_the_house_chooses_the_language_of_every_command(tmp_path: Path) -> None:
    (tmp_path / "rules.yaml").write_text("version: 1\nmessages: en\n", "utf8")
    assert "no errors" in mailrules("config", "check", cwd=tmp_path).out
    assert "Options in rules.yaml" in mailrules("rules", "explain", "SUB005", cwd=tmp_path).out
    assert "error" in mailrules("rules", "list", cwd=tmp_path).out
    assert "ошибка" in mailrules("rules", "list", "--lang", "ru", cwd=tmp_path).out


def test_rules_to_come_may_be_configured_already(tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text(
        "version: 1\nrules:\n  conciseness: {severity: note, max_words: 40}\n",
        "utf8",
    )
    result = mailrules("config", "check", path)
    assert result.code == 0
    assert "TXT009 conciseness" in result.err
    assert mailrules("check", EXAMPLES / "clean.eml", "--config", path, "-q").err == ""


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(shell: str) -> None:
    script = mailrules("completion", shell).out
    assert "_MAILRULES_COMPLETE" in script
    asking = {"COMP_WORDS": "mailrules che", "COMP_CWORD": "1"}
    completed = mailrules(env={"_MAILRULES_COMPLETE": "bash_complete", **asking})
    assert completed.out == "plain,check\n"


def test_an_internal_error_is_one_line_and_exit_3() -> None:
    script = (
        "import mailrules.cli.judging as judging\n"
        "from mailrules.cli import main\n"
        "def broken(*_): raise ZeroDivisionError('boom')\n"
        "judging.run = broken\n"
        "main(['check', *__import__('sys').argv[1:]])"
    )
    program = (sys.executable, "-c", script)
    result = mailrules(EXAMPLES / "clean.eml", program=program)
    assert result.code == 3
    assert "ZeroDivisionError: boom" in result.err
    assert "Traceback" not in result.err
    assert "Traceback" in mailrules(EXAMPLES / "clean.eml", "--verbose", program=program).err
    stopped = script.replace("ZeroDivisionError('boom')", "KeyboardInterrupt")
    assert mailrules(EXAMPLES / "clean.eml", program=(sys.executable, "-c", stopped)).code == 2
