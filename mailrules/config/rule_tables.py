"""The sections about rules: ``rules``, ``overrides``, ``ignore``, ``locked``."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from mailrules.config.document import Node
from mailrules.config.settings import Ignore, Mark, Override, RuleTable
from mailrules.config.typed import error_at, typed, wrong_type
from mailrules.findings import Severity

OFF = "off"
LEVELS = (OFF, *map(str, Severity))


class When(Struct, frozen=True, rename={"from_": "from"}):
    """Shell patterns that a letter must match for an override to hold."""

    to: str = ""
    from_: str = ""
    cc: str = ""
    path: str = ""
    letter: str = ""
    subject: str = ""
    language: str = ""


class OverrideEntry(Struct, frozen=True):
    """One entry of ``overrides``; its rules are read apart, since their options are open."""

    when: When
    rules: Mapping[str, Any]


class IgnoreEntry(Struct, frozen=True):
    """One entry of ``ignore``. Without code or reason it suppresses nothing (SUP001)."""

    code: str = ""
    reason: str = ""
    path: str = "*"


def read_rules(node: Node, name: str = "rules") -> dict[str, RuleTable]:
    """Read severities and options by the rule's code or name, as it is written."""
    if node.value is None:
        return {}
    if not isinstance(node.value, dict):
        raise wrong_type(node, Mapping[str, object], name)
    return {key: _table(one, key, node.keys[key]) for key, one in node.value.items()}


def _table(node: Node, name: str, mark: Mark) -> RuleTable:
    if node.value is None:
        return RuleTable(mark)
    if isinstance(node.value, str):
        return RuleTable(mark, severity=_level(node, name))
    if isinstance(node.value, tuple):
        raise error_at(node.mark, "config.rules.neither", name=name, levels=LEVELS)
    severity = node.value.get("severity")
    return RuleTable(
        mark,
        severity=_level(severity, name) if severity and severity.value is not None else None,
        options={key: one.plain() for key, one in node.value.items() if key != "severity"},
        marks={key: place for key, place in node.keys.items() if key != "severity"},
    )


def _level(node: Node, name: str) -> str:
    if node.value not in LEVELS:
        written = node.value if isinstance(node.value, str) else ""
        raise error_at(node.mark, "config.rules.level", name=name, written=written, levels=LEVELS)
    return str(node.value)


def read_overrides(node: Node) -> tuple[Override, ...]:
    """Read the rules that differ for some letters."""
    entries: tuple[OverrideEntry, ...] = typed(node, tuple[OverrideEntry, ...], "overrides")
    items = node.value if isinstance(node.value, tuple) else ()
    return tuple(_override(entry, item) for entry, item in zip(entries, items, strict=True))


def _override(entry: OverrideEntry, node: Node) -> Override:
    patterns = ((name.rstrip("_"), getattr(entry.when, name)) for name in When.__struct_fields__)
    when = {name: pattern for name, pattern in patterns if pattern}
    if not when:
        raise error_at(node.mark, "config.overrides.when", allowed=When.__struct_encode_fields__)
    rules = node.get("rules")
    return Override(when, read_rules(rules) if rules else {}, node.mark)


def read_ignore(node: Node) -> tuple[Ignore, ...]:
    """Read suppressions; an entry that is only a text is a code without a reason."""
    found: list[Ignore] = []
    for item in typed_items(node, "ignore"):
        entry = (
            IgnoreEntry(code=item.value)
            if isinstance(item.value, str)
            else typed(item, IgnoreEntry, "ignore")
        )
        found.append(Ignore(entry.code, entry.reason.strip(), item.mark, entry.path))
    return tuple(found)


def read_locked(node: Node) -> dict[str, Mark]:
    """Read the names of locked rules, each with its place."""
    return {typed(one, str, "locked"): one.mark for one in typed_items(node, "locked")}


def typed_items(node: Node, name: str) -> tuple[Node, ...]:
    """Return the entries of a list; nothing written is an empty one."""
    if node.value is None:
        return ()
    if not isinstance(node.value, tuple):
        raise wrong_type(node, tuple[object, ...], name)
    return node.value
