"""A run: all letters are read and indexed, then each is judged in its surroundings."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from msgspec import Struct, structs

from mailrules.config import Deal, Settings
from mailrules.conversation import Conversation, Envelope, RunIndex, envelope_of, own_keys
from mailrules.engine.baseline import Known, taken_from, written
from mailrules.engine.cases import Case
from mailrules.engine.idle_ignores import idle_ignores
from mailrules.engine.model import Letter, Request, Run
from mailrules.engine.parents import find_parent
from mailrules.errors import ConfigErrors
from mailrules.findings import Finding
from mailrules.message import Message, Source, Unreadable, parse
from mailrules.rules import SUPPRESSIONS, Binding
from mailrules.wording import Wording, wording

Read = tuple[Envelope, Message]
Progress = Callable[[Sequence[Case]], Iterable[Case]]


class Judged(Struct, frozen=True):
    """A case and what the rules say; ``failure`` where they could not be applied."""

    case: Case
    findings: tuple[Finding, ...] = ()
    failure: Wording | None = None


class Docket(Struct, frozen=True):
    """The letters of a run before they are judged: ours as cases, the others as context."""

    cases: tuple[Case, ...]
    context: tuple[Letter, ...]
    unreadable: tuple[Unreadable, ...]

    def judge(self, progress: Progress = iter) -> Run:
        """Judge every case and put the run together."""
        return self.conclude([judged(case) for case in progress(self.cases)])

    def conclude(self, verdicts: Sequence[Judged]) -> Run:
        """Put the run together: letters in order, what could not be judged, idle ``ignore:``s."""
        sound = [
            (one.case, _letter(one.case.envelope, one.case.message, one.findings))
            for one in verdicts
            if one.failure is None
        ]
        letters = [*(letter for _, letter in sound), *self.context, *idle_ignores(sound)]
        letters.sort(key=lambda letter: (letter.path, letter.index))
        failed = (
            Unreadable(one.case.envelope.path, one.failure) for one in verdicts if one.failure
        )
        return Run(tuple(letters), (*self.unreadable, *failed))


def judged(case: Case) -> Judged:
    """Judge one case; a rule of the house that cannot be applied to it is the failure."""
    try:
        return Judged(case, case.judge())
    except ConfigErrors as error:
        return Judged(case, failure=_reason(error))


def run(
    sources: Iterable[Source | Unreadable],
    binding_for: Callable[[str], Binding],
    request: Request,
    progress: Progress = iter,
) -> Run:
    """Judge every letter of ``sources``, each by the configuration in force where it lies.

    A letter whose configuration is broken is unreadable; the others are judged.
    """
    return gather(sources, binding_for, request).judge(progress)


def gather(
    sources: Iterable[Source | Unreadable],
    binding_for: Callable[[str], Binding],
    request: Request,
) -> Docket:
    """Read every letter, find who answers whom, and tell ours from the others'."""
    index = RunIndex()
    read: list[Read] = []
    bindings: dict[Envelope, Binding] = {}
    unreadable: list[Unreadable] = []
    for source in sources:
        if isinstance(source, Unreadable):
            unreadable.append(source)
            continue
        message = parse(source.raw, line=source.line)
        envelope = envelope_of(message, source.path, source.index)
        if deal := _deal_of(envelope, request.deals):
            envelope = structs.replace(envelope, deal=deal.id)
        read.append((envelope, message))
        try:
            bindings[envelope] = binding_for(envelope.path)
        except ConfigErrors as error:
            unreadable.append(Unreadable(envelope.path, _reason(error)))
            index.add(envelope)
        else:
            index.add(envelope, own_keys(envelope.sender, bindings[envelope].settings))
    bound = [one for one in read if one[0] in bindings]
    theirs = [one for one in bound if _is_context(one[0], bindings[one[0]].settings, index)]
    others = {envelope for envelope, _ in theirs}
    messages = dict(read)
    cases = (
        _case(envelope, messages, index, bindings[envelope], request)
        for envelope, _ in bound
        if envelope not in others
    )
    context = (structs.replace(_letter(*one), context=True) for one in theirs)
    return Docket(tuple(cases), tuple(context), tuple(unreadable))


class NewBaseline(NamedTuple):
    """A file to write, and the number of findings in it."""

    content: bytes
    findings: int


def new_baseline(
    sources: Iterable[Source | Unreadable],
    binding_for: Callable[[str], Binding],
    request: Request,
    file: str,
) -> NewBaseline:
    """Take what is found now for known, in a baseline to be written at ``file``.

    Left out are suppressed findings, those of locked rules, which yield to no
    baseline, and those about suppressions.
    """
    entries: list[Known] = []
    for one in map(judged, gather(sources, binding_for, request).cases):
        spared = {SUPPRESSIONS.code, *one.case.binding.settings.locked}
        counted = (
            found for found in one.findings if not found.suppressed and found.code not in spared
        )
        envelope = one.case.envelope
        entries += taken_from(envelope.path, envelope.index, counted, file)
    return NewBaseline(written(entries), sum(entry.count for entry in entries))


def _letter(envelope: Envelope, message: Message, findings: tuple[Finding, ...] = ()) -> Letter:
    return Letter(envelope.path, envelope.index, message.message_id, findings, message=message)


def _reason(errors: ConfigErrors) -> Wording:
    """Say what is wrong: a single mistake with its place, of several how many there are."""
    if len(errors.errors) > 1:
        return Wording(errors.key, errors.arguments)
    (error,) = errors.errors
    place = f"{error.path}:{error.line}:{error.column}"
    return wording(
        "unreadable.configuration", place=place, reason=Wording(error.key, error.arguments)
    )


def _case(
    envelope: Envelope,
    messages: dict[Envelope, Message],
    index: RunIndex,
    binding: Binding,
    request: Request,
) -> Case:
    author = own_keys(envelope.sender, binding.settings)
    parent = find_parent(envelope, author, index, messages, request)
    conversation = Conversation(
        parent=parent.message,
        guessed=parent.guessed,
        parent_hashes=parent.hashes,
        history=request.history,
        siblings=index.siblings(envelope),
        deal=_deal_of(envelope, request.deals),
        deals=request.deals,
        own=envelope,
    )
    return Case(
        messages[envelope], envelope, conversation, binding, request.letter, request.baseline
    )


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
