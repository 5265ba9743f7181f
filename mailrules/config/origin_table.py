"""Origins told: an aligned table for people, plain data for programs."""

import os
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from mailrules.config.origins import Origin, Source, Value
from mailrules.config.settings import Mark, Settings
from mailrules.wording import render, wording

WIDEST = 44  # characters of a value; the file has the rest
NOTHING = "—"


class Row(NamedTuple):
    """One line of the table: the key, the value, and where it stands."""

    key: str
    value: str
    place: str


def origin_table(origins: Sequence[Origin], settings: Settings, language: str) -> str:
    """Return the files in the order they are merged, then every setting with its origin.

    Under a setting stands what it replaced, the strongest first.
    """
    files = (_say("order.first", language), *(_short(layer.path) for layer in settings.layers))
    lines = [_say("order", language)]
    lines += [f"  {number}. {file}" for number, file in enumerate(files, 1)]
    told = [(origin, tuple(_rows(origin, language))) for origin in origins]
    keys = max(len(row.key) for _, rows in told for row in rows)
    values = max(len(row.value) for _, rows in told for row in rows)
    section = ""
    for origin, rows in told:
        if section != (section := origin.key.partition(".")[0]):
            lines.append("")
        lines += [f"{row.key:<{keys}}  {row.value:<{values}}  {row.place}".rstrip() for row in rows]
    return "\n".join([*lines, ""])


def origin_data(origins: Sequence[Origin], settings: Settings) -> dict[str, Any]:
    """Return the same as data for JSON; what is built in has no path and no line."""
    return {
        "schema_version": 1,
        "files": [layer.path for layer in settings.layers],
        "settings": [
            {
                "key": origin.key,
                "rule": origin.rule or None,
                "when": origin.when or None,
                **_source(origin.sources[0]),
                "replaced": [_source(source) for source in origin.sources[1:]],
                "locked": _place(origin.lock) if origin.lock else None,
                "effective": not origin.idle,
            }
            for origin in origins
        ],
    }


def _source(source: Source) -> dict[str, Any]:
    return {"value": source.value, **_place(source.mark)}


def _place(mark: Mark | None) -> dict[str, Any]:
    if mark is None:
        return {"path": None, "line": None, "column": None}
    return {"path": mark.path, "line": mark.line, "column": mark.column}


def _rows(origin: Origin, language: str) -> Iterator[Row]:
    section = origin.key.partition(".")[0]
    value = _value(origin.sources[0].value, language)
    if section == "locked":
        value = _say("no-weaker", language)
    yield Row(_key(origin), value, _where(origin.sources[0].mark, language))
    if origin.when:
        yield Row("", f"  {_say('when', language, when=origin.when)}", "")
    for source in origin.sources[1:]:
        replaced = _say("replaced", language, value=_value(source.value, language))
        yield Row("", f"  {replaced}", _where(source.mark, language))
    if origin.lock and section != "locked":
        said = _say("idle.locked" if origin.idle else "locked", language)
        yield Row("", f"  {said}", _where(origin.lock, language))
    elif origin.idle:
        yield Row("", f"  {_say('idle', language)}", "")


def _key(origin: Origin) -> str:
    """Return the key as the table has it; an option stands under its rule."""
    section, _, within = origin.key.partition(".")
    if section == "rules" and not within.endswith(".severity"):
        return f"{'':<{len(section)}} {within.partition('.')[2]}"
    return f"{section} {origin.rule}" if origin.rule else origin.key


def _value(value: Value, language: str) -> str:
    """Return a value in one line; ``vocabulary`` alone has a number, that of its words."""
    if isinstance(value, int):
        return _say("words", language, count=value)
    text = ", ".join(value) if isinstance(value, tuple) else (value or "")
    line, *more = text.split("\n")
    cut = line[:WIDEST].rstrip()
    return f"{cut}…" if more or cut != line.rstrip() else cut or NOTHING


def _where(mark: Mark | None, language: str) -> str:
    return f"{_short(mark.path)}:{mark.line}" if mark else _say("built-in", language)


def _short(path: str) -> str:
    """Return a path from the working folder where it lies below, else as it is."""
    return path.removeprefix(os.path.join(os.getcwd(), ""))


def _say(key: str, language: str, **arguments: object) -> str:
    return render(wording(f"config.origin.{key}", **arguments), language)
