"""What the reports say of a run made by hand."""

import json

import pytest

from mailrules.engine import Letter, Run
from mailrules.findings import (
    Applicability,
    Edit,
    Finding,
    Fix,
    Location,
    Related,
    Scope,
    Severity,
    Suppressed,
)
from mailrules.message import Unreadable
from mailrules.reports import FORMATS, View, reporter, visible
from mailrules.reports.json import schema
from mailrules.wording import wording
from tests.program import ROOT

PLACE = Location(Scope.BODY, "1", 3, 18, 3, 19, 14)
FINDING = Finding(
    "TXT003",
    "exclamation",
    Severity.ERROR,
    wording("exclamation", mark="!"),
    PLACE,
    "Добрый день, Пётр!",
    Fix(wording("fix.remove"), Applicability.SAFE, (Edit.at(PLACE, "."),)),
)


def run_of(*findings: Finding, index: int = 0) -> Run:
    return Run((Letter("a.eml", index, "<1@nirro.example>", findings),))


def finding(location: Location, excerpt: str = "", **fields: object) -> Finding:
    return Finding(
        "TXT001",
        "x",
        Severity.NOTE,
        wording("fix.remove"),
        location,
        excerpt,
        **fields,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize("name", FORMATS)
def test_an_empty_run(name: str) -> None:
    silent = {"github", "jsonl"}  # a stream of findings, and there are none
    assert bool(reporter(name)(Run(), View("ru"))) == (name not in silent)


def test_suppressed_findings_are_listed_in_json_only() -> None:
    silenced = finding(PLACE, suppressed=Suppressed("inline", "так просил клиент"))
    run = run_of(silenced)
    assert "TXT001" not in reporter("full")(run, View())
    assert reporter("full")(run_of(silenced, FINDING), View()).count("remove it") == 1
    assert "TXT001" not in reporter("concise")(run, View())
    report = json.loads(reporter("json")(run, View()))
    assert report["summary"]["suppressed"] == 1
    assert report["summary"]["notes"] == 0
    assert report["findings"][0]["suppressed"] == {
        "kind": "inline",
        "reason": "так просил клиент",
        "by": None,
    }


def test_unreadable_inputs_and_context_are_counted() -> None:
    run = Run(
        (Letter("a.eml", 0, None), Letter("b.eml", 0, None, context=True)),
        (Unreadable("c.eml", wording("severity.error")),),
    )
    summary = reporter("concise")(run, View("en"))
    assert summary == (
        "1 letter checked. 1 letter of others read for comparison. No findings."
        " 1 could not be read.\n"
    )
    report = json.loads(reporter("json")(run, View("ru")))
    assert report["unreadable"] == [{"path": "c.eml", "reason": "ошибка"}]
    assert report["summary"]["context"] == 1


@pytest.mark.parametrize(
    ("location", "place"),
    [
        (Location(Scope.SUBJECT, column=3, file_line=2), "2:3: {} (subject)"),
        (Location(Scope.HEADER, header="Cc"), "1:1: {} (header Cc)"),
        (Location(Scope.BODY, "1", 7, 5), "1:5: {} (text, line 7)"),
        (Location(Scope.QUOTE, "1", 7, 5, file_line=9), "9:5: {} (quote, line 7)"),
        (Location(Scope.MESSAGE), "1:1: {} (message)"),
    ],
)
def test_concise_names_the_place_in_words(location: Location, place: str) -> None:
    line = reporter("concise")(run_of(finding(location)), View("en")).split("\n")[0]
    assert line == "a.eml:" + place.format("TXT001 note: remove it") + " [x]"


@pytest.mark.parametrize(
    ("start", "end", "lines"),
    [
        (1, 4, ["    | " + "абв" + "г" * 75 + "…", "    | ^^^"]),
        (100, 101, ["    | …" + "г" * 78 + "…", "    | " + " " * 27 + "^"]),
        (200, 204, ["    | …" + "г" * 26 + "клад", "    | " + " " * 27 + "^"]),
    ],
)
def test_a_long_line_is_cut_around_the_place(start: int, end: int, lines: list[str]) -> None:
    text = "абв" + "г" * 196 + "клад"
    place = Location(Scope.BODY, "1", 1, start, 1, end)
    shown = reporter("full")(run_of(finding(place, text)), View())
    assert lines[0] in shown


def test_a_place_over_several_lines_is_marked_to_the_end_of_its_first() -> None:
    shown = reporter("full")(run_of(finding(Location(Scope.BODY, "1", 1, 3, 2, 2), "абвг")), View())
    assert "    | абвг\n    |   ^^\n" in shown


def test_full_explains_a_rule_once_and_shows_what_belongs_to_it() -> None:
    related = (Related(wording("fix.remove")),)
    run = run_of(FINDING, FINDING, finding(PLACE, related=related), index=2)
    shown = reporter("full")(run, View("ru"))
    assert shown.startswith("a.eml, письмо 3\n")
    assert shown.count("Исправление: убрать") == 2
    assert "      убрать\n" in shown
    help_text = View("ru").say(wording("exclamation.help"))
    assert " ".join(shown.split()).count(help_text) == 1
    assert "\x1b[31m" in reporter("full")(run, View("ru", colour=True))


def test_related_places_are_in_the_json() -> None:
    related = (Related(wording("fix.remove"), PLACE), Related(wording("fix.remove")))
    report = json.loads(reporter("json")(run_of(finding(PLACE, related=related)), View("en")))
    first, second = report["findings"][0]["related"]
    assert first["location"]["line"] == 3
    assert second == {"message": "remove it", "location": None}


def test_the_schema_in_the_documentation_is_the_reports() -> None:
    written = (ROOT / "docs" / "schemas" / "report.json").read_text("utf8")
    assert json.loads(written) == schema()


def test_quiet_leaves_the_summary_out() -> None:
    assert reporter("concise")(Run((Letter("a.eml", 0, None),)), View(quiet=True)) == ""
    assert reporter("full")(Run((Letter("a.eml", 0, None),)), View(quiet=True)) == ""


def test_control_characters_are_shown_never_written() -> None:
    assert visible("a\x1b[31m\u202eб\tв\u00a0г\u2003д") == "a\\x1b[31m\\u202eб в\u00a0г д"
    assert visible("тест") == "тест"
