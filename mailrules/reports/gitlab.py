"""GitLab's Code Quality report: a JSON array in the fields of a Code Climate issue."""

from msgspec import Struct

from mailrules.engine import Run
from mailrules.findings import Severity
from mailrules.reports.identity import numbered, unique
from mailrules.reports.json import indented
from mailrules.reports.paths import relative
from mailrules.reports.sentences import sentence
from mailrules.reports.view import View

SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


class Lines(Struct):
    """The line of the raw file."""

    begin: int


class Place(Struct):
    """Where an issue is; the path is the repository's."""

    path: str
    lines: Lines


class Issue(Struct):
    """One finding; two issues of one fingerprint would be shown as one."""

    description: str
    check_name: str
    fingerprint: str
    severity: str
    location: Place


def report(run: Run, view: View) -> str:
    """Return the array; suppressed findings have no place in it."""
    paths = {letter.path: relative(letter.path) for letter in run.letters}
    issues = [
        Issue(
            description=sentence(letter, finding, view),
            check_name=finding.code,
            fingerprint=unique(paths[letter.path], finding, number),
            severity=SEVERITIES[finding.severity],
            location=Place(paths[letter.path], Lines(finding.location.file_line or 1)),
        )
        for letter, finding, number in numbered(run)
        if not finding.suppressed
    ]
    return indented(issues)
