"""Keep copies open.

Who stood in a thread openly stays there openly (demand 9): moved to Bcc, a person looks dropped to
all the others, and answers of theirs no longer reach that person.

Wrong: Bcc: boss@motor.example (who was in Cc of the client's letter)
Right: Cc: boss@motor.example
"""

from collections.abc import Collection, Iterator

from mailrules.conversation import answers, expected_recipients, mailbox_key, mailbox_keys, written
from mailrules.findings import Edit, Finding, Severity
from mailrules.message import Message
from mailrules.rules.base import Context, Rule, RuleOptions, unsafe
from mailrules.rules.recipients.headers import added_to_cc, removals, standings, whole_header
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
    hidden_keys = former - mailbox_keys((*message.to, *message.cc))
    hidden = {mailbox_key(one): one for one in message.bcc if mailbox_key(one) in hidden_keys}
    places = standings(message, "Bcc")
    taken_out = _taken_out(message, hidden_keys)
    for number, (key, person) in enumerate(hidden.items()):
        who, mend = written(person), None
        if removal := taken_out.get(key):
            addition = added_to_cc(message, person, first=not number)
            mend = unsafe("", removal, addition, title=wording("cc-hidden.fix", who=who))
        place = places.get(key) or whole_header(message, "Bcc")
        yield context.finding(place, "cc-hidden", who=who, fix=mend)


def _taken_out(message: Message, leaving: Collection[str]) -> dict[str, Edit]:
    edits: dict[str, Edit] = {}
    for field in message.fields("Bcc"):
        edits = removals(field, leaving) | edits
    return edits


RULE = Rule("CCP003", "cc-hidden", Severity.ERROR, Options, check, alone=False)
