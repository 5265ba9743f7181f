"""One rules.yaml, section by section; the first error of every section is kept."""

import os
from collections.abc import Callable, Mapping
from typing import Any, Literal, NamedTuple

from msgspec import Struct

from mailrules.config.document import Node, read_document, read_text
from mailrules.config.rule_tables import (
    read_ignore,
    read_locked,
    read_overrides,
    read_rules,
    typed_items,
)
from mailrules.config.settings import (
    Compose,
    HouseRule,
    Ignore,
    LetterType,
    Mark,
    Moratoria,
    Organisation,
    Override,
    RuleTable,
    Said,
)
from mailrules.config.staff import Person, read_staff
from mailrules.config.typed import error_at, typed, unknown_key, wrong_type
from mailrules.errors import ConfigError

VERSION = "1"


class Signature(Struct, frozen=True):
    """The section ``signature``."""

    template: str


class Extended(NamedTuple):
    """A file that another one extends, and where that is written."""

    path: str
    mark: Mark


class RulesFile(Struct, frozen=True):
    """What one file says; None or empty where it says nothing."""

    path: str
    extends: tuple[Extended, ...] = ()
    messages: str | None = None
    organisation: Organisation | None = None
    organisation_keys: frozenset[str] = frozenset()
    staff: tuple[Person, ...] = ()
    signature: str | None = None
    signature_mark: Mark = Mark("")
    vocabulary: frozenset[str] = frozenset()
    rules: Mapping[str, RuleTable] = {}
    moratoria: Moratoria = Moratoria()
    letters: Mapping[str, LetterType] = {}
    compose: Compose = Compose()
    compose_keys: frozenset[str] = frozenset()
    overrides: tuple[Override, ...] = ()
    custom: tuple[HouseRule, ...] = ()
    custom_names: Mapping[str, Mark] = {}
    ignore: tuple[Ignore, ...] = ()
    locked: Mapping[str, Mark] = {}
    said: tuple[Said, ...] = ()


Fields = dict[str, Any]
Section = Callable[[Node], Fields]


def read_rules_file(node: Node, path: str, errors: list[ConfigError]) -> RulesFile:
    """Read the document of ``path``; what is wrong goes to ``errors``, one a section."""
    if node.value is None:
        return RulesFile(path)
    if not isinstance(node.value, dict):
        errors.append(wrong_type(node, Mapping[str, object], os.path.basename(path)))
        return RulesFile(path)
    fields: Fields = {}
    said: tuple[Said, ...] = ()
    for key, section in node.value.items():
        try:
            if key not in SECTIONS:
                raise unknown_key(node.keys[key], key, tuple(SECTIONS))
            read = SECTIONS[key](section)
        except ConfigError as error:
            errors.append(error)
            continue
        said += read.pop("said", ())
        fields |= read
    return RulesFile(path, **fields, said=said)


def _version(node: Node) -> Fields:
    if node.value not in (None, VERSION):
        raise error_at(node.mark, "config.version", known=VERSION)
    return {}


def _messages(node: Node) -> Fields:
    language: str = typed(node, Literal["ru", "en"], "messages")
    return {"messages": language, "said": (Said("messages", language, node.mark),)}


def _organisation(node: Node) -> Fields:
    domains = node.get("domains")
    for item in typed_items(domains, "domains") if domains else ():
        check_domain(str(item.value or ""), item.mark)
    return _key_by_key(node, Organisation, "organisation")


def _key_by_key(node: Node, kind: type[Struct], name: str) -> Fields:
    """Read a section of which a later file replaces single keys, and tell which are written."""
    section: Struct = typed(node, kind, name)
    written = node.value if isinstance(node.value, dict) else {}
    keys = [key for key, one in written.items() if one.value is not None]
    said = (Said(f"{name}.{key}", getattr(section, key), node.keys[key]) for key in keys)
    return {name: section, f"{name}_keys": frozenset(keys), "said": tuple(said)}


