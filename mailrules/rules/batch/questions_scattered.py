"""Gather questions in a numbered list.

A question in the middle of a paragraph is overlooked, and the answer lacks it. From three questions
on, they stand in a numbered list: the client answers point by point, and nothing is asked twice
(demands 10 and 40). Counted are the author's own questions with a question mark outside lists, also
such as follow one another in a paragraph: only a number tells an answer where it belongs.
Courtesies («Как дела?»), questions that the author answers at once, and what stands between
quotation marks are not asked.

Wrong: Кто передаст базу? Высылаю договор. Когда запуск? Звоним по будням? Отчёт будет в таблице.
Right: Высылаю договор. Отчёт будет в таблице. Ответьте, пожалуйста, на вопросы:
       1. Кто передаст базу?
       2. Когда запуск?
       3. Звоним по будням?

``min``: from how many questions on they are to be gathered.
"""

from collections.abc import Iterator

from mailrules.findings import Finding, Scope, Severity
from mailrules.language import passages, questions
from mailrules.message import Excerpt, Place
from mailrules.rules.base import Context, Count, Rule, RuleOptions

SHOWN = 8  # questions that the message repeats
LONGEST = 80  # characters of each
MOST = 100_000  # characters of a letter that are looked at


class Options(RuleOptions, frozen=True):
    """``min``: questions outside lists."""

    min: Count = 3


def check(context: Context, options: Options) -> Iterator[Finding]:
    """Report the second question of a letter, where several stand in its prose."""
    asked = [one for text in _texts(context) for one in _asked(text)]
    if len(asked) < options.min:
        return
    shown = [f"{number}. {question}" for number, (question, _) in enumerate(asked[:SHOWN], 1)]
    if len(asked) > SHOWN:
        shown.append("…")
    place = asked[min(1, len(asked) - 1)][1]
    yield context.finding(place, "questions-scattered", count=len(asked), questions=" ".join(shown))


def _texts(context: Context) -> Iterator[Excerpt]:
    """Yield the author's texts, without stray lines of HTML beside a plain text."""
    paired = {pair.html.number for pair in context.message.alternatives}
    for text in context.author_texts(Scope.BODY):
        if text.part and text.part.number not in paired:
            yield text


def _asked(text: Excerpt) -> Iterator[tuple[str, Place]]:
    """Yield the direct questions in the prose of a text, each shortened, with its place."""
    head = text.text[:MOST]
    for passage in passages(head):
        if passage.mark:
            continue
        for one in questions(head, passage.start, passage.end):
            if one.direct and not text.linked(one.end - 1, one.end):
                words = " ".join(head[one.start : one.end].split())
                short = words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"
                yield short, text.place(one.start, one.end)


RULE = Rule("BAT005", "questions-scattered", Severity.WARNING, Options, check)
