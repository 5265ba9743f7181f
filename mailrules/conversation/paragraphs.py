"""The paragraphs of a letter as hashes: enough to tell which are quoted, too little to read."""

from collections.abc import Iterator
from hashlib import sha256
from unicodedata import normalize

from mailrules.conversation.quotation import QUOTED_KINDS, readable_parts
from mailrules.message import Message, SegmentKind, header_lines, lazy_pattern

HASHED_KINDS = frozenset(
    {SegmentKind.GREETING, SegmentKind.AUTHOR, SegmentKind.QUOTE, SegmentKind.FORWARDED}
)
DIGITS = 16  # hexadecimal, of SHA-256: two paragraphs in 10^9 letters do not share them
MOST = 2_000  # paragraphs of one letter: beyond that, nobody quotes
TELLING = 3  # words by which a paragraph is known
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

    Blank lines part paragraphs. Left out is what a quote may go without:
    closing, signature, disclaimer, the headers of what is quoted in turn, and
    a paragraph of a word or two or of a link, mostly a name under the text or
    the foot of a list; but not where the letter has nothing else.
    """
    found = [text for text in _paragraphs(message) if WORD.search(text)]
    telling = [text for text in found if _is_telling(text)] or found
    return tuple(dict.fromkeys(map(paragraph_hash, telling[:MOST])))


def _is_telling(text: str) -> bool:
    """Tell whether a paragraph is known by its words: a link is but one."""
    return min(len(text.strip("> \t\xa0|").split()), len(plain_words(text).split())) >= TELLING


def _paragraphs(message: Message) -> Iterator[str]:
    for part in readable_parts(message):
        for segment in part.segments:
            text = part.text[segment.start : segment.end]
            if segment.kind in QUOTED_KINDS:
                text = _without_headers(text)
            if segment.kind in HASHED_KINDS:
                yield from BREAK.compiled.split(text)


def _without_headers(quote: str) -> str:
    """Blank the lines that announce what follows: «Пётр пишет:», From, Sent and Subject."""
    lines = [line.lstrip("> \t\xa0|") for line in quote.split("\n")]
    for header in header_lines("\n".join(lines)):
        lines[header.start : header.stop] = [""] * len(header)
    return "\n".join(lines)
