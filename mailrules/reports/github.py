"""Workflow commands of GitHub Actions: a finding becomes an annotation of its line.

Columns are left out: GitHub does not show them, and those of the decoded text
would be wrong in the raw file.
"""

from collections.abc import Iterator

from mailrules.engine import Letter, Run
from mailrules.findings import Finding, Severity
from mailrules.reports.paths import relative
from mailrules.reports.raw import RawLetter
from mailrules.reports.sentences import sentence
from mailrules.reports.view import View

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
PROPERTY = DATA | str.maketrans({":": "%3A", ",": "%2C"})


def report(run: Run, view: View) -> str:
    """Return one command a finding: ``::error file=…,line=…,endLine=…,title=…::message``."""
    return "".join(f"{line}\n" for line in _commands(run, view))


def _commands(run: Run, view: View) -> Iterator[str]:
    for letter in run.letters:
        path, raw = relative(letter.path), RawLetter(letter)
        for finding in letter.findings:
            if not finding.suppressed:
                yield _command(letter, finding, path, raw, view)


def _command(letter: Letter, finding: Finding, path: str, raw: RawLetter, view: View) -> str:
    line = finding.location.file_line or 1
    stretch = raw.find(finding.location)
    properties = {
        "file": path,
        "line": str(line),
        "endLine": str(stretch.end_line if stretch else line),
        "title": f"{finding.code} {finding.rule}",
    }
    said = ",".join(f"{name}={value.translate(PROPERTY)}" for name, value in properties.items())
    data = sentence(letter, finding, view).translate(DATA)
    return f"::{COMMANDS[finding.severity]} {said}::{data}"
