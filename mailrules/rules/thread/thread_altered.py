"""Leave the client's words in the quote as they are.

The correspondence may be evidence in a dispute (demand 13). A number, a date, a name or a «не»
that is another in the quote makes the client say what the client never said. Answers go under the
quoted lines, not into them. What the quote leaves out is THR002's business. Quote marks, wrapping,
charset, HTML made text, case, punctuation, ё for е, soft hyphens, links that a gateway rewrites,
mail programs' date lines, and the footers of lists make no difference.

Wrong: > Цена 600 рублей за диалог. (the client wrote 500)
Right: > Цена 500 рублей за диалог.
"""

from collections.abc import Iterator

from mailrules.conversation import Alteration, answers, compare_quote, keeps_parent
from mailrules.findings import Finding, Scope, Severity
from mailrules.message import Message, Place, mirror_places
from mailrules.rules.base import Context, Mend, Rule, RuleOptions, unsafe
from mailrules.wording import wording

LONGEST = 120  # characters of a quotation in a message


class Options(RuleOptions, frozen=True):
    """None."""


def check(context: Context, _: Options) -> Iterator[Finding]:
    """Report each place where the quote says other words than its parent; show both."""
    message, parent = context.message, context.conversation.parent
    if parent is None or not answers(message, context.conversation):
        return
    if context.conversation.parent_hashes or not keeps_parent(message, parent):
        return
    for one in compare_quote(message, parent).alterations:
        yield context.finding(
            Place(Scope.QUOTE, one.start, one.end, one.part),
            _key(one),
            fix=_mend(message, one),
            said=_short(one.said),
            quoted=_short(one.quoted),
        )


def _key(one: Alteration) -> str:
    if not one.quoted:
        return "thread-altered.gone"
    return "thread-altered" if one.said else "thread-altered.added"


def _mend(message: Message, one: Alteration) -> Mend | None:
    """Put the parent's words back, in the HTML beside the text too."""
    place = Place(Scope.QUOTE, one.mend_start, one.mend_end, one.part)
    places = (place, *mirror_places(message, place))
    edits = [edit for each in places if (edit := each.edit(one.mend)) is not None]
    title = wording("thread-altered.fix", words=_short(one.said))
    if not one.said:
        title = wording("thread-altered.fix.out")
    return unsafe("", *edits, title=title) if edits else None


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rsplit(' ', 1)[0]}…"


RULE = Rule("THR003", "thread-altered", Severity.ERROR, Options, check, alone=False)
