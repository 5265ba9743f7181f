"""One letter with all that judging it needs."""

from collections.abc import Iterator

from msgspec import Struct, structs

from mailrules.conversation import Conversation, Envelope, envelope_of
from mailrules.engine.baseline import Baseline
from mailrules.engine.parents import say_guess
from mailrules.engine.places import Taken
from mailrules.engine.suppressions import hold_against, ignore, suppress
from mailrules.findings import Finding, Severity
from mailrules.message import Message
from mailrules.rules import RULES, SUPPRESSIONS, Binding, Context, Idle, Rule


class Case(Struct, frozen=True):
    """A letter of ours in its surroundings, and the configuration in force for it."""

    message: Message
    envelope: Envelope
    conversation: Conversation
    binding: Binding
    letter: str | None = None
    baseline: Baseline | None = None

    def with_message(self, message: Message) -> "Case":
        """Return the case of the same letter after it was mended."""
        envelope = structs.replace(
            envelope_of(message, self.envelope.path, self.envelope.index), deal=self.envelope.deal
        )
        conversation = structs.replace(self.conversation, own=envelope)
        return structs.replace(self, message=message, envelope=envelope, conversation=conversation)

    def judge(self) -> tuple[Finding, ...]:
        """Return what the rules say, ordered; a place is reported once.

        Suppressed findings are among them. What suppresses nothing is judged
        last, for only then it is known.
        """
        active = self.binding.active(self.message, self.envelope.path, self.letter)
        found: list[Finding] = []
        for rule, severity, options in active:
            said = rule.check(self._context(rule, severity), options)
            found.extend(say_guess(said, rule, self.conversation))
        found = list(_each_place_once(found))
        judged = frozenset(rule.code for rule, _, _ in active)
        found, idle = suppress(found, self.message, self.binding, judged)
        found = ignore(found, self.envelope.path, self.binding)
        if self.baseline:
            locked = self.binding.settings.locked
            found, gone = hold_against(found, self.baseline, self.envelope, locked)
            idle += gone
        for rule, severity, options in active:
            if rule is SUPPRESSIONS:
                found.extend(rule.check(self._context(rule, severity, tuple(idle)), options))
        return tuple(sorted(found, key=lambda finding: finding.order))

    def _context(self, rule: Rule, severity: Severity, idle: tuple[Idle, ...] = ()) -> Context:
        return Context(self.message, self.conversation, self.binding.settings, rule, severity, idle)


def _each_place_once(found: list[Finding]) -> Iterator[Finding]:
    """Drop a finding where a rule that speaks first has spoken about the same place."""
    first = {rule.code: frozenset(rule.yields_to) for rule in RULES if rule.yields_to}
    said = {
        code: Taken(one.location for one in found if one.code in before)
        for code, before in first.items()
    }
    for finding in found:
        if finding.code not in said or not said[finding.code].touches(finding.location):
            yield finding
