"""``mailrules templates preview``."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mailrules.cli.templates_preview import preview
from mailrules.errors import Exit, InputError, MailrulesError, UsageError
from tests.compose.preview.house import furnish
from tests.program import mailrules

MARK = '<meta name="generator" content="mailrules templates preview">'


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with templates and no rules.yaml."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANGUAGE", "ru")
    furnish(tmp_path / "templates", "reminder", "comment")
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(preview, arguments, standalone_mode=False)


def refused(*arguments: str) -> MailrulesError:
    error = run(*arguments).exception
    assert isinstance(error, MailrulesError)
    return error


def test_all_templates_in_the_default_file(house: Path) -> None:
    done = run()
    assert done.return_value == Exit.CLEAN
    assert "templates.html: показано 3 примера" in done.stderr.replace("показаны", "показано")
    page = (house / "templates.html").read_text("utf-8")
    assert MARK in page
    assert "reminder.j2" in page
    assert "comment.j2" in page


def test_those_that_are_named(house: Path) -> None:
    assert run("reminder", "templates/comment.j2", "-o", "a.html").return_value == Exit.CLEAN
    assert run("comment", "-o", "b.html").return_value == Exit.CLEAN
    assert "reminder.j2" in (house / "a.html").read_text("utf-8")
    assert "reminder.j2" not in (house / "b.html").read_text("utf-8")


def test_to_standard_output(house: Path) -> None:
    done = run("-o", "-", "--lang", "en")
    assert done.stdout.startswith("<!DOCTYPE html>")
    assert "Letter templates" in done.stdout
    assert done.stderr == ""
    assert not (house / "templates.html").exists()


def test_only_a_page_of_ours_is_replaced(house: Path) -> None:
    report = house / "report.html"
    report.write_text("<!DOCTYPE html><title>Отчёт</title>", "utf-8")
    error = refused("-o", "report.html")
    assert isinstance(error, UsageError)
    assert error.key == "preview.exists"
    assert "Отчёт" in report.read_text("utf-8")
    assert run("-o", "report.html", "--force").return_value == Exit.CLEAN
    assert run("-o", "report.html").return_value == Exit.CLEAN
    report.write_text("", "utf-8")
    assert run("-o", "report.html").return_value == Exit.CLEAN
    assert MARK in report.read_text("utf-8")


def test_a_file_that_cannot_be_read(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (house / "a.html").write_text("", "utf-8")

    def closed(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", closed)
    error = refused("-o", "a.html")
    assert isinstance(error, InputError)
    assert error.arguments["reason"] == "Permission denied"


def test_a_folder_that_is_not_there(house: Path) -> None:
    assert refused("-o", str(house / "nowhere" / "a.html")).key == "cli.cannot-write"
    assert refused("--templates", "nowhere").key == "templates.no-folder"


def test_a_folder_without_templates(house: Path) -> None:
    (house / "empty").mkdir()
    assert refused("--templates", "empty").key == "preview.empty"
    assert not (house / "templates.html").exists()


def test_the_page_is_opened(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("click.launch", opened.append)
    assert run("--open").return_value == Exit.CLEAN
    assert opened == [(house / "templates.html").as_uri()]
    assert refused("--open", "-o", "-").key == "preview.open-stdout"


def test_broken_examples_are_shown_and_told(house: Path) -> None:
    furnish(house / "templates", "broken")
    done = run()
    assert done.return_value == Exit.USAGE
    assert "broken, пример «нет поля»:" in done.stderr
    assert "broken.j2:14:" in done.stderr
    assert "reminder.j2" in (house / "templates.html").read_text("utf-8")


def test_broken_templates_are_told_and_the_others_shown(house: Path) -> None:
    (house / "templates" / "torn.j2").write_text("---\nnane: torn\n---\n", "utf-8")
    done = run()
    assert done.return_value == Exit.USAGE
    assert "torn.j2:2:" in done.stderr
    assert "reminder.j2" in (house / "templates.html").read_text("utf-8")
    assert run("reminder").return_value == Exit.CLEAN


def test_broken_rules(house: Path) -> None:
    (house / "rules.yaml").write_text("version: 2\n", "utf-8")
    done = run()
    assert done.return_value == Exit.USAGE
    assert "rules.yaml:1" in done.stderr


def test_as_a_user_runs_it(house: Path) -> None:
    done = mailrules("templates", "preview", "reminder", cwd=house)
    assert (done.code, done.out) == (0, "")
    assert "templates.html: показано 2 примера" in done.err.replace("показаны", "показано")
    assert "Показать письма" in mailrules("templates", "preview", "--help").out
