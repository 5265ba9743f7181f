"""Every format of one run, byte for byte.

``MAILRULES_SNAPSHOTS=write`` writes them anew; look at the difference before you keep it.
"""

import json
import os
from pathlib import Path

import pytest

from mailrules.reports import FORMATS, View, reporter
from mailrules.reports.statistics import statistics
from tests.reports.sample import sample

SNAPSHOTS = Path(__file__).with_name("snapshots")
HERE = [name for name in FORMATS if name != "html"]  # html has tests of its own, and pictures


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("name", HERE)
def test_a_format_is_as_it_was(name: str, language: str) -> None:
    report = reporter(name)(sample(), View(language))
    if name == "sarif":
        report = _without_catalogue(report)
    _compare(f"{name}.{language}.txt", report)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_statistics_are_as_they_were(language: str) -> None:
    _compare(f"statistics.{language}.txt", statistics(sample(), View(language)))


def _without_catalogue(report: str) -> str:
    """Leave out what changes with every rule that is added."""
    log = json.loads(report)
    (run,) = log["runs"]
    occurring = {result["ruleIndex"] for result in run["results"]}
    driver = run["tool"]["driver"]
    driver["rules"] = [driver["rules"][number]["id"] for number in sorted(occurring)]
    for result in run["results"]:
        del result["ruleIndex"]
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _compare(name: str, report: str) -> None:
    snapshot = SNAPSHOTS / name
    if os.environ.get("MAILRULES_SNAPSHOTS") == "write":
        snapshot.write_bytes(report.encode())
    assert report == snapshot.read_bytes().decode()
