"""Real readers of the formats: what a CI system makes of a report."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from jsonschema import Draft4Validator, Draft202012Validator
from jsonschema.protocols import Validator
from junitparser import JUnitXml, TestCase
from markdown_it import MarkdownIt
from markdown_it.token import Token

SCHEMAS = Path(__file__).with_name("schemas")
COMMAND = re.compile(r"::(error|warning|notice) ([^\r\n]*?)::([^\r\n]*)")
CODES = {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%"}


class Annotation(NamedTuple):
    """A workflow command as the runner of GitHub Actions takes it apart."""

    command: str
    properties: dict[str, str]
    message: str


def read_github(report: str) -> list[Annotation]:
    """Read every line as the runner does: split at breaks, then at ``::``, then unescape."""
    lines = re.split(r"\r\n|\r|\n", report)
    assert lines.pop() == ""
    return [_annotation(line) for line in lines]


def _annotation(line: str) -> Annotation:
    match = COMMAND.fullmatch(line)
    assert match, line
    pairs = (pair.partition("=") for pair in match[2].split(","))
    return Annotation(match[1], {name: _plain(value) for name, _, value in pairs}, _plain(match[3]))


def _plain(text: str) -> str:
    return re.sub("%(?:0D|0A|3A|2C|25)", lambda match: CODES[match[0]], text)


def read_json(report: str, schema: str) -> Any:
    """Read a JSON report and hold it against a schema of tests/reports/schemas."""
    assert report.endswith("\n")
    value = json.loads(report)
    _validator(schema).validate(value)
    return value


@cache
def _validator(name: str) -> Validator:
    schema = json.loads((SCHEMAS / f"{name}.json").read_text("utf8"))
    kind = Draft4Validator if "draft-04" in schema["$schema"] else Draft202012Validator
    kind.check_schema(schema)
    return kind(schema)


def read_junit(report: str) -> dict[str, list[TestCase]]:
    """Return the cases of each suite, and see that the counts are right."""
    document = JUnitXml.fromstring(report.encode())
    for suite in document:
        said = suite.tests, suite.failures, suite.errors, suite.skipped
        suite.update_statistics()  # type: ignore[no-untyped-call]
        assert said == (suite.tests, suite.failures, suite.errors, suite.skipped)
    total = document.tests, document.failures, document.errors
    document.update_statistics()  # type: ignore[no-untyped-call]
    assert total == (document.tests, document.failures, document.errors)
    return {suite.name: list(suite) for suite in document}


def read_markdown(report: str) -> tuple[list[str], list[list[str]]]:
    """Return the texts outside of tables, and the cells of each row, as a reader sees them."""
    tokens = (
        MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(report)
    )
    texts: list[str] = []
    rows: list[list[str]] = []
    within = False
    for token in tokens:
        within = {"table_open": True, "table_close": False}.get(token.type, within)
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            (rows[-1] if within else texts).append(_seen(token))
    return texts, rows


def _seen(token: Token) -> str:
    """Return an inline's text; there is no markup in it but the bold of the summary."""
    children = token.children or []
    assert {child.type for child in children} <= {
        "text",
        "text_special",
        "strong_open",
        "strong_close",
    }
    return "".join(child.content for child in children)
