"""Say in the subject what the letter is about.

«Вопрос», «Документы» and "Hello" fit every letter and tell the client nothing (demand 2).
A subject is generic when nothing is left of it but phrases of that kind, in any
inflection, with numbers, dates, small words and the names of the two sides around them. A
concrete object saves it: a product, a service, the client's company.

Wrong: Subject: Коммерческое предложение
Right: Subject: Коммерческое предложение: холодные звонки по моторному маслу
"""

from collections.abc import Iterator

from mailrules.findings import Finding, Scope, Severity
from mailrules.rules.base import Context, Rule, RuleOptions
from mailrules.rules.subject.generic import is_generic, words_of
from mailrules.rules.subject.proposal import base_of, offer


class Options(RuleOptions, frozen=True):
    """This rule has no options."""


def check(context: Context, _options: Options) -> Iterator[Finding]:
    """Report a subject that would fit any letter."""
    for text in context.author_texts(Scope.SUBJECT):
        base, place = base_of(text)
        if base and is_generic(base, _own_names(context)):
            yield offer(context, place, "subject-generic", subject=base)


def _own_names(context: Context) -> list[str]:
    """Return the words of the house's name and of the names of the people in the letter."""
    message = context.message
    people = (*message.sender, *message.to, *message.cc)
    return words_of(" ".join((context.settings.organisation.name, *(one.name for one in people))))


RULE = Rule("SUB002", "subject-generic", Severity.ERROR, Options, check, yields_to=("SUB001",))
