"""What CI systems read: GitHub, GitLab, reviewdog, JUnit, and streams of JSON."""

import json
import os
import re
from pathlib import Path

import pytest

from mailrules.engine import Letter, Run
from mailrules.message import parse
from mailrules.reports import FORMATS, View, reporter
from mailrules.reports.paths import relative, uri
from tests.program import ROOT
from tests.reports.readers import read_github, read_json, read_junit
from tests.reports.sample import found, in_text, mend, raw, sample

EN = View("en")


def test_github_has_an_annotation_a_finding_that_counts() -> None:
    annotations = read_github(reporter("github")(sample(), EN))
    assert len(annotations) == len(list(sample().counted()))
    last = annotations[-1]
    assert last.command == "error"
    assert last.properties == {
        "file": "drafts/two forms, №1.eml",
        "line": "13",
        "endLine": "13",
        "title": "TXT003 exclamation",
    }
    assert last.message.endswith("(text, line 1)")
    assert {one.command for one in annotations} == {"error", "warning", "notice"}


def test_github_marks_all_lines_of_a_place() -> None:
    message = parse(raw())
    finding = found(in_text(message, "Добрый день, Пётр!\n\nВысылаю"))
    run = Run((Letter("a.eml", 0, None, (finding,), message=message),))
    (annotation,) = read_github(reporter("github")(run, EN))
    assert (annotation.properties["line"], annotation.properties["endLine"]) == ("8", "10")


def test_a_percent_sign_and_a_break_in_a_name_stay_what_they_are() -> None:
    run = Run((Letter("50%\n::error::x.eml", 0, None, (found(in_text(parse(raw()), "!")),)),))
    (annotation,) = read_github(reporter("github")(run, EN))
    assert annotation.properties["file"] == "50%\n::error::x.eml"


def test_gitlab_has_an_issue_a_finding_each_its_own() -> None:
    issues = read_json(reporter("gitlab")(sample(), EN), "gitlab")
    assert len(issues) == len(list(sample().counted()))
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    assert {issue["severity"] for issue in issues} == {"major", "minor", "info"}


def test_gitlab_knows_an_issue_again() -> None:
    prints = []
    for body in ("Да!", "Добрый день.\n\nДа!"):
        message = parse(raw(body=body))
        run = Run((Letter("a.eml", 0, None, (found(in_text(message, "!")),), message=message),))
        (issue,) = read_json(reporter("gitlab")(run, EN), "gitlab")
        prints.append(issue["fingerprint"])
    assert prints[0] == prints[1]


def test_rdjson_points_at_bytes_and_suggests_what_one_edit_mends() -> None:
    result = read_json(reporter("rdjson")(sample(), EN), "rdjson")
    assert result["severity"] == "ERROR"
    by_line = {one["original_output"].partition(" ")[0]: one for one in result["diagnostics"]}
    mark = by_line["drafts/offer.eml:10:18:"]
    assert mark["location"]["range"]["start"] == {"line": 10, "column": 32}
    assert mark["suggestions"] == [{"range": mark["location"]["range"], "text": "."}]
    assert "suggestions" not in by_line["drafts/two"]  # two edits, all or none
    assert by_line["drafts/reply.eml:1:12:"]["location"]["range"] == {"start": {"line": 1}}
    assert by_line["config/rules.yaml:12:5:"]["severity"] == "WARNING"


def test_rdjson_without_findings_has_no_severity() -> None:
    assert read_json(reporter("rdjson")(Run(), EN), "rdjson") == {
        "source": {"name": "mailrules"},
        "diagnostics": [],
    }


def test_rdjson_is_never_coloured() -> None:
    assert "\\u001b" not in reporter("rdjson")(sample(), View("en", colour=True))


def test_junit_fails_for_a_finding_and_passes_for_a_clean_letter() -> None:
    suites = read_junit(reporter("junit")(sample(), EN))
    (clean,) = suites["drafts/clean.eml"]
    assert clean.is_passed
    offer = suites["drafts/offer.eml"]
    assert [case.is_failure for case in offer].count(True) == 7
    assert [case.is_skipped for case in offer].count(True) == 3
    assert len({case.name for case in offer}) == len(offer)
    (broken,) = suites["drafts/none.eml"]
    assert broken.is_error
    assert "drafts/parent.eml" not in suites


def test_junit_says_what_is_acceptable() -> None:
    case = read_junit(reporter("junit")(sample(), EN))["drafts/two forms, №1.eml"][0]
    (failure,) = case.result
    assert failure.type == "error"
    assert failure.message.endswith("(text, line 1)")
    assert 'Fix: write "."' in failure.text
    assert "A full stop or a question mark will do" in failure.text
    assert case.classname == "mailrules.drafts/two forms, №1_eml"


def test_jsonl_has_the_findings_of_json_a_line_each() -> None:
    whole = json.loads(reporter("json")(sample(), EN))
    lines = reporter("jsonl")(sample(), EN).split("\n")
    assert lines.pop() == ""
    assert [json.loads(line) for line in lines] == whole["findings"]


@pytest.mark.parametrize(
    ("path", "name", "reference"),
    [
        ("-", "-", "-"),
        ("a.eml", "a.eml", "a.eml"),
        ("./a/../b.eml", "b.eml", "b.eml"),
        (
            "{here}/письма/a b.eml",
            "письма/a b.eml",
            "%D0%BF%D0%B8%D1%81%D1%8C%D0%BC%D0%B0/a%20b.eml",
        ),
        ("../a.eml", "../a.eml", "../a.eml"),
        ("/elsewhere/a#1.eml", "/elsewhere/a#1.eml", "file:///elsewhere/a%231.eml"),
        ("a:b\udcff.eml", "a:b\\udcff.eml", "a%3Ab%FF.eml"),
    ],
)
def test_paths_are_those_of_the_repository(
    path: str, name: str, reference: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path = path.replace("{here}", os.getcwd())
    assert relative(path) == name
    assert uri(path) == reference


def test_a_mend_of_a_letter_beside_others_is_about_its_own_file() -> None:
    message = parse(raw())
    mark = in_text(message, "!")
    letters = [
        Letter(path, 0, None, (found(mark, fix=mend(mark)),), message=message)
        for path in ("a.eml", "b.eml")
    ]
    result = read_json(reporter("rdjson")(Run(tuple(letters)), EN), "rdjson")
    assert [one["location"]["path"] for one in result["diagnostics"]] == ["a.eml", "b.eml"]


@pytest.mark.parametrize("page", ["formats.md", "ru/formats.md"])
def test_the_documentation_has_every_format(page: str) -> None:
    text = (ROOT / "docs" / page).read_text("utf8")
    headings = " ".join(re.findall(r"(?m)^## (.*)", text)).split()
    assert set(FORMATS) <= set(headings)


@pytest.mark.parametrize("page", ["editors.md", "ru/editors.md"])
def test_the_documented_problem_matcher_reads_concise(page: str) -> None:
    text = (ROOT / "docs" / page).read_text("utf8")
    blocks = re.findall(r"```json\n(.*?)```", text, re.DOTALL)
    (task,) = (json.loads(one) for one in blocks if "problemMatcher" in one)
    pattern = task["tasks"][0]["problemMatcher"]["pattern"]
    *lines, _summary = reporter("concise")(sample(), EN).splitlines()
    matches = [re.fullmatch(pattern["regexp"], line) for line in lines]
    assert all(matches)
    last = matches[-1]
    assert last is not None
    assert last[pattern["file"]] == "drafts/two forms, №1.eml"
    assert last[pattern["line"]] == "13"
    assert last[pattern["code"]] == "TXT003"
