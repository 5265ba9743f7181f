"""The gaps between words that a quote has kept: what became of what stood there.

A few words that are gone from a sentence, or others in their place, are an
alteration: somebody reads as the client's what the client never wrote. Longer
stretches that are gone were trimmed.
"""

from collections.abc import Sequence
from enum import Enum
from itertools import pairwise
from typing import NamedTuple

from mailrules.conversation.links import same_link
from mailrules.conversation.said import MARKS, Duty, Parting, Said, is_trimmed_openly, parting

FEW = 3  # words whose absence is an alteration; a longer stretch that is gone was trimmed
LONG = 60  # words that may have been written anew in one place

PARENT, QUOTE = 0, 1  # which word of a pair is whose
Words = Sequence[Said]
Kept = tuple[Said, Said]  # a word of the parent, and the same in the quote


class Fate(Enum):
    """What became of the words in a gap."""

    KEPT = "nothing that counts differs"
    ALTERED = "other words stand there, or a word is gone from a sentence"
    MISSING = "they are gone"


class Gap(NamedTuple):
    """What the parent ``said`` between two kept words, and what the quote ``put`` there.

    ``stray`` are the reply's words in the same place that nothing marks as
    quoted: the author's answers, or the ends of lines that a program broke.
    """

    said: Words
    put: Words
    stray: Words
    before: Kept | None
    after: Kept | None

    @property
    def is_small(self) -> bool:
        """Tell whether both sides are few words."""
        return len(self.said) <= FEW and len(self.put) <= FEW


def what_counts(gap: Gap) -> Gap:
    """Return a gap without what programs add and take away; of the same letters nothing is left."""
    if _letters(gap.said) == _letters(gap.put):
        return gap._replace(said=(), put=())  # a program has broken a long word in two
    said, put = _without_links(_without_loose(gap.said), _without_loose(gap.put))
    if _letters(said) == _letters(put) or (gap.said and not said):
        said = put = ()  # in place of a list's footer another may stand
    return gap._replace(said=said, put=put)


def fate_of(gap: Gap) -> Fate:
    """Tell what became of what stood in a gap, of which only ``what_counts`` is given."""
    if not gap.said:
        return Fate.ALTERED if gap.put and _is_added(gap) else Fate.KEPT
    if _is_among(gap.said, gap.stray):
        return Fate.KEPT
    if gap.stray or _is_cut_openly(gap):
        return Fate.MISSING
    altered = _is_replaced(gap) if gap.put else _is_hole(gap)
    return Fate.ALTERED if altered else Fate.MISSING


def _is_hole(gap: Gap) -> bool:
    """Tell whether a few words are gone from a sentence of which others are kept."""
    left, right = bounds(gap.before, gap.said, gap.after, PARENT)
    whole_lines = _on_lines_of_their_own(gap)
    inside = Parting.NOTHING in (left, right) and not whole_lines
    return inside and len(gap.said) <= FEW and _in_one_part(gap.said)


def _is_replaced(gap: Gap) -> bool:
    """Tell whether what the quote has stands for what the parent said: beside the same words."""
    if max(len(gap.said), len(gap.put)) > LONG:
        return False
    if not _in_one_part(gap.said) or not _in_one_part(gap.put):
        return False
    was = bounds(gap.before, gap.said, gap.after, PARENT)
    now = bounds(gap.before, gap.put, gap.after, QUOTE)
    touches = any(
        Parting.PARAGRAPH not in pair and None not in pair for pair in zip(was, now, strict=True)
    )
    if not gap.is_small:
        return touches and _is_one_paragraph(gap.said) and _is_one_paragraph(gap.put)
    alone = {*was, *now} == {Parting.PARAGRAPH}
    return touches or alone


def _is_added(gap: Gap) -> bool:
    """Tell whether words that the parent lacks read as the parent's.

    Under a quote mark that is a sentence in one of the parent's paragraphs,
    or a paragraph between two of them; without marks, where an answer may
    stand behind a question, only what continues a sentence.
    """
    if not _in_one_part(gap.put) or _is_among_loose(gap):
        return False
    left, right = bounds(gap.before, gap.put, gap.after, QUOTE)
    if gap.before is None or gap.after is None:
        return _is_on_the_line(gap) and Parting.NOTHING in (left, right)
    if _is_marked(gap.put[0]) and _is_marked(gap.put[-1]):
        return True
    return left is Parting.NOTHING and _is_on_the_line(gap)


def bounds(
    before: Kept | None, words: Words, after: Kept | None, side: int
) -> tuple[Parting | None, Parting | None]:
    """Return what parts words from the kept ones before and after; None where there is none."""
    left = parting(before[side], words[0]) if before else None
    right = parting(words[-1], after[side]) if after else None
    return left, right


def _is_on_the_line(gap: Gap) -> bool:
    """Tell whether what was put stands on one line with the kept word before it, or after it."""
    beside = (gap.before[QUOTE], gap.put[0]) if gap.before else None
    if beside is None and gap.after:
        beside = gap.put[-1], gap.after[QUOTE]
    return beside is not None and not _breaks(*beside)


def _on_lines_of_their_own(gap: Gap) -> bool:
    """Tell whether what was said fills whole lines: items of a list, lines of a table."""
    begins = gap.before is None or _breaks(gap.before[PARENT], gap.said[0])
    ends = gap.after is None or _breaks(gap.said[-1], gap.after[PARENT])
    return begins and ends


def _breaks(left: Said, right: Said) -> bool:
    return left.part is not right.part or "\n" in left.part.text[left.end : right.start]


def _is_one_paragraph(words: Words) -> bool:
    return all(parting(*pair) is not Parting.PARAGRAPH for pair in pairwise(words))


def _is_among_loose(gap: Gap) -> bool:
    """Tell whether programs wrote what stands on either side."""
    sides = [kept[PARENT].duty is Duty.LOOSE for kept in (gap.before, gap.after) if kept]
    return all(sides)


def _in_one_part(words: Words) -> bool:
    return words[0].part is words[-1].part


def _is_marked(word: Said) -> bool:
    text = word.part.text
    return MARKS.match(text, text.rfind("\n", 0, word.start) + 1) is not None


def _is_cut_openly(gap: Gap) -> bool:
    if gap.before is None or gap.after is None:
        return False
    first, last = gap.before[QUOTE], gap.after[QUOTE]
    same = first.part is last.part
    return same and is_trimmed_openly(first.part.text[first.end : last.start])


def _is_among(said: Words, stray: Words) -> bool:
    """Tell whether what was said stands unmarked among the author's words."""
    wanted, there = ([word.key for word in words] for words in (said, stray))
    return any(
        there[start : start + len(wanted)] == wanted
        for start in range(min(len(there) - len(wanted), LONG) + 1)
    )


def _without_loose(words: Words) -> Words:
    return [word for word in words if word.duty is not Duty.LOOSE]


def _without_links(said: Words, put: Words) -> tuple[Words, Words]:
    """Leave links out where one side has none, or where they lead to the same pages."""
    ours, theirs = ([word for word in words if word.is_link] for words in (put, said))
    same = len(ours) == len(theirs) and all(
        same_link(one.key, other.key) for one, other in zip(theirs, ours, strict=True)
    )
    if ours and theirs and not same:
        return said, put
    return [one for one in said if not one.is_link], [one for one in put if not one.is_link]


def _letters(words: Words) -> str:
    """Return what words say, however they are broken."""
    joined = "".join(word.key for word in words)
    linked = any(word.is_link for word in words)
    return "".join(filter(str.isalnum, joined)) if linked else joined
