"""Ask a client who scatters letters to gather them.

Material that comes in five letters is hard to study and to pass on; we ask the client for what we
do ourselves: everything in one letter (demand 11). When a client has sent several letters in a
row, our answer gets the words to ask with. Nothing is wrong with the answer itself. An answer that
asks for one letter already is left in peace, and so are our further letters.

Wrong: three letters from petr@motor.example in one morning, and an answer that says nothing of it
Right: Пришлите, пожалуйста, весь материал одним письмом: так его удобнее изучить и передать.

``min``: how many letters of one client are a scatter.
``window``: the time within which they came: minutes, hours or days.
"""

from collections.abc import Iterator

from mailrules.conversation import mailbox_key
from mailrules.findings import Finding, Scope, Severity
from mailrules.language import reads_russian
from mailrules.message import Place
from mailrules.rules.base import Context, Count, Rule, RuleOptions
from mailrules.rules.batch.letters import Mail, addressees, dates_of, earlier
from mailrules.rules.lists import entries
from mailrules.rules.span import Span, length
from mailrules.wording import render, wording


class Options(RuleOptions, frozen=True):
    """``min``: letters within ``window``."""

    min: Count = 3
    window: Span = "24h"


def check(context: Context, options: Options) -> Iterator[Finding]:
    """Offer a reminder in the answer to a client's scattered letters."""
    envelope = context.conversation.own
    if envelope is None or _asks_already(context):
        return
    own = Mail.of(envelope, context)
    window = length(options.window).total_seconds()
    for client in addressees(own, context):
        key = mailbox_key(client)
        found: list[Mail] = []
        for letter in earlier(own, context, frozenset((key,))):
            if key in letter.writers:
                found.append(letter)
            elif key in letter.clients:
                found = []
        found = [one for one in found if found[-1].moment - one.moment <= window]
        if len(found) >= options.min:
            yield context.finding(
                Place(Scope.MESSAGE),
                "client-scatter",
                count=len(found),
                client=client.name or client.email,
                dates=dates_of(found),
                words=render(wording("client-scatter.words"), _language(context)),
            )
            return


def _body(context: Context) -> str:
    return "\n".join(text.text for text in context.author_texts(Scope.BODY))


def _asks_already(context: Context) -> bool:
    said = " ".join(_body(context).casefold().split())
    return any(phrase in said for phrase in entries(__file__, "one_letter.txt"))


def _language(context: Context) -> str:
    """Return the language that the letter is written in, and so the reminder."""
    return "ru" if reads_russian(_body(context)) else "en"


RULE = Rule("BAT004", "client-scatter", Severity.NOTE, Options, check, alone=False)
