"""The words of a letter, each with its place, for comparing what two letters say.

Quote marks, white space, case, punctuation, soft hyphens and ё for е make no
other word. A number is one word with the marks inside it («1,5», «07.12.2026»),
for without its comma it is another number.
"""

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from functools import cache, lru_cache
from itertools import chain, islice, pairwise
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

from mailrules.conversation.quotation import QUOTED_KINDS
from mailrules.message import Part, SegmentKind, header_lines, lazy_pattern, read_list

HERE = Path(__file__).parent
LONGEST = 200_000  # words of a letter that are compared: beyond that, nobody quotes
TOKEN = lazy_pattern(
    r"""(?xi)
      (?:(?:https?|ftp)://|www\.|mailto:)[^\s<>«»"()\[\]]+
    | (?<![\w.+%-])[\w.+%-]{1,64}+@[\w-]+(?:\.[\w-]+)+
    | \d+(?:[.,:/\u2010-\u2015\u2212-]\d+)*\w*
    | \w[\w\u00ad\u0300-\u036f\u200b-\u200d\u2060\ufeff]*
    | [%‰°$€£¥₽₴]
    """
)
MARKS = lazy_pattern(r"(?m)^(?:[ \t\xa0]{0,8}(?:(?:[A-ZА-ЯЁ]{1,3}[a-zа-яё]?)?>|\|))+")
PICTURE = lazy_pattern(r"(?i)\[(?:cid|image|изображение|картинка)\b[^\[\]\n]{0,200}\]")
# «цены <https://motor.example>»: how programs write the links of a page as text.
AIM = lazy_pattern(r"<[^<>\s]{1,2000}>|[\[(](?:https?://|mailto:)[^\[\]()\s]{1,2000}[\])]")
NUMBERING = lazy_pattern(r"(?m)^[ \t\xa0>|]*(\d{1,3}[.)])(?=\s)")
INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
DASHES = dict.fromkeys((*range(0x2010, 0x2016), 0x2212), "-")
# List servers put their footer where the quote has its own: it is nobody's words.
FOOTER = lazy_pattern(r"\n(?:-- ?|[-_=]{20,})[ \t]*(?=\n)")
FOOTER_LINES = 12
SENTENCE_END = (".", "?", "!", ":", ";", "…", ",")
FEW = 3  # words of a name under a letter
FEED = lazy_pattern(r"\n")
BREAK = lazy_pattern(r"\n[ \t\xa0>|]*[-_=*]*[ \t]*\n")  # a blank line, a row of dashes
ITEM = lazy_pattern(r"\n[ \t\xa0>|]*(?:[-•*·–—+]|\d{1,3}[.)])\s")
STOP = lazy_pattern(r"[.?!…;]+[\s»”\")]")
WORDY = lazy_pattern(r"\w")
FAR = 2_000  # characters between two words that are surely no neighbours

Spans = list[tuple[int, int]]


class Duty(Enum):
    """What a quote owes to a word of the letter that it quotes."""

    OWED = "must stand there, unchanged"
    SPARED = "may be left out line by line, may not be changed: a closing, a signature"
    LOOSE = "programs add it and take it away: headers of quotes, footers of lists, disclaimers"


class Parting(Enum):
    """What stands between two words, the least first."""

    NOTHING = 0
    SENTENCE = 1
    PARAGRAPH = 2


DUTIES = {
    SegmentKind.CLOSING: Duty.SPARED,
    SegmentKind.SIGNATURE: Duty.SPARED,
    SegmentKind.DISCLAIMER: Duty.LOOSE,
}


class Said(NamedTuple):
    """One word of a letter: ``key`` is what all its spellings share, the offsets are the part's."""

    key: str
    part: Part
    start: int
    end: int
    duty: Duty
    quoted: bool

    @property
    def is_link(self) -> bool:
        """Tell whether it is an address of the web."""
        return "://" in self.key or self.key.startswith("www.")


def words_of(parent: Sequence[Part]) -> list[Said]:
    """Return the words of a letter that is quoted, in order, ``LONGEST`` at the most."""
    found = list(islice(chain.from_iterable(map(_words, parent)), LONGEST))
    footers = {part.number: _footer(part.text) for part in parent}
    for place, word in enumerate(found):
        if word.quoted and word.start >= footers[word.part.number]:
            found[place] = word._replace(duty=Duty.LOOSE)
    _spare_sign_off(found)
    return found


def words_of_reply(reply: Sequence[Part]) -> list[Said]:
    """Return the words of a letter that quotes, in order: its own may be as many again."""
    return list(islice(chain.from_iterable(map(_words, reply)), 2 * LONGEST))


