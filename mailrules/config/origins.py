"""Where each setting in force comes from: the file and line, what it replaced, who locked it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from msgspec import Struct

from mailrules.config.layers import Known
from mailrules.config.load import default_settings
from mailrules.config.settings import Layer, Mark, RuleTable, Settings

NO_REPLY = "organisation.no_reply"
WRAP, WIDTH = "compose.wrap", "compose.width"
# Keys of which the last file's value counts, and those to which every file adds.
REPLACED = (
    "messages",
    "organisation.name",
    "organisation.domains",
    NO_REPLY,
    "signature.template",
    WRAP,
    WIDTH,
)
ADDED = ("staff", "vocabulary", "moratoria.client-types", "moratoria.payment-schemes")
Value = str | int | tuple[str, ...] | None


class Source(NamedTuple):
    """A value and where it stands; no mark means that it is built in."""

    value: Value
    mark: Mark | None = None


UNSAID = (Source(None),)  # no file says anything, and nothing is built in


class Origin(Struct, frozen=True):
    """One setting in force: its key, and its sources, the one in force first.

    ``rule`` is the code and the name of the rule that it is about, ``when``
    the conditions of an entry. ``lock`` is where that rule was locked; ``idle``
    tells that an entry has no effect: a lock holds, or it lacks code or reason.
    """

    key: str
    sources: tuple[Source, ...]
    rule: str = ""
    when: str = ""
    lock: Mark | None = None
    idle: bool = False


def origins(
    settings: Settings, known: Iterable[Known], defaults: Mapping[str, object]
) -> tuple[Origin, ...]:
    """Trace every setting of ``settings`` (settled) through its files, in the order of rules.yaml.

    ``known`` are all built-in rules; ``defaults`` gives for a rule's code its
    options as they are built in. Rules that no file speaks of are left out.
    """
    rules = _Rules(settings, (*known, *settings.custom))
    return (
        *_replaced(settings.layers),
        *_added(settings.layers),
        *_letters(settings.layers),
        *rules.tables(defaults),
        *rules.overrides(),
        *rules.custom(),
        *rules.ignored(),
        *rules.locked(),
    )


def _replaced(layers: Sequence[Layer]) -> Iterator[Origin]:
    built_in = default_settings()
    values: dict[str, Value] = {
        NO_REPLY: built_in.organisation.no_reply,
        WRAP: built_in.compose.wrap,
        WIDTH: built_in.compose.width,
    }
    for key in REPLACED:
        last = (Source(values[key]),) if key in values else ()
        yield Origin(key, (*_sources(layers, key), *last) or UNSAID)


def _added(layers: Sequence[Layer]) -> Iterator[Origin]:
    for key in ADDED:
        sources = _sources(layers, key) or UNSAID
        yield from (Origin(key, (source,)) for source in reversed(sources))


def _letters(layers: Sequence[Layer]) -> Iterator[Origin]:
    keys = [said.key for layer in layers for said in layer.said if said.key.startswith("letters.")]
    for key in dict.fromkeys(keys):
        yield Origin(key, _sources(layers, key))
    if not keys:
        yield Origin("letters", UNSAID)


def _sources(layers: Sequence[Layer], key: str) -> tuple[Source, ...]:
    """Return what the files say under a key, the strongest first."""
    said = [one for layer in layers for one in layer.said if one.key == key]
    return tuple(Source(one.value, one.mark) for one in reversed(said))


class _Rules:
    """Follows the rules of a configuration through its files, by code."""

    def __init__(self, settings: Settings, known: tuple[Known, ...]) -> None:
        self.settings = settings
        self.known = {rule.code: rule for rule in known}
        self.codes = {name: rule.code for rule in known for name in (rule.code, rule.name)}
        self.places = {name: mark for one in settings.layers for name, mark in one.custom.items()}

    def tables(self, defaults: Mapping[str, object]) -> Iterator[Origin]:
        """Yield the severity and the options of every rule that a file speaks of or locks."""
        said: dict[str, list[RuleTable]] = {code: [] for code in self.settings.locked}
        for layer in self.settings.layers:
            for name, table in layer.rules.items():
                said.setdefault(self.codes[name], []).insert(0, table)
        for code in filter(said.__contains__, self.known):
            yield self._severity(code, said[code])
            for option in dict.fromkeys(name for table in said[code] for name in table.options):
                yield self._option(code, option, said[code], defaults.get(code))

    def _severity(self, code: str, tables: list[RuleTable]) -> Origin:
        rule = self.known[code]
        levels = (Source(one.severity, one.mark) for one in tables if one.severity)
        built_in = Source(str(rule.severity), self.places.get(code))
        lock = self.settings.locked.get(code)
        return Origin(
            f"rules.{code}.severity", (*levels, built_in), rule=self._title(code), lock=lock
        )

    def _option(self, code: str, option: str, tables: list[RuleTable], defaults: object) -> Origin:
        values = [
            Source(_shown(one.options[option]), one.marks[option])
            for one in tables
            if option in one.options
        ]
        if hasattr(defaults, option):
            values.append(Source(_shown(getattr(defaults, option))))
        return Origin(
            f"rules.{code}.{option}",
            tuple(values),
            rule=self._title(code),
            lock=self.settings.locked.get(code),
        )

    def overrides(self) -> Iterator[Origin]:
        """Yield what each override says of each rule; idle where a lock of its own file holds."""
        written = [one for layer in self.settings.layers for one in layer.overrides]
        for override, settled in zip(written, self.settings.overrides, strict=True):
            when = ", ".join(f"{key}: {pattern}" for key, pattern in override.when.items())
            for name, table in override.rules.items():
                code = self.codes[name]
                severity = {"severity": table.severity} if table.severity else {}
                said = {**severity, **table.options}
                value = tuple(f"{key}: {_line(one)}" for key, one in said.items())
                yield Origin(
                    f"overrides.{code}",
                    (Source(value, table.mark),),
                    rule=self._title(code),
                    when=when,
                    lock=self.settings.locked.get(code),
                    idle=code not in settled.rules,
                )

    def custom(self) -> Iterator[Origin]:
        """Yield the rules that the house has added."""
        for rule in self.settings.custom:
            source = Source(rule.message, self.places[rule.code])
            yield Origin(f"custom.{rule.code}", (source,), rule=self._title(rule.code))

    def ignored(self) -> Iterator[Origin]:
        """Yield the suppressions, each with its reason."""
        for entry in self.settings.ignore:
            lock = self._lock_against(entry.code)
            yield Origin(
                f"ignore.{entry.code}",
                (Source(entry.reason, entry.mark),),
                rule=entry.code,
                when=f"path: {entry.path}" if entry.path != "*" else "",
                lock=lock,
                idle=lock is not None or not (entry.code and entry.reason),
            )

    def locked(self) -> Iterator[Origin]:
        """Yield the locks, each at the first file that has it."""
        for code, mark in self.settings.locked.items():
            yield Origin(f"locked.{code}", (Source(None, mark),), rule=self._title(code), lock=mark)

    def _title(self, code: str) -> str:
        return f"{code} {self.known[code].name}"

    def _lock_against(self, word: str) -> Mark | None:
        """Return the lock of a rule that an ``ignore`` entry names by code, prefix or name."""
        for code, mark in self.settings.locked.items():
            if word and (code.startswith(word) or self.codes.get(word) == code):
                return mark
        return None


def _shown(value: Any) -> Value:
    """Return an option's value, as a file has it or as it is built in, as text or texts."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple | set | frozenset):
        return tuple(map(str, value))
    return None if value is None else str(value)


def _line(value: Any) -> str:
    shown = _shown(value)
    return ", ".join(shown) if isinstance(shown, tuple) else str(shown or "")
