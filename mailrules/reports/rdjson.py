"""The Reviewdog Diagnostic Format, as JSON (reviewdog's ``-f=rdjson``).

A suggestion changes the raw file at the reviewer's click; so there is one only
where the raw file shows the text as it is and one edit makes the whole fix.
"""

from msgspec import UNSET, Struct, UnsetType

from mailrules.engine import Letter, Run
from mailrules.findings import Finding, Severity
from mailrules.reports.concise import line_of
from mailrules.reports.json import indented, writable
from mailrules.reports.paths import relative
from mailrules.reports.raw import RawLetter, Stretch
from mailrules.reports.sentences import sentence
from mailrules.reports.view import View

SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.NOTE: "INFO"}


class Position(Struct, omit_defaults=True):
    """1-based; the column counts the bytes of UTF-8, 0 where it is not known."""

    line: int
    column: int = 0


class Range(Struct):
    """Half-open; without an end, the whole line."""

    start: Position
    end: Position | UnsetType = UNSET


class Place(Struct):
    """A stretch of a file."""

    path: str
    range: Range


class Code(Struct):
    """The rule."""

    value: str


class Suggestion(Struct):
    """Put ``text`` for a stretch of the file."""

    range: Range
    text: str


class Diagnostic(Struct):
    """One finding."""

    message: str
    location: Place
    severity: str
    code: Code
    original_output: str
    suggestions: list[Suggestion] | UnsetType = UNSET


class Source(Struct):
    """Who says so."""

    name: str


class DiagnosticResult(Struct):
    """The whole report; ``severity`` is that of the gravest finding."""

    source: Source
    diagnostics: list[Diagnostic]
    severity: str | UnsetType = UNSET


def report(run: Run, view: View) -> str:
    """Return one JSON object; suppressed findings have no place in it."""
    plain = View(view.language)
    diagnostics: list[Diagnostic] = []
    for letter in run.letters:
        path, raw = relative(letter.path), RawLetter(letter)
        diagnostics += [
            _diagnostic(letter, finding, path, raw, plain)
            for finding in letter.findings
            if not finding.suppressed
        ]
    whole = DiagnosticResult(Source("mailrules"), diagnostics, _gravest(run))
    return indented(whole)


def _gravest(run: Run) -> str | UnsetType:
    found = {finding.severity for finding in run.counted()}
    return next((SEVERITIES[one] for one in Severity if one in found), UNSET)


def _diagnostic(
    letter: Letter, finding: Finding, path: str, raw: RawLetter, view: View
) -> Diagnostic:
    stretch = raw.find(finding.location)
    line = Range(Position(finding.location.file_line or 1))
    changes = raw.replacements(finding.fix) if finding.fix else ()
    suggestions = [Suggestion(_range(one.stretch), writable(one.text)) for one in changes]
    return Diagnostic(
        message=sentence(letter, finding, view),
        location=Place(path, _range(stretch) if stretch else line),
        severity=SEVERITIES[finding.severity],
        code=Code(finding.code),
        original_output=line_of(letter, finding, view),
        suggestions=suggestions if len(suggestions) == 1 else UNSET,
    )


def _range(stretch: Stretch) -> Range:
    return Range(
        Position(stretch.line, stretch.byte_column),
        Position(stretch.end_line, stretch.end_byte_column),
    )
