"""What a command asks of the engine, and what it gets: frozen values."""

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from mailrules.config import Deal
from mailrules.conversation import Archive
from mailrules.engine.baseline import Baseline
from mailrules.findings import Finding, Severity
from mailrules.message import Message, Unreadable


class Letter(Struct, frozen=True):
    """One message of a run and what the rules say of it.

    ``context``: somebody else's, read as a parent and not judged. ``beside``:
    no letter at all, but a configuration that findings are about; both have
    no part in the number of letters judged. ``text`` is the whole file where
    that is no letter but a template.
    """

    path: str
    index: int
    message_id: str | None
    findings: tuple[Finding, ...] = ()
    context: bool = False
    beside: bool = False
    message: Message | None = None
    text: str | None = None

    @property
    def judged(self) -> bool:
        """Tell whether it is a letter that the rules have judged."""
        return not (self.context or self.beside)


class Run(Struct, frozen=True):
    """All that a command judged, ordered by path and index, and what it could not read.

    ``kind`` says what that is: a template stands in the run as a letter does.
    """

    letters: tuple[Letter, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()
    kind: Literal["letters", "templates"] = "letters"

    @property
    def judged(self) -> int:
        """Return how many letters were judged."""
        return sum(letter.judged for letter in self.letters)

    @property
    def context(self) -> int:
        """Return how many letters were read as context."""
        return sum(letter.context for letter in self.letters)

    def counted(self) -> Iterator[Finding]:
        """Yield the findings that count: those that nothing suppresses."""
        for letter in self.letters:
            yield from (finding for finding in letter.findings if not finding.suppressed)

    def count(self, severity: Severity) -> int:
        """Return how many findings of ``severity`` count."""
        return sum(finding.severity is severity for finding in self.counted())

    def at_least(self, severity: Severity) -> bool:
        """Tell whether a finding counts that weighs ``severity`` or more."""
        return any(finding.severity.weight <= severity.weight for finding in self.counted())


class Request(Struct, frozen=True):
    """What a command tells the engine besides the letters and the configuration."""

    parent: Message | None = None
    deals: tuple[Deal, ...] = ()
    letter: str | None = None
    baseline: Baseline | None = None
    history: Archive | None = None
