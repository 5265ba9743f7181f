"""Mending letters: passes of edits until nothing changes, and never a new error."""

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct, structs

from mailrules.conversation import Envelope
from mailrules.engine import Case, Docket, Judged, Letter, Progress, Request, Run, gather, judged
from mailrules.findings import Applicability, Finding, Fix, Severity
from mailrules.fixes.edits import Unwritable, compatible
from mailrules.fixes.refusal import refusal
from mailrules.fixes.rewriting import own_headers, rewrite, without_own_headers
from mailrules.message import Source, Unreadable, parse
from mailrules.rules import Binding
from mailrules.wording import Wording, wording

MOST_PASSES = 20  # over one letter; two or three are usual
MOST_TRIES = 200  # of a pass: sets of fixes that are tried together
MOST_ROUNDS = 4  # over a run: a mended letter may be the parent of the next
SAFE = frozenset({Applicability.SAFE})

Key = tuple[str, int]  # path and index of a letter
Read = Source | Unreadable


class Change(Struct, frozen=True):
    """A letter that was mended: its bytes before and after.

    ``made`` findings were mended, and ``bared`` headers of our own were taken out.
    """

    path: str
    before: bytes
    after: bytes
    made: int
    bared: int = 0


class Mending(Struct, frozen=True):
    """A run as it was, as it is when all changes are made, and what must stay as it is.

    ``letters`` are all letters of the run, mended where they could be.
    """

    before: Run
    after: Run
    letters: tuple[Read, ...] = ()
    changes: tuple[Change, ...] = ()
    refused: tuple[tuple[str, Wording], ...] = ()

    def run_without(self, failed: Container[str]) -> Run:
        """Return the run as it is where the letters at the ``failed`` paths stay as they were."""
        old = {_key(letter): letter for letter in self.before.letters}
        letters = (
            old.get(_key(letter), letter) if letter.path in failed else letter
            for letter in self.after.letters
        )
        return structs.replace(self.after, letters=tuple(letters))


class Attempt(NamedTuple):
    """A letter after its passes, what the rules say of it now, and how many fixes were made."""

    verdict: Judged
    made: int = 0

    @property
    def case(self) -> Case:
        """Return the letter in its surroundings."""
        return self.verdict.case


class Round(NamedTuple):
    """All letters mended once; ``letters`` bear the new bytes, ``made`` counts by letter."""

    before: Run
    after: Run
    attempts: tuple[Attempt, ...]
    letters: list[Read]
    made: Counter[Key]


def mend(  # noqa: PLR0913 (what `run` takes, and two choices of the user)
    sources: Iterable[Source | Unreadable],
    binding_for: Callable[[str], Binding],
    request: Request,
    *,
    unsafe: bool = False,
    final: bool = False,
    progress: Progress = iter,
) -> Mending:
    """Mend every letter of a run in memory; nothing is written.

    The letters are judged anew after they were mended, since one may be
    another's parent, until a round changes nothing. ``unsafe`` makes the
    fixes that want a person's eye as well; ``final`` takes our own headers
    out in the end.
    """

    def once(letters: list[Read]) -> Round:
        docket = gather(letters, binding_for, request)
        verdicts = [judged(case) for case in progress(docket.cases)]
        return _round(docket, verdicts, letters, applicable)

    applicable = frozenset(Applicability) if unsafe else SAFE
    old = list(sources)
    first = last = once(old)
    made = Counter(first.made)
    for _ in range(MOST_ROUNDS):
        if not last.made:
            break
        last = once(last.letters)
        made += last.made
    bare = [one.case for one in last.attempts if final and _refusal(one.case) is None]
    bared = {_key(case.envelope): len(own_headers(case.message)) for case in bare}
    now = _with(
        last.letters, {_key(case.envelope): without_own_headers(case.message) for case in bare}
    )
    changes = tuple(_changes(zip(old, now, strict=True), made, bared))
    refused = tuple(_refused(last.attempts, applicable))
    return Mending(first.before, last.after, tuple(now), changes, refused)


