"""``mailrules templates check``, run as a user runs it."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from mailrules.cli.templates_check import check as command
from mailrules.compose.guard import check_templates
from mailrules.errors import Exit
from mailrules.reports import FORMATS, View, reporter
from mailrules.rules import Bindings
from tests.compose.guard.folder import NOTE, PRICED, write
from tests.program import mailrules

LOUD = NOTE.replace("Пётр.", "Пётр!")
UNSHOWN = NOTE.replace("Проект", "{% if project == 'x' %}Икс.{% endif %} Проект")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, {"note.j2": NOTE, "loud.j2": LOUD.replace("name: note", "name: loud")})
    return tmp_path


def test_all_templates_of_the_folder_in_force(folder: Path) -> None:
    result = mailrules("templates", "check", "--format", "concise", cwd=folder)
    assert result.code == 1
    assert result.out.splitlines() == [
        "templates/loud.j2:11:18: TXT003 error: Знак «!» недопустим в деловом письме; закончите "
        "предложение точкой, а вопрос — одним вопросительным знаком (файл, строка 11) "
        "[exclamation]",
        "Проверено 2 шаблона. 1 ошибка.",
    ]
    assert result.err == ""


def test_a_sound_one(folder: Path) -> None:
    result = mailrules("templates", "check", "templates/note.j2", "--lang", "en", cwd=folder)
    assert (result.code, result.out) == (0, "1 template checked. No findings.\n")


def test_the_line_is_shown_with_what_is_wrong_in_it(folder: Path) -> None:
    result = mailrules("templates", "check", "templates/loud.j2", cwd=folder)
    assert "    | Добрый день, Пётр!\n    |                  ^\n" in result.out
    assert "Видно в примере «масло»" in result.out
    assert "mailrules fix" not in result.out


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ((), 1),
        (("--fail-level", "error"), 0),
        (("--exit-zero",), 0),
        (("--ignore", "template-no-example"), 0),
        (("--select", "TXT,TPL001"), 0),
        (("--select", "TXT", "--extend-select", "TPL006"), 1),
    ],
)
def test_a_warning_fails_unless_told_otherwise(
    options: tuple[str, ...], code: int, tmp_path: Path
) -> None:
    path = write(tmp_path, {"note.j2": UNSHOWN}) / "note.j2"
    assert command.main([str(path), *options, "--quiet"], standalone_mode=False) == code


def test_what_is_no_template_is_told_and_the_rest_is_checked(folder: Path) -> None:
    result = mailrules("templates", "check", "rules.yaml", "templates/note.j2", cwd=folder)
    assert result.code == 2
    assert "rules.yaml" in result.err
    assert "Проверен 1 шаблон." in result.out


def test_a_broken_configuration(folder: Path) -> None:
    (folder / "rules.yaml").write_text("rules: {TXT999: off}\n", "utf8")
    result = mailrules("templates", "check", "templates/note.j2", cwd=folder)
    assert (result.code, result.out) == (2, "")
    assert "rules.yaml" in result.err


def test_a_broken_configuration_of_another_folder(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "rules.yaml").write_text("rules: {TXT999: off}\n", "utf8")
    path = str(folder / "templates" / "note.j2")
    assert command.main([path, "--lang", "en"], standalone_mode=False) == Exit.USAGE
    told = capsys.readouterr()
    assert "TXT999" in told.err
    assert told.out.startswith("0 templates checked.")


def test_a_folder_that_is_named_and_a_configuration(folder: Path) -> None:
    (folder / "other.yaml").write_text("rules: {TXT003: off}\n", "utf8")
    options = ("--templates", folder / "templates", "--config", folder / "other.yaml", "--quiet")
    result = mailrules("templates", "check", *options)
    assert (result.code, result.out) == (0, "")


def test_statistics_and_a_report_in_a_file(folder: Path) -> None:
    options = ("--statistics", "--output", "report.json", "--format", "json", "--verbose")
    result = mailrules("templates", "check", *options, cwd=folder)
    assert "TXT003" in result.err
    assert "rules.yaml" in result.err
    report = json.loads((folder / "report.json").read_text("utf8"))
    assert report["summary"]["messages"] == 2
    (finding,) = report["findings"]
    assert finding["location"] == {
        "scope": "file",
        "part": None,
        "line": 11,
        "column": 18,
        "end_line": 11,
        "end_column": 19,
        "file_line": 11,
    }
    assert finding["fix"]["edits"][0]["replacement"] == "."


def test_the_repositorys_own_templates_pass() -> None:
    result = mailrules("templates", "check", "--all", "--quiet")
    assert (result.code, result.out) == (0, "")


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the report in every format, on a template and a piece with a finding each."""
    folder = tmp_path_factory.mktemp("templates")
    price = "Проект «{{ project }}» стоит {{ prise }}.\n"
    write(folder, {"loud.j2": LOUD, "priced.j2": PRICED, "pieces/price.j2": price})
    run = check_templates([str(folder / "templates")], Bindings())
    return {name: reporter(name)(run, View("ru")) for name in FORMATS}


def test_sarif_marks_the_very_character_and_mends_it(reports: dict[str, str]) -> None:
    (run,) = json.loads(reports["sarif"])["runs"]
    result = next(one for one in run["results"] if one["ruleId"] == "TXT003")
    (location,) = result["locations"]
    region = {"startLine": 11, "startColumn": 18, "endLine": 11, "endColumn": 19}
    assert location["physicalLocation"]["region"] == region
    (fix,) = result["fixes"]
    (replacement,) = fix["artifactChanges"][0]["replacements"]
    assert replacement == {"deletedRegion": region, "insertedContent": {"text": "."}}


def test_rdjson_counts_bytes_and_suggests(reports: dict[str, str]) -> None:
    found = json.loads(reports["rdjson"])["diagnostics"]
    loud = next(one for one in found if one["code"]["value"] == "TXT003")
    assert loud["location"]["range"] == {
        "start": {"line": 11, "column": 32},
        "end": {"line": 11, "column": 33},
    }
    assert loud["suggestions"][0]["text"] == "."


def test_github_and_gitlab_point_at_the_line(reports: dict[str, str]) -> None:
    assert "loud.j2,line=11,endLine=11,title=TXT003 exclamation::" in reports["github"]
    issues = json.loads(reports["gitlab"])
    places = [(one["check_name"], one["location"]["lines"]["begin"]) for one in issues]
    assert places == [("TXT003", 11), ("TPL002", 1), ("TPL003", 7)]


def test_junit_has_a_suite_for_each_template(reports: dict[str, str]) -> None:
    suites = ElementTree.fromstring(reports["junit"])
    assert [suite.get("name", "").rpartition("/")[2] for suite in suites] == [
        "loud.j2",
        "price.j2",
        "priced.j2",
    ]


def test_html_and_markdown_speak_of_templates(reports: dict[str, str]) -> None:
    assert "<title>Проверка шаблонов</title>" in reports["html"]
    assert "шаблона" in reports["html"]
    assert "письм" not in reports["html"].partition("<main>")[0].partition("</style>")[2]
    assert "Проверено 2 шаблона" in reports["markdown"]
    assert "файл, строка 11" in reports["markdown"]
