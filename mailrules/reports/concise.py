"""One line a finding, for editors and scripts (contract, section 2)."""

from collections.abc import Iterator

from mailrules.engine import Letter, Run
from mailrules.findings import Finding
from mailrules.reports.sentences import sentence
from mailrules.reports.view import View, visible


def report(run: Run, view: View) -> str:
    """Return ``PATH:LINE:COL: CODE severity: message [rule-name]`` lines and a summary."""
    return "".join(f"{line}\n" for line in (*_lines(run, view), *view.closing(run)))


def _lines(run: Run, view: View) -> Iterator[str]:
    for letter in run.letters:
        for finding in letter.findings:
            if not finding.suppressed:
                yield line_of(letter, finding, view)


def line_of(letter: Letter, finding: Finding, view: View) -> str:
    """Return the line of one finding."""
    place = finding.location
    where = f"{visible(letter.path)}:{place.file_line or 1}:{place.column}:".replace("\n", " ")
    code = view.paint(finding.code, "bold")
    severity = view.paint(finding.severity, finding.severity)
    said = sentence(letter, finding, view).replace("\n", " ")
    return f"{where} {code} {severity}: {said} [{finding.rule}]"
