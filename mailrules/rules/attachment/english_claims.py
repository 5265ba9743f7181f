"""Where an English sentence says that a file is attached to this letter."""

import re
from collections.abc import Iterator
from functools import cache

from mailrules.message import lazy_pattern
from mailrules.rules.lists import entries

HINTS = lazy_pattern(r"(?i)attach|enclos|\bencl\b")
LABEL = lazy_pattern(r"(?i)\s*(?:attachments?|enclosures?|encl\.?)\s?:\s*\S")
NEAR = 60  # characters in front of a claim that may deny it


def english_claims(sentence: str) -> Iterator[tuple[int, int]]:
    """Yield where a sentence speaks of a file that comes with the letter it stands in."""
    if not HINTS.search(sentence) or sentence.rstrip('"”) ').endswith("?"):
        return
    if label := LABEL.match(sentence):
        yield label.start(), label.end() - 1
        return
    if any(pattern.search(sentence) for pattern in _expressions("english_elsewhere.txt")):
        return
    for pattern in _expressions("english_claims.txt"):
        for match in pattern.finditer(sentence):
            before = sentence[max(0, match.start() - NEAR) : match.start()]
            if not any(one.search(before) for one in _expressions("english_denials.txt")):
                yield match.span()


@cache
def _expressions(name: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(entry, re.IGNORECASE) for entry in entries(__file__, name))
