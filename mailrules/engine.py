"""Which rules judge which letter, and in what order their findings stand. No printing."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct, structs

from mailrules.config import Deal, Settings
from mailrules.conversation import Conversation, Envelope, RunIndex, envelope_of, own_keys
from mailrules.errors import ConfigErrors
from mailrules.findings import Finding, Location, Severity
from mailrules.message import Message, Source, Unreadable, parse
from mailrules.rules import RULES, Active, Binding, Context
from mailrules.wording import Wording


class Letter(Struct, frozen=True):
    """One message of a run and what the rules say of it; ``context`` where it was not judged."""

    path: str
    index: int
    message_id: str | None
    findings: tuple[Finding, ...] = ()
    context: bool = False


class Run(Struct, frozen=True):
    """All that a command judged, ordered by path and index, and what it could not read."""

    letters: tuple[Letter, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()

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


def judge(
    message: Message, conversation: Conversation, settings: Settings, active: Iterable[Active]
) -> tuple[Finding, ...]:
    """Return what the active rules say of one letter, ordered; a place is reported once."""
    found: list[Finding] = []
    for rule, severity, options in active:
        context = Context(message, conversation, settings, rule, severity)
        found.extend(rule.check(context, options))
    return tuple(sorted(_each_place_once(found), key=lambda finding: finding.order))


def run(
    sources: Iterable[Source | Unreadable],
    binding_for: Callable[[str], Binding],
    request: Request,
    progress: Callable[[Sequence[Envelope]], Iterable[Envelope]] = iter,
) -> Run:
    """Judge every letter of ``sources``, each by the configuration in force where it lies.

    A letter whose configuration is broken is unreadable; the others are judged.
    """
    index = RunIndex()
    messages: dict[Envelope, Message] = {}
    judged: list[Envelope] = []
    unreadable: list[Unreadable] = []
    for source in sources:
        if isinstance(source, Unreadable):
            unreadable.append(source)
            continue
        message = parse(source.raw, line=source.line)
        envelope = envelope_of(message, source.path, source.index)
        if deal := _deal_of(envelope, request.deals):
            envelope = structs.replace(envelope, deal=deal.id)
        messages[envelope] = message
        try:
            settings = binding_for(envelope.path).settings
        except ConfigErrors as error:
            reason = Wording(error.key, error.arguments)
            unreadable.append(Unreadable(envelope.path, reason))
            index.add(envelope)
        else:
            index.add(envelope, own_keys(envelope.sender, settings))
            judged.append(envelope)
    letters = [
        _letter(envelope, messages, index, binding_for(envelope.path), request)
        for envelope in progress(judged)
    ]
    letters.sort(key=lambda letter: (letter.path, letter.index))
    return Run(tuple(letters), tuple(unreadable))


def _letter(
    envelope: Envelope,
    messages: Mapping[Envelope, Message],
    index: RunIndex,
    binding: Binding,
    request: Request,
) -> Letter:
    message = messages[envelope]
    letter = Letter(envelope.path, envelope.index, message.message_id)
    if _is_context(envelope, binding.settings, index):
        return structs.replace(letter, context=True)
    conversation = Conversation(
        parent=_parent_of(envelope, messages, index, request),
        siblings=index.siblings(envelope),
        deal=_deal_of(envelope, request.deals),
        own=envelope,
    )
    active = binding.active(message, envelope.path, request.letter)
    return structs.replace(letter, findings=judge(message, conversation, binding.settings, active))


def _parent_of(
    envelope: Envelope, messages: Mapping[Envelope, Message], index: RunIndex, request: Request
) -> Message | None:
    """Return the message that the command line names as the parent, else the one of the run."""
    named = request.parent
    if named is not None:
        itself = named.message_id is not None and named.message_id == envelope.message_id
        return None if itself else named
    found = index.parent(envelope)
    return messages[found] if found else None


def _is_context(envelope: Envelope, settings: Settings, index: RunIndex) -> bool:
    """Tell whether a letter is somebody else's: it serves as a parent and is not judged."""
    if not settings.knows_own or any(map(settings.is_own, envelope.sender)):
        return False
    return envelope.received or index.answered(envelope)


def _deal_of(envelope: Envelope, deals: tuple[Deal, ...]) -> Deal | None:
    """Return the deal a letter names, else the one whose contacts it goes to or comes from."""
    people = {address.key for address in (*envelope.recipients, *envelope.sender)}
    for deal in deals:
        if envelope.deal == deal.id:
            return deal
    if envelope.deal is not None:
        return None
    return next((deal for deal in deals if deal.addresses & people), None)


def _each_place_once(found: list[Finding]) -> Iterator[Finding]:
    """Drop a finding where a rule that speaks first has spoken about the same place."""
    first = {rule.code: frozenset(rule.yields_to) for rule in RULES}
    for finding in found:
        if not any(
            other.code in first[finding.code] and _overlap(finding.location, other.location)
            for other in found
        ):
            yield finding


def _overlap(one: Location, other: Location) -> bool:
    if (one.scope, one.part, one.header) != (other.scope, other.part, other.header):
        return False
    start = max((one.line, one.column), (other.line, other.column))
    end = min((one.end_line, one.end_column), (other.end_line, other.end_column))
    return start < end or (one.line, one.column) == (other.line, other.column)
