"""YAML read unresolved: text, lists and tables that know where they stand.

PyYAML gives the events only. Every scalar stays text until something asks for
a type: ``off`` is the word "off", ``+74950000001`` keeps its plus. Reading is
bounded in bytes, depth and values, aliases counted as often as they are used.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Struct

from mailrules.config.settings import Mark
from mailrules.config.syntax import syntax_error
from mailrules.errors import ConfigError
from mailrules.message import lazy_pattern

if TYPE_CHECKING:
    from yaml.events import Event

MAX_BYTES = 2 * 1024 * 1024
MAX_DEPTH = 40
MAX_VALUES = 100_000

UNPRINTABLE = lazy_pattern("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
LINE_BREAK = re.compile("\r\n|[\n\r]")


class Node(Struct, frozen=True):
    """One value: None where nothing is written, a text, a list or a table.

    ``keys`` tells where each key of a table stands.
    """

    mark: Mark
    value: "str | tuple[Node, ...] | dict[str, Node] | None" = None
    keys: dict[str, Mark] = {}

    def get(self, key: str) -> "Node | None":
        """Return the value of ``key``, None where this is no table or lacks it."""
        return self.value.get(key) if isinstance(self.value, dict) else None

    def plain(self) -> Any:
        """Return the value as ``str``, ``list`` and ``dict``, without places."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, tuple):
            return [node.plain() for node in self.value]
        return self.value


def node_of(plain: object, mark: Mark) -> Node:
    """Give plain data one place for all of it; numbers and truth values become text."""
    if plain is None or isinstance(plain, str):
        return Node(mark, plain)
    if isinstance(plain, dict):
        entries = {str(key): node_of(one, mark) for key, one in plain.items()}
        return Node(mark, entries, dict.fromkeys(entries, mark))
    if isinstance(plain, list | tuple | set | frozenset):
        return Node(mark, tuple(node_of(one, mark) for one in plain))
    return Node(mark, str(plain).lower() if isinstance(plain, bool) else str(plain))


def read_document(path: str, named: Mark | None = None) -> Node:
    """Read a YAML file; ``named`` is the place that asks for it, and that its absence is told at.

    Raises ConfigError for what cannot be read or is no YAML.
    """
    return parse_document(read_text(path, named), path)


def read_text(path: str, named: Mark | None = None) -> str:
    """Read a UTF-8 text file of at most ``MAX_BYTES``; a byte order mark is dropped."""
    return decode_text(read_bytes(path, named), path)


