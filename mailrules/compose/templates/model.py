"""A letter template: its front matter as frozen values (contract, section 6)."""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from mailrules.config import Mark

FieldType = Literal["text", "number", "money", "date", "person", "list", "choice", "boolean"]


class Field(Struct, frozen=True):
    """What a template asks for. ``mark`` is where its name stands in the file."""

    name: str
    type: FieldType
    mark: Mark
    required: bool = False
    default: object = None  # typed already; None where there is none
    help: str = ""
    pattern: str = ""  # a regular expression that a text matches whole
    choices: tuple[str, ...] = ()


class Example(Struct, frozen=True):
    """Data that fills the template; ``marks`` places each value."""

    name: str
    mark: Mark
    data: Mapping[str, object]
    marks: Mapping[str, Mark] = {}


class Template(Struct, frozen=True):
    """One ``*.j2`` file.

    ``body`` begins on line ``body_line`` of the file. ``form`` is ``text``
    for what is no letter (a comment in the CRM), ``internal`` a letter to our
    own people. ``letter`` is the type that X-Mailrules-Letter names.
    ``digest`` is the SHA-256 of the file's bytes.
    """

    name: str
    path: str
    summary: str
    subject: str
    body: str
    body_line: int
    digest: str
    subject_mark: Mark
    letter: str | None = None
    language: Literal["ru", "en"] = "ru"
    form: Literal["letter", "text"] = "letter"
    internal: bool = False
    fields: tuple[Field, ...] = ()
    blocks: tuple[str, ...] = ()
    block_marks: Mapping[str, Mark] = {}
    examples: tuple[Example, ...] = ()
