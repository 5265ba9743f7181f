"""Where sentences end, and paragraphs."""

from collections.abc import Iterator
from typing import NamedTuple

from mailrules.language.folding import fold
from mailrules.language.tokens import abbreviations
from mailrules.message import lazy_pattern

# What a sentence may end with: marks, and what closes behind them.
END = lazy_pattern(r"[.?!…‼⁇⁈⁉]+[»”\"')\]]*(?=\s|$)")
WORD_BEFORE = lazy_pattern(r"[^\W\d_]+$")
DASHES, QUOTES = "—–-", '»”"'
LOOK_BACK = 30  # letters of a word that may be an abbreviation
# Marks between quotation marks end no sentence but the quoted ones. The bound keeps this linear.
QUOTED = lazy_pattern(r"«[^«»]{1,600}»|“[^“”]{1,600}”|„[^„“”]{1,600}[“”]|\"[^\"\n]{1,600}\"")
MARK = lazy_pattern(r"[.?!…‼⁇⁈⁉]")

BULLET = r"[-–—*•·▪‣◦●○■□►✓](?=\s)"
NUMBER = r"\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-zа-яё])[.)]+(?=\s|$)"
ENTRY = lazy_pattern(rf"[ \t]*({BULLET}|{NUMBER})[ \t]*")
WRAPPED = 50  # columns: a shorter line that ends before a capital was ended by hand


class Passage(NamedTuple):
    """A paragraph, a line of its own, or an entry of a list: ``text[start:end]``.

    ``mark`` is what an entry begins with («1.», «–»), and stands before
    ``start``; '' of prose. ``glued`` where no blank line stands above.
    """

    start: int
    end: int
    mark: str = ""
    glued: bool = False

    @property
    def is_numbered(self) -> bool:
        """Tell whether it is an entry of a numbered list."""
        return any(map(str.isalnum, self.mark))


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Yield the sentences of ``text[start:end]``, without the white space around them.

    That is one paragraph: a line break counts as a space. What has no mark at
    its end is a sentence too.
    """
    end = len(text) if end is None else end
    shown = QUOTED.compiled.sub(lambda quoted: _masked(quoted[0]), text[start:end])
    begins = 0
    for mark in END.finditer(shown):
        if not _ends(shown, mark.start(), mark.end()):
            continue
        yield from _trimmed(text, start + begins, start + mark.end())
        begins = mark.end()
    yield from _trimmed(text, start + begins, end)


def passages(text: str) -> list[Passage]:
    """Return the paragraphs and the entries of lists, in order; they hold all but white space."""
    found: list[Passage] = []
    at, glued, inside = 0, False, ""
    for line in text.split("\n"):
        start, at = at, at + len(line) + 1
        if not line.strip():
            glued = False
            continue
        entry = ENTRY.match(line)
        end = start + len(line.rstrip())
        above = found[-1] if glued else None
        if entry:
            found.append(Passage(min(start + entry.end(), end), end, entry[1], glued))
        elif above and not _is_ended(inside, line, entry=bool(above.mark)):
            found[-1] = above._replace(end=end)
        else:
            found.append(Passage(start + len(line) - len(line.lstrip()), end, "", glued))
        glued, inside = True, line
    return found


def _masked(quoted: str) -> str:
    """Hide the marks inside a quotation, but for the one right before its end."""
    return MARK.sub("_", quoted[:-2]) + quoted[-2:]


def _ends(text: str, start: int, end: int) -> bool:
    """Tell whether the marks ``text[start:end]`` end a sentence."""
    following = text[end : end + 3].lstrip()[:1]
    if following.islower() and text[end - 1] != "?":
        return False
    if following in DASHES and text[end - 1] in QUOTES:
        return not following  # «Кто вы?» — спросил он
    if text[start:end] != "." or not following:
        return True
    word = WORD_BEFORE.search(text[max(0, start - LOOK_BACK) : start])
    return word is None or (len(word[0]) > 1 and fold(word[0]) not in abbreviations())


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    if piece.strip():
        yield start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def _is_ended(above: str, line: str, *, entry: bool) -> bool:
    """Tell whether a line was ended by hand: it is short, and a capital begins the next.

    What is indented under an ``entry`` goes on with it.
    """
    if entry and line[0].isspace():
        return False
    return len(above.rstrip()) < WRAPPED and not line.lstrip()[0].islower()
