"""The earlier correspondence of several drafts, once."""

from collections.abc import Iterable

from mailrules.message import lazy_pattern

WORD = lazy_pattern(r"\w+")
MOST = 50  # quotes that are compared, each with each
HEADER_LINES = 4  # lines that say whose letter follows


def unite(quotes: Iterable[str]) -> tuple[str, ...]:
    """Return the quotes without those that another holds, the longest first.

    A quote holds another whose words stand in it one after the other, or
    whose every line is one of its own; marks, wrapping and whose letter it
    says it is do not matter. What is held by none is kept: nothing is lost.
    """
    different = tuple(dict.fromkeys(quotes))
    if len(different) > MOST:
        return different
    kept: list[str] = []
    for quote in sorted(different, key=lambda one: -len(_words(one))):
        if not any(_holds(other, quote) for other in kept):
            kept.append(quote)
    return tuple(kept)


def _holds(longer: str, quote: str) -> bool:
    text, sought = _words(longer), _words(_below_header(quote))
    if f" {' '.join(sought)} " in f" {' '.join(text)} ":
        return True
    lines = {tuple(_words(line)) for line in longer.split("\n")}
    return all(tuple(_words(line)) in lines for line in _below_header(quote).split("\n"))


def _below_header(quote: str) -> str:
    """Return a quote without the line that says whose letter it is, where marks follow it."""
    lines = quote.split("\n")
    for count, line in enumerate(lines[:HEADER_LINES], 1):
        if line.startswith(">"):
            break
        if line.rstrip().endswith(":"):
            below = next((one for one in lines[count:] if one.strip()), "")
            return "\n".join(lines[count:]) if below.startswith(">") else quote
    return quote


def _words(text: str) -> list[str]:
    return [word[0].casefold() for word in WORD.finditer(text)]
