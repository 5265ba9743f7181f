"""The JSON Schemas of rules.yaml, staff and deals (draft 2020-12), from the structs that read them.

What each key means is in ``keys.txt``; a rule's options are told by the rule.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal

import msgspec
from msgspec import Struct

from mailrules.config.rule_tables import LEVELS, IgnoreEntry, OverrideEntry
from mailrules.config.sections import Signature
from mailrules.config.settings import (
    Compose,
    CustomRule,
    Deal,
    LetterType,
    Moratoria,
    Organisation,
)
from mailrules.message import read_list

DIALECT = "https://json-schema.org/draft/2020-12/schema"
# An editor that follows YAML 1.1 takes a bare off for false, and any a bare phone for a number.
LEVEL: dict[str, Any] = {"enum": [*LEVELS, False]}
TEXT: dict[str, Any] = {"type": ["string", "number"]}
FACT: dict[str, Any] = {"type": ["string", "number", "boolean", "array", "object"]}


class StaffEntry(Struct):
    """One of our people; further keys are for the signature's template."""

    name: str
    email: str
    aliases: tuple[str, ...] = ()
    position: str = ""
    phone: str = ""


class RulesYaml(Struct):
    """The house's rules for letters."""

    version: Literal[1] = 1
    extends: str | tuple[str, ...] = ()
    messages: Literal["ru", "en"] | None = None
    organisation: Organisation = Organisation()
    staff: str | tuple[StaffEntry, ...] = ()
    signature: Signature | None = None
    vocabulary: str | tuple[str, ...] = ()
    rules: Mapping[str, Any] = {}
    moratoria: Moratoria = Moratoria()
    letters: Mapping[str, LetterType] = {}
    compose: Compose = Compose()
    overrides: tuple[OverrideEntry, ...] = ()
    custom: tuple[CustomRule, ...] = ()
    ignore: tuple[str | IgnoreEntry, ...] = ()
    locked: tuple[str, ...] = ()


def schema(rule_options: Mapping[str, tuple[str, Mapping[str, Any]]]) -> dict[str, Any]:
    """Return the JSON Schema of rules.yaml.

    ``rule_options`` gives for each rule's code its name and the JSON Schema
    of its options, whose ``description`` is that of the rule. Rules that it
    lacks may have any options.
    """
    made = _made(RulesYaml, "rules.yaml")
    definitions: dict[str, Any] = made["$defs"]
    definitions["Rules"] = _rules(rule_options, definitions)
    for holder in ("RulesYaml", "OverrideEntry"):
        place = definitions[holder]["properties"]["rules"]
        place.pop("type", None)
        place["$ref"] = "#/$defs/Rules"
    return made


def deal_schema() -> dict[str, Any]:
    """Return the JSON Schema of a deal."""
    return _made(Deal, "deal.yaml")


def staff_schema() -> dict[str, Any]:
    """Return the JSON Schema of a file that holds the list of our people."""
    return _made(tuple[StaffEntry, ...], "staff.yaml")


def _made(kind: Any, title: str) -> dict[str, Any]:
    raw = msgspec.json.schema(kind, schema_hook=lambda _: FACT)
    made: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(raw))
    definitions: dict[str, Any] = made["$defs"]
    for name, definition in definitions.items():
        _describe(name, definition)
    if "StaffEntry" in definitions:
        definitions["StaffEntry"]["additionalProperties"] = TEXT
        definitions["StaffEntry"]["properties"]["phone"] |= TEXT
    return {"$schema": DIALECT, "title": title, **made}


def _describe(name: str, definition: dict[str, Any]) -> None:
    if "properties" not in definition:
        return
    definition["additionalProperties"] = False
    for key, shape in definition["properties"].items():
        shape["description"] = _descriptions()[f"{name}.{key}"]


@cache
def _descriptions() -> dict[str, str]:
    lines = read_list(Path(__file__).with_name("keys.txt"))
    return dict(line.split(maxsplit=1) for line in lines)


def _rules(
    rule_options: Mapping[str, tuple[str, Mapping[str, Any]]], definitions: dict[str, Any]
) -> dict[str, Any]:
    properties: dict[str, Any] = {}
    for code, (name, options) in rule_options.items():
        definitions[code] = _rule(code, name, options)
        properties |= {key: {"$ref": f"#/$defs/{code}"} for key in (code, name)}
    anything = {"anyOf": [LEVEL, {"type": "null"}, {"type": "object"}]}
    return {"type": "object", "properties": properties, "additionalProperties": anything}


def _rule(code: str, name: str, options: Mapping[str, Any]) -> dict[str, Any]:
    own = dict(_own_properties(options))
    table = {
        "type": "object",
        "properties": {"severity": LEVEL, **own},
        "additionalProperties": False,
    }
    about = {"title": f"{code} {name}", "description": options.get("description", "")}
    return {**about, "anyOf": [LEVEL, {"type": "null"}, table]}


def _own_properties(options: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield the options of a schema as msgspec makes it: the struct is behind a reference."""
    where = options.get("$ref", "").rpartition("/")[2]
    yield from options.get("$defs", {}).get(where, options).get("properties", {}).items()
