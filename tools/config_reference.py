"""The configuration reference in both languages: every key of every file, from the schemas."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mailrules.config import deal_schema
from mailrules.message import read_list
from mailrules.rules import config_schema
from tools.markdown import HERE, ROOTS, made, said, table
from tools.schema_types import kind

# A reader meets the sections in the order of the file; what they hold comes after them.
ORDER = (
    *("RulesYaml", "Organisation", "StaffEntry", "Signature", "Moratoria", "Lexicon"),
    *("LetterType", "Compose", "OverrideEntry", "When", "CustomRule", "IgnoreEntry"),
    *("Deal", "Contact", "Confirmed"),
)
KEYS_RU = HERE / "keys.ru.txt"


def config_reference() -> Iterator[tuple[Path, str]]:
    """Yield the path and the text of the reference in each language."""
    definitions = {**config_schema()["$defs"], **deal_schema()["$defs"]}
    for language, root in ROOTS.items():
        yield root / "reference" / "configuration.md", _page(definitions, language)


def russian_keys() -> dict[str, str]:
    """Return what each key means, in Russian, by ``Struct.key``."""
    return dict(line.split(maxsplit=1) for line in read_list(KEYS_RU))


def _page(definitions: dict[str, Any], language: str) -> str:
    lines = [
        f"# {said('config.title', language)}",
        "",
        made("schema", language),
        "",
        said("config.lead", language),
        "",
    ]
    links = _links(definitions, language)
    meanings = russian_keys() if language == "ru" else {}
    for name in ORDER:
        lines += _section(name, definitions[name], links, meanings, language)
    return "\n".join(lines).rstrip("\n") + "\n"


def _links(definitions: dict[str, Any], language: str) -> dict[str, str]:
    levels = kind(definitions["Severity"], language)
    links = {name: f"[{said(f'struct.{name}', language)}](#{name.lower()})" for name in ORDER}
    return {**links, "Severity": levels, "Rules": said("type.rule", language)}


def _section(
    name: str,
    definition: dict[str, Any],
    links: dict[str, str],
    meanings: dict[str, str],
    language: str,
) -> list[str]:
    level = "##" if name in ("RulesYaml", "Deal") else "###"
    rows = [
        (
            f"`{key}`",
            kind(shape, language, links),
            _default(key, definition, language),
            meanings.get(f"{name}.{key}", shape["description"]),
        )
        for key, shape in definition["properties"].items()
    ]
    head = [said(f"option.{one}", language) for one in ("key", "type", "default", "meaning")]
    remarks = {"RulesYaml": "config.rules", "StaffEntry": "config.staff.extra"}
    after = [said(remarks[name], language), ""] if name in remarks else []
    heading = f'{level} <a id="{name.lower()}"></a>{said(f"struct.{name}", language)}'
    return [heading, "", *table(head, rows), "", *after]


def _default(key: str, definition: dict[str, Any], language: str) -> str:
    if key in definition.get("required", ()):
        return said("option.required", language)
    default = definition["properties"][key].get("default")
    if default in (None, "", [], {}) or isinstance(default, dict):
        return said("option.nothing", language)
    return f"`{json.dumps(default)}`" if not isinstance(default, str) else f"`{default}`"
