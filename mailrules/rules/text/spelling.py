"""Spell every word right, Russian or English, as a dictionary has it.

A letter is written without mistakes (demand 3). A word is right when one of
the dictionaries knows it in any form, or when it belongs to the house's
vocabulary. Left alone are names of the people and firms of the conversation,
names with a capital inside a sentence, abbreviations, identifiers, addresses
and what the client is quoted with. Words wrongly joined or parted («не смотря
на», «кто нибудь») are judged as well, and colloquial spellings («щас»).
Corrections are offered best first; only one that is certain is proposed as a
mend: a common mistake, or a word one slip away with nothing else near.

Wrong: Высылаю комерческое предложение и договр.
Right: Высылаю коммерческое предложение и договор.

``suggestions``: how many corrections a message offers; 0 is none.
"""

from collections.abc import Callable, Iterator

from mailrules.findings import Finding, Scope, Severity
from mailrules.language import (
    Misspelling,
    is_name_of,
    is_own_word,
    misspellings,
    name_words,
    shortened,
)
from mailrules.message import Excerpt, Message
from mailrules.rules.base import Context, Rule, RuleOptions, unsafe
from mailrules.rules.quotation import client_quotations, lies_in
from mailrules.wording import wording


class Options(RuleOptions, frozen=True):
    """The rule's options."""

    suggestions: int = 3


def check(context: Context, options: Options) -> Iterator[Finding]:
    """Report every misspelt word of the author's, with what it may be."""
    accepts = _accepts(context)
    for text in context.author_texts(Scope.SUBJECT, Scope.BODY):
        said = client_quotations(text.text)
        for one in misspellings(text.text, accepts):
            if not lies_in(said, one.start) and not text.linked(one.start, one.end):
                yield _finding(context, text, one, options.suggestions)


def _finding(context: Context, text: Excerpt, one: Misspelling, most: int) -> Finding:
    place = text.place(one.start, one.end)
    word = shortened(" ".join(text.text[one.start : one.end].split()))
    offered = one.suggestions[:most]
    if not offered:
        return context.finding(place, "spelling.unknown", word=word)
    return context.finding(
        place,
        "spelling",
        word=word,
        suggestions=tuple(wording("spelling.suggestion", word=shortened(each)) for each in offered),
        fix=unsafe(offered[0]) if one.certain else None,
    )


def _accepts(context: Context) -> Callable[[str], bool]:
    """Return what tells of an unknown word whether the house or the conversation has it."""
    names: frozenset[str] | None = None

    def accepts(word: str) -> bool:
        nonlocal names
        if names is None:  # gathered once there is an unknown word: most letters have none
            names = name_words(_names(context))
        return is_name_of(word, names) or is_own_word(word, context.settings.vocabulary)

    return accepts


def _names(context: Context) -> Iterator[str]:
    """Yield all names of people, firms and matters that the letter may speak of."""
    yield from _people(context.message)
    if context.conversation.parent is not None:
        yield from _people(context.conversation.parent)
    deal = context.conversation.deal
    if deal is not None:
        yield from (deal.client, deal.subject, *deal.services)
        for contact in deal.contacts:
            yield from (contact.name, contact.role, _apart(contact.email))
    house = context.settings.organisation
    yield from (house.name, *map(_apart, house.domains))
    for record in context.settings.staff:
        yield from (record.name, record.position, _apart(record.email))


def _people(message: Message) -> Iterator[str]:
    fields = (message.sender, message.to, message.cc, message.bcc, message.reply_to)
    for address in (address for field in fields for address in field):
        yield from (address.name, _apart(address.email))


def _apart(address: str) -> str:
    """Return an address as the words it is made of: `ivan.petrov@motor.example` as names."""
    return "".join(letter if letter.isalpha() else " " for letter in address)


RULE = Rule(
    "TXT001",
    "spelling",
    Severity.ERROR,
    Options,
    check,
    yields_to=("TXT006", "TXT007", "TXT010", "TXT011"),
)
