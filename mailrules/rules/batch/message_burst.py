"""Wait for the answer before you write again.

A client who gets letter after letter answers none of them well (demand 10). The letters before
this one are those of the history and of the run: by the same sender, to the same client, in the
same deal (without deals, in the same thread), and not answered since. Where drafts that are
checked together can still become one letter, BAT002 says so instead. Letters without a date are
not counted.

Wrong: a letter at 10:00, and at 10:20 «Ещё один вопрос»
Right: one letter with both questions, or the second one after the client's answer

``max``: how many unanswered letters may go out within the window, this one counted.
``window``: minutes, hours or days, such as 30m, 1h, 2d.
"""

from collections.abc import Iterator

from mailrules.findings import Finding, Scope, Severity
from mailrules.message import Place
from mailrules.rules.base import Context, Count, Rule, RuleOptions
from mailrules.rules.batch.letters import Mail, dates_of, earlier
from mailrules.rules.span import Span, length, spoken


class Options(RuleOptions, frozen=True):
    """``max``: letters within ``window``."""

    max: Count = 1
    window: Span = "1h"


def check(context: Context, options: Options) -> Iterator[Finding]:
    """Report the letter that is one too many."""
    envelope = context.conversation.own
    if envelope is None or envelope.date is None:
        return
    own = Mail.of(envelope, context)
    since = own.moment - length(options.window).total_seconds()
    unanswered: list[Mail] = []
    for letter in earlier(own, context, own.clients):
        if letter.comes_from_client_of(own):
            unanswered = []
        elif letter.belongs_with(own) and letter.moment >= since:
            unanswered.append(letter)
    if len(unanswered) >= options.max:
        yield context.finding(
            Place(Scope.MESSAGE),
            "message-burst",
            count=len(unanswered) + 1,
            window=spoken(options.window),
            dates=dates_of(unanswered),
        )


RULE = Rule(
    "BAT001",
    "message-burst",
    Severity.WARNING,
    Options,
    check,
    alone=False,
    yields_to=("BAT002",),
)
