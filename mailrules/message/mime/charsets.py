"""Bytes to characters: what a charset label says, and what the bytes say against it.

Labels lie. A wrong or missing one is judged by how often Russian letters
occur in the reading that each charset gives.
"""

import codecs
import re
from functools import cache
from math import log2

from msgspec import Struct

# How often a letter occurs in Russian, of 10,000 (Russian National Corpus).
FREQUENCY = dict(
    zip(
        "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё",
        (1097, 845, 801, 735, 670, 626, 547, 473, 454, 440, 349, 321, 298, 281, 262, 201, 190)
        + (174, 170, 165, 159, 144, 121, 97, 94, 73, 64, 48, 36, 32, 26, 4, 4),
        strict=True,
    )
)
# The commonest pairs of letters: they tell a text in capitals, whose letters alone say little.
PAIRS = "ст но то на ен ов ни ра во ко по ет ро го пр ть ре ер ка не ли ел ос ор ан ть от ол ли де"
PAIR_BITS = 4.0
# What stands beside Russian words outside ASCII.
PUNCTUATION = "«»„“”‘’–—…№•\u00a0\u00ad\ufeff"
CANDIDATES = ("windows-1251", "koi8-r", "iso-8859-5", "cp866")
SAMPLE = 1 << 14  # bytes that the judgement looks at
# A label is overruled only where another reading is better by this many bits a letter, and by
# as many more for the whole text.
MARGIN = 1.4
MARGIN_WHOLE = 6.0
PLAUSIBLE = -8.0  # bits a letter
FEW = 24  # letters: fewer say nothing against a label
# Labels that mail bears and Python does not know, or knows as less than mail programs read.
ALIASES = {
    "cp-1251": "windows-1251",
    "win-1251": "windows-1251",
    "win1251": "windows-1251",
    "x-cp1251": "windows-1251",
    "koi8r": "koi8-r",
    "koi": "koi8-r",
    "iso-8859-1": "windows-1252",
    "iso8859-1": "windows-1252",
    "latin1": "windows-1252",
    "latin-1": "windows-1252",
    "iso-8859-8-i": "iso-8859-8",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "ks_c_5601-1987": "cp949",
    "shift_jis": "cp932",
    "unicode-1-1-utf-7": "utf-7",
}
# Python codecs that are no charset of mail, or are slow on hostile bytes.
NO_CHARSETS = frozenset(
    {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"}
)
SAYS_NOTHING = frozenset({"us-ascii", "ascii", "unknown-8bit", "x-unknown", "binary"})


class Reading(Struct, frozen=True):
    """How bytes are read: a Python codec, its treatment of errors, and what was wrong.

    ``problem`` is None, or one of ``missing`` (8-bit bytes without a label),
    ``unknown`` (a label that names no charset), ``wrong`` (the bytes are of
    another charset), ``undecodable`` (some bytes mean nothing in it).
    """

    codec: str
    errors: str = "strict"
    problem: str | None = None

    def decode(self, data: bytes) -> str:
        """Return the text of ``data``."""
        return data.decode(self.codec, self.errors)


def decode(data: bytes, label: str | None) -> tuple[str, Reading]:
    """Return the text of ``data`` and how it was read."""
    reading = read(data, label)
    return reading.decode(data), reading


def read(data: bytes, label: str | None) -> Reading:
    """Choose the charset of ``data``, labelled ``label``. Never raises; decoding by it never does.

    Time is linear in ``data``.
    """
    label = (label or "").strip().lower()
    codec = codec_of(label) if label else None
    if data.isascii() and (codec is None or is_ascii_superset(codec)):
        unknown = label and codec is None and label not in SAYS_NOTHING
        return Reading("ascii", problem="unknown" if unknown else None)
    if codec is None or label in SAYS_NOTHING:
        guess, errors = _guess(data)
        said_nothing = not label or label in SAYS_NOTHING
        return Reading(guess, errors, "missing" if said_nothing else "unknown")
    return _labelled(data, codec)


@cache
def codec_of(label: str) -> str | None:
    """Return Python's name of the charset ``label`` (lower case), None where there is none."""
    label = ALIASES.get(label, label)
    if not re.fullmatch(r"[a-z0-9][a-z0-9_:-]{0,40}", label):
        return None
    try:
        known = codecs.lookup(label)
        "".encode(label)  # codecs from bytes to bytes are no charsets
    except (LookupError, UnicodeError, ValueError):
        return None
    name = known.name.replace("-", "_")
    return None if name in NO_CHARSETS else known.name


@cache
def is_ascii_superset(codec: str) -> bool:
    """Tell whether ASCII bytes always mean ASCII; not so in UTF-16, UTF-7 or ISO-2022."""
    return not codec.startswith(("utf-16", "utf-32", "utf-7", "iso2022", "hz", "cp037", "cp500"))


def _labelled(data: bytes, codec: str) -> Reading:
    if _decodes(data, codec):
        better = None if codec.startswith("utf") else _better(data, codec)
        return Reading(*better, "wrong") if better else Reading(codec)
    if not is_ascii_superset(codec):
        return Reading(codec, "replace", "undecodable")
    if codec != "utf-8" and _decodes(data, "utf-8"):
        return Reading("utf-8", problem="wrong")
    text = data[:SAMPLE].decode(codec, "replace")
    # A few broken bytes in text that is otherwise right: damage, not a wrong label.
    broken = text.count("\ufffd")
    if broken * 5 < sum(not char.isascii() for char in text):
        return Reading(codec, "replace", "undecodable")
    return Reading(*_guess(data), "wrong")


def _decodes(data: bytes, codec: str) -> bool:
    try:
        data.decode(codec)
    except (UnicodeError, ValueError):
        return False
    return True


def _better(data: bytes, codec: str) -> tuple[str, str] | None:
    """Return the charset that ``data`` is in for certain, if that is not ``codec``."""
    sample = _eight_bit(data)
    if len(sample) < FEW:
        return None
    if _decodes(data, "utf-8"):
        return "utf-8", "strict"
    if codec not in {codecs.lookup(name).name for name in CANDIDATES} | {"cp1252"}:
        return None
    best = max(CANDIDATES, key=lambda name: _likeness(sample, name))
    gain = _likeness(sample, best) - _likeness(sample, codec)
    plausible = _likeness(sample, best) > PLAUSIBLE
    in_words = codec != "cp1252" or _in_russian_words(data, best)
    enough = gain > MARGIN + MARGIN_WHOLE / len(sample)
    return (best, "replace") if enough and plausible and in_words else None


def _guess(data: bytes) -> tuple[str, str]:
    """Return codec and errors for bytes without a usable label."""
    if _decodes(data, "utf-8"):
        return "utf-8", "strict"
    sample = _eight_bit(data)
    best = max(CANDIDATES, key=lambda name: _likeness(sample, name))
    if _likeness(sample, best) > PLAUSIBLE and _in_russian_words(data, best):
        return best, "replace"
    text = data[:SAMPLE].decode("utf-8", "replace")
    mostly_utf8 = text.count("\ufffd") * 2 < sum(not char.isascii() for char in text)
    return ("utf-8" if mostly_utf8 else "windows-1252"), "replace"


def _eight_bit(data: bytes) -> bytes:
    """Return the first bytes of ``data`` outside ASCII."""
    return data.translate(None, bytes(range(128)))[:SAMPLE]


def _in_russian_words(data: bytes, codec: str) -> bool:
    """Tell Russian from a Western language, whose accents stand alone among ASCII letters."""
    text = data[: SAMPLE * 4].decode(codec, "replace")
    pairs = sum(1 for _ in re.finditer(r"[а-яё](?=[а-яё])", text, re.IGNORECASE))
    alone = sum(1 for _ in re.finditer(r"[a-z][а-яё]|[а-яё][a-z]", text, re.IGNORECASE))
    return pairs >= alone


def _likeness(sample: bytes, codec: str) -> float:
    """Return how Russian ``sample`` reads in ``codec``: bits a character, the more the better."""
    weights = _weights(codec)
    bits = sum(sample.count(byte) * weights[byte - 128] for byte in set(sample))
    text = sample.decode(codec, "replace").lower()
    pairs = sum(text.count(pair) for pair in PAIRS.split())
    return (bits + pairs * PAIR_BITS) / len(sample)


@cache
def _weights(codec: str) -> tuple[float, ...]:
    """Return for each byte from 128 on how likely it is in Russian, in bits."""
    shares = {letter: log2(count / 10_000) for letter, count in FREQUENCY.items()}
    weights = []
    for byte in range(128, 256):
        char = bytes([byte]).decode(codec, "replace")
        if char in shares:
            weights.append(shares[char])
        elif char.lower() in shares:
            weights.append(shares[char.lower()] - 1)
        else:
            weights.append(-6.0 if char in PUNCTUATION else -14.0)
    return tuple(weights)
