"""A configuration and a selection, bound to the rules: which are on, how grave, with what."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from msgspec import Struct

from mailrules.config import (
    Mark,
    RuleTable,
    Settings,
    bind_options,
    merge_tables,
    option_error,
    schema,
    settle_rules,
)
from mailrules.errors import ConfigError, ConfigErrors, OptionError
from mailrules.findings import Severity
from mailrules.message import Message
from mailrules.rules.base import Rule, RuleOptions
from mailrules.rules.catalogue import RULES, codes_of, find_rule, planned
from mailrules.rules.documentation import options_schema
from mailrules.rules.overrides import applies

OFF = "off"


class Selection(Struct, frozen=True):
    """Which rules the command line asks for: codes, prefixes of codes, or names."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()


class Active(NamedTuple):
    """A rule that is on, with the severity and the options in force."""

    rule: Rule
    severity: Severity
    options: RuleOptions


class Binding(Struct, frozen=True):
    """One configuration, settled: ``rules`` are those in force where no override holds.

    ``custom`` are the rules that the house has written, on or off.
    """

    settings: Settings
    chosen: "Chosen"
    rules: tuple[Active, ...]
    custom: tuple[Rule, ...] = ()

    def active(self, message: Message, path: str, letter: str | None = None) -> tuple[Active, ...]:
        """Return the rules in force for one letter: the catalogue's in its order, then custom."""
        tables: Mapping[str, RuleTable] = self.settings.rules
        for override in self.settings.overrides:
            if applies(override.when, message, path, letter, self.settings):
                tables = merge_tables(tables, override.rules)
        if tables is self.settings.rules:
            return self.rules
        return tuple(_active(tables, self.chosen, self.custom))

    def find_rule(self, word: str) -> Rule:
        """Return a rule, built in or custom, by its code or name. Raises UsageError."""
        return find_rule(word, self.custom)

    def waiting(self) -> Iterator[tuple[Mark, str]]:
        """Yield the settings that this version reads and does not apply yet, with their places."""
        for rule in planned():
            if rule.code in self.settings.rules:
                yield self.settings.rules[rule.code].mark, f"{rule.code} {rule.name}"


class Chosen(Struct, frozen=True):
    """The codes of a selection: ``named`` are those it asks for one by one."""

    codes: frozenset[str]
    named: frozenset[str]


def bind(settings: Settings, selection: Selection = Selection()) -> Binding:  # noqa: B008
    """Bind a configuration to the rules.

    Raises ConfigErrors for rules and options that the configuration has wrong,
    UsageError for those that the selection has.
    """
    settled = settle_rules(settings, (*RULES, *planned()))
    chosen = _choose(selection, settled)
    errors: list[ConfigError] = []
    custom = _custom_rules(settled)
    for tables in (settled.rules, *(override.rules for override in settled.overrides)):
        errors += _wrong_options(tables, custom)
    if errors:
        raise ConfigErrors(tuple(errors))
    return Binding(settled, chosen, tuple(_active(settled.rules, chosen, custom)), custom)


def config_schema() -> dict[str, Any]:
    """Return the JSON Schema of rules.yaml, with every rule's options."""
    return schema({rule.code: (rule.name, options_schema(rule)) for rule in RULES})


def _custom_rules(settings: Settings) -> tuple[Rule, ...]:
    if not settings.custom:
        return ()
    from mailrules.rules.custom.judging import custom_rules

    return custom_rules(settings.custom)


def _choose(selection: Selection, settings: Settings) -> Chosen:
    def codes(words: tuple[str, ...]) -> frozenset[str]:
        return frozenset().union(*(codes_of(word, settings.custom) for word in words))

    asked = (*selection.select, *selection.extend_select)
    chosen = codes(selection.select or ("ALL",))
    chosen -= codes(selection.ignore) - settings.locked.keys()
    one_by_one = [found for word in asked if len(found := codes_of(word, settings.custom)) == 1]
    return Chosen(chosen | codes(selection.extend_select), frozenset().union(*one_by_one))


def _active(
    tables: Mapping[str, RuleTable], chosen: Chosen, custom: tuple[Rule, ...]
) -> Iterator[Active]:
    """Yield the rules that are on. Naming a rule on the command line lifts its ``off``."""
    for rule in (*RULES, *custom):
        table = tables.get(rule.code)
        level = table.severity if table else None
        if rule.code not in chosen.codes or (level == OFF and rule.code not in chosen.named):
            continue
        severity = Severity(level) if level and level != OFF else rule.severity
        yield Active(rule, severity, _options(rule, table))


def _options(rule: Rule, table: RuleTable | None) -> RuleOptions:
    if table is None or not table.options:
        return rule.options()
    try:
        return bind_options(table, rule.options)
    except OptionError as error:
        raise option_error(table, error.option, error.key, **error.arguments) from None


def _wrong_options(
    tables: Mapping[str, RuleTable], custom: tuple[Rule, ...]
) -> Iterator[ConfigError]:
    for rule in (*RULES, *custom):
        try:
            _options(rule, tables.get(rule.code))
        except ConfigError as error:
            yield error
