"""The paragraphs of a letter as hashes: enough to tell which are quoted, too little to read."""

from collections.abc import Iterator
from hashlib import sha256
from itertools import islice
from unicodedata import normalize

from mailrules.conversation.quotation import readable_parts
from mailrules.message import Message, SegmentKind, lazy_pattern

HASHED_KINDS = frozenset(
    {SegmentKind.GREETING, SegmentKind.AUTHOR, SegmentKind.QUOTE, SegmentKind.FORWARDED}
)
DIGITS = 16  # hexadecimal, of SHA-256: two paragraphs in 10^9 letters do not share them
MOST = 2_000  # paragraphs of one letter: beyond that, nobody quotes
BREAK = lazy_pattern(r"\n[ \t\xa0>|]*(?=\n)")
WORD = lazy_pattern(r"[^\W_]+")
INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))


def paragraph_hash(text: str) -> str:
    """Return what all copies of one paragraph share; '' where it has no word.

    Quote marks, wrapping, case, punctuation, soft hyphens and ё for е make no
    difference.
    """
    words = plain_words(text)
    return sha256(words.encode("utf-8", "replace")).hexdigest()[:DIGITS] if words else ""


def plain_words(text: str) -> str:
    """Return what of a text is hashed: its words, all their spellings alike, a space between."""
    plain = normalize("NFKC", text.translate(INVISIBLE)).casefold().replace("ё", "е")
    return " ".join(word[0] for word in WORD.finditer(plain))


def paragraph_hashes(message: Message) -> tuple[str, ...]:
    """Return the hashes of what a letter says and quotes, in order, each once.

    Blank lines part paragraphs. Closing, signature and disclaimer are left
    out: a quote may go without them.
    """
    found = (paragraph_hash(text) for text in _paragraphs(message))
    return tuple(dict.fromkeys(islice(filter(None, found), MOST)))


def _paragraphs(message: Message) -> Iterator[str]:
    for part in readable_parts(message):
        for segment in part.segments:
            if segment.kind in HASHED_KINDS:
                yield from BREAK.compiled.split(part.text[segment.start : segment.end])
