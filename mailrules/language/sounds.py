"""How a name sounds, whatever alphabet and scheme of transliteration it is written in.

«Пётр», "Petr", "Pyotr" and "Piotr" share a sound; so do «Юлия», "Yulia", "Julia" and "Iuliia".
The schemes covered are those of passports (ICAO 9303), GOST 7.79, BGN/PCGN and everyday use.
"""

from functools import cache, lru_cache

from mailrules.language.folding import fold
from mailrules.language.sources import DATA
from mailrules.message import lazy_pattern, read_list

RUN = lazy_pattern(r"([^\W\d_])\1+")
LONGEST = 40  # letters of one word of a name


@lru_cache(maxsize=20_000)
def sounds(word: str) -> frozenset[str]:
    """Return the sounds of one word; «ё» has three, and what has no letters has none."""
    word = word.lower()[:LONGEST]
    spoken = [""]
    at = 0
    if not any("\u0400" <= letter <= "\u052f" for letter in word):
        word = fold(word)
    while at < len(word):
        length = next((one for one in (4, 3, 2) if word[at : at + one] in _spellings()), 1)
        heard = _spellings().get(word[at : at + length])
        spoken = [before + sound for before in spoken for sound in heard or ("",)]
        at += length
    return frozenset(map(_settled, filter(None, spoken)))


def alike(one: str, other: str) -> bool:
    """Tell whether two words sound the same."""
    return not sounds(one).isdisjoint(sounds(other))


def _settled(spoken: str) -> str:
    """Say doubled letters once, and drop the glide of «Elena», "Yelena"."""
    single = RUN.sub(r"\1", spoken)
    return single[1:] if single.startswith("ie") else single


@cache
def _spellings() -> dict[str, tuple[str, ...]]:
    """Return by each letter or group of letters the sounds it may stand for."""
    rows = (line.split() for line in read_list(DATA / "sounds.txt"))
    return {letters: tuple("" if one == "-" else one for one in heard) for letters, *heard in rows}