def _changes(
    pairs: Iterable[tuple[Read, Read]], made: Mapping[Key, int], bared: Mapping[Key, int]
) -> Iterator[Change]:
    """Yield the letters that are others than before, with the fixes made and headers taken out."""
    for before, after in pairs:
        if isinstance(before, Source) and isinstance(after, Source) and before.raw != after.raw:
            key = _key(before)
            yield Change(before.path, before.raw, after.raw, made[key], bared.get(key, 0))


def _round(
    docket: Docket,
    verdicts: Sequence[Judged],
    letters: list[Read],
    applicable: frozenset[Applicability],
) -> Round:
    attempts = tuple(_mended(verdict, applicable) for verdict in verdicts)
    mended = [one for one in attempts if one.made]
    return Round(
        docket.conclude(verdicts),
        docket.conclude([one.verdict for one in attempts]),
        attempts,
        _with(letters, {_key(one.case.envelope): one.case.message.raw for one in mended}),
        Counter({_key(one.case.envelope): one.made for one in mended}),
    )


def _refusal(case: Case) -> Wording | None:
    return refusal(case.message, case.envelope.path)


def _key(one: Source | Envelope | Letter) -> Key:
    return one.path, one.index


def _with(letters: list[Read], raw: Mapping[Key, bytes]) -> list[Read]:
    """Return the letters, with new bytes for those that have some."""
    return [
        structs.replace(one, raw=raw.get(_key(one), one.raw)) if isinstance(one, Source) else one
        for one in letters
    ]


def _refused(
    attempts: Iterable[Attempt], applicable: frozenset[Applicability]
) -> Iterator[tuple[str, Wording]]:
    """Yield the letters of which something could not be mended, and why."""
    for one in attempts:
        if _fixes(one.verdict.findings, applicable):
            yield one.case.envelope.path, _refusal(one.case) or wording("mending.left")


def _mended(verdict: Judged, applicable: frozenset[Applicability]) -> Attempt:
    """Mend one letter, pass after pass, until nothing more can be done or it goes in a circle."""
    attempt = Attempt(verdict)
    if not _fixes(verdict.findings, applicable) or _refusal(verdict.case):
        return attempt
    seen = {verdict.case.message.raw}
    for _ in range(MOST_PASSES):
        fixes = compatible(_fixes(attempt.verdict.findings, applicable))
        better, chosen = _harmless(attempt.verdict, fixes)
        raw = better.case.message.raw
        if raw in seen:
            break
        seen.add(raw)
        attempt = Attempt(better, attempt.made + len(chosen))
    return attempt


def _fixes(findings: Iterable[Finding], applicable: frozenset[Applicability]) -> list[Fix]:
    """Return the fixes that the user wants: of findings that count, in order."""
    return [
        finding.fix
        for finding in findings
        if finding.fix and not finding.suppressed and finding.fix.applicability in applicable
    ]


def _harmless(start: Judged, fixes: Sequence[Fix]) -> tuple[Judged, tuple[Fix, ...]]:
    """Make all of ``fixes`` but those that do harm; return the letter, and those that were made.

    Where some together do harm, each half is tried on its own, so that a
    single bad fix costs few judgements.
    """
    better = start
    chosen: tuple[Fix, ...] = ()
    waiting = [tuple(fixes)] if fixes else []
    for _ in range(MOST_TRIES):
        if not waiting:
            break
        some = waiting.pop()
        made = _made(start, (*chosen, *some))
        if made is not None:
            better, chosen = made, (*chosen, *some)
        elif len(some) > 1:
            middle = len(some) // 2
            waiting += (some[middle:], some[:middle])
    return better, chosen


def _made(start: Judged, fixes: Iterable[Fix]) -> Judged | None:
    """Return the letter with ``fixes`` made; None where that fails or makes a new error."""
    try:
        raw = rewrite(start.case.message, [edit for fix in fixes for edit in fix.edits])
    except Unwritable:
        return None
    after = judged(start.case.with_message(parse(raw)))
    harmed = after.failure or _errors(after.findings) - _errors(start.findings)
    return None if harmed else after


def _errors(findings: Iterable[Finding]) -> Counter[str]:
    """Count the errors of each code."""
    return Counter(
        one.code for one in findings if one.severity is Severity.ERROR and not one.suppressed
    )
