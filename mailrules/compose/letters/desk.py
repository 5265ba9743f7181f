"""All that one letter is written from, and the letter as it becomes with each set of answers."""

from datetime import datetime

from msgspec import Struct

from mailrules.compose.letters.compose import compose
from mailrules.compose.letters.given import Given, known_already, laid
from mailrules.compose.letters.judging import as_message, judge_text, mended
from mailrules.compose.letters.order import Order
from mailrules.compose.letters.people import Recipients
from mailrules.compose.templates import Answers, Library, Template, answers
from mailrules.compose.writing import File
from mailrules.config import Deal, StaffRecord
from mailrules.engine import Request, Run
from mailrules.errors import InputError
from mailrules.findings import Severity
from mailrules.message import STDIN, Message, Source, parse
from mailrules.rules import Binding


class Written(Struct, frozen=True):
    """A letter after its safe fixes, and what the rules say of it.

    What is no letter (``form: text``) has its ``bare`` text as ``raw``.
    """

    raw: bytes
    subject: str
    run: Run
    bare: bool = False

    @property
    def broken(self) -> bool:
        """Tell whether the letter has errors, and so must not be sent."""
        return self.run.at_least(Severity.ERROR)

    @property
    def message(self) -> Message:
        """Return the letter as a reader sees it; a bare text as one without people."""
        return parse(as_message(self.subject, self.raw) if self.bare else self.raw)


class Desk(Struct, frozen=True):
    """What does not change while a user answers. ``path`` is where the letter will lie."""

    template: Template
    library: Library
    binding: Binding
    sender: StaffRecord
    recipients: Recipients
    now: datetime
    deal: Deal | None = None
    parent: Message | None = None
    files: tuple[File, ...] = ()
    html: bool = False
    salt: str = ""
    path: str = STDIN

    def known(self) -> Given:
        """Return what the deal and the parent say of the fields."""
        return known_already(self.template, self.deal, self.parent)

    def answers(self, given: Given) -> Answers:
        """Return the fields' values; what was ``given`` wins over what is known already."""
        return answers(self.template, laid(self.known(), given))

    def write(self, given: Given) -> Written:
        """Compose, mend what is safe to mend, and judge.

        Raises what ``compose`` raises, and InputError where a rule of the
        house could not be applied.
        """
        order = Order(
            template=self.template,
            values=self.answers(given).values,
            sender=self.sender,
            to=self.recipients.to,
            now=self.now,
            cc=self.recipients.cc,
            deal=self.deal,
            parent=self.parent,
            files=self.files,
            html=self.html,
            salt=self.salt,
        )
        composed = compose(order, self.binding.settings, self.library)
        if self.template.form == "text":
            judged = judge_text(composed, self.binding, self.path)
            return Written(composed.raw, composed.subject, judged, bare=True)
        request = Request(
            parent=self.parent,
            deals=(self.deal,) if self.deal and not self.template.internal else (),
            letter=self.template.letter,
        )
        mending = mended(composed, self.binding, request, self.path)
        for one in mending.after.unreadable:
            raise InputError("cli.unreadable", path=self.template.path, reason=one.reason)
        (letter,) = (one for one in mending.letters if isinstance(one, Source))
        return Written(letter.raw, composed.subject, mending.after)
