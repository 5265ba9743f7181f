"""Greet the person to whom the letter goes.

A letter out of the blue begins with a greeting, and the name in it is the reader's (demand 12).
A first letter without a greeting is reported; a reply needs none, nor does a letter to somebody
with whom letters have been exchanged within ``within``. A name is compared with whatever is known
of the recipients: To, Cc, the deal's contacts, staff, the thread, and the address itself. Short
forms, patronymics, cases, transliteration and «господин Сидоров» are understood. An office
(info@, ООО «Мотор») may be greeted in any way, and a name that nobody could compare is left alone.
«Уважаемый Анна Сергеевна» is reported for its ending.

Wrong: To: Пётр Сидоров <petr@motor.example>

       Анна, добрый день.
Right: To: Пётр Сидоров <petr@motor.example>

       Пётр, добрый день.

``within``: how long after a letter from or to the same person no greeting is needed: minutes,
  hours or days, such as 30m, 24h, 2d.
"""

from collections.abc import Iterator
from datetime import UTC, datetime

from mailrules.conversation import Envelope, is_forward, is_reply, mailbox_keys, written
from mailrules.findings import Edit, Finding, Scope, Severity
from mailrules.language import fathers, first_names, read_name, reads_russian, sexes
from mailrules.message import OWN_KINDS, Excerpt, Part
from mailrules.rules.base import Context, Mend, Rule, RuleOptions, unsafe
from mailrules.rules.span import Span, length
from mailrules.rules.text.addressed import known_names, names_nobody, recipients_called
from mailrules.rules.text.salutation import (
    WORD,
    Called,
    greets,
    people_called,
    salutations,
    written_parts,
)
from mailrules.wording import wording


class Options(RuleOptions, frozen=True):
    """``within``: minutes, hours or days."""

    within: Span = "24h"


def check(context: Context, options: Options) -> Iterator[Finding]:
    """Report a missing greeting, else the names in it that are nobody's, and wrong endings."""
    greetings = salutations(context.message)
    if not greetings:
        yield from _missing(context, options)
    for greeting in greetings:
        people = people_called(greeting)
        for called in people:
            if names_nobody(context, called):
                yield _misnamed(context, called, alone=len(people) == 1)
            elif _disagrees(context, called):
                yield _disagreement(context, called)


def _missing(context: Context, options: Options) -> Iterator[Finding]:
    message, conversation = context.message, context.conversation
    if is_reply(message, conversation) or is_forward(message) or _in_exchange(context, options):
        return
    opening = next(filter(None, map(_opening, written_parts(message))), None)
    if opening is None or opening.part is None or greets(opening.text):
        return
    russian = reads_russian(opening.text)
    name = _form_of_address(context, russian=russian, fathered=True)
    greeting = _greeting(name, russian=russian)
    lone = not opening.part.is_html and not message.alternatives
    mend = None
    if name and lone:
        edit = opening.place(0, 0).edit(f"{greeting}\n\n")
        mend = unsafe("", *filter(None, (edit,)), title=wording("greeting.fix", greeting=greeting))
    first_line = len(opening.text.partition("\n")[0].rstrip())
    yield context.finding(opening.place(0, first_line), "greeting", greeting=greeting, fix=mend)


def _opening(part: Part) -> Excerpt | None:
    """Return the author's own words of a part, from the first that is no white space."""
    for segment in part.segments:
        text = part.text[segment.start : segment.end]
        if segment.kind in OWN_KINDS and text.strip():
            blank = len(text) - len(text.lstrip())
            return Excerpt(Scope.BODY, text[blank:], segment.start + blank, part)
    return None


def _in_exchange(context: Context, options: Options) -> bool:
    """Tell whether a letter from or to one of the recipients is not older than ``within``."""
    message, conversation = context.message, context.conversation
    theirs = mailbox_keys((*message.to, *message.cc)) - mailbox_keys(message.sender)
    if message.date is None or not theirs:
        return False
    now, window = _moment(message.date), length(options.within)
    earlier: list[Envelope] = list(conversation.siblings)
    if conversation.history is not None:
        earlier += conversation.history.letters_with(theirs)
    return any(
        one.date is not None
        and one.message_id != message.message_id
        and now - window <= _moment(one.date) < now
        and not theirs.isdisjoint(mailbox_keys((*one.sender, *one.recipients)))
        for one in earlier
    )


def _moment(date: datetime) -> datetime:
    """Return a date that can be compared; one without zone is taken for UTC."""
    return date if date.tzinfo else date.replace(tzinfo=UTC)


def _greeting(name: str, *, russian: bool) -> str:
    if russian:
        return f"Добрый день, {name}." if name else "Добрый день."
    return f"Hello {name}," if name else "Hello,"


def _form_of_address(context: Context, *, russian: bool, fathered: bool) -> str:
    """Return how the only person in To is called, '' where that is not certain.

    That is the first name, with the patronymic where it is known and ``fathered``.
    """
    if len(context.message.to) != 1:
        return ""
    (address,) = context.message.to
    names = known_names(context, address)
    words = [match.group() for match in WORD.finditer(address.name)]
    given = [word for word in words if first_names(word)]
    if not names or names[0].company or len(given) != 1:
        return ""
    patronymic = [word for word in words if fathered and names[0].fathers and fathers(word)]
    spoken = " ".join(
        word.capitalize() if word.isupper() else word for word in (*given, *patronymic[:1])
    )
    return spoken if reads_russian(spoken) == russian else ""


def _misnamed(context: Context, called: Called, *, alone: bool) -> Finding:
    message = context.message
    who = [written(one) for one in message.to or (*message.cc, *message.bcc)]
    return context.finding(
        called.place,
        "greeting.name",
        name=called.written,
        who=who,
        fix=_renamed(context, called) if alone else None,
    )


def _renamed(context: Context, called: Called) -> Mend | None:
    """Put the only recipient's name, and make the word before it agree."""
    russian = reads_russian(called.written)
    fathered = bool(called.name.fathers)
    name = _form_of_address(context, russian=russian, fathered=fathered)
    person = read_name(name)
    if not name or (fathered and not person.fathers) or called.name.others or called.titled:
        return None
    edits: list[Edit | None] = [called.place.edit(name)]
    if called.agreeing and called.agreeing.sex != person.sex:
        if person.sex is None:
            return None
        edits.insert(0, _in_other_sex(called))
    title = wording("greeting.name.fix", name=name)
    return unsafe("", *filter(None, edits), title=title) if all(edits) else None


def _disagrees(context: Context, called: Called) -> bool:
    """Tell «Уважаемый Анна»; a surname that is a first name too («Уважаемая Ким») agrees."""
    if called.agreeing is None or called.name.sex in (None, called.agreeing.sex):
        return False
    if called.name.female is not None:
        return True
    known = frozenset().union(*(one.given for one in recipients_called(context, called)))
    return called.agreeing.sex not in sexes(known)


def _disagreement(context: Context, called: Called) -> Finding:
    assert called.agreeing is not None
    place, word, _, other = called.agreeing
    right = _capitalised_like(other, word)
    return context.finding(
        place,
        "greeting.ending" if other else "greeting.title",
        word=word,
        name=called.written,
        right=right,
        fix=unsafe(right) if other else None,
    )


def _in_other_sex(called: Called) -> Edit | None:
    assert called.agreeing is not None
    place, word, _, other = called.agreeing
    return place.edit(_capitalised_like(other, word)) if other else None


def _capitalised_like(word: str, model: str) -> str:
    return word.capitalize() if model[:1].isupper() else word


RULE = Rule("TXT012", "greeting", Severity.WARNING, Options, check, alone=False)
