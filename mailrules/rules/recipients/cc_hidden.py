"""Keep copies open.

Who stood in a thread openly stays there openly (demand 9): moved to Bcc, a person looks dropped to
all the others, and answers of theirs no longer reach that person.

Wrong: Bcc: boss@motor.example (who was in Cc of the client's letter)
Right: Cc: boss@motor.example
"""

from collections.abc import Collection, Iterator, Mapping, Sequence

from mailrules.conversation import (
    answers,
    expected_recipients,
    mailbox_key,
    mailbox_keys,
    person_keys,
    written,
)
from mailrules.findings import Edit, Finding, Severity
from mailrules.message import Address, Message
from mailrules.rules.base import Context, Mend, Rule, RuleOptions, unsafe
from mailrules.rules.recipients.headers import added, removed, standings, whole_header
from mailrules.wording import wording


class Options(RuleOptions, frozen=True):
    """None."""


def check(context: Context, _: Options) -> Iterator[Finding]:
    """Report each person of the parent who is now only in Bcc."""
    message, conversation = context.message, context.conversation
    parent = conversation.parent
    if parent is None or not message.bcc or not answers(message, conversation):
        return
    former = mailbox_keys(expected_recipients(parent, message, context.settings))
    hidden_keys = former - person_keys((*message.to, *message.cc), context.settings)
    hidden = {mailbox_key(one): one for one in message.bcc if mailbox_key(one) in hidden_keys}
    places = standings(message, "Bcc")
    removals = _removals(message, hidden_keys)
    mend = _mend(message, parent, [one for key, one in hidden.items() if key in removals], removals)
    for key, person in hidden.items():
        yield context.finding(
            places.get(key) or whole_header(message, "Bcc"),
            "cc-hidden",
            who=written(person),
            fix=mend if key in removals else None,
        )


def _removals(message: Message, leaving: Collection[str]) -> dict[str, Edit]:
    """Return the edits that take people out of Bcc; of two such fields an edit knows the first."""
    fields = message.fields("Bcc")
    return removed(fields[0], leaving) if len(fields) == 1 else {}


def _mend(
    message: Message, parent: Message, people: Sequence[Address], removals: Mapping[str, Edit]
) -> Mend:
    """Bring everyone back to where they stood: whoever was in copy to Cc, the others to To.

    All findings share this mend, since one of a list alone cannot be taken out of it, or begin
    a new one, for certain.
    """
    copied = mailbox_keys(parent.cc) - mailbox_keys((*parent.to, *parent.sender, *parent.reply_to))
    edits = list(removals.values())
    for name in ("To", "Cc"):
        back = [one for one in people if (mailbox_key(one) in copied) is (name == "Cc")]
        edits += [added(message, name, *back)] if back else []
    who = [written(one) for one in people]
    return unsafe("", *edits, title=wording("cc-hidden.fix", who=who))


RULE = Rule("CCP003", "cc-hidden", Severity.ERROR, Options, check, alone=False)
