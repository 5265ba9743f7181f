"""The branches that no example goes through, and what an example needs to get there (TPL006)."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import NamedTuple

from mailrules.compose.guard.model import File, Guard, Place, Remark
from mailrules.compose.templates import RESERVED
from mailrules.message import lazy_pattern
from mailrules.rendering import Branch

TAG = lazy_pattern(
    r"\{#(?s:.*?)#\}|"
    r"\{%[-+]?\s*(?P<word>if|elif|else|endif|for|endfor)\b(?P<asked>[^%{}]*)%\}"
)
NAME = lazy_pattern(r"[^\W\d]\w*")
OPENING = ("if", "for")
# A branch is at a tag of its own, or at the one that opens what it ends. What is written for a
# list that is empty is always a tag of its own.
TAGS_OF = {"else": ("else", "if"), "empty": ("else",)}


class Tag(NamedTuple):
    """A tag of a condition or a loop; ``opener`` is what the first tag of it asks."""

    word: str
    asked: str
    opener: str
    line: int
    column: int


def unreached(
    guard: Guard, file: File, first: int, branches: Iterable[Branch], certain: frozenset[str]
) -> Iterator[Remark]:
    """Report each branch of a source that begins on line ``first`` of ``file``.

    Left out is what no example could change: a condition about the names that
    every template has, or about a field that is never empty (``certain``), and
    a list that is empty where nothing is written for that.
    """
    tags: dict[tuple[int, str], Tag] = {}
    for tag in _tags(file):
        tags.setdefault((tag.line, tag.word), tag)
    for branch in sorted(branches):
        line = branch.line + first - 1
        words = TAGS_OF.get(branch.kind, (branch.kind,))
        found = next((tags[line, word] for word in words if (line, word) in tags), None)
        if found is None or (branch.kind in TAGS_OF and found.opener in certain):
            continue
        names = {name.group() for name in NAME.finditer(f"{found.asked} {found.opener}")}
        if names.isdisjoint(RESERVED):
            place = Place(file, found.line, found.column)
            said = f"{found.word} {found.asked}".rstrip()
            yield from guard.remark("TPL006", place, _key(branch, found), tag=said)


def _key(branch: Branch, tag: Tag) -> str:
    if branch.kind == "else" and tag.word == "else":
        return "template-no-example.otherwise"
    return f"template-no-example.{'if' if branch.kind == 'elif' else branch.kind}"


def _tags(file: File) -> Iterator[Tag]:
    starts = list(accumulate((len(line) + 1 for line in file.lines), initial=0))
    open_tags: list[str] = []
    for found in TAG.finditer(file.text):
        word, asked = found["word"], " ".join((found["asked"] or "").strip("-+").split())
        if word is None:
            continue
        if word in OPENING:
            open_tags.append(asked)
        line = bisect_right(starts, found.start())
        opener = open_tags[-1] if open_tags else ""
        yield Tag(word, asked, opener, line, found.start() - starts[line - 1] + 1)
        if word.startswith("end") and open_tags:
            open_tags.pop()
