"""Keep the subject short, calm and tidy.

A subject is read in a list of hundreds (demand 2): it has one prefix, no shouting, no full
stop at the end, no stray spaces, and fits into the column. One finding a problem. Of
a reply's inherited subject only stacked prefixes are ours to mend.

Wrong: Subject: Re: Re: Fwd: ДОГОВОР НА ОБЗВОН БАЗЫ.
Right: Subject: Re: Договор на обзвон базы

``max_length``: how many characters the subject may have, prefixes aside.
``pattern``: a regular expression that the subject, prefixes aside, must match; empty, any will do.
``pattern_hint``: the house's words for that form, shown instead of the expression.
"""

from collections.abc import Iterator, Sequence

from mailrules.conversation import base_subject, inherits_subject, reply_prefixes
from mailrules.errors import OptionError
from mailrules.findings import Edit, Finding, Scope, Severity
from mailrules.message import Header, Place, lazy_pattern, pattern_flaw
from mailrules.rules.base import Context, Count, Rule, RuleOptions, safe
from mailrules.rules.expressions import matches_whole
from mailrules.rules.lists import entries
from mailrules.wording import wording

EDGES = lazy_pattern(r"^[ \t\xa0]++|(?<![ \t\xa0])[ \t\xa0]++$")
WORD = lazy_pattern(r"[^\W\d_]+")
LAST_WORD = lazy_pattern(r"([^\s«»\"()]+)\.$")
ABBREVIATION = 5  # the longest word in capitals that is taken for an abbreviation: ОСАГО
SHORT = 3  # three words in capitals shout, unless all are as short as this: CRM для ЛПР
LAST = 60  # characters in which the last word is looked for
MATCHED = 300  # the house's expression is its own; a hostile subject must not make it slow


class Options(RuleOptions, frozen=True):
    """``max_length`` in characters; ``pattern`` has to match all of the subject."""

    max_length: Count = 78
    pattern: str = ""
    pattern_hint: str = ""

    def __post_init__(self) -> None:
        """Refuse an expression that cannot be used."""
        if self.pattern and (flaw := pattern_flaw(self.pattern)):
            raise OptionError("pattern", "subject-format.bad-pattern", reason=flaw)


def check(context: Context, options: Options) -> Iterator[Finding]:
    """Report each thing that is wrong with the subject's form."""
    field = context.message.header("Subject")
    if field is None:
        return
    prefixes = list(_prefixes(field))
    if len(prefixes) > 1:
        yield _stacked(context, field, prefixes)
    if inherits_subject(context.message, context.conversation):
        return
    base = base_subject(field.value)
    if not base:
        return  # subject-missing speaks
    yield from _edges(context, field)
    yield from _final_stop(context, field)
    whole = Place(Scope.SUBJECT, 0, len(field.value), header=field)
    if len(base) > options.max_length:
        most = options.max_length
        yield context.finding(whole, "subject-format.long", count=len(base), most=most)
    if _shouts(base):
        yield context.finding(whole, "subject-format.capitals")
    if options.pattern and not matches_whole(context, "pattern", options.pattern, base[:MATCHED]):
        hint = options.pattern_hint or options.pattern
        yield context.finding(whole, "subject-format.pattern", hint=hint)


def _prefixes(field: Header) -> Iterator[Place]:
    """Yield where each prefix stands; between them may be a list's tag."""
    at = 0
    for prefix in reply_prefixes(field.value):
        start = field.value.index(prefix, at)
        at = start + len(prefix)
        yield Place(Scope.SUBJECT, start, at, header=field)


def _stacked(context: Context, field: Header, prefixes: Sequence[Place]) -> Finding:
    """Keep the first prefix: it says what this letter is."""
    first, *others = prefixes
    kept = field.value[first.start : first.end]
    edits = []
    for place in others:
        rest = field.value[place.end :]
        end = len(field.value) - len(rest.lstrip())
        stretch = Place(Scope.SUBJECT, place.start, end, header=field)
        edits.append(Edit.at(stretch.locate(), ""))
    return context.finding(
        Place(Scope.SUBJECT, first.start, others[-1].end, header=field),
        "subject-format.prefixes",
        prefix=kept,
        fix=safe("", *edits, title=wording("subject-format.keep-prefix", prefix=kept)),
    )


def _edges(context: Context, field: Header) -> Iterator[Finding]:
    """Report spaces before and behind the subject."""
    for match in EDGES.finditer(field.value):
        place = Place(Scope.SUBJECT, *match.span(), header=field)
        mend = safe("", title=wording("subject-format.trim"))
        yield context.finding(place, "subject-format.spaces", fix=mend)


def _final_stop(context: Context, field: Header) -> Iterator[Finding]:
    """Report a full stop at the end that no abbreviation, initial or omission needs."""
    subject = field.value.rstrip()
    last = LAST_WORD.search(subject[-LAST:])
    if last is None or last[1].endswith(".") or len(last[1]) == 1:
        return
    if last[1].lower() + "." in entries(__file__, "abbreviations.txt"):
        return
    place = Place(Scope.SUBJECT, len(subject) - 1, len(subject), header=field)
    mend = safe("", title=wording("subject-format.drop-stop"))
    yield context.finding(place, "subject-format.final-stop", fix=mend)


def _shouts(base: str) -> bool:
    """Tell whether all letters are capitals and some word is too long for an abbreviation."""
    if not base.isupper():
        return False
    lengths = [len(word.group()) for word in WORD.finditer(base)]
    return max(lengths) > ABBREVIATION or (len(lengths) > 2 and max(lengths) > SHORT)


RULE = Rule("SUB005", "subject-format", Severity.WARNING, Options, check)
