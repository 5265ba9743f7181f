"""Write out all forms of a hunspell dictionary (hunspell(5): SFX, PFX, FLAG, continuation flags).

Only what the Russian and English dictionaries use: suffixes with one level of
continuation, prefixes, and their cross product. Compounding is left out.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct


class Affix(NamedTuple):
    """One line of an affix class: take ``strip`` off, put ``add`` on, where ``fits`` matches."""

    strip: str
    add: str
    fits: re.Pattern[str]
    flags: tuple[str, ...]


class AffixClass(NamedTuple):
    """All lines under one flag. ``reach`` is how many letters a condition may look at."""

    crosses: bool
    affixes: tuple[Affix, ...]
    reach: int


class Grammar(Struct, frozen=True):
    """An .aff file. ``seen`` keeps what a suffix class makes of the end of a word."""

    suffixes: dict[str, AffixClass]
    prefixes: dict[str, AffixClass]
    long_flags: bool
    hidden: frozenset[str]
    seen: dict[tuple[str, str], list[str]]


def forms(aff: Path, dic: Path) -> Iterator[str]:
    """Yield every form of every entry, as written, some more than once."""
    grammar = _read_grammar(aff.read_text("utf-8-sig"))
    for line in dic.read_text("utf-8-sig").splitlines()[1:]:
        word, _, written = line.split(None, 1)[0].partition("/") if line.strip() else ("", "", "")
        flags = _flags(written, grammar.long_flags)
        if word and grammar.hidden.isdisjoint(flags):
            yield from _entry_forms(word, flags, grammar)


def _entry_forms(word: str, flags: Sequence[str], grammar: Grammar) -> list[str]:
    found = [word]
    crossed = [word]
    for flag in flags:
        group = grammar.suffixes.get(flag)
        if group:
            suffixed = _suffixed(word, flag, group, grammar)
            found += suffixed
            crossed += suffixed if group.crosses else ()
    for flag in flags:
        for start in grammar.prefixes[flag].affixes if flag in grammar.prefixes else ():
            if start.fits.match(word):
                found += [start.add + form.removeprefix(start.strip) for form in crossed]
    return found


def _suffixed(word: str, flag: str, group: AffixClass, grammar: Grammar) -> list[str]:
    """Put the suffixes of a class on a word. Words that end alike take them alike."""
    head, tail = word[: -group.reach], word[-group.reach :]
    ends = grammar.seen.get((flag, tail))
    if ends is None:
        ends = grammar.seen[flag, tail] = list(_ends(tail, group, grammar))
    return [head + end for end in ends]


def _ends(tail: str, group: AffixClass, grammar: Grammar) -> Iterator[str]:
    for affix in group.affixes:
        if affix.fits.search(tail):
            end = tail[: len(tail) - len(affix.strip)] + affix.add
            yield end
            for flag in affix.flags:
                if flag in grammar.suffixes:
                    yield from _suffixed(end, flag, grammar.suffixes[flag], grammar)


def _read_grammar(text: str) -> Grammar:
    lines = [line.split() for line in text.splitlines()]
    options = {fields[0]: fields[1] for fields in lines if len(fields) > 1}
    long_flags = options.get("FLAG") == "long"
    hidden = (options[name] for name in ("ONLYINCOMPOUND", "NEEDAFFIX") if name in options)
    suffixes, prefixes = (_classes(kind, lines, long_flags) for kind in ("SFX", "PFX"))
    return Grammar(suffixes, prefixes, long_flags, frozenset(hidden), {})


def _classes(kind: str, lines: list[list[str]], long_flags: bool) -> dict[str, AffixClass]:
    crosses: dict[str, bool] = {}
    affixes: dict[str, list[Affix]] = {}
    for fields in lines:
        if len(fields) < 4 or fields[0] != kind:
            continue
        flag = fields[1]
        if flag not in crosses:  # the first line of a class: its name, cross product, count
            crosses[flag] = fields[2] == "Y"
            affixes[flag] = []
        else:
            affixes[flag].append(_affix(fields, long_flags))
    own = {flag: max(map(_reach, some), default=1) for flag, some in affixes.items()}
    return {
        flag: AffixClass(crosses[flag], tuple(some), own[flag] + _reach_beyond(some, own))
        for flag, some in affixes.items()
    }


def _affix(fields: list[str], long_flags: bool) -> Affix:
    kind, _, strip, add = fields[:4]
    condition = fields[4] if len(fields) > 4 else "."
    add, _, flags = add.partition("/")
    return Affix(
        strip="" if strip == "0" else strip,
        add="" if add == "0" else add,
        fits=re.compile(rf"(?:{condition})\Z" if kind == "SFX" else condition),
        flags=_flags(flags, long_flags),
    )


def _reach(affix: Affix) -> int:
    """Return how many letters of a word a suffix looks at, or takes off."""
    condition = affix.fits.pattern.removeprefix("(?:").removesuffix(r")\Z")
    return max(len(affix.strip), len(re.sub(r"\[[^\]]*\]", ".", condition)))


def _reach_beyond(affixes: list[Affix], own: dict[str, int]) -> int:
    """Return how many letters more the suffixes that follow these look at."""
    return max((own.get(flag, 0) for affix in affixes for flag in affix.flags), default=0)


def _flags(written: str, long_flags: bool) -> tuple[str, ...]:
    if not long_flags:
        return tuple(written)
    return tuple(first + second for first, second in list(pairwise(written))[::2])
