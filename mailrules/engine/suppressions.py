"""What suppresses a finding: the letter's own header, ``ignore:``, a baseline.

A locked rule yields to none of them (contract, section 3).
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec import structs

from mailrules.conversation import Envelope
from mailrules.engine.baseline import Baseline
from mailrules.findings import Finding, Scope, Suppressed
from mailrules.message import Header, Message, Place
from mailrules.rules import Binding, Idle, code_of, path_matches

HEADER = "X-Mailrules-Ignore"
INLINE = "inline"
BASELINE = "baseline"
PARTING = " \t,;"  # what parts a stretch of the header from the one before it

Marked = tuple[list[Finding], list[Idle]]


def suppress(
    found: list[Finding], message: Message, binding: Binding, judged: frozenset[str]
) -> Marked:
    """Mark what the letter's header and ``ignore:`` suppress.

    Returned are the findings and the entries of the header that suppress nothing. An entry
    about a rule that did not judge the letter (not in ``judged``) is none of these: it may be
    needed when the rule does.
    """
    idle: list[Idle] = []
    for field in message.fields(HEADER):
        for entry in read_entries(field):
            why = problem(entry, binding)
            if why is None:
                code = code_of(entry.code, binding.settings.custom)
                found, hit = _mark(found, code, Suppressed(INLINE, entry.reason))
                why = None if hit or code not in judged else "unused"
            if why is not None:
                idle.append(structs.replace(entry, problem=why))
    return found, idle


def ignore(found: list[Finding], path: str, binding: Binding) -> list[Finding]:
    """Mark what the entries of ``ignore:`` suppress in the letter at ``path``."""
    for entry in binding.settings.ignore:
        sound = problem(Idle(entry.code, entry.reason), binding) is None
        if sound and path_matches(entry.path, path, binding.settings):
            code = code_of(entry.code, binding.settings.custom)
            found, _ = _mark(found, code, Suppressed(INLINE, entry.reason, entry.mark.place))
    return found


def hold_against(
    found: list[Finding], baseline: Baseline, envelope: Envelope, locked: Iterable[str]
) -> Marked:
    """Mark as many findings of each fingerprint as the baseline knows of the letter.

    Returned with them is what no longer occurs.
    """
    known = baseline.of(envelope.path, envelope.index)
    left = Counter({one.fingerprint: one.count for one in known})
    spared = frozenset(locked)
    why = Suppressed(BASELINE, "", baseline.file)
    marked = []
    for finding in found:
        fingerprint = finding.fingerprint
        known_one = left[fingerprint] > 0 and finding.code not in spared
        left[fingerprint] -= known_one
        fresh = known_one and finding.suppressed is None
        marked.append(structs.replace(finding, suppressed=why) if fresh else finding)
    gone = [
        Idle(
            one.code,
            one.excerpt,
            by=baseline.file,
            problem="locked" if one.code in spared else "baseline",
            count=count,
        )
        for one in known
        if (count := left[one.fingerprint]) > 0
    ]
    return marked, gone


def read_entries(field: Header) -> Iterator[Idle]:
    """Yield the entries of a header: ``CODE, CODE (reason), CODE (reason)``.

    Codes share the reason that follows them. ``problem`` is still empty.
    """
    for start, end, codes, reason in _groups(field.value):
        place = Place(Scope.HEADER, start, end, header=field)
        for code in codes or ("",):
            yield Idle(code, reason, place)


def _groups(value: str) -> Iterator[tuple[int, int, list[str], str]]:
    """Yield (start, end, codes, reason) for each stretch that ends with a reason in brackets."""
    start = depth = opened = 0
    for at, char in enumerate(value):
        if char == "(":
            opened = at if depth == 0 else opened
            depth += 1
        elif char == ")" and depth:
            depth -= 1
            if depth == 0:
                codes, reason = _codes(value[start:opened]), value[opened + 1 : at].strip()
                yield _begin(value, start), at + 1, codes, reason
                start = at + 1
    rest = value[start:].partition("(")[0]
    if _codes(value[start:]) or not value.strip():
        # Words that follow a code are a reason that lacks its brackets.
        codes = [words[0] for one in rest.replace(";", ",").split(",") if (words := one.split())]
        yield _begin(value, start), len(value), codes, ""


def _begin(value: str, start: int) -> int:
    """Return where a stretch of the header begins, behind what parts it from the one before."""
    return next((at for at in range(start, len(value)) if value[at] not in PARTING), len(value))


def _codes(text: str) -> list[str]:
    return text.replace(",", " ").replace(";", " ").split()


def problem(entry: Idle, binding: Binding) -> str | None:
    """Tell why an entry can suppress nothing; None where it can."""
    if not entry.code:
        return "no-code"
    if not entry.reason:
        return "no-reason"
    code = code_of(entry.code, binding.settings.custom)
    if code is None:
        return "unknown"
    return "locked" if code in binding.settings.locked else None


def _mark(
    found: Iterable[Finding], code: str | None, why: Suppressed
) -> tuple[list[Finding], bool]:
    """Suppress the findings of one code; tell whether there is one, suppressed before or now."""
    marked = []
    hit = False
    for finding in found:
        same = finding.code == code
        hit = hit or same
        fresh = same and finding.suppressed is None
        marked.append(structs.replace(finding, suppressed=why) if fresh else finding)
    return marked, hit
