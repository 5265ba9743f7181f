"""Fill in the subject.

A letter without a subject is lost in the client's inbox (demand 1). A blank
subject (only invisible characters, too) and one of nothing but ``Re:`` and ``Fwd:`` is
missing as well. Where the letter's words allow, the message proposes one.

Wrong: Subject: Re:
Right: Subject: Re: Холодные звонки по продаже моторного масла
"""

from collections.abc import Iterator
from unicodedata import category

from mailrules.conversation import base_subject, reply_prefixes
from mailrules.findings import Finding, Scope, Severity
from mailrules.message import Place
from mailrules.rules.base import Context, Rule, RuleOptions
from mailrules.rules.subject.proposal import offer

# Letters and symbols that no font shows: Hangul fillers, the blank Braille pattern.
BLANK_SIGNS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
LONE_PREFIX = ":"


class Options(RuleOptions, frozen=True):
    """This rule has no options."""


def check(context: Context, _options: Options) -> Iterator[Finding]:
    """Report a subject that is not there, blank, or only prefixes."""
    field = context.message.header("Subject")
    value = field.value if field else ""
    # «Re» without its colon is a prefix that lost it.
    if _visible(base_subject(value)) and _visible(base_subject(value.strip() + LONE_PREFIX)):
        return
    place = Place(Scope.SUBJECT, 0, len(value), header=field)
    prefix = "".join(f"{one} " for one in reply_prefixes(value)[:1])
    yield offer(context, place, "subject-missing", prefix)


def _visible(text: str) -> bool:
    return any(one not in BLANK_SIGNS and category(one)[0] not in "CZ" for one in text)


RULE = Rule("SUB001", "subject-missing", Severity.ERROR, Options, check)
