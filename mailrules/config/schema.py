"""The JSON Schema of rules.yaml (draft 2020-12), from the structs that read it."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal

import msgspec
from msgspec import Struct

from mailrules.config.rule_tables import LEVELS, IgnoreEntry, OverrideEntry
from mailrules.config.sections import Signature
from mailrules.config.settings import CustomRule, LetterType, Moratoria, Organisation
from mailrules.message import read_list

DIALECT = "https://json-schema.org/draft/2020-12/schema"
# An editor that follows YAML 1.1 takes a bare off for false, and any a bare phone for a number.
LEVEL: dict[str, Any] = {"enum": [*LEVELS, False]}
TEXT: dict[str, Any] = {"type": ["string", "number"]}


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
    overrides: tuple[OverrideEntry, ...] = ()
    custom: tuple[CustomRule, ...] = ()
    ignore: tuple[str | IgnoreEntry, ...] = ()
    locked: tuple[str, ...] = ()


def schema(rule_options: Mapping[str, tuple[str, Mapping[str, Any]]]) -> dict[str, Any]:
    """Return the JSON Schema of rules.yaml.

    ``rule_options`` gives for each rule's code its name and the JSON Schema
    of its options. Rules that it lacks may have any options.
    """
    made: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(msgspec.json.schema(RulesYaml)))
    definitions: dict[str, Any] = made["$defs"]
    for name, definition in definitions.items():
        _describe(name, definition)
    definitions["StaffEntry"]["additionalProperties"] = TEXT
    definitions["StaffEntry"]["properties"]["phone"] |= TEXT
    definitions["Rules"] = _rules(rule_options, definitions)
    for holder in ("RulesYaml", "OverrideEntry"):
        place = definitions[holder]["properties"]["rules"]
        place.pop("type", None)
        place["$ref"] = "#/$defs/Rules"
    return {"$schema": DIALECT, "title": "rules.yaml", **made}


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
    return {"title": f"{code} {name}", "anyOf": [LEVEL, {"type": "null"}, table]}


def _own_properties(options: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield the options of a schema as msgspec makes it: the struct is behind a reference."""
    where = options.get("$ref", "").rpartition("/")[2]
    yield from options.get("$defs", {}).get(where, options).get("properties", {}).items()
