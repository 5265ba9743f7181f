"""Keep the thread's subject in a reply.

A subject changed halfway hides the earlier correspondence from whoever looks for it (demand 7).
Prefixes (Re, RE:, Re[2]:, Fwd, FW, Ответ, Отв, На, HA, Пересл., AW, SV, WG), case, white space and
tags that lists and gateways add, help desks' ticket numbers («[#123]», «[Заявка 123]»), and other
shapes of quotation marks and dashes are no change; nor is a subject given to a thread that had
none. A new matter deserves a new letter.

Wrong: Subject: Re: Договор (in answer to «Холодные звонки по продаже моторного масла»)
Right: Subject: Re: Холодные звонки по продаже моторного масла
"""

from collections.abc import Iterator

from mailrules.conversation import answers, base_subject, reply_prefixes, same_subject
from mailrules.findings import Finding, Scope, Severity
from mailrules.message import Place
from mailrules.rules.base import Context, Rule, RuleOptions, unsafe


class Options(RuleOptions, frozen=True):
    """None."""


def check(context: Context, _: Options) -> Iterator[Finding]:
    """Compare the base subjects of a reply and its parent; an empty one is SUB001's business."""
    message, parent = context.message, context.conversation.parent
    field = message.header("Subject")
    if parent is None or field is None or not answers(message, context.conversation):
        return
    written, kept = base_subject(field.value), base_subject(parent.subject)
    if not written or not kept or same_subject(field.value, parent.subject):
        return
    prefix = next(iter(reply_prefixes(field.value)), "Re:")
    yield context.finding(
        Place(Scope.SUBJECT, 0, len(field.value), header=field),
        "subject-changed",
        subject=written,
        parent=kept,
        fix=unsafe(f"{prefix} {kept}"),
    )


RULE = Rule("SUB004", "subject-changed", Severity.ERROR, Options, check, alone=False)
