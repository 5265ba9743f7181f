"""What several files say of one rule: merged in their order, locks kept."""

from collections.abc import Iterable, Mapping
from typing import Protocol

from msgspec import structs

from mailrules.config.rule_tables import OFF
from mailrules.config.settings import Layer, Mark, Override, RuleTable, Settings
from mailrules.config.typed import error_at, nearest
from mailrules.errors import ConfigError, ConfigErrors
from mailrules.findings import Severity


class Known(Protocol):
    """A rule as far as a configuration is concerned."""

    @property
    def code(self) -> str: ...  # noqa: D102
    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def severity(self) -> Severity: ...  # noqa: D102


def merge_tables(
    lower: Mapping[str, RuleTable], upper: Mapping[str, RuleTable]
) -> dict[str, RuleTable]:
    """Lay ``upper`` over ``lower``: rule by rule, and in a rule option by option."""
    merged = dict(lower)
    for key, table in upper.items():
        below = merged.get(key, RuleTable(table.mark))
        merged[key] = RuleTable(
            mark=table.mark,
            severity=table.severity or below.severity,
            options={**below.options, **table.options},
            marks={**below.marks, **table.marks},
        )
    return merged


def settle_rules(settings: Settings, known: Iterable[Known]) -> Settings:
    """Put codes for names in ``rules``, ``overrides`` and ``locked``, and keep the locks.

    ``known`` are all rules there are; the house's custom ones are added.
    Raises ConfigErrors: a rule that does not exist, one that a file names
    twice (by code and by name), a custom one under a name that is taken, one
    that a file weakens although a file merged before it has locked it.
    """
    settlement = _Settlement(_by_name(known), _by_name(settings.custom))
    for layer in settings.layers or (_as_layer(settings),):
        settlement.add(layer)
    if settlement.errors:
        raise ConfigErrors(tuple(settlement.errors))
    return structs.replace(
        settings,
        rules=settlement.rules,
        overrides=tuple(map(settlement.within_locks, settlement.overrides)),
        locked=settlement.locked,
    )


def unknown_rule(name: str, mark: Mark, known: Iterable[str]) -> ConfigError:
    """Make the error about a rule that does not exist; with the nearest one that does."""
    if guess := nearest(name, tuple(known)):
        return error_at(mark, "config.unknown-rule.guess", name=name, guess=guess)
    return error_at(mark, "config.unknown-rule", name=name)


def _by_name(rules: Iterable[Known]) -> dict[str, Known]:
    return {name: rule for rule in rules for name in (rule.code, rule.name)}


def _as_layer(settings: Settings) -> Layer:
    return Layer(
        settings.path or "", settings.rules, settings.overrides, settings.ignore, settings.locked
    )


class _Settlement:
    """Takes layer after layer; of each section of a layer, the first error is kept."""

    def __init__(self, built_in: Mapping[str, Known], custom: Mapping[str, Known]) -> None:
        self.known = {**custom, **built_in}
        self.taken = set(built_in)
        self.rules: dict[str, RuleTable] = {}
        self.overrides: list[Override] = []
        self.locked: dict[str, Mark] = {}
        self.errors: list[ConfigError] = []

    def add(self, layer: Layer) -> None:
        for section in (self._custom, self._rules, self._overrides, self._ignore, self._locked):
            try:
                section(layer)
            except ConfigError as error:
                self.errors.append(error)

    def within_locks(self, override: Override) -> Override:
        """Leave out what an override says to weaken a rule that its own file locks."""
        tables = {
            code: table
            for code, table in override.rules.items()
            if code not in self.locked or not self._weakens(code, table)
        }
        return structs.replace(override, rules=tables)

    def _custom(self, layer: Layer) -> None:
        for name, mark in layer.custom.items():
            if name in self.taken:
                raise error_at(mark, "config.custom.taken", name=name)
        self.taken.update(layer.custom)

    def _rules(self, layer: Layer) -> None:
        tables = self._by_code(layer.rules)
        self._keep_locks(tables)
        self.rules = merge_tables(self.rules, tables)

    def _overrides(self, layer: Layer) -> None:
        for override in layer.overrides:
            tables = self._by_code(override.rules)
            self._keep_locks(tables)
            self.overrides.append(structs.replace(override, rules=tables))

    def _ignore(self, layer: Layer) -> None:
        for entry in layer.ignore:
            for code in self.locked:
                named = entry.code and code.startswith(entry.code)
                if named or entry.code == self.known[code].name:
                    raise self._lock_error(entry.mark, code, entry.code)

    def _locked(self, layer: Layer) -> None:
        for name, mark in layer.locked.items():
            self.locked.setdefault(self._rule(name, mark).code, mark)

    def _by_code(self, tables: Mapping[str, RuleTable]) -> dict[str, RuleTable]:
        found: dict[str, RuleTable] = {}
        for name, table in tables.items():
            code = self._rule(name, table.mark).code
            if code in found:
                first = found[code].mark.line
                raise error_at(table.mark, "config.rules.twice", name=name, code=code, first=first)
            found[code] = table
        return found

    def _rule(self, name: str, mark: Mark) -> Known:
        if name not in self.known:
            raise unknown_rule(name, mark, self.known)
        return self.known[name]

    def _keep_locks(self, tables: Mapping[str, RuleTable]) -> None:
        for code, table in tables.items():
            if code in self.locked and self._weakens(code, table):
                raise self._lock_error(table.mark, code, code)

    def _weakens(self, code: str, table: RuleTable) -> bool:
        below = self.rules.get(code)
        before = (below.severity if below else None) or self.known[code].severity
        after = table.severity or before
        options = below.options if below else {}
        return _weight(after) > _weight(before) or any(
            options.get(name) != value for name, value in table.options.items()
        )

    def _lock_error(self, mark: Mark, code: str, name: str) -> ConfigError:
        return error_at(mark, "config.locked", name=name, place=self.locked[code].place)


def _weight(severity: str) -> int:
    return len(Severity) if severity == OFF else Severity(severity).weight
