"""Write one letter with all the questions.

Ten letters with a question each make the client answer ten times (demand 10). Among the messages
that are checked together, several by one sender to one client in one thread or one deal, with
nothing of the client's between them, are one letter; every letter but the first says so and
asks for one letter instead. Letters of different deals, or of different threads and no deal, are
different matters. A letter's deal is its ``X-Mailrules-Deal``, else that of ``--deal`` whose
contacts it goes to.

Wrong: three drafts to petr@motor.example about one script, saved in one morning
Right: one draft with three numbered questions

``window``: letters whose dates lie further apart are different work: minutes, hours or days,
  such as 30m, 24h, 2d. A letter without a date counts as written now.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from datetime import UTC, timedelta
from math import inf
from typing import NamedTuple

from mailrules.conversation import Envelope, id_key, mailbox_keys, own_keys, same_thread, thread_ids
from mailrules.findings import Finding, Scope, Severity
from mailrules.message import Place
from mailrules.rules.base import Context, Rule, RuleOptions
from mailrules.rules.batch.span import Span, length

NAMED = 20  # letters that one message names; more are a mailbox's


class Options(RuleOptions, frozen=True):
    """``window``: minutes, hours or days."""

    window: Span = "24h"


class _Mail(NamedTuple):
    """A letter with what is compared of it. Mailboxes are keys; ``clients`` are who gets it."""

    envelope: Envelope
    writers: frozenset[str]
    ours: bool
    clients: frozenset[str]

    @classmethod
    def of(cls, envelope: Envelope, context: Context) -> "_Mail":
        settings = context.settings
        writers = own_keys(envelope.sender, settings)
        theirs = (one for one in envelope.recipients if not settings.is_own(one))
        return cls(
            envelope=envelope,
            writers=writers,
            ours=any(map(settings.is_own, envelope.sender)),
            clients=mailbox_keys(theirs) - writers,
        )

    def comes_from_client_of(self, own: "_Mail") -> bool:
        """Tell whether the other side wrote this: one to whom ``own`` goes, or of its thread."""
        if self.ours or not self.writers.isdisjoint(own.writers):
            return False
        return not self.writers.isdisjoint(own.clients) or same_thread(own.envelope, self.envelope)

    def belongs_with(self, own: "_Mail") -> bool:
        """Tell whether one person wrote both letters to one client about one matter."""
        if self.writers.isdisjoint(own.writers) or _copies(self.envelope, own.envelope):
            return False
        deal, other = self.envelope.deal, own.envelope.deal
        if deal and other:
            return deal == other and bool(self.clients) and bool(own.clients)
        shared = not self.clients.isdisjoint(own.clients)
        return shared and same_thread(own.envelope, self.envelope)


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
                moments.append(_moment(letter))
            if letter.message_id:
                answered[id_key(letter.message_id)] = thread_ids(letter)
        return cls(sorted(moments), answered)

    def part(self, first: Envelope, second: Envelope) -> bool:
        """Tell whether the client wrote between two letters, by the dates or by the references."""
        after = bisect_right(self.moments, _moment(first))
        if after < bisect_left(self.moments, _moment(second)):
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
    letters = sorted((own, *_mates(own, context, length(options.window))), key=_order)
    if letters[0] is own:
        return
    others = [one for one in letters if one is not own][:NAMED]
    files = len({one.path for one in letters}) == len(letters)
    yield context.finding(
        Place(Scope.MESSAGE),
        "split-drafts",
        count=len(letters),
        others=[one.path if files else f"{one.path}:{one.index}" for one in others],
    )


def _mates(own: Envelope, context: Context, window: timedelta) -> Iterator[Envelope]:
    """Yield the letters of the run that should have been one with ``own``."""
    mine = _Mail.of(own, context)
    near = [
        _Mail.of(one, context) for one in context.conversation.siblings if _near(own, one, window)
    ]
    replies = _Replies.of(one.envelope for one in near if one.comes_from_client_of(mine))
    for one in near:
        if one.belongs_with(mine):
            first, second = sorted((own, one.envelope), key=_order)
            if not replies.part(first, second):
                yield one.envelope


def _order(letter: Envelope) -> tuple[float, str, int]:
    """Sort by date, undated drafts last: they are being written now."""
    return (_moment(letter), letter.path, letter.index)


def _moment(letter: Envelope) -> float:
    """Return the letter's date in seconds; a date without zone is taken for UTC."""
    date = letter.date
    if date is None:
        return inf
    return (date if date.tzinfo else date.replace(tzinfo=UTC)).timestamp()


def _near(own: Envelope, other: Envelope, window: timedelta) -> bool:
    if own.date is None or other.date is None:
        return True
    return abs(_moment(own) - _moment(other)) <= window.total_seconds()


def _copies(one: Envelope, other: Envelope) -> bool:
    """Tell whether two files hold one letter."""
    if one.message_id is None or one.message_id != other.message_id:
        return False
    return (one.subject, one.date, one.recipients) == (other.subject, other.date, other.recipients)


RULE = Rule("BAT002", "split-drafts", Severity.ERROR, Options, check, alone=False)
