"""Settings written as the YAML that would give them."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
from msgspec import structs

from mailrules.config.settings import Compose, HouseRule, Override, RuleTable, Settings, StaffRecord


def plain_settings(settings: Settings) -> dict[str, Any]:
    """Return the settings in force as the data of one rules.yaml; empty parts left out."""
    return {key: one for key, one in _sections(settings) if one}


def show(settings: Settings) -> str:
    """Return the settings in force as one rules.yaml that extends nothing."""
    import yaml

    class Dumper(yaml.SafeDumper):
        """Writes every scalar as text: our reader takes no word for a number or a truth value."""

        yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 (PyYAML reads it from the class)

        def represent_text(self, text: str) -> yaml.ScalarNode:
            style = "|" if "\n" in text else None
            return self.represent_scalar("tag:yaml.org,2002:str", text, style)

    Dumper.add_representer(str, Dumper.represent_text)
    written = plain_settings(settings)
    return yaml.dump(written, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=100)


def _sections(settings: Settings) -> Iterator[tuple[str, Any]]:
    yield "version", "1"
    yield "messages", settings.messages
    yield "organisation", _filled(settings.organisation)
    yield "staff", [_record(record) for record in settings.staff]
    yield "signature", {"template": settings.signature} if settings.signature else None
    yield "vocabulary", sorted(settings.vocabulary)
    yield "rules", _rules(settings.rules)
    yield "moratoria", _filled(settings.moratoria)
    yield "letters", {name: _filled(letter) for name, letter in settings.letters.items()}
    yield "compose", _filled(settings.compose) if settings.compose != Compose() else None
    yield "overrides", [_override(one) for one in settings.overrides]
    yield "custom", [_custom(rule) for rule in settings.custom]
    yield (
        "ignore",
        [{"code": one.code, "reason": one.reason, "path": one.path} for one in settings.ignore],
    )
    yield "locked", sorted(settings.locked)


def _filled(value: object) -> Any:
    """Return a struct as plain text, lists and tables, without what is empty."""
    return _texts(msgspec.to_builtins(value, str_keys=True))


def _texts(plain: Any) -> Any:
    if isinstance(plain, Mapping):
        return {key: _texts(one) for key, one in plain.items() if one not in ("", (), [], {})}
    if isinstance(plain, list | tuple):
        return [_texts(one) for one in plain]
    return str(plain)


def _custom(rule: HouseRule) -> dict[str, Any]:
    said: dict[str, Any] = _filled(structs.replace(rule, marks={}))
    return said


def _record(record: StaffRecord) -> dict[str, Any]:
    said: dict[str, Any] = _filled(record)
    extra: dict[str, Any] = said.pop("extra", {})
    return said | extra


def _rules(tables: Mapping[str, RuleTable]) -> dict[str, Any]:
    return {name: _rule(table) for name, table in tables.items()}


def _rule(table: RuleTable) -> Any:
    if not table.options:
        return table.severity or {}
    said = {"severity": table.severity} if table.severity else {}
    return said | dict(table.options)


def _override(override: Override) -> dict[str, Any]:
    return {"when": dict(override.when), "rules": _rules(override.rules)}
