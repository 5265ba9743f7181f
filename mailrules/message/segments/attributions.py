"""Attributions: who wrote when, in the line or lines above a quotation.

«23.11.2026 10:00, Анна Ким пишет:», "On Mon, 23 Nov 2026 at 10:00, Anna Kim
<anna@nirro.example> wrote:", and the like in other languages: a date, a name or
an address, a word for "wrote", a colon. Which of these must be there decides
``Claim``; the words are lists in ``data/``.
"""

from functools import cached_property

from mailrules.message.pattern import lazy_pattern
from mailrules.message.segments.phrases import entries, words
from mailrules.message.segments.text_lines import Lines

MAX_ATTRIBUTION_LINES = 6
MAX_LENGTH = 600
MAX_WORDS, MAX_DATED_WORDS, MAX_BARE_WORDS = 30, 16, 8
MAX_WORDS_AFTER = 14
COLONS = (":", "：", ":*")

DATE = lazy_pattern(r"(?<!\d)(?:19|20)\d\d(?!\d)|(?<!\d)\d{1,2}[./-] ?\d{1,2}[./-] ?\d{2,4}(?!\d)")
TIME = lazy_pattern(r"(?<!\d)\d{1,2} ?[:.hH時时시點点] ?\d\d(?!\d)|(?<!\d)\d{1,2} ?[APap]\.?[Mm]")
EMAIL = lazy_pattern(r"\w@\w")
EMAIL_LAST = lazy_pattern(r"[<(\[][^<>()\[\]@]{1,200}@[^<>()\[\]@]{1,200}[>)\]]+$")
DATE_FIRST = lazy_pattern(
    r"[\"'(]?(?:([^\W\d_]{2,14}(?:-feira)?)[.,]{0,2} )?(?:[^\W\d_]{3,12} )?\d"
)
# The end of one sentence and the beginning of another: prose, not an attribution.
SENTENCES = lazy_pattern(r"[^\W\d_]{5,}[.!?] +[A-ZА-ЯЁ][a-zа-яё]")
COMMON_WORD = lazy_pattern(r"[^\W\d_]+")


def find_attribution(lines: Lines, first: int) -> int | None:
    """Return the last line of the attribution that begins with line ``first``, or None."""
    if lines.endings.find(1, first, first + MAX_ATTRIBUTION_LINES) < 0:
        return None
    last = _end(lines, first)
    if last is None:
        return None
    claim = Claim(_joined(lines, first, last))
    if not claim.is_made or not (
        _stands(lines, first, claim) or _is_above_quote(lines, last, claim)
    ):
        return None
    return None if _begins_later(lines, first, last, claim) else last


def _stands(lines: Lines, first: int, claim: "Claim") -> bool:
    """Tell whether the words alone make it an attribution; a bare day wants a blank line above."""
    apart = first == 0 or lines.is_blank(first - 1)
    return claim.is_firm and (claim.has_email or claim.has_time or apart)


def _is_above_quote(lines: Lines, last: int, claim: "Claim") -> bool:
    return claim.is_likely and lines.is_quoted_from(last + 1)


def _joined(lines: Lines, first: int, last: int) -> str:
    """Return the text of some lines; a line's ``>`` is the end of an address torn off."""
    shown = [
        lines.shown(first),
        *(lines.shown(each).lstrip("> ") for each in range(first + 1, last + 1)),
    ]
    return " ".join(filter(None, shown))


def _end(lines: Lines, first: int) -> int | None:
    """Return the line that may end an attribution begun on ``first``: by a colon, mostly."""
    line = first
    while line < min(first + MAX_ATTRIBUTION_LINES, len(lines)):
        shown = lines.shown(line)
        if not shown:
            # Some programs tear the address off: a blank line, "<", the address, "> wrote:".
            line = lines.next_shown(line)
            if line == len(lines) or not lines.shown(line).startswith("<"):
                return None
            continue
        if lines.is_long(line):
            return None
        if shown.endswith(COLONS):
            return line
        if line > first and lines.is_marked(line):
            return None
        if shown.endswith(("--", ">", ")")) and _closes(lines, first, line):
            return line
        line += 1
    return None


def _closes(lines: Lines, first: int, line: int) -> bool:
    """Tell whether an attribution ends here without a colon: by Zoho's dashes, or above a quote."""
    if lines.shown(line).endswith("--"):
        return lines.shown(first).startswith("--")
    return lines.is_quoted_from(line + 1) and not lines.shown(line + 1).endswith(COLONS)


