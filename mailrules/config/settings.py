"""What the house has decided: rules.yaml, staff and deal as frozen values."""

from collections.abc import Mapping
from fnmatch import fnmatchcase
from functools import cached_property
from typing import Annotated, Literal

from msgspec import Meta, Struct

from mailrules.findings import Severity
from mailrules.message import Address


class Mark(Struct, frozen=True):
    """Where in a configuration file something stands; line and column are 1-based."""

    path: str
    line: int = 1
    column: int = 1

    @property
    def place(self) -> str:
        """Return ``path:line``, as an error about another place names this one."""
        return f"{self.path}:{self.line}"


class StaffRecord(Struct, frozen=True, dict=True):
    """One of our people. Fields beyond the named ones serve the signature's template."""

    name: str
    email: str
    aliases: tuple[str, ...] = ()
    position: str = ""
    phone: str = ""
    extra: Mapping[str, str] = {}

    @cached_property
    def addresses(self) -> frozenset[str]:
        """Return the keys (see ``Address.key``) of all addresses that are this person's."""
        return frozenset(Address("", email).key for email in (self.email, *self.aliases))


class Organisation(Struct, frozen=True):
    """The house itself."""

    name: str = ""
    domains: tuple[str, ...] = ()
    no_reply: tuple[str, ...] = ()


class RuleTable(Struct, frozen=True):
    """What a file says of one rule: ``severity`` (or ``off``) and its options, untyped.

    ``rules`` gives the options their types; ``marks`` places its errors.
    """

    mark: Mark
    severity: str | None = None
    options: Mapping[str, object] = {}
    marks: Mapping[str, Mark] = {}


class Override(Struct, frozen=True):
    """Rules that differ for some letters; every key of ``when`` must match (shell patterns)."""

    when: Mapping[str, str]
    rules: Mapping[str, RuleTable]
    mark: Mark = Mark("")


class Ignore(Struct, frozen=True):
    """A suppression from the configuration."""

    code: str
    reason: str
    mark: Mark
    path: str = "*"


class Said(Struct, frozen=True):
    """One thing that a file says besides rules: the key, the value to show, and the place."""

    key: str
    value: str | int | tuple[str, ...]
    mark: Mark


class Layer(Struct, frozen=True):
    """What one file says. Rules are named as they are written there, by code or by name.

    ``custom`` places the codes and the names of the rules that the file adds;
    ``said`` is all that is not about rules, as ``origins`` tells it.
    """

    path: str
    rules: Mapping[str, RuleTable] = {}
    overrides: tuple[Override, ...] = ()
    ignore: tuple[Ignore, ...] = ()
    locked: Mapping[str, Mark] = {}
    custom: Mapping[str, Mark] = {}
    said: tuple[Said, ...] = ()


class Lexicon(Struct, frozen=True):
    """Phrases that a moratorium is about, why it stands, and what to offer instead."""

    name: str
    lemmas: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    pattern: str = ""
    why: str = ""
    instead: str = ""


class Moratoria(Struct, frozen=True, rename="kebab"):
    """What the house does not do (demands 20 and 21)."""

    client_types: tuple[Lexicon, ...] = ()
    payment_schemes: tuple[Lexicon, ...] = ()


class LetterType(Struct, frozen=True):
    """The blocks that a letter of one type must have."""

    required: tuple[str, ...]


class Compose(Struct, frozen=True):
    """How ``mailrules compose`` lays out plain text; ``width`` is in columns.

    ``hard`` breaks lines at the width, ``flowed`` lets mail programs join them
    again (RFC 3676), ``off`` leaves a paragraph one line.
    """

    wrap: Literal["hard", "flowed", "off"] = "hard"
    width: Annotated[int, Meta(ge=40, le=78)] = 72


class CustomRule(Struct, frozen=True):
    """A rule of the house, written as data (contract, section 3)."""

    code: str
    name: str
    type: Literal["existence", "substitution", "occurrence", "required"]
    message: str
    scope: Literal["subject", "greeting", "body", "signature"] = "body"
    lemmas: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    pattern: str = ""
    replacement: str = ""
    max: int = 1
    severity: Severity = Severity.WARNING
    wrong: tuple[str, ...] = ()
    right: tuple[str, ...] = ()


class HouseRule(CustomRule, frozen=True):
    """A custom rule as a file has it; ``marks`` tells where the value of each key stands."""

    marks: Mapping[str, Mark] = {}


class Contact(Struct, frozen=True):
    """One of the client's people in a deal."""

    name: str = ""
    email: str = ""
    role: str = ""


class Confirmed(Struct, frozen=True):
    """A date that the resources confirm (demand 23)."""

    what: str
    date: str
    by: str = ""


class Deal(Struct, frozen=True, dict=True):
    """The facts that a letter may rely on (contract, section 5)."""

    id: str
    client: str = ""
    subject: str = ""
    contacts: tuple[Contact, ...] = ()
    always_cc: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    confirmed: tuple[Confirmed, ...] = ()
    facts: Mapping[str, object] = {}

    @cached_property
    def addresses(self) -> frozenset[str]:
        """Return the keys of the contacts' addresses."""
        return frozenset(Address("", one.email).key for one in self.contacts if one.email)


class Settings(Struct, frozen=True, dict=True):
    """One rules.yaml with what it extends, or the built-in defaults.

    ``rules`` and ``locked`` are keyed as the files have it, until
    ``settle_rules`` puts codes for names. ``layers`` are the files that say
    something of rules, the strongest last.
    """

    path: str | None = None
    messages: str | None = None
    organisation: Organisation = Organisation()
    staff: tuple[StaffRecord, ...] = ()
    signature: str | None = None
    signature_mark: Mark = Mark("")
    vocabulary: frozenset[str] = frozenset()
    rules: Mapping[str, RuleTable] = {}
    overrides: tuple[Override, ...] = ()
    ignore: tuple[Ignore, ...] = ()
    locked: Mapping[str, Mark] = {}
    moratoria: Moratoria = Moratoria()
    letters: Mapping[str, LetterType] = {}
    compose: Compose = Compose()
    custom: tuple[HouseRule, ...] = ()
    layers: tuple[Layer, ...] = ()

    @cached_property
    def _staff_by_address(self) -> dict[str, StaffRecord]:
        return {key: record for record in self.staff for key in record.addresses}

    def staff_record(self, address: Address) -> StaffRecord | None:
        """Return the record of our person who owns ``address``."""
        return self._staff_by_address.get(address.key)

    @property
    def knows_own(self) -> bool:
        """Tell whether the house has said who its people are."""
        return bool(self.staff or self.organisation.domains)

    def is_own(self, address: Address) -> bool:
        """Tell whether ``address`` is one of our people or domains."""
        return address.key in self._staff_by_address or address.domain in {
            Address("", f"x@{domain}").domain for domain in self.organisation.domains
        }

    def is_no_reply(self, address: Address) -> bool:
        """Tell whether ``organisation.no_reply`` matches: nobody reads there."""
        return any(
            fnmatchcase(address.key, pattern.casefold()) for pattern in self.organisation.no_reply
        )
