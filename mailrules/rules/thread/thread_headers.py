"""Let mail programs see that a reply is one.

In-Reply-To and References tie a letter to the correspondence before it (demand 7; RFC 5322,
3.6.4). A reply names its parent's Message-ID in In-Reply-To, and in References the parent's whole
chain with the parent at its end. Where the parent is unknown, a subject with «Re:» and neither
header is enough to tell. A parent without Message-ID asks for nothing, nor does a forward.

Wrong: Subject: Re: Холодные звонки по продаже моторного масла (and no In-Reply-To)
Right: Subject: Re: Холодные звонки по продаже моторного масла
       In-Reply-To: <parent@motor.example>
       References: <parent@motor.example>
"""

from collections.abc import Iterator

from mailrules.conversation import answers, chain_of, id_key
from mailrules.findings import Edit, Finding, Scope, Severity
from mailrules.message import Message, Place
from mailrules.rules.base import Context, Mend, Rule, RuleOptions, safe
from mailrules.wording import wording


class Options(RuleOptions, frozen=True):
    """None."""


def check(context: Context, _: Options) -> Iterator[Finding]:
    """Report the gravest thing that is wrong with the two headers; the fix sets both."""
    message, parent = context.message, context.conversation.parent
    if not answers(message, context.conversation):
        return
    if parent is None:
        if not message.in_reply_to and not message.references:
            yield context.finding(Place(Scope.MESSAGE), "thread-headers.unknown")
        return
    if parent.message_id is None:
        return
    if problem := _problem(message, parent.message_id, chain_of(parent)):
        header, key = problem
        yield context.finding(
            _place(message, header), key, parent=parent.message_id, fix=_mend(message, parent)
        )


def _problem(message: Message, parent: str, chain: tuple[str, ...]) -> tuple[str, str] | None:
    """Return the header that is wrong and the key of what to say of it."""
    answered = set(map(id_key, message.in_reply_to))
    if not answered:
        return "In-Reply-To", "thread-headers"
    if id_key(parent) not in answered:
        return "In-Reply-To", "thread-headers.elsewhere"
    if not set(map(id_key, chain)) <= set(map(id_key, message.references)):
        return "References", "thread-headers.references"
    return None


def _place(message: Message, header: str) -> Place:
    field = message.header(header)
    if field is None:
        return Place(Scope.MESSAGE)
    return Place(Scope.HEADER, 0, len(field.value), header=field)


def _mend(message: Message, parent: Message) -> Mend:
    """Set the headers that are wrong; whoever else References name stays, before the chain.

    References of a letter that points elsewhere are those of another thread.
    """
    chain = chain_of(parent)
    edits = []
    answered = set(map(id_key, message.in_reply_to))
    right = id_key(chain[-1]) in answered
    others = message.references if right or not answered else ()
    if not right:
        edits.append(_set(message, "In-Reply-To", chain[-1]))
    known = set(map(id_key, chain))
    references = (*(one for one in others if id_key(one) not in known), *chain)
    if references != message.references:
        edits.append(_set(message, "References", " ".join(references)))
    return safe("", *edits, title=wording("thread-headers.fix"))


def _set(message: Message, header: str, value: str) -> Edit:
    field = message.header(header)
    return Edit(
        scope=Scope.HEADER,
        header=header,
        replacement=value,
        end_column=len(field.value) + 1 if field else 1,
    )


RULE = Rule("THR004", "thread-headers", Severity.ERROR, Options, check, alone=False)
