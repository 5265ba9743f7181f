"""Keep everyone in copy.

People are in copy for a reason (demand 9). A reply goes to everyone its parent came from (From or
Reply-To: either suffices) or went to (To, Cc), and any letter of a deal to the deal's
``always_cc``. In To or in Cc does not matter, nor does a ``+tag`` in an address. The author's own
addresses and ``organisation.no_reply`` are nobody to keep; a colleague is reached at any of the
addresses that the staff's record has. One finding a person. A forward is no
reply, unless it goes back to whoever wrote the parent.

Wrong: To: petr@motor.example (the client's letter went to boss@motor.example in copy)
Right: To: petr@motor.example
       Cc: boss@motor.example
"""

from collections.abc import Iterator

from mailrules.conversation import (
    answers,
    expected_recipients,
    mailbox_key,
    mailbox_keys,
    person_keys,
    written,
)
from mailrules.findings import Finding, Severity
from mailrules.rules.base import Context, Rule, RuleOptions, unsafe
from mailrules.rules.recipients.headers import added, lists_nobody, whole_header
from mailrules.wording import wording


class Options(RuleOptions, frozen=True):
    """None: who is left out on purpose is the business of an approval."""


def check(context: Context, _: Options) -> Iterator[Finding]:
    """Name each person that the letter should reach and does not."""
    message, conversation = context.message, context.conversation
    parent = conversation.parent if answers(message, conversation) else None
    expected = expected_recipients(parent, message, context.settings, conversation.deal)
    reached = person_keys((*message.to, *message.cc, *message.bcc), context.settings)
    of_thread = mailbox_keys(expected_recipients(parent, message, context.settings))
    place = whole_header(message, "Cc", "To")
    missing = [one for one in expected if mailbox_key(one) not in reached]
    begins = lists_nobody(message, "Cc")
    for person in missing:
        known = mailbox_key(person) in of_thread
        # Each mend must do alone, and beside the others: whoever begins a header brings all.
        back = missing if begins else [person]
        who = [written(one) for one in back]
        yield context.finding(
            place,
            "cc-dropped" if known else "cc-dropped.always",
            who=written(person),
            fix=unsafe("", added(message, "Cc", *back), title=wording("cc-dropped.fix", who=who)),
        )


RULE = Rule("CCP001", "cc-dropped", Severity.ERROR, Options, check, alone=False)
