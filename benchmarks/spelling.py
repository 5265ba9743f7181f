"""Accuracy and speed of the spelling check on RUSpellRU (``$MAILRULES_CORPORA/spelling``).

    MAILRULES_CORPORA=… python -m benchmarks.spelling

Each line of ruspell.tsv is a sentence as written, a tab, and the sentence
corrected. Words are compared, with ё as е; one that the correction changes,
joins, splits or drops is an error to be found. Names count as the rule counts
them: a capital inside a sentence excuses a word.
"""

import difflib
import re
import time
from typing import NamedTuple

from benchmarks.corpora import corpus
from mailrules.language import fold, is_known, misspellings, suggest

WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")


class Mistake(NamedTuple):
    """A stretch of words, first and last (exclusive), that the correction changes."""

    first: int
    last: int
    right: str


class Score(NamedTuple):
    """Counts of words."""

    found: int = 0
    false: int = 0
    missed: int = 0

    def describe(self) -> str:
        """Say precision, recall and F1."""
        precision = self.found / (self.found + self.false)
        recall = self.found / (self.found + self.missed)
        f1 = 2 * precision * recall / (precision + recall)
        return f"precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}"


def main() -> None:
    path = corpus("spelling/ruspell.tsv")
    if path is None:
        return
    lines = path.read_text("utf-8").splitlines()
    pairs = [(written, right) for written, _, right in (line.partition("\t") for line in lines)]
    report_suggestions(pairs)  # first: the check would leave its suggestions in the cache
    print(f"errors: {len(pairs)} sentences, {score_of(pairs).describe()}")
    report_speed(pairs)


def score_of(pairs: list[tuple[str, str]]) -> Score:
    score = Score()
    for written, right in pairs:
        score = Score(*map(sum, zip(score, sentence_score(written, right), strict=True)))
    return score


def sentence_score(written: str, right: str) -> Score:
    """Compare what we find with what the correction changes; a phrase of ours is one finding."""
    places = [match.span() for match in WORD.finditer(written)]
    wrong = {at for one in mistakes(written, right) for at in range(one.first, one.last)}
    found, false = set(), 0
    for one in misspellings(written, lambda _: False):
        touched = {
            at for at, (start, end) in enumerate(places) if start < one.end and one.start < end
        }
        found |= touched & wrong
        false += not touched & wrong
    return Score(len(found), false, len(wrong - found))


def mistakes(written: str, right: str) -> list[Mistake]:
    before = [fold(word) for word in WORD.findall(written)]
    after = [fold(word) for word in WORD.findall(right)]
    changes: list[Mistake] = []
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for kind, first, last, start, end in matcher.get_opcodes():
        if kind == "replace" and last - first == end - start:
            changes += [
                Mistake(at, at + 1, right)
                for at, right in zip(range(first, last), after[start:end], strict=True)
            ]
        elif kind != "equal":
            changes.append(Mistake(first, last, " ".join(after[start:end])))
    return changes


def report_suggestions(pairs: list[tuple[str, str]]) -> None:
    first = three = count = 0
    seconds = slowest = 0.0
    for written, right in pairs:
        words = WORD.findall(written)
        for one in mistakes(written, right):
            word = words[one.first] if one.last - one.first == 1 else ""
            if not word or not one.right or is_known(word):
                continue
            began = time.perf_counter()
            offered = [fold(each) for each in suggest(word, 3)]
            took = time.perf_counter() - began
            seconds, slowest = seconds + took, max(slowest, took)
            count += 1
            first += offered[:1] == [one.right]
            three += one.right in offered
    print(
        f"suggestions: {count} unknown words, first right {first / count:.1%}, "
        f"in three {three / count:.1%}, {seconds / count * 1e3:.1f} ms a word, "
        f"slowest {slowest * 1e3:.0f} ms"
    )


def report_speed(pairs: list[tuple[str, str]]) -> None:
    words = [word for written, _ in pairs for word in WORD.findall(written)]
    is_known.cache_clear()
    began = time.perf_counter()
    for word in words:
        is_known(word)
    took = time.perf_counter() - began
    print(f"speed: {took / len(words) * 1e6:.2f} µs a word ({len(words)} words, cold cache)")


if __name__ == "__main__":
    main()
