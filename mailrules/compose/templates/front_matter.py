"""A template file is read: front matter between two lines ``---``, then the letter's body."""

from hashlib import sha256
from pathlib import Path
from typing import Any, Literal, NamedTuple

from mailrules.compose.templates.examples import Known, read_examples
from mailrules.compose.templates.fields import read_fields
from mailrules.compose.templates.mistakes import kept_in
from mailrules.compose.templates.model import Template
from mailrules.config import (
    Mark,
    Node,
    check_printable,
    decode_text,
    error_at,
    parse_document,
    read_bytes,
    typed,
    unknown_key,
)
from mailrules.errors import ConfigError, ConfigErrors
from mailrules.message import lazy_pattern
from mailrules.wording import wording

FENCE = "---"
CLOSING_FENCE = lazy_pattern(r"(?m)^---[ \t]*$\n?")
NAME = lazy_pattern(r"[a-z0-9]+(?:[-.][a-z0-9]+)*")
BLOCK = lazy_pattern(r"[^\W\d_]\w*(?:-\w+)*")
WITHIN = wording("templates.matter")  # what the errors about single keys call it
# The keys that hold a single value, and its type.
SINGLE: dict[str, Any] = {
    "name": str,
    "summary": str,
    "letter": str,
    "language": Literal["ru", "en"],
    "form": Literal["letter", "text"],
    "internal": bool,
    "subject": str,
}
KEYS = (*SINGLE, "fields", "blocks", "examples")


class Parts(NamedTuple):
    """A file taken apart; ``body`` begins on line ``body_line``."""

    matter: Node
    body: str
    body_line: int


def read_template(path: str, text: str | None = None) -> Template:
    """Read the template at ``path``, or what ``text`` would be if it stood there.

    Whether the body is sound Jinja2 is not asked. Raises ConfigErrors with all
    that is wrong with the front matter, each mistake at its line and column.
    """
    template, mistakes = examine_template(path, text)
    if template is None or mistakes:
        raise ConfigErrors(mistakes)
    return template


def examine_template(
    path: str, text: str | None = None
) -> tuple[Template | None, tuple[ConfigError, ...]]:
    """Read as ``read_template`` does, but give what is sound along with all mistakes.

    There is no template only where there is no front matter that can be read.
    One without a sound name bears its file's.
    """
    mistakes: list[ConfigError] = []
    template = None
    with kept_in(mistakes):
        raw = read_bytes(path) if text is None else text.encode("utf-8", "surrogatepass")
        parts = _taken_apart(decode_text(raw, path), path)
        template = Template(
            path=path,
            body=parts.body,
            body_line=parts.body_line,
            digest=sha256(raw).hexdigest(),
            **{
                "name": Path(path).stem,
                "summary": "",
                "subject": "",
                **_read(parts.matter, mistakes),
            },
        )
    return template, tuple(mistakes)


def _taken_apart(text: str, path: str) -> Parts:
    check_printable(text, path)
    first, _, rest = text.replace("\r\n", "\n").replace("\r", "\n").partition("\n")
    if first.rstrip() != FENCE:
        raise error_at(Mark(path), "templates.front-matter.none")
    closing = CLOSING_FENCE.search(rest)
    if closing is None:
        raise error_at(Mark(path), "templates.front-matter.open")
    matter = rest[: closing.start()]
    # The empty line stands for the first fence, so that YAML counts lines as the file has them.
    return Parts(parse_document(f"\n{matter}", path), rest[closing.end() :], matter.count("\n") + 3)


def _read(matter: Node, mistakes: list[ConfigError]) -> dict[str, Any]:
    """Return what the keys say, as arguments of Template, without what is wrong."""
    written = {} if matter.value is None else matter.value
    if not isinstance(written, dict):
        raise error_at(matter.mark, "templates.front-matter.table")
    mistakes += [unknown_key(matter.keys[key], key, KEYS) for key in written if key not in KEYS]
    values: dict[str, Any] = {}
    for key, kind in SINGLE.items():
        with kept_in(mistakes):
            values |= _single(key, kind, matter)
    nothing = Node(matter.mark)
    values["subject_mark"] = written.get("subject", nothing).mark
    with kept_in(mistakes):
        values["blocks"], values["block_marks"] = _blocks(written.get("blocks", nothing))
    fields = written.get("fields", nothing)
    with kept_in(mistakes):
        values["fields"] = read_fields(fields, mistakes)
    known = Known(values.get("fields", ()), frozenset(fields.keys))
    with kept_in(mistakes):
        values["examples"] = read_examples(written.get("examples", nothing), known, mistakes)
    return values


def _single(key: str, kind: Any, matter: Node) -> dict[str, Any]:
    """Return the value of one key, nothing where it is not written.

    Raises ConfigError where it lacks and must be there, or cannot be so.
    """
    node = matter.get(key)
    if node is None or not node.plain():
        if _needed(key, matter):
            mark = node.mark if node else matter.mark
            raise error_at(mark, "config.missing-key", name=key, within=WITHIN)
        return {}
    value = typed(node, kind, key)
    if kind is not str:
        return {key: value}
    value = value.strip()
    if "\n" in value:
        raise error_at(node.mark, "templates.one-line", name=key)
    if key == "name" and not NAME.fullmatch(value):
        raise error_at(node.mark, "templates.name", name=value)
    return {key: value}


def _needed(key: str, matter: Node) -> bool:
    """Tell whether a key must be there; what is no letter needs no subject."""
    form = matter.get("form")
    return key == "name" or (key == "subject" and (form is None or form.value != "text"))


def _blocks(node: Node) -> tuple[tuple[str, ...], dict[str, Mark]]:
    """Return the blocks that the letter must have, and where each is named."""
    names: tuple[str, ...] = typed(node, tuple[str, ...], "blocks")
    items = node.value if isinstance(node.value, tuple) else ()
    marks: dict[str, Mark] = {}
    for name, item in zip(names, items, strict=True):
        if not BLOCK.fullmatch(name):
            raise error_at(item.mark, "templates.block.name", name=name)
        if name in marks:
            raise error_at(item.mark, "templates.block.twice", name=name, first=marks[name].line)
        marks[name] = item.mark
    return names, marks
