"""What ``mailrules init`` puts into an empty folder: files that work as they are.

The texts are data: the Russian rules.yaml and the letter templates are those
that the program ships, the rest lies in ``starter-files``. Answers are filled
in where the sample's values stand, so every comment stays.
"""

import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct, structs

from mailrules.config.document import Node, parse_document
from mailrules.config.sections import check_domain
from mailrules.config.settings import Mark
from mailrules.config.shipped import shipped
from mailrules.config.staff import check_address
from mailrules.config.typed import error_at
from mailrules.errors import ConfigError, UsageError
from mailrules.files import write_whole
from mailrules.message import read_list

TEXTS = Path(__file__).with_name("starter-files")
SCHEMA_LINE = "# yaml-language-server: $schema="
SCHEMA_FILE = "rules.schema.json"
# What a repository may have before its first file: it is in nobody's way.
VERSION_CONTROL = frozenset(
    (
        ".DS_Store",
        ".git",
        ".gitattributes",
        ".gitignore",
        ".gitkeep",
        ".gitmodules",
        ".hg",
        ".hgignore",
        ".svn",
    )
)


class Answers(Struct, frozen=True):
    """What ``init`` asks: the language of the findings, the house, and its first person."""

    language: str
    name: str
    domains: tuple[str, ...]
    person: str
    email: str
    position: str
    phone: str


def sample_answers(language: str) -> Answers:
    """Return the invented house and person that the starter's files have."""
    house = parse_document(_rules_text(language), "rules.yaml")
    staff = parse_document(_text(language, "staff.yaml"), "staff.yaml")
    organisation: dict[str, Any] = _at(house, "organisation").plain()
    person: dict[str, str] = _at(staff, 0).plain()
    return Answers(
        language,
        organisation["name"],
        tuple(organisation["domains"]),
        person["name"],
        person["email"],
        person["position"],
        person["phone"],
    )


def answered(answers: Answers, question: str, text: str) -> Answers:
    """Return ``answers`` with ``text`` as the one to ``question``, a field of Answers.

    With another domain or person goes another likely address. Raises UsageError
    where the text is empty, has invisible characters, is no domain or no address.
    """
    said = " ".join(text.split())
    if not said or not said.isprintable():
        raise UsageError("init.empty")
    try:
        if question == "email":
            check_address(said, Mark(""))
        value = tuple(_domains(said)) if question == "domains" else said
    except ConfigError as error:
        raise UsageError(error.key, **error.arguments) from None
    changed = structs.replace(answers, **{question: value})
    if question in ("domains", "person") and changed != answers:
        return structs.replace(changed, email=f"{_mailbox(changed.person)}@{changed.domains[0]}")
    return changed


def _mailbox(person: str) -> str:
    """Return the first name in Latin letters, as addresses often have it."""
    letters = dict(line.split() for line in read_list(TEXTS / "latin.txt"))
    first = person.casefold().split()[0]
    latin = "".join(letters.get(letter, letter) for letter in first)
    return latin if latin.isascii() and latin.isalpha() else "mail"


def _domains(said: str) -> Iterator[str]:
    for word in said.replace(",", " ").split() or (said,):
        domain = word.removeprefix("@")
        check_domain(domain, Mark(""))
        if "." not in domain.strip("."):
            raise error_at(Mark(""), "config.domain", written=domain)
        yield domain


def starter_files(answers: Answers, schema: Mapping[str, Any]) -> dict[str, bytes]:
    """Return the starter's files by their names, in the order of telling them.

    ``schema`` is the JSON Schema of rules.yaml; editors find it by the first
    line of that file.
    """
    language = answers.language
    rules = _filled(
        _rules_text(language),
        {
            ("organisation", "name"): _yaml(answers.name),
            ("organisation", "domains"): _yaml(answers.domains),
            ("vocabulary", -1): _yaml(answers.name),
        },
    )
    staff = _filled(
        _text(language, "staff.yaml"),
        {
            (0, "name"): _yaml(answers.person),
            (0, "email"): _yaml(answers.email),
            (0, "position"): _yaml(answers.position),
            (0, "phone"): _yaml(answers.phone),
        },
    )
    deal = _filled(_text(language, "deal.yaml"), {("confirmed", 0, "by"): _yaml(answers.email)})
    made = {
        "rules.yaml": f"{SCHEMA_LINE}{SCHEMA_FILE}\n{rules}",
        "staff.yaml": staff,
        "deal.yaml": deal,
        **_templates(),
        ".pre-commit-config.yaml": _text(language, "pre-commit-config.yaml"),
        SCHEMA_FILE: msgspec.json.format(msgspec.json.encode(schema), indent=2).decode() + "\n",
    }
    return {name: text.encode() for name, text in made.items()}


def in_the_way(folder: Path) -> tuple[str, ...]:
    """Return the names in ``folder``, sorted, that keep it from being empty.

    What belongs to version control does not count, a folder that is yet to be
    made is empty. Raises OSError for what is no folder or cannot be read.
    """
    if not folder.exists():
        return ()
    return tuple(sorted({one.name for one in folder.iterdir()} - VERSION_CONTROL))


def write_starter(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write all ``files`` into ``folder``, which is made where it is missing, or none of them.

    Raises OSError; then whatever had been made is gone again.
    """
    made: list[Path] = []
    try:
        for name, content in files.items():
            path = folder / name
            for missing in (*reversed(path.parent.parents), path.parent):
                if not missing.exists():
                    missing.mkdir()
                    made.append(missing)
            made.append(path)
            write_whole(path, content)
    except BaseException:  # Ctrl+C too
        for path in reversed(made):
            with suppress(OSError):
                path.rmdir() if path.is_dir() else path.unlink()
        raise


def _text(language: str, name: str) -> str:
    return (TEXTS / language / name).read_text("utf-8")


def _rules_text(language: str) -> str:
    """Return the rules.yaml of a language, without its first line, which names the schema."""
    path = shipped("rules.yaml") if language == "ru" else TEXTS / language / "rules.yaml"
    return path.read_text("utf-8").partition("\n")[2]


def _templates() -> dict[str, str]:
    """Return the shipped templates and pieces, of both languages: a house may write in either."""
    folder = shipped("templates")
    found = sorted(folder.rglob("*.j2"))
    return {
        f"templates/{one.relative_to(folder).as_posix()}": one.read_text("utf-8") for one in found
    }


def _yaml(value: str | tuple[str, ...]) -> str:
    """Return a text, or a list of them, as it is written on one line of YAML."""
    import yaml

    entries = list(value) if isinstance(value, tuple) else [value]
    line: str = yaml.safe_dump(
        entries, default_flow_style=True, allow_unicode=True, width=sys.maxsize
    ).strip()
    return line if isinstance(value, tuple) else line[1:-1]


def _filled(text: str, values: Mapping[tuple[str | int, ...], str]) -> str:
    """Put values where their paths stand in a YAML text, each to the end of its line."""
    document = parse_document(text, "")
    lines = text.split("\n")
    for path, value in values.items():
        mark = _at(document, *path).mark
        lines[mark.line - 1] = lines[mark.line - 1][: mark.column - 1] + value
    return "\n".join(lines)


def _at(node: Node, *path: str | int) -> Node:
    """Return the value at a path of keys and positions; the starter's files have it."""
    for step in path:
        within: Any = node.value  # a table by key, a list by position
        node = within[step]
    return node