def read_bytes(path: str, named: Mark | None = None) -> bytes:
    """Read a file of at most ``MAX_BYTES``. Raises ConfigError, at ``named`` where it cannot."""
    place = named or Mark(path)
    try:
        with Path(path).open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise _at(place, "config.file.missing", name=path) from None
    except IsADirectoryError:
        raise _at(place, "config.file.folder", name=path) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise _at(place, "config.file.unreadable", name=path, reason=reason) from None
    if len(raw) > MAX_BYTES:
        raise _at(Mark(path), "config.file.too-large", limit=MAX_BYTES // 1024 // 1024)
    return raw


def decode_text(raw: bytes, path: str) -> str:
    """Return the UTF-8 text of a file; raise ConfigError at the first byte that is none."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = _position(path, raw[: error.start].decode("utf-8-sig"))
        raise _at(place, "config.file.not-utf8") from None


def check_printable(text: str, path: str) -> None:
    """Raise ConfigError at the first character that YAML, and a letter, cannot have."""
    if found := UNPRINTABLE.search(text):
        character = f"U+{ord(found.group()):04X}"
        place = _position(path, text[: found.start()])
        raise _at(place, "config.file.control", character=character)


def parse_document(text: str, path: str) -> Node:
    """Read one YAML document. Raises ConfigError with the first mistake."""
    check_printable(text, path)
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return _Reader(path, iter(yaml.parse(text, Loader=loader))).document()
    except yaml.MarkedYAMLError as error:
        raise syntax_error(error, text, path) from None


def _position(path: str, before: str) -> Mark:
    *lines, last = LINE_BREAK.split(before)
    return Mark(path, len(lines) + 1, len(last) + 1)


def _at(mark: Mark, key: str, **arguments: object) -> ConfigError:
    return ConfigError(key, path=mark.path, line=mark.line, column=mark.column, **arguments)


class _Anchor(NamedTuple):
    node: Node
    values: int
    height: int


class _Reader:
    """Builds the tree from PyYAML's events, counting as it goes."""

    def __init__(self, path: str, events: "Iterator[Event]") -> None:
        self.path = path
        self.events: Iterator[Any] = events
        self.anchors: dict[str, _Anchor] = {}
        self.values = 0
        self.deepest = 0

    def document(self) -> Node:
        from yaml import events

        next(self.events)
        first = next(self.events)
        if isinstance(first, events.StreamEndEvent):
            return Node(Mark(self.path))
        node = self.node(next(self.events), 1)
        next(self.events)
        after = next(self.events)
        if not isinstance(after, events.StreamEndEvent):
            raise _at(self.mark(after), "config.yaml.documents")
        return node

    def mark(self, event: Any) -> Mark:
        return Mark(self.path, event.start_mark.line + 1, event.start_mark.column + 1)

    def node(self, event: Any, depth: int) -> Node:
        """Read the value that begins with ``event``."""
        if event.anchor is None:
            return self.value(event, depth)
        if hasattr(event, "implicit"):
            return self.anchored(event, depth)
        known = self.anchors.get(event.anchor)
        if known is None:
            raise _at(self.mark(event), "config.yaml.alias", name=event.anchor)
        self.count(event, known.values, depth + known.height)
        return known.node

    def anchored(self, event: Any, depth: int) -> Node:
        before, outer, self.deepest = self.values, self.deepest, depth
        node = self.value(event, depth)
        self.anchors[event.anchor] = _Anchor(node, self.values - before, self.deepest - depth)
        self.deepest = max(outer, self.deepest)
        return node

    def count(self, event: Any, values: int, depth: int) -> None:
        self.values += values
        self.deepest = max(self.deepest, depth)
        if depth > MAX_DEPTH:
            raise _at(self.mark(event), "config.yaml.depth", limit=MAX_DEPTH)
        if self.values > MAX_VALUES:
            raise _at(self.mark(event), "config.yaml.values", limit=MAX_VALUES)

    def value(self, event: Any, depth: int) -> Node:
        from yaml import events

        mark = self.mark(event)
        self.count(event, 1, depth)
        if event.tag is not None:
            raise _at(mark, "config.yaml.tag", tag=event.tag.removeprefix("tag:yaml.org,2002:"))
        if isinstance(event, events.ScalarEvent):
            nothing = not event.value and event.implicit[0]
            if event.style in ("|", ">"):  # the text begins on the next line
                mark = Mark(mark.path, mark.line + 1)
            return Node(mark, None if nothing else event.value)
        if isinstance(event, events.SequenceStartEvent):
            return Node(mark, tuple(self.items(depth + 1)))
        return self.table(mark, depth + 1)

    def items(self, depth: int) -> Iterator[Node]:
        from yaml import events

        while not isinstance(event := next(self.events), events.SequenceEndEvent):
            yield self.node(event, depth)

    def table(self, mark: Mark, depth: int) -> Node:
        from yaml import events

        entries: dict[str, Node] = {}
        keys: dict[str, Mark] = {}
        while not isinstance(event := next(self.events), events.MappingEndEvent):
            place = self.mark(event)
            if not isinstance(event, events.ScalarEvent):
                raise _at(place, "config.yaml.key")
            key = str(self.node(event, depth).value or "")
            if key == "<<" and event.implicit[0]:
                raise _at(place, "config.yaml.merge")
            if key in entries:
                raise _at(place, "config.yaml.duplicate", name=key, first=keys[key].line)
            keys[key] = place
            entries[key] = self.node(next(self.events), depth)
        return Node(mark, entries, keys)
