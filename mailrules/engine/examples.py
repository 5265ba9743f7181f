"""The custom rules on their own examples: each becomes a letter and is judged as any letter is."""

from collections.abc import Iterator

from msgspec import Struct

from mailrules.config import HouseRule, Settings
from mailrules.engine.model import Request
from mailrules.engine.running import gather
from mailrules.findings import Finding
from mailrules.message import Source
from mailrules.rules import Binding, Selection, bind

WRONG, RIGHT = "wrong", "right"
PATH = "example.eml"
HOUSE_ADDRESS = "anna@house.example"
CLIENT_ADDRESS = "client@client.example"


class Failure(Struct, frozen=True):
    """An example that a rule judges otherwise than the house says.

    ``number`` counts from 1 among the examples of its ``kind``; ``found`` is
    what a rule that should have kept silent points at, nothing where it
    reports that something is missing.
    """

    kind: str
    number: int
    example: str
    found: tuple[str, ...] = ()


class Trial(Struct, frozen=True):
    """One custom rule on all its examples."""

    rule: HouseRule
    failures: tuple[Failure, ...] = ()

    @property
    def lacks(self) -> tuple[str, ...]:
        """Return the kinds of examples that the rule has none of."""
        return tuple(kind for kind in (WRONG, RIGHT) if not getattr(self.rule, kind))


def try_examples(settings: Settings, filler: tuple[str, str]) -> tuple[Trial, ...]:
    """Try every custom rule, those switched off too, on its examples.

    ``filler`` is the subject and the text of a letter whose example stands
    elsewhere. Raises ConfigErrors for an expression that takes too long.
    """
    return tuple(
        Trial(rule, tuple(_failures(rule, bind(settings, Selection((rule.code,))), filler)))
        for rule in settings.custom
    )


def _failures(rule: HouseRule, binding: Binding, filler: tuple[str, str]) -> Iterator[Failure]:
    for kind, examples in ((WRONG, rule.wrong), (RIGHT, rule.right)):
        for number, example in enumerate(examples, 1):
            found = _judged(rule, example, binding, filler)
            if bool(found) != (kind == WRONG):
                marked = () if rule.type == "required" else tuple(one.marked for one in found)
                yield Failure(kind, number, example, marked)


def _judged(
    rule: HouseRule, example: str, binding: Binding, filler: tuple[str, str]
) -> tuple[Finding, ...]:
    """Return what the rule says of the letter that holds the example, suppressed or not."""
    source = Source(PATH, 0, _letter(rule.scope, example, binding.settings, filler))
    (case,) = gather((source,), lambda _: binding, Request()).cases
    return tuple(one for one in case.judge() if one.code == rule.code)


def _letter(scope: str, example: str, settings: Settings, filler: tuple[str, str]) -> bytes:
    """Return the raw letter of ours whose ``scope`` is the example, and nothing else of note."""
    from email.message import EmailMessage
    from email.policy import SMTP

    subject, text = filler
    message = EmailMessage(policy=SMTP.clone(max_line_length=None))
    message["From"] = settings.staff[0].email if settings.staff else HOUSE_ADDRESS
    message["To"] = CLIENT_ADDRESS
    message["Subject"] = " ".join(example.split()) if scope == "subject" else subject
    bodies = {
        "body": example,
        "greeting": f"{example}\n\n{text}",
        "signature": f"{text}\n\n-- \n{example}",
    }
    message.set_content(bodies.get(scope, text), cte="8bit")
    return message.as_bytes()
