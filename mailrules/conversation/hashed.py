"""A quote against the hashes of its parent's paragraphs, where nothing else is known of it."""

from collections.abc import Collection, Iterator
from hashlib import sha256
from itertools import chain

from mailrules.conversation.paragraphs import DIGITS, plain_words
from mailrules.conversation.quotation import QUOTED_KINDS, readings
from mailrules.message import Message

MOST_LINES = 20_000  # of a quote
LONGEST = 40  # lines that a paragraph may be wrapped to


def missing_paragraphs(reply: Message, hashes: Collection[str]) -> int:
    """Return how many of the parent's paragraphs stand nowhere in the quote of ``reply``.

    ``hashes`` are those of ``paragraph_hashes``. A paragraph is found between
    any two line breaks: an answer or a header may stand right beside it.
    """
    left = set(hashes)
    lines = list(_quoted_lines(reply))
    for start in range(len(lines)):
        if not left:
            break
        left.difference_update(_hashes(lines[start : start + LONGEST]))
    return len(left)


def _quoted_lines(message: Message) -> Iterator[bytes]:
    """Yield the words of each quoted line that has some, as they are hashed."""
    for part in chain.from_iterable(readings(message)):
        for segment in part.segments:
            if segment.kind in QUOTED_KINDS:
                lines = part.text[segment.start : segment.end].split("\n")[:MOST_LINES]
                words = (plain_words(line) for line in lines)
                yield from (one.encode("utf-8", "replace") for one in words if one)


def _hashes(lines: list[bytes]) -> Iterator[str]:
    """Yield the hash of the first line, of the first two, and so on."""
    hashed = sha256()
    for count, line in enumerate(lines):
        hashed.update(b" " + line if count else line)
        yield hashed.hexdigest()[:DIGITS]
