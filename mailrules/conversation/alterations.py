"""A gap where words differ, as what a reader is shown and what brings the parent's words back."""

from typing import NamedTuple

from mailrules.conversation.gaps import PARENT, QUOTE, Gap, Words, bounds
from mailrules.conversation.said import Parting, Said, text_between
from mailrules.message import Part


class Alteration(NamedTuple):
    """Words of the quote that differ from the parent's: what was ``said``, what is ``quoted`` now.

    ``start`` and ``end`` are offsets in the text of the reply's ``part``; where
    words are gone, those of a kept word beside the hole. Putting ``mend`` for
    the stretch from ``mend_start`` to ``mend_end`` brings the parent's words back.
    """

    said: str
    quoted: str
    part: Part
    start: int
    end: int
    mend: str
    mend_start: int
    mend_end: int


def alteration_of(gap: Gap) -> Alteration:
    """Say how words differ, and what brings the parent's back."""
    if gap.said and gap.put:
        return _altered(gap, (gap.put[0], gap.put[-1]), _text(gap.said))
    if gap.said:
        was, kept = _with_neighbour(gap)
        return _altered(gap, (kept, kept), text_between(*was))
    return _addition(gap)


def _with_neighbour(gap: Gap) -> tuple[tuple[Said, Said], Said]:
    """Return what the parent said with a word that is kept of the same sentence, and that word."""
    _, right = bounds(gap.before, gap.said, gap.after, PARENT)
    if gap.after is not None and right is Parting.NOTHING:
        return (gap.said[0], gap.after[PARENT]), gap.after[QUOTE]
    assert gap.before is not None  # a hole is one in a sentence of which words are kept
    return (gap.before[PARENT], gap.said[-1]), gap.before[QUOTE]


def _addition(gap: Gap) -> Alteration:
    """Take added words out, with what parts them from the kept word beside them."""
    left, right = bounds(gap.before, gap.put, gap.after, QUOTE)
    first, last = gap.put[0], gap.put[-1]
    mend, mended = "", (first, last)
    if gap.before is not None and left is not Parting.PARAGRAPH:
        mend, mended = _text(gap.before[:1]), (gap.before[QUOTE], last)
    elif gap.after is not None and right is not Parting.PARAGRAPH:
        mend, mended = _text(gap.after[:1]), (first, gap.after[QUOTE])
    return _altered(gap, (first, last), mend, mended)


def _altered(
    gap: Gap, shown: tuple[Said, Said], mend: str, mended: tuple[Said, Said] | None = None
) -> Alteration:
    first, last = mended or shown
    return Alteration(
        said=_text(gap.said),
        quoted=_text(gap.put),
        part=first.part,
        start=shown[0].start,
        end=shown[1].end,
        mend=mend,
        mend_start=first.start,
        mend_end=last.end,
    )


def _text(words: Words) -> str:
    return text_between(words[0], words[-1]) if words else ""
