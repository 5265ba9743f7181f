"""Write one letter with all the questions.

Ten letters with a question each make the client answer ten times (demand 10). Among the messages
that are checked together, several by one sender to one client in one thread or one deal, with
nothing of the client's between them, are one letter; every letter but the first says so, and
names the command that makes one letter of them (``mailrules merge``). Letters of different
deals, or of different threads and no deal, are different matters. A letter's deal is its
``X-Mailrules-Deal``, else that of ``--deal`` whose contacts it goes to.

Wrong: three drafts to petr@motor.example about one script, saved in one morning
Right: one draft with three numbered questions

``window``: letters whose dates lie further apart are different work: minutes, hours or days,
  such as 30m, 24h, 2d. A letter without a date counts as written now.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from datetime import timedelta
from shlex import quote
from typing import NamedTuple

from mailrules.conversation import Envelope, id_key, thread_ids
from mailrules.findings import Finding, Scope, Severity
from mailrules.message import Place
from mailrules.rules.base import Context, Rule, RuleOptions
from mailrules.rules.batch.letters import Mail, moment, order
from mailrules.rules.span import Span, length
from mailrules.wording import Wording, wording

NAMED = 20  # letters that one message names; more are a mailbox's
DRAFT = ".eml"  # a letter in a file of its own: `mailrules merge` reads it
PLACE = Place(Scope.MESSAGE)


class Options(RuleOptions, frozen=True):
    """``window``: minutes, hours or days."""

    window: Span = "24h"


class _Replies(NamedTuple):
    """What the client wrote meanwhile: when, and in answer to which letters."""

    moments: list[float]
    answered: dict[str, frozenset[str]]

    @classmethod
    def of(cls, letters: Iterable[Envelope]) -> "_Replies":
        moments: list[float] = []
        answered: dict[str, frozenset[str]] = {}
        for letter in letters:
            if letter.date is not None:
                moments.append(moment(letter))
            if letter.message_id:
                answered[id_key(letter.message_id)] = thread_ids(letter)
        return cls(sorted(moments), answered)

    def part(self, first: Envelope, second: Envelope) -> bool:
        """Tell whether the client wrote between two letters, by the dates or by the references."""
        after = bisect_right(self.moments, moment(first))
        if after < bisect_left(self.moments, moment(second)):
            return True
        if not first.message_id:
            return False
        earlier = id_key(first.message_id)
        return any(earlier in self.answered.get(one, ()) for one in thread_ids(second))


def check(context: Context, options: Options) -> Iterator[Finding]:
    """Report a letter that continues an earlier one of the run instead of being part of it."""
    own = context.conversation.own
    if own is None:
        return
    letters = sorted((own, *_mates(own, context, length(options.window))), key=order)
    if letters[0] is own:
        return
    if all(one.path.lower().endswith(DRAFT) for one in letters) and len(letters) <= NAMED:
        files = [quote(one.path) for one in letters]
        command = f"mailrules merge {' '.join(files)} -o letter.eml"
        yield context.finding(PLACE, "split-drafts", count=len(letters), command=command)
        return
    others = [_named(one, own) for one in letters if one is not own]
    yield context.finding(PLACE, "split-drafts.mailbox", count=len(letters), others=others[:NAMED])


def _named(letter: Envelope, own: Envelope) -> Wording:
    """Name another letter: by its number in the mailbox of both, else by its path."""
    if letter.path != own.path:
        return wording("split-drafts.file", path=letter.path)
    return wording("split-drafts.number", number=letter.index + 1)


def _mates(own: Envelope, context: Context, window: timedelta) -> Iterator[Envelope]:
    """Yield the letters of the run that should have been one with ``own``."""
    mine = Mail.of(own, context)
    near = [
        Mail.of(one, context) for one in context.conversation.siblings if _near(own, one, window)
    ]
    replies = _Replies.of(one.envelope for one in near if one.comes_from_client_of(mine))
    for one in near:
        if one.belongs_with(mine):
            first, second = sorted((own, one.envelope), key=order)
            if not replies.part(first, second):
                yield one.envelope


def _near(own: Envelope, other: Envelope, window: timedelta) -> bool:
    if own.date is None or other.date is None:
        return True
    return abs(moment(own) - moment(other)) <= window.total_seconds()


RULE = Rule("BAT002", "split-drafts", Severity.ERROR, Options, check, alone=False)
