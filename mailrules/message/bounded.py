"""Regular expressions that a house writes: checked before use, and stopped in time.

The ``regex`` package does the matching: ``re`` cannot be stopped, and RE2, which needs no
stopping, lacks the "not followed by" that such rules live on.
"""

from collections.abc import Iterator
from functools import cached_property
from time import process_time
from typing import TYPE_CHECKING

from mailrules.message.pattern import lazy_pattern
from mailrules.wording import Wording, wording

if TYPE_CHECKING:
    import regex

LONGEST = 1_000  # characters of an expression
LARGEST = 10_000  # characters it may match when all counts are written out; memory grows with them
PROBES = 250  # characters of a hostile text: a power of two shows already
# Characters of the worst of them: what takes their square passes, their cube does not.
PROBE = 1_500
PROBE_SECONDS = 0.3  # of processor time for one text
PROBES_SECONDS = 0.3  # for all of them
PROBE_UNITS = ("a", "я", "0", " ", "\n", "a ")
MOST_RUNS = 4  # words of the expression that hostile texts are made of
MOST_LETTERS = 8

# One step of an expression: an escape, a set of characters, a count, or any other character.
STEP = lazy_pattern(
    r"(?s)\\[pPNgxuU]\{[^}]*\}|\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\{\d+(?:,\d*)?\}|\{,\d+\}|."
)
COUNT = lazy_pattern(r"\{(\d*),?(\d*)\}")
REPEATS = lazy_pattern(r"[*+{]")
ESCAPED = lazy_pattern(r"\\.")
RUN = lazy_pattern(r"\w+")
# What ``regex`` says begins like this: the key of what we say.
KNOWN = (
    ("missing )", "open"),
    ("unbalanced parenthesis", "closed"),
    ("unterminated character set", "set"),
    ("bad character range", "range"),
    ("nothing to repeat", "repeat"),
    ("multiple repeat", "repeat"),
    ("min repeat greater", "order"),
    ("bad escape", "escape"),
    ("incomplete escape", "escape"),
    ("unknown group", "group"),
    ("invalid group reference", "group"),
    ("unknown property", "property"),
)


class BoundedPattern:
    """An expression that ``pattern_flaw`` finds no fault with; ``^`` and ``$`` mean a line's ends.

    Compiling waits for the first match.
    """

    def __init__(self, source: str) -> None:
        self.source = source

    @cached_property
    def compiled(self) -> "regex.Pattern[str]":
        """Return the compiled expression."""
        import regex

        return regex.compile(self.source, regex.MULTILINE)

    def spans(self, text: str, seconds: float) -> list[tuple[int, int]]:
        """Return where it matches, empty matches left out.

        Raises TimeoutError after ``seconds`` of processor time.
        """
        try:
            found = self.compiled.finditer(text, timeout=seconds)
            return [match.span() for match in found if match.end() > match.start()]
        except MemoryError:
            raise TimeoutError from None

    def matches_whole(self, text: str, seconds: float) -> bool:
        """Tell whether it matches all of ``text``. Raises TimeoutError as ``spans`` does."""
        try:
            return self.compiled.fullmatch(text, timeout=seconds) is not None
        except MemoryError:
            raise TimeoutError from None


def pattern_flaw(source: str) -> Wording | None:
    """Tell what is wrong with an expression, None where it can be used.

    Refused are mistakes, what would need too much memory, and what takes
    forever on some text: that is tried out, for half a second at the most.
    """
    if len(source) > LONGEST:
        return wording("pattern.long", limit=LONGEST)
    if flaw := _count_flaw(source):
        return flaw
    import regex

    pattern = BoundedPattern(source)
    try:
        pattern.compiled  # noqa: B018 (compiles)
    except regex.error as error:
        return _explained(error, source)
    except (RecursionError, OverflowError):
        return wording("pattern.deep")
    return wording("pattern.slow") if _is_slow(pattern) else None


def _explained(error: "regex.error", source: str) -> Wording:
    key = next((key for begin, key in KNOWN if error.msg.startswith(begin)), "other")
    position = min(error.pos or 0, max(len(source) - 1, 0))
    return wording(
        f"pattern.{key}",
        position=position + 1,
        near=source[max(position - 10, 0) : position + 10],
        reason=error.msg,
    )


def _count_flaw(source: str) -> Wording | None:
    """Find counts that multiply beyond ``LARGEST``, and braces that are no count."""
    sizes = [0]
    last = 0
    for step in STEP.finditer(source):
        count = COUNT.fullmatch(step.group())
        if count and (count[1] or count[2]):
            factor = max(int(count[1] or 0), int(count[2] or 0), 1)
            sizes[-1] += last * (factor - 1)
            last *= factor
        elif step.group() == "{":
            return wording("pattern.brace", position=step.start() + 1)
        elif step.group() == "(":
            sizes.append(0)
        elif step.group() == ")" and len(sizes) > 1:
            last = sizes.pop()
            sizes[-1] += last
        else:
            last = 1
            sizes[-1] += 1
        if max(sizes[-1], last) > LARGEST:
            return wording("pattern.count", position=step.start() + 1, limit=LARGEST)
    return None


def _is_slow(pattern: BoundedPattern) -> bool:
    """Tell whether a hostile text keeps the expression busy: many short ones, a long one."""
    slowest, worst, spent = 0.0, "", 0.0
    plain = ESCAPED.sub(" ", pattern.source)
    try:
        pattern.matches_whole("", PROBE_SECONDS)  # one that calls itself never ends
        if not REPEATS.search(pattern.source):
            return False
        for unit in _units(plain):
            taken = _probe(pattern, unit, PROBES, plain)
            slowest, worst = max((slowest, worst), (taken, unit))
            spent += taken
            if spent > PROBES_SECONDS:
                break
        _probe(pattern, worst, PROBE, plain)
    except TimeoutError:
        return True
    return False


def _probe(pattern: BoundedPattern, unit: str, length: int, plain: str) -> float:
    """Return the processor seconds that a text of ``length`` takes. Raises TimeoutError.

    The text repeats ``unit``, and then does not match. What the expression must find somewhere
    stands behind, or it would not even begin.
    """
    begun = process_time()
    pattern.spans(f"{unit * (length // len(unit))}\0{plain}", PROBE_SECONDS)
    return process_time() - begun


def _units(plain: str) -> Iterator[str]:
    """Yield what a text may repeat to keep an expression busy: its own words and letters."""
    runs = dict.fromkeys(match.group() for match in RUN.finditer(plain))
    words = list(runs)[:MOST_RUNS]
    letters = list(dict.fromkeys("".join(runs)))[:MOST_LETTERS]
    yield from dict.fromkeys((*letters, *words, *(f"{word} " for word in words), *PROBE_UNITS))