def check_domain(written: str, mark: Mark) -> None:
    """Raise ConfigError where ``written`` cannot be the part of an address after its ``@``."""
    if not written or set("@*/ ") & set(written):
        raise error_at(mark, "config.domain", written=written)


def _staff(node: Node) -> Fields:
    if isinstance(node.value, str):
        node = read_document(beside(node.mark, node.value), node.mark)
    staff = read_staff(node)
    said = (Said("staff", f"{one.record.name} <{one.record.email}>", one.mark) for one in staff)
    return {"staff": staff, "said": tuple(said)}


def _signature(node: Node) -> Fields:
    if node.value is None:
        return {}
    signature: Signature = typed(node, Signature, "signature")
    template = node.get("template") or node
    said = Said("signature.template", signature.template, node.keys["template"])
    return {"signature": signature.template, "signature_mark": template.mark, "said": (said,)}


def _vocabulary(node: Node) -> Fields:
    if isinstance(node.value, str):
        words = _words(read_text(beside(node.mark, node.value), node.mark))
    else:
        words = typed(node, str | tuple[str, ...], "vocabulary") if node.value is not None else ()
    vocabulary = frozenset(filter(None, map(str.strip, words)))
    said = (Said("vocabulary", len(vocabulary), node.mark),) if vocabulary else ()
    return {"vocabulary": vocabulary, "said": said}


def _words(text: str) -> tuple[str, ...]:
    """Return the words of a list, one a line; a ``#`` at the start or after a space is a remark."""
    return tuple(f" {line}".split(" #", 1)[0].strip() for line in text.splitlines())


def _moratoria(node: Node) -> Fields:
    moratoria: Moratoria = typed(node, Moratoria, "moratoria")
    said: list[Said] = []
    for key, kind in node.value.items() if isinstance(node.value, dict) else ():
        for item in typed_items(kind, "moratoria"):
            if not any(item.get(key) for key in ("lemmas", "words", "pattern")):
                raise error_at(item.mark, "config.moratoria.nothing")
            name = item.get("name")
            said.append(Said(f"moratoria.{key}", str(name.value if name else ""), item.mark))
    return {"moratoria": moratoria, "said": tuple(said)}


def _custom(node: Node) -> Fields:
    if node.value in (None, ()):
        return {}
    from mailrules.config.custom import read_custom

    rules, names = read_custom(node)
    return {"custom": rules, "custom_names": names}


def _letters(node: Node) -> Fields:
    letters: Mapping[str, LetterType] = typed(node, Mapping[str, LetterType], "letters")
    said = (Said(f"letters.{key}", one.required, node.keys[key]) for key, one in letters.items())
    return {"letters": letters, "said": tuple(said)}


def _extends(node: Node) -> Fields:
    items = (node,) if isinstance(node.value, str) else typed_items(node, "extends")
    files = (Extended(beside(one.mark, typed(one, str, "extends")), one.mark) for one in items)
    return {"extends": tuple(files)}


def beside(mark: Mark, name: str) -> str:
    """Return the path that ``name`` means in the file of ``mark``: relative to its folder."""
    return os.path.normpath(os.path.join(os.path.dirname(mark.path), os.path.expanduser(name)))


SECTIONS: dict[str, Section] = {
    "version": _version,
    "extends": _extends,
    "messages": _messages,
    "organisation": _organisation,
    "staff": _staff,
    "signature": _signature,
    "vocabulary": _vocabulary,
    "rules": lambda node: {"rules": read_rules(node)},
    "moratoria": _moratoria,
    "letters": _letters,
    "compose": lambda node: _key_by_key(node, Compose, "compose"),
    "overrides": lambda node: {"overrides": read_overrides(node)},
    "custom": _custom,
    "ignore": lambda node: {"ignore": read_ignore(node)},
    "locked": lambda node: {"locked": read_locked(node)},
}
