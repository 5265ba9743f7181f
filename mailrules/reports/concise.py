"""One line a finding, for editors and scripts (contract, section 2)."""

from mailrules.engine import Run
from mailrules.reports.view import View, visible


def report(run: Run, view: View) -> str:
    """Return ``PATH:LINE:COL: CODE severity: message [rule-name]`` lines and a summary."""
    lines = []
    for letter in run.letters:
        for finding in letter.findings:
            if finding.suppressed:
                continue
            place = finding.location
            where = f"{visible(letter.path)}:{place.file_line or 1}:{place.column}:"
            code = view.paint(finding.code, "bold")
            severity = view.paint(finding.severity, finding.severity)
            said = f"{view.say(finding.message)} ({view.place(place)})".replace("\n", " ")
            lines.append(f"{where} {code} {severity}: {said} [{finding.rule}]")
    return "".join(f"{line}\n" for line in (*lines, *view.closing(run)))