def parting(left: Said, right: Said) -> Parting:
    """Tell what parts two words that stand one after the other."""
    if left.part is not right.part or right.start - left.end > FAR:
        return Parting.PARAGRAPH
    between = left.part.text[left.end : right.start]
    if BREAK.search(between) or WORDY.search(MARKS.sub("", between)):
        return Parting.PARAGRAPH
    if STOP.search(between) or ITEM.search(between):
        return Parting.SENTENCE
    # A signature has no sentences, but lines.
    lined = left.duty is Duty.SPARED and right.duty is Duty.SPARED and "\n" in between
    return Parting.SENTENCE if lined else Parting.NOTHING


def text_between(first: Said, last: Said) -> str:
    """Return what a part says from one word to another, on one line, without quote marks."""
    return " ".join(MARKS.sub("", first.part.text[first.start : last.end]).split())


def is_trimmed_openly(text: str) -> bool:
    """Tell whether a mark says that something was cut: «[...]», «…», "[snip]"."""
    return _trim_mark().search(text) is not None


def _words(part: Part) -> Iterator[Said]:
    text = part.text
    hidden = _Cover(
        [match.span() for pattern in (MARKS, PICTURE) for match in pattern.finditer(text)]
        + [match.span() for match in _trim_mark().finditer(text)]
    )
    loose = _Cover(_loose(text))
    quoted = False
    for segment in part.segments:
        duty = DUTIES.get(segment.kind, Duty.OWED)
        # A disclaimer right under a quote is the quoted letter's, as far as anyone can tell.
        below = quoted and segment.kind is SegmentKind.DISCLAIMER
        quoted = below or segment.kind in QUOTED_KINDS
        begun = False
        for token in TOKEN.compiled.finditer(text, segment.start, segment.end):
            start, end = token.span()
            if hidden.covers(start) or not (key := _key(token[0])):
                continue
            is_loose = loose.covers(start)
            begun = begun or not is_loose
            # The header above a quote is the reply's, none of the quoted words.
            own = Duty.LOOSE if is_loose else duty
            yield Said(key, part, start, end, own, quoted and begun)


class _Cover:
    """Stretches of a text, asked about offsets that rise."""

    def __init__(self, spans: Spans) -> None:
        self.spans = sorted(span for span in spans if span[0] < span[1])
        self.at = 0
        self.until = 0

    def covers(self, offset: int) -> bool:
        while self.at < len(self.spans) and self.spans[self.at][0] <= offset:
            self.until = max(self.until, self.spans[self.at][1])
            self.at += 1
        return offset < self.until


def _loose(text: str) -> Spans:
    """Return what programs write into a letter: links behind words, item numbers, quote headers."""
    spans = [match.span() for match in AIM.finditer(text)]
    spans += [match.span(1) for match in NUMBERING.finditer(text)]
    bounds = list(pairwise([0, *(match.end() for match in FEED.finditer(text)), len(text)]))
    headers = [
        (bounds[lines.start][0], bounds[min(lines.stop, len(bounds)) - 1][1])
        for lines in header_lines(MARKS.sub("", text))
    ]
    return [*spans, *headers]


def _footer(text: str) -> int:
    """Return where a list's footer begins: a row of dashes among the last lines of a text."""
    end = len(text)
    start = end
    for _ in range(FOOTER_LINES):
        start = text.rfind("\n", 0, max(start, 0))
    found = FOOTER.search(text, max(start, 0))
    return found.start() if found and not any(header_lines(text[found.end() :])) else end


def _spare_sign_off(words: list[Said]) -> None:
    """Let the name go that stands under a letter's own words: it goes with the signature."""
    last = len(words) - 1
    while last >= 0 and (words[last].quoted or words[last].duty is not Duty.OWED):
        last -= 1
    for first in range(last, max(last - FEW, 0), -1):
        if parting(words[first - 1], words[first]) is Parting.PARAGRAPH:
            ends = words[last].part.text.startswith(SENTENCE_END, words[last].end)
            if not ends and not words[first - 1].quoted:
                spared = [word._replace(duty=Duty.SPARED) for word in words[first : last + 1]]
                words[first : last + 1] = spared
            return


@lru_cache(maxsize=65_536)
def _key(token: str) -> str:
    """Return what the spellings of one word share."""
    if token.isascii():
        key = token.lower()
    else:
        key = normalize("NFKC", token.translate(INVISIBLE).translate(DASHES)).casefold()
        key = key.replace("ё", "е")
    key = key.removeprefix("mailto:").strip("_")
    return key.rstrip(".,:;!?/") if "/" in key or "@" in key or "www" in key else key


@cache
def _trim_mark() -> re.Pattern[str]:
    words = "|".join(map(re.escape, read_list(HERE / "trim-marks.txt")))
    return re.compile(
        rf"[\[(<{{]\s{{0,3}}(?:\.{{2,9}}|…|(?:{words})\.{{0,3}})\s{{0,3}}[\])>}}]|…|\.{{3}}",
        re.IGNORECASE,
    )
