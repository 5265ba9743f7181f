"""The texts of several drafts in order, each sentence once, and their questions as one list."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path
from textwrap import fill
from typing import NamedTuple

from mailrules.compose.merging.drafts import Draft, Piece
from mailrules.language import questions, sentences
from mailrules.message import lazy_pattern, read_list

FEWEST = 2  # questions of a list
SHORT = 3  # words of a sentence that may well be said twice: «Спасибо.»
WIDTH = 78  # columns (RFC 5322, 2.1.1)
NEAR = 3  # sentences after an announcement, one of which is what it announces
LONGEST_PHRASE = 8  # words that announce questions
WORD = lazy_pattern(r"[^\W_]+")
ASKING = ("вопрос", "question")


class Gathered(NamedTuple):
    """The body of the merged letter: blocks that blank lines part, and the questions after them.

    ``intro`` is how the author announces the questions; '' where nothing says it.
    """

    blocks: tuple[str, ...]
    questions: tuple[str, ...]
    intro: str = ""


def gather(drafts: Sequence[Draft]) -> Gathered:
    """Join the drafts' texts, in the order of the drafts.

    Sentences and lists that an earlier draft has are left out. Two questions
    or more leave the text for the list; a single one stays where it is, and
    so do those of a draft that answers between quoted lines: they belong there.
    """
    for pulls in (True, False):
        gathering = _Gathering(pulls=pulls)
        for draft in drafts:
            gathering.add(draft.pieces)
        if len(gathering.asked) >= FEWEST:
            break
    return Gathered(
        tuple("\n".join(block) for block in gathering.blocks),
        tuple(gathering.asked.values()),
        gathering.intro,
    )


class _Gathering:
    """What has been gathered of the drafts so far. Sentences are known by their words."""

    def __init__(self, *, pulls: bool) -> None:
        self.wanted = pulls
        self.pulls = pulls
        self.blocks: list[list[str]] = []
        self.asked: dict[tuple[str, ...], str] = {}
        self.intro = ""
        self._said: set[tuple[str, ...]] = set()
        self._new: set[tuple[str, ...]] = set()
        self._parted = True

    def add(self, pieces: Sequence[Piece]) -> None:
        """Take in one draft."""
        self._parted = True
        self.pulls = self.wanted and not any(piece.quoted for piece in pieces)
        runs = [(is_list, list(run)) for is_list, run in groupby(pieces, key=_is_entry)]
        for place, (is_list, run) in enumerate(runs):
            if is_list:
                self._list(run)
            else:
                below = runs[place + 1][1] if place + 1 < len(runs) else []
                self._prose(run, announces=self.pulls and _asks(below))
        self._said |= self._new
        self._new = set()

    def _list(self, entries: Sequence[Piece]) -> None:
        if self.pulls and _asks(entries):
            for entry in entries:
                self._ask(entry.text)
            self._parted = True
            return
        words = _words("\n".join(entry.text for entry in entries))
        if words not in self._said:
            self._new.add(words)
            for entry in entries:
                self._put(f"{entry.mark} {entry.text}", glued=entry.glued)

    def _prose(self, run: Sequence[Piece], *, announces: bool) -> None:
        """Take in paragraphs; with ``announces`` the last one introduces a list of questions."""
        for piece in run:
            if piece.quoted:
                self._put(piece.text, glued=False)
                continue
            kept = list(self._kept(piece))
            if announces and piece is run[-1] and kept and kept[-1].endswith(":"):
                kept[-1:] = self._announced(kept[-1])
            if kept == _sentences(piece.text):
                self._put(piece.text, glued=piece.glued)
            elif kept:
                text = " ".join(kept)
                text = _wrapped(text) if "\n" in piece.text else text
                self._put(text, glued=piece.glued)
            elif not piece.glued:
                self._parted = True

    def _kept(self, piece: Piece) -> Iterator[str]:
        """Yield the sentences of a paragraph that stay; its questions go to the list."""
        asking = {_plain(piece.text[one.start : one.end]) for one in questions(piece.text)}
        last = ""
        found = _sentences(piece.text)
        for place, sentence in enumerate(found):
            if self.pulls and sentence in asking:
                last = self._ask(sentence)
                continue
            if last and _follows(sentence):
                if sentence not in self.asked[_words(last)]:
                    self.asked[_words(last)] += f" {sentence}"
                continue
            last = ""
            near = found[place + 1 : place + 1 + NEAR]
            if self.pulls and _announces(sentence) and not asking.isdisjoint(near):
                continue
            words = _words(sentence)
            if words in self._said and len(words) >= SHORT:
                continue
            self._new.add(words)
            yield sentence

    def _ask(self, sentence: str) -> str:
        """Put a question on the list, once; return it as it stands there."""
        head, colon, question = sentence.partition(": ")
        if colon and _announces(head):
            sentence = question[:1].upper() + question[1:]
        sentence = _plain(sentence)
        self.asked.setdefault(_words(sentence), sentence)
        return sentence

    def _announced(self, sentence: str) -> Iterator[str]:
        """Keep the first introduction of questions for the list, others as sentences."""
        if _announces(sentence):
            return
        if self.intro:
            yield f"{sentence[:-1]}."
        else:
            self.intro = sentence

    def _put(self, text: str, *, glued: bool) -> None:
        if glued and self.blocks and not self._parted:
            self.blocks[-1].append(text)
        else:
            self.blocks.append([text])
        self._parted = False


def _is_entry(piece: Piece) -> bool:
    return bool(piece.mark)


def _asks(entries: Sequence[Piece]) -> bool:
    """Tell whether each entry of a list asks something."""
    return bool(entries) and all(any(questions(entry.text)) for entry in entries)


def _sentences(text: str) -> list[str]:
    return [_plain(text[start:end]) for start, end in sentences(text)]


def _plain(sentence: str) -> str:
    """Return a sentence on one line."""
    return " ".join(sentence.split())


def _wrapped(text: str) -> str:
    return fill(text, WIDTH, break_long_words=False, break_on_hyphens=False)


def _words(text: str) -> tuple[str, ...]:
    folded = text.casefold().replace("ё", "е")
    return tuple(word[0] for word in WORD.finditer(folded)) or (text,)


def _announces(sentence: str) -> bool:
    """Tell whether a sentence says no more than that questions follow."""
    said = _words(sentence)
    if len(said) > LONGEST_PHRASE or sentence.endswith("?"):
        return False
    others = [word for word in said if not word.startswith(ASKING)]
    return len(others) < len(said) and _phrases("announcing") >= {(word,) for word in others}


def _follows(sentence: str) -> bool:
    said = _words(sentence)
    return any(said[: len(phrase)] == phrase for phrase in _phrases("follow_ups"))


@cache
def _phrases(name: str) -> frozenset[tuple[str, ...]]:
    entries: Iterable[str] = read_list(Path(__file__).with_name(f"{name}.txt"))
    return frozenset(tuple(one.split()) for one in entries)
