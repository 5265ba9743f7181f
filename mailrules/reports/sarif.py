"""SARIF 2.1.0 (OASIS), for code scanning and for viewers of it.

A result points at the line of the raw file; at columns, and with a fix, only
where the raw file shows the text as it is. Where it does not, the places of
the decoded text are in ``properties``, as the ``json`` format has them.
"""

from collections.abc import Iterable
from typing import Any

import msgspec

from mailrules import __version__
from mailrules.engine import Letter, Run
from mailrules.findings import Finding, Fix, Location, Scope, Suppressed
from mailrules.message import Unreadable
from mailrules.reports.identity import numbered
from mailrules.reports.json import fix_as_object, indented, location_as_object, writable
from mailrules.reports.paths import uri
from mailrules.reports.raw import RawLetter, Stretch
from mailrules.reports.sarif_rules import descriptors
from mailrules.reports.sentences import sentence
from mailrules.reports.view import View

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
Json = dict[str, Any]


class Page(msgspec.Struct, frozen=True):
    """What the results of one letter share."""

    letter: Letter
    uri: str
    number: int
    raw: RawLetter


def report(run: Run, view: View) -> str:
    """Return a log with one run."""
    rules = descriptors(run, view)
    numbers = {rule["id"]: number for number, rule in enumerate(rules)}
    pages = _pages(run)
    encode = msgspec.json.Encoder().encode  # at once: as dictionaries they would fill the memory
    results = [
        msgspec.Raw(
            encode(_result(pages[letter.path, letter.index], one, order, numbers[one.code], view))
        )
        for letter, one, order in numbered(run)
    ]
    log = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "mailrules",
                        "version": __version__,
                        "language": view.language,
                        "rules": rules,
                    }
                },
                "columnKind": "unicodeCodePoints",
                "newlineSequences": ["\r\n", "\n", "\r"],
                "invocations": [_invocation(run.unreadable, view)],
                "artifacts": [
                    {"location": {"uri": path}, "roles": ["analysisTarget"]}
                    for path in dict.fromkeys(page.uri for page in pages.values())
                ],
                "results": results,
            }
        ],
    }
    return indented(log)


def _pages(run: Run) -> dict[tuple[str, int], Page]:
    """Return the letters that findings may be about; a file has its number among the artifacts."""
    pages: dict[tuple[str, int], Page] = {}
    files: dict[str, int] = {}
    for letter in run.letters:
        if not letter.context:
            path = uri(letter.path)
            number = files.setdefault(path, len(files))
            pages[letter.path, letter.index] = Page(letter, path, number, RawLetter(letter))
    return pages


def _result(page: Page, finding: Finding, order: int, rule: int, view: View) -> Json:
    hidden = finding.location.file_line is None
    result: Json = {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": str(finding.severity),
        "message": {"text": _literal(sentence(page.letter, finding, view))},
        "locations": [_location(page, finding.location)],
        "partialFingerprints": {"mailrules/v1": f"{finding.fingerprint}:{order}"}
        | ({"primaryLocationLineHash": f"{finding.fingerprint[:16]}:{order}"} if hidden else {}),
    }
    if finding.related:
        result["relatedLocations"] = [
            {"id": number, "message": {"text": _literal(view.say(one.message))}}
            | (_location(page, one.location) if one.location else {})
            for number, one in enumerate(finding.related)
        ]
    if finding.suppressed:
        result["suppressions"] = [_suppression(finding.suppressed)]
    if finding.fix:
        result |= _fix(page, finding.fix, view)
    return result


def _location(page: Page, place: Location) -> Json:
    region: Json = {"startLine": place.file_line or 1}
    stretch = page.raw.find(place)
    if stretch:
        region = _region(stretch)
    location: Json = {
        "physicalLocation": {"artifactLocation": _artifact(page), "region": region},
        "properties": {"place": location_as_object(place)},
    }
    name = place.part if place.header is None else place.header
    name = "Subject" if place.scope is Scope.SUBJECT else name
    if name is not None:
        kind = "part" if name == place.part else "header"
        logical = {"name": name, "fullyQualifiedName": f"{kind}/{name}", "kind": kind}
        location["logicalLocations"] = [{key: writable(value) for key, value in logical.items()}]
    return location


def _artifact(page: Page) -> Json:
    return {"uri": page.uri, "index": page.number}


def _region(stretch: Stretch) -> Json:
    return {
        "startLine": stretch.line,
        "startColumn": stretch.column,
        "endLine": stretch.end_line,
        "endColumn": stretch.end_column,
    }


def _suppression(why: Suppressed) -> Json:
    """Return why a finding does not count: said in the letter itself, or in another file."""
    within = why.kind == "inline" and why.by is None
    reason = {"justification": writable(why.reason)} if why.reason else {}
    return {
        "kind": "inSource" if within else "external",
        "status": "accepted",
        **reason,
        "properties": {"kind": why.kind, "by": writable(why.by) if why.by else None},
    }


def _fix(page: Page, fix: Fix, view: View) -> Json:
    changes = page.raw.replacements(fix)
    if not changes:
        return {"properties": {"fix": fix_as_object(fix, view)}}
    replacements = [
        {"deletedRegion": _region(one.stretch), "insertedContent": {"text": writable(one.text)}}
        for one in changes
    ]
    whole = {"artifactLocation": _artifact(page), "replacements": replacements}
    return {
        "fixes": [
            {
                "description": {"text": _literal(view.say(fix.title))},
                "artifactChanges": [whole],
                "properties": {"applicability": str(fix.applicability)},
            }
        ]
    }


def _invocation(unreadable: Iterable[Unreadable], view: View) -> Json:
    """Return how it went; what could not be read is an error, and the result incomplete."""
    notes = [
        {
            "level": "error",
            "message": {"text": _literal(view.say(one.reason))},
            "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri(one.path)}}}],
        }
        for one in unreadable
    ]
    return {"executionSuccessful": not notes, "toolExecutionNotifications": notes}


def _literal(text: str) -> str:
    """Return a message that says ``text``: no placeholders (3.11.5), no links (3.11.6)."""
    return text.replace("{", "{{").replace("}", "}}").replace("](", "\\](")
