"""A signature against the corporate form, field by field.

Neither white space nor the spelling of phone numbers and addresses counts: digits
decide, +7 and 8 are the same country.
"""

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple
from unicodedata import normalize

from mailrules.config import Settings, StaffRecord
from mailrules.message import lazy_pattern
from mailrules.wording import Wording, wording

EMAIL = lazy_pattern(r"[\w.+%'-]+@[\w-]+(?:\.[\w-]+)+")
PHONE = lazy_pattern(r"(?<![\w@])\+?\d(?:[ ().\-‐‑–—]{0,3}\d){5,14}(?!\w)")
LONGEST = 60  # lines that are compared: more is no signature
ALIKE = 0.55  # share of letters that makes a changed line out of two


class Comparison(NamedTuple):
    """What differs, and which lines (see ``lines_of``) of the letter stand for the form."""

    deviations: tuple["Deviation", ...]
    first: int
    last: int


class Deviation(NamedTuple):
    """One thing that differs: ``missing``, ``changed``, ``moved`` or ``extra``."""

    kind: str
    field: str
    expected: str
    found: str

    def said(self) -> Wording:
        """Say it with the field's name; one of the house's own is called as in its list."""
        field = wording(f"signature.field.{self.field}") if self.field in KNOWN else self.field
        return wording(
            f"signature.{self.kind}", field=field, expected=self.expected, found=self.found
        )


KNOWN = frozenset({"closing", "name", "position", "organisation", "phone", "email", "line"})


def normal(line: str) -> str:
    """Return what two spellings of a line have in common."""
    line = " ".join(normalize("NFKC", line).split())
    line = EMAIL.compiled.sub(lambda match: match.group().lower(), line)
    return PHONE.compiled.sub(lambda match: digits(match.group()), line)


def digits(phone: str) -> str:
    """Return the digits of a phone number, the Russian 8 as +7."""
    found = "".join(one for one in phone if one.isdigit())
    return "7" + found[1:] if len(found) == 11 and found[0] == "8" else found


def fields_of(settings: Settings, record: StaffRecord) -> dict[str, str]:
    """Return the values that a signature is made of, by their field's name."""
    named = {
        "name": record.name,
        "position": record.position,
        "organisation": settings.organisation.name,
        "phone": record.phone,
        "email": record.email,
        **record.extra,
    }
    return {field: value for field, value in named.items() if value}


def compare(expected: str, found: str, fields: Mapping[str, str]) -> Comparison:
    """Compare a signature with the corporate form, in whose order the deviations come.

    Lines above and under those of the form are not judged: a word of thanks, a
    postscript, a mail program's own line.
    """
    wanted, seen = lines_of(expected), lines_of(found)
    keys, seen_keys = [normal(one) for one in wanted], [normal(one) for one in seen]
    matcher = SequenceMatcher(None, keys, seen_keys, autojunk=False)
    differing: list[Deviation] = []
    used = [at for at, key in enumerate(seen_keys) if key in keys]
    for tag, start, end, seen_start, seen_end in matcher.get_opcodes():
        if tag == "equal":
            continue
        free = [at for at in range(seen_start, seen_end) if seen_keys[at] not in keys]
        for index in range(start, end):
            if keys[index] in seen_keys:
                field = _field(wanted, index, fields)
                differing.append(Deviation("moved", field, wanted[index], wanted[index]))
                continue
            twin = _twin(keys[index], [seen_keys[at] for at in free], end - index)
            if twin is None:
                field = _field(wanted, index, fields)
                differing.append(Deviation("missing", field, wanted[index], ""))
                continue
            used.append(free.pop(twin))
            field, value = _changed(seen[used[-1]], wanted, index, fields)
            differing.append(Deviation("changed", field, value, seen[used[-1]]))
        if seen_start and seen_end < len(seen):
            differing += [Deviation("extra", "line", "", seen[at]) for at in free]
    return Comparison(tuple(differing), min(used, default=0), max(used, default=len(seen) - 1))


def lines_of(text: str) -> list[str]:
    """Return the lines that say something, without the white space around them."""
    return [text[start:end] for start, end in line_spans(text)]


def line_spans(text: str) -> list[tuple[int, int]]:
    """Return where those lines stand; rules of dashes are none."""
    spans = []
    start = 0
    for line in text.split("\n"):
        inner = line.strip()
        if any(one.isalnum() for one in inner):
            begin = start + line.index(inner)
            spans.append((begin, begin + len(inner)))
        start += len(line) + 1
    return spans[:LONGEST]


def _twin(key: str, free: Sequence[str], wanted: int) -> int | None:
    """Return which of the lines ``free`` was made of the one with ``key``, None for none.

    One for one they go in order; otherwise what looks alike or is of one kind.
    """
    if free and len(free) == wanted:
        return 0
    for index, other in enumerate(free):
        kinds = [bool(pattern.search(key)) and bool(pattern.search(other)) for pattern in KINDS]
        if any(kinds) or SequenceMatcher(None, key, other, autojunk=False).ratio() >= ALIKE:
            return index
    return None


KINDS = (EMAIL, PHONE)


def _field(wanted: Sequence[str], index: int, fields: Mapping[str, str]) -> str:
    """Return the first field of a line of the form; the form begins with its closing."""
    return next(_held(wanted[index], fields), "closing" if index == 0 else "line")


def _changed(
    line: str, wanted: Sequence[str], index: int, fields: Mapping[str, str]
) -> tuple[str, str]:
    """Return the field of a line of the form that ``line`` has not, and what it should be."""
    lost = [one for one in _held(wanted[index], fields) if normal(fields[one]) not in normal(line)]
    if len(lost) == 1:
        return lost[0], fields[lost[0]]
    return _field(wanted, index, fields), wanted[index]


def _held(line: str, fields: Mapping[str, str]) -> Iterator[str]:
    return (field for field, value in fields.items() if normal(value) in normal(line))
