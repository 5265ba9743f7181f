"""The four types of custom rules: what is found must not be, must be different, not so often, be.

``existence``: a match is a finding. ``substitution``: a match should be the replacement.
``occurrence``: more matches than ``max`` are one finding. ``required``: no match is one finding.
"""

from collections.abc import Callable, Iterator, Sequence

from mailrules.config import HouseRule
from mailrules.conversation import inherits_subject
from mailrules.findings import Finding, Scope
from mailrules.language import like_written, put_like
from mailrules.message import Excerpt, Place, lazy_pattern
from mailrules.rules.base import Context, Rule, RuleOptions, unsafe
from mailrules.rules.custom.reading import House, Match

FIELD = lazy_pattern(r"\{([a-z]+)\}")
WHITE = lazy_pattern(r"\s+")
LONGEST_SHOWN = 80  # characters of a match in a message
OWN_PLACE = frozenset({"subject", "greeting", "signature"})  # short enough to point at as a whole

Judge = Callable[[Context, HouseRule, Sequence[Match]], Iterator[Finding]]


def custom_rules(rules: Sequence[HouseRule]) -> tuple[Rule, ...]:
    """Return the rules that the house has written, in their order."""
    house = House(rules)
    return tuple(_rule(one, house) for one in rules)


def _rule(rule: HouseRule, house: House) -> Rule:
    def check(context: Context, _options: RuleOptions) -> Iterator[Finding]:
        reading = house.reading(context)
        matches = reading.matches(context, rule)
        if rule.type != "required":
            yield from JUDGES[rule.type](context, rule, matches)
        elif not matches:
            yield from _missing(context, rule, reading.excerpts(context, rule.scope))

    return Rule(rule.code, rule.name, rule.severity, RuleOptions, check)


def _existence(context: Context, rule: HouseRule, matches: Sequence[Match]) -> Iterator[Finding]:
    for match in matches:
        yield _finding(context, rule, match.place, match=_shown(match))


def _substitution(context: Context, rule: HouseRule, matches: Sequence[Match]) -> Iterator[Finding]:
    """Report what should read otherwise; what reads so already is right."""
    for match in matches:
        put = _put(rule, match)
        if put == match.text:
            continue
        yield context.finding(
            match.place,
            "custom.says",
            text=_filled(rule, match=_shown(match), replacement=put or rule.replacement),
            fix=unsafe(put) if put else None,
        )


def _put(rule: HouseRule, match: Match) -> str | None:
    """Return what to put for a match, capitals kept; None where the form is not certain."""
    put = rule.replacement
    if match.phrase:
        inflected = put_like(rule.replacement, match.phrase, match.words)
        if inflected is None:
            return None
        put = inflected
    return like_written(put, match.text)


def _occurrence(context: Context, rule: HouseRule, matches: Sequence[Match]) -> Iterator[Finding]:
    """Report the first match that is one too many."""
    if len(matches) > rule.max:
        first = matches[rule.max]
        count = str(len(matches))
        yield _finding(
            context, rule, first.place, match=_shown(first), count=count, max=str(rule.max)
        )


def _missing(context: Context, rule: HouseRule, excerpts: Sequence[Excerpt]) -> Iterator[Finding]:
    """Report that nothing in the scope matches. A reply's inherited subject is not the author's."""
    if rule.scope == "subject" and inherits_subject(context.message, context.conversation):
        return
    place = Place(Scope.SUBJECT if rule.scope == "subject" else Scope.MESSAGE)
    if excerpts and rule.scope in OWN_PLACE:
        text = excerpts[0].text
        start = len(text) - len(text.lstrip())
        place = excerpts[0].place(start, max(start, len(text.rstrip())))
    yield _finding(context, rule, place)


def _finding(context: Context, rule: HouseRule, place: Place, **fields: str) -> Finding:
    return context.finding(place, "custom.says", text=_filled(rule, **fields))


def _filled(rule: HouseRule, **fields: str) -> str:
    """Return the rule's message with its fields; the configuration has been checked for others."""
    parts = FIELD.compiled.split(rule.message)
    return "".join(fields.get(part, part) if at % 2 else part for at, part in enumerate(parts))


def _shown(match: Match) -> str:
    text = WHITE.sub(" ", match.text).strip()
    return text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 1]}…"


JUDGES: dict[str, Judge] = {
    "existence": _existence,
    "substitution": _substitution,
    "occurrence": _occurrence,
}
