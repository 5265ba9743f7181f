"""Whatever a letter or a file name holds, every format stays what it is."""

import json
from collections.abc import Callable
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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
from mailrules.message import Unreadable, parse
from mailrules.reports import View, reporter
from mailrules.reports.statistics import statistics
from mailrules.wording import wording
from tests.reports.readers import read_github, read_json, read_junit, read_markdown
from tests.reports.sample import raw

FEWER = settings(max_examples=settings().max_examples // 2)  # each writes whole reports
SPECIAL = "\ud800\udc80\x00\x1b\x85\r\n\t\u2028\ufffe\ufeff|<>&\"'`]([)*_~\\%:,{}@#"
TEXTS = st.text(st.sampled_from(SPECIAL) | st.characters(codec=None), max_size=30)
PATHS = st.text(
    st.sampled_from("\udc80\udcff\n\x1b|<:,% ./@") | st.characters(), min_size=1, max_size=20
)
NUMBERS = st.integers(1, 12)
WORDINGS = TEXTS.map(lambda text: wording("fix.replace", replacement=text))


@st.composite
def locations(draw: st.DrawFn) -> Location:
    return Location(
        draw(st.sampled_from(Scope)),
        draw(st.sampled_from([None, "1", "2"])),
        line=draw(NUMBERS),
        column=draw(NUMBERS),
        end_line=draw(NUMBERS),
        end_column=draw(NUMBERS),
        file_line=draw(st.none() | NUMBERS),
        header=draw(st.none() | st.just("Cc") | TEXTS),
    )


@st.composite
def findings(draw: st.DrawFn) -> Finding:
    edits = st.builds(Edit.at, locations(), TEXTS)
    fix = st.builds(Fix, WORDINGS, st.sampled_from(Applicability), st.tuples(edits, edits))
    return Finding(
        draw(st.sampled_from(["TXT003", "HOUSE01"])),
        draw(st.sampled_from(["exclamation", "house-words"])),
        draw(st.sampled_from(Severity)),
        draw(WORDINGS),
        draw(locations()),
        draw(TEXTS),
        draw(st.none() | fix),
        draw(st.lists(st.builds(Related, WORDINGS, st.none() | locations())).map(tuple)),
        draw(st.none() | st.builds(Suppressed, st.just("inline"), TEXTS, st.none() | TEXTS)),
    )


@st.composite
def runs(draw: st.DrawFn) -> Run:
    headers = ("Subject: a!", "Cc: b@motor.example")
    body = draw(st.sampled_from(["Да!\nНет!", "Да!\r\rНет!", ""]))
    message = draw(st.sampled_from([None, parse(raw(*headers, body=body))]))
    paths = draw(st.lists(PATHS, max_size=2, unique=True))
    found = st.lists(findings(), max_size=3).map(tuple)
    letters = tuple(
        Letter(path, draw(st.integers(0, 2)), draw(st.none() | TEXTS), draw(found), message=message)
        for path in sorted(paths)
    )
    unreadable = draw(st.lists(st.builds(Unreadable, PATHS, WORDINGS), max_size=1))
    return Run(letters, tuple(unreadable))


def _concise(report: str) -> int:
    assert report.isprintable() or set(filter(lambda c: not c.isprintable(), report)) <= set(
        "\n\u00a0\u00ad"
    )
    return report.count("\n") - 1


def _markdown(report: str) -> int:
    texts, rows = read_markdown(report)
    assert {len(row) for row in rows} <= {4}
    return len(rows) - (len(texts) - 1)


def _junit(report: str) -> int:
    root = ElementTree.fromstring(report.encode())
    read_junit(report)
    return len(root.findall(".//failure"))


READERS: dict[str, Callable[[str], int]] = {
    "concise": _concise,
    "github": lambda report: len(read_github(report)),
    "gitlab": lambda report: len(read_json(report, "gitlab")),
    "junit": _junit,
    "markdown": _markdown,
    "rdjson": lambda report: len(read_json(report, "rdjson")["diagnostics"]),
}


@pytest.mark.parametrize("name", READERS)
@FEWER
@given(run=runs())
def test_a_real_reader_finds_every_finding_that_counts(name: str, run: Run) -> None:
    report = reporter(name)(run, View("ru"))
    assert READERS[name](report) == len(list(run.counted()))
    report.encode()


@FEWER
@given(run=runs())
def test_all_findings_are_in_the_formats_that_list_the_suppressed(run: Run) -> None:
    found = [finding for letter in run.letters for finding in letter.findings]
    sarif = read_json(reporter("sarif")(run, View("ru")), "sarif-2.1.0")
    assert len(sarif["runs"][0]["results"]) == len(found)
    whole = json.loads(reporter("json")(run, View("ru")))
    lines = reporter("jsonl")(run, View("ru")).split("\n")[:-1]
    assert whole["findings"] == [json.loads(line) for line in lines]
    assert len(lines) == len(found)


@FEWER
@given(run=runs())
def test_what_people_read_is_always_written(run: Run) -> None:
    reporter("full")(run, View("ru", colour=True)).encode()
    statistics(run, View("ru")).encode()
