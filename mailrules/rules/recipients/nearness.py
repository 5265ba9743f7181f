"""Whether one address is another with a slip of the finger: one or two edits.

An edit puts a letter in, leaves one out, puts another for it, or swaps two neighbours (optimal
string alignment). Where two people or two firms may well be so called, it is no slip.
"""

from collections.abc import Iterable
from contextlib import suppress
from functools import cache, lru_cache
from typing import NamedTuple

from mailrules.language import first_names
from mailrules.message import Address, lazy_pattern
from mailrules.rules.lists import entries, mail_services, office_mailboxes

MOST = 2  # edits
LONG = 7  # letters that bear two edits
SHORT = 4  # letters that bear one
INITIALLED = 6  # letters of an initial and a surname
SLIPPED_COM = frozenset({"co", "cm", "om"})  # countries, but of no mail service that ends in .com
TOKEN = lazy_pattern(r"[^\W\d_]+")
DIGIT = lazy_pattern(r"\d+")
LONGEST = 80  # characters that are compared; slips in longer ones are not looked for


class Spelling(NamedTuple):
    """An address as a person reads it: the local part without its tag, the domain decoded."""

    local: str
    domain: str


@lru_cache(maxsize=2_000)
def spelling(address: Address) -> Spelling:
    """Return the parts that are compared, in small letters."""
    local, _, domain = address.email.casefold().rpartition("@")
    if "xn--" in domain:
        with suppress(UnicodeError):
            domain = domain.encode("ascii").decode("idna")
    return Spelling(local.partition("+")[0] or local, domain)


def slips_between(typed: Spelling, known: Spelling) -> int:
    """Return the edits that make ``known`` of ``typed``, 0 where it is no slip."""
    if typed.local == known.local:
        return _domain_slips(typed.domain, known.domain)
    local = _local_slips(typed.local, known.local)
    if typed.domain == known.domain or not local:
        return local
    domain = _domain_slips(typed.domain, known.domain)
    return local + domain if domain and local + domain <= MOST else 0


def domain_meant(domain: str, known: Iterable[str]) -> str | None:
    """Return the one of ``known`` domains that a misspelt one should be: nearest, then first."""
    slips = [(count, one) for one in known if (count := _domain_slips(domain, one))]
    return min(slips, key=lambda found: found[0])[1] if slips else None


def distance(one: str, other: str) -> int:
    """Return the edits between two words, MOST + 1 where there are more."""
    if abs(len(one) - len(other)) > MOST or max(len(one), len(other)) > LONGEST:
        return MOST + 1
    before: list[int] = []
    above = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        line = [row]
        for column, wanted in enumerate(other, 1):
            cost = min(above[column] + 1, line[-1] + 1, above[column - 1] + (letter != wanted))
            swapped = row > 1 and column > 1 and letter == other[column - 2]
            if swapped and one[row - 2] == wanted:
                cost = min(cost, before[column - 2] + 1)
            line.append(cost)
        if min(line) > MOST:
            return MOST + 1
        before, above = above, line
    return min(above[-1], MOST + 1)


def _bearable(one: str, other: str) -> int:
    """Return how many edits two words of this length bear."""
    length = max(len(one), len(other))
    return 2 if length >= LONG else int(length >= SHORT)


def _domain_slips(typed: str, known: str) -> int:
    """Return the edits between two domains, 0 where both are real or they are too many.

    The name may be misspelt, or the ending into one that does not exist: «.ry».
    """
    if typed == known or typed in _real_domains():
        return 0
    name, _, ending = typed.rpartition(".")
    right, _, right_ending = known.rpartition(".")
    endings = distance(ending, right_ending) if ending != right_ending else 0
    if not name or (endings and ending in _top_domains()):
        com = right_ending == "com" and known in mail_services() and name == right
        return endings if com and ending in SLIPPED_COM else 0
    if DIGIT.sub("", typed) == DIGIT.sub("", known):
        return 0
    names = distance(name, right)
    if names > _bearable(name, right) or (names and not _slip_of_name(name, right)):
        return 0
    return names + endings if names + endings <= MOST else 0


def _slip_of_name(typed: str, known: str) -> bool:
    """Tell whether a domain's name is another misspelt: a short one must have the same letters.

    «mial» and «maill» are slips; «mall», «rail» and «main» are firms.
    """
    if set(typed) == set(known) and max(len(typed), len(known)) >= SHORT:
        return True
    return typed[0] == known[0] and min(len(typed), len(known)) >= SHORT < max(
        len(typed), len(known)
    )


def _local_slips(typed: str, known: str) -> int:
    """Return the edits between two local parts, 0 where they may well be two mailboxes."""
    count = distance(typed, known)
    if not 0 < count <= _bearable(typed, known) or _two_mailboxes(typed, known):
        return 0
    return count


def _two_mailboxes(typed: str, known: str) -> bool:
    """Tell whether two local parts that look alike are likely two mailboxes.

    They differ in a number or an initial; one is a woman's surname («ivanov», «ivanova»); each is
    a first name or an office of its own.
    """
    if DIGIT.sub("", typed) == DIGIT.sub("", known) or typed in office_mailboxes():
        return True
    if typed.rstrip("a") == known.rstrip("a"):
        return True
    ours, theirs = _tokens(typed), _tokens(known)
    one, other = "".join(ours), "".join(theirs)
    if len(one) >= INITIALLED and one[0] != other[:1] and one[1:] == other[1:]:
        return True  # apetrov, i.petrov
    if len(ours) != len(theirs):
        return False
    return any(map(_two_names, ours, theirs))


def _two_names(one: str, other: str) -> bool:
    if one == other:
        return False
    if len(one) == len(other) == 1:
        return True
    named = first_names(one), first_names(other)
    if not all(named):
        return False
    return one[0] != other[0] or named[0].isdisjoint(named[1])  # alena, elena


def _tokens(local: str) -> list[str]:
    return [match.group() for match in TOKEN.finditer(local)]


@cache
def _real_domains() -> frozenset[str]:
    return frozenset((*mail_services(), *entries(__file__, "nearby_domains.txt")))


@cache
def _top_domains() -> frozenset[str]:
    return frozenset(one for line in entries(__file__, "top_domains.txt") for one in line.split())