def _begins_later(lines: Lines, first: int, last: int, claim: "Claim") -> bool:
    """Tell whether a line below ``first`` is the true beginning: prose stood above it."""
    for line in range(first + 1, last + 1):
        rest = Claim(_joined(lines, line, last))
        if rest.is_firm and (rest.has_opener or not claim.has_opener):
            return True
    return False


class Claim:
    """What speaks for a text being an attribution."""

    def __init__(self, text: str) -> None:
        """Take the text of the line or lines in question."""
        self.text = text.strip("* ")
        self.dashed = self.text.startswith("--") and self.text.endswith("--")
        self.bare = self.text.strip("-— ").rstrip(":：*- ")
        self.spelt = self.bare.split()
        self.words = [word.strip(".,:;\"'«»*").casefold() for word in self.spelt]
        self.has_colon = self.dashed or self.text.endswith((":", "："))
        self.has_email = EMAIL.search(text) is not None

    @cached_property
    def has_date(self) -> bool:
        """Tell whether it names a day with its year."""
        return DATE.search(self.text) is not None

    @cached_property
    def has_time(self) -> bool:
        """Tell whether it names a time of day."""
        return TIME.search(self.text) is not None

    @cached_property
    def has_opener(self) -> bool:
        """Tell whether it begins like "On 23 Nov 2026", «Вы писали 23 ноября»."""
        openers = words("wrote_openers")
        opens = self.words[0] in openers or self.bare[0] in openers
        return opens and any(char.isdigit() for char in self.bare[:40])

    @cached_property
    def verb(self) -> int | None:
        """Return the place of the word for "wrote" among the words."""
        wrote = words("wrote_words")
        for place in range(len(self.words) - 1, -1, -1):
            if self.words[place] in wrote:
                return place
        if self.bare.casefold().endswith(entries("wrote_words")):
            return len(self.words) - 1
        return None

    @property
    def is_made(self) -> bool:
        """Tell whether there is an address or a word for "wrote" at all."""
        return self.has_email or self.verb is not None

    @property
    def is_firm(self) -> bool:
        """Tell whether the words alone make it an attribution."""
        if not self.has_colon or len(self.text) > MAX_LENGTH:
            return False
        if not self.is_made or not (self.has_date or self.has_time):
            return False
        if self._is_prose():
            return False
        dated = self.has_opener or self._date_first()
        if self.verb is None:
            return dated and EMAIL_LAST.search(self.bare) is not None
        if not self.has_email and not (dated and self._names_someone(self.verb)):
            return False
        return self._ends_with(self.verb, dated)

    @property
    def is_likely(self) -> bool:
        """Tell whether it is an attribution provided that a quotation follows."""
        if len(self.words) > MAX_WORDS or self._is_prose():
            return False
        if self.has_email:
            return self.has_colon or self._date_first()
        if self.verb is None or not self.has_colon:
            return False
        few = MAX_DATED_WORDS if self.has_date and self.has_time else MAX_BARE_WORDS
        return len(self.words) <= few and self._names_someone(self.verb)

    def _is_prose(self) -> bool:
        """Tell whether it is two sentences, or the author speaks of himself («я писал»)."""
        if SENTENCES.search(self.text):
            return True
        if self.verb is None:
            return False
        around = self.words[max(0, self.verb - 2) : self.verb + 2]
        return not words("first_person").isdisjoint(around)

    def _date_first(self) -> bool:
        begin = DATE_FIRST.match(self.bare)
        return begin is not None and (begin[1] is None or begin[1].casefold() in words("weekdays"))

    def _names_someone(self, verb: int) -> bool:
        """Tell whether a name, not a common noun, stands before the verb."""
        if verb == 0:
            return True
        before = self.spelt[verb - 1]
        if self.words[verb - 1] in words("wrote_helpers"):
            return True
        return not COMMON_WORD.fullmatch(before) or not before.islower()

    def _ends_with(self, verb: int, dated: bool) -> bool:
        """Tell whether the verb stands last, or but a name or the date after it."""
        after = self.spelt[verb + 1 :]
        if not after:
            return True
        if self.spelt[verb].endswith(",") or len(after) > MAX_WORDS_AFTER:
            return False
        rest = " ".join(after)
        if DATE.search(rest) or TIME.search(rest):
            return True
        return dated and (EMAIL.search(rest) is not None or not after[0].islower())
