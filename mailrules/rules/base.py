"""The whole contract between a rule and the engine."""

from collections.abc import Callable, Iterator
from typing import Annotated, Any, NamedTuple

from msgspec import Meta, Struct, structs

from mailrules.config import Settings
from mailrules.conversation import Conversation, inherits_subject, prefixes_end
from mailrules.findings import (
    Applicability,
    Edit,
    Finding,
    Fix,
    Related,
    Scope,
    Severity,
)
from mailrules.message import Excerpt, Message, Place, author_excerpts, mirror_places
from mailrules.wording import Wording, wording

Count = Annotated[int, Meta(ge=1)]  # an option that counts something


class RuleOptions(Struct, frozen=True, forbid_unknown_fields=True):
    """A rule's options with their defaults; a subclass adds fields."""


class Mend(NamedTuple):
    """A proposed fix; without ``edits``, the finding's own place becomes ``replacement``."""

    applicability: Applicability
    replacement: str
    edits: tuple[Edit, ...] = ()
    title: Wording | None = None


def safe(replacement: str = "", *edits: Edit, title: Wording | None = None) -> Mend:
    """Propose a mend that changes neither readers nor wording."""
    return Mend(Applicability.SAFE, replacement, edits, title)


def unsafe(replacement: str = "", *edits: Edit, title: Wording | None = None) -> Mend:
    """Propose a mend that wants a person's eye."""
    return Mend(Applicability.UNSAFE, replacement, edits, title)


class Idle(Struct, frozen=True):
    """One entry that suppresses findings: of a letter's header, ``ignore:`` or a baseline.

    ``problem`` says why it suppresses none: ``no-code``, ``no-reason``,
    ``unknown``, ``locked``, ``unused``, or ``baseline`` (``count`` findings
    that the file ``by`` knows no longer occur; ``reason`` is then their line).
    """

    code: str
    reason: str
    place: Place = Place(Scope.MESSAGE)
    by: str | None = None
    problem: str = ""
    count: int = 1


class Context(NamedTuple):
    """One letter in its surroundings, as one rule sees it.

    ``idle`` are the suppressions that suppress nothing, known when all rules
    have spoken.
    """

    message: Message
    conversation: Conversation
    settings: Settings
    rule: "Rule"
    severity: Severity
    idle: tuple[Idle, ...] = ()

    def author_texts(self, *scopes: Scope) -> Iterator[Excerpt]:
        """Yield what the author wrote now, in the given scopes (SUBJECT, BODY).

        Left out are a reply's inherited subject, prefixes, and an HTML
        alternative where its words are those of the text.
        """
        inherited = inherits_subject(self.message, self.conversation)
        for text in author_excerpts(self.message, scopes, subject=not inherited):
            yield text.after(prefixes_end(text.text)) if text.scope is Scope.SUBJECT else text

    def finding(
        self,
        place: Place,
        key: str,
        *,
        fix: Mend | None = None,
        related: tuple[Related, ...] = (),
        severity: Severity | None = None,
        **arguments: Any,
    ) -> Finding:
        """Report the rule at ``place`` with the catalogue's message ``key``."""
        location = place.locate()
        if place.part is None and place.header is None:
            location = structs.replace(location, file_line=self.message.line)
        return Finding(
            code=self.rule.code,
            rule=self.rule.name,
            severity=severity or self.severity,
            message=wording(key, **arguments),
            location=location,
            excerpt=place.source_line(),
            fix=self._fix(place, fix) if fix else None,
            related=related,
        )

    def _fix(self, place: Place, mend: Mend) -> Fix | None:
        """Return the mend as edits, in the HTML beside it too; None where it cannot be made."""
        edits: tuple[Edit | None, ...] = mend.edits
        if not edits:
            places = (place, *mirror_places(self.message, place))
            edits = tuple(one.edit(mend.replacement) for one in places)
        if edits[0] is None:
            return None
        key = "fix.replace" if mend.replacement else "fix.remove"
        title = mend.title or wording(key, replacement=mend.replacement)
        return Fix(title, mend.applicability, tuple(filter(None, edits)))


class Rule(NamedTuple):
    """One rule. ``alone`` where it sees nothing but the letter and the configuration.

    ``yields_to`` names the rules that speak first about the same place.
    """

    code: str
    name: str
    severity: Severity
    options: type[RuleOptions]
    check: Callable[[Context, Any], Iterator[Finding]]
    alone: bool = True
    yields_to: tuple[str, ...] = ()
