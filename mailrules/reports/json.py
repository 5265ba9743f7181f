"""The report for programs (contract, section 2); its schema is docs/schemas/report.json."""

from typing import Any

import msgspec
from msgspec import UNSET, Struct, UnsetType

from mailrules import __version__
from mailrules.engine import Letter, Run
from mailrules.findings import (
    Applicability,
    Edit,
    Finding,
    Fix,
    Location,
    Scope,
    Severity,
    Suppressed,
)
from mailrules.reports.view import View
from mailrules.wording import render

SCHEMA_VERSION = 1


class JsonSummary(Struct):
    """How many of each; suppressed findings count nowhere else."""

    messages: int
    errors: int
    warnings: int
    notes: int
    fixable: int
    suppressed: int
    unreadable: int
    context: int


class JsonLocation(Struct):
    """1-based lines and columns of the decoded text; ``file_line`` is the raw file's."""

    scope: Scope
    part: str | None
    line: int
    column: int
    end_line: int
    end_column: int
    file_line: int | None
    header: str | UnsetType = UNSET


class JsonEdit(Struct):
    """Put ``replacement`` for what stands at the place."""

    scope: Scope
    part: str | None
    line: int
    column: int
    end_line: int
    end_column: int
    replacement: str
    header: str | UnsetType = UNSET


class JsonFix(Struct):
    """All of the edits, or none."""

    title: str
    applicability: Applicability
    edits: list[JsonEdit]


class JsonRelated(Struct):
    """A second place or fact."""

    message: str
    location: JsonLocation | None


class JsonFinding(Struct):
    """One finding, with the letter that it is about."""

    code: str
    rule: str
    severity: Severity
    message: str
    path: str
    index: int
    message_id: str | None
    location: JsonLocation
    excerpt: str
    fix: JsonFix | None
    related: list[JsonRelated]
    suppressed: Suppressed | None


class JsonUnreadable(Struct):
    """An input that could not be judged."""

    path: str
    reason: str


class JsonReport(Struct):
    """The whole report."""

    schema_version: int
    mailrules: str
    summary: JsonSummary
    findings: list[JsonFinding]
    unreadable: list[JsonUnreadable]


def report(run: Run, view: View) -> str:
    """Return one JSON object."""
    letters = run.letters
    whole = JsonReport(
        schema_version=SCHEMA_VERSION,
        mailrules=__version__,
        summary=_summary(run),
        findings=[as_object(letter, one, view) for letter in letters for one in letter.findings],
        unreadable=[
            JsonUnreadable(writable(one.path), writable(render(one.reason, view.language)))
            for one in run.unreadable
        ],
    )
    return indented(whole)


def indented(value: object) -> str:
    """Return ``value`` as a JSON document that a person can read as well."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n"


def writable(text: str) -> str:
    """Return ``text`` in Unicode: what is none (a path's bytes that are no UTF-8) as escapes."""
    return text.encode("utf-8", "backslashreplace").decode()


def schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of the report."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **msgspec.json.schema(JsonReport),
    }


def _summary(run: Run) -> JsonSummary:
    found = [finding for letter in run.letters for finding in letter.findings]
    counted = list(run.counted())
    return JsonSummary(
        messages=run.judged,
        errors=run.count(Severity.ERROR),
        warnings=run.count(Severity.WARNING),
        notes=run.count(Severity.NOTE),
        fixable=sum(finding.fix is not None for finding in counted),
        suppressed=len(found) - len(counted),
        unreadable=len(run.unreadable),
        context=run.context,
    )


def as_object(letter: Letter, finding: Finding, view: View) -> JsonFinding:
    """Return one finding as programs read it."""
    return JsonFinding(
        code=finding.code,
        rule=finding.rule,
        severity=finding.severity,
        message=writable(render(finding.message, view.language)),
        path=writable(letter.path),
        index=letter.index,
        message_id=writable(letter.message_id) if letter.message_id is not None else None,
        location=location_as_object(finding.location),
        excerpt=writable(finding.excerpt),
        fix=fix_as_object(finding.fix, view) if finding.fix else None,
        related=[
            JsonRelated(
                writable(render(one.message, view.language)),
                location_as_object(one.location) if one.location else None,
            )
            for one in finding.related
        ],
        suppressed=_suppressed(finding.suppressed) if finding.suppressed else None,
    )


def location_as_object(place: Location) -> JsonLocation:
    """Return a place of the decoded text as programs read it."""
    return JsonLocation(**_stretch(place), file_line=place.file_line)


def fix_as_object(fix: Fix, view: View) -> JsonFix:
    """Return a fix as programs read it; its places are those of the decoded text."""
    return JsonFix(
        writable(render(fix.title, view.language)),
        fix.applicability,
        [JsonEdit(**_stretch(one), replacement=writable(one.replacement)) for one in fix.edits],
    )


def _stretch(place: Location | Edit) -> dict[str, Any]:
    return {
        "scope": place.scope,
        "part": place.part,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "header": writable(place.header) if place.header else UNSET,
    }


def _suppressed(why: Suppressed) -> Suppressed:
    by = writable(why.by) if why.by is not None else None
    return Suppressed(why.kind, writable(why.reason), by)
