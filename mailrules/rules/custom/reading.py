"""What the custom rules of one configuration find in a letter, read once for all of them."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from mailrules.config import HouseRule, Mark
from mailrules.findings import Scope
from mailrules.language import PhraseIndex, exact_phrase, inflected_phrase
from mailrules.message import BoundedPattern, Excerpt, Place, SegmentKind
from mailrules.rules.base import Context
from mailrules.rules.expressions import Allowance

SCOPES = {"subject": Scope.SUBJECT, "body": Scope.BODY, "signature": Scope.SIGNATURE}
GREETING = "greeting"


class Match(NamedTuple):
    """A stretch of a letter that a rule looks for.

    ``phrase`` is which of the rule's lemmas it is, with ``words`` as they
    stand; both are empty where words or a pattern found it.
    """

    excerpt: Excerpt
    start: int
    end: int
    phrase: str = ""
    words: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Return what stands there."""
        return self.excerpt.text[self.start : self.end]

    @property
    def place(self) -> Place:
        """Return where it stands."""
        return self.excerpt.place(self.start, self.end)


class House:
    """The custom rules of one configuration, ready to look for what they name.

    The letter that is being judged is read once; the next one makes a new ``Reading``.
    """

    def __init__(self, rules: Sequence[HouseRule]) -> None:
        self.rules = rules
        self.patterns = {rule.code: BoundedPattern(rule.pattern) for rule in rules if rule.pattern}
        self._reading: Reading | None = None

    @cached_property
    def owners(self) -> tuple[tuple[str, str], ...]:
        """Return for each phrase of the index its rule's code and the lemmas ('' for words)."""
        return tuple(
            (rule.code, phrase)
            for rule in self.rules
            for phrase in (*rule.lemmas, *("" for _ in rule.words))
        )

    @cached_property
    def index(self) -> PhraseIndex:
        """Return the lemmas and words of all rules."""
        return PhraseIndex(
            [
                phrase
                for rule in self.rules
                for phrase in (*map(inflected_phrase, rule.lemmas), *map(exact_phrase, rule.words))
            ]
        )

    def reading(self, context: Context) -> "Reading":
        """Return the reading of the context's letter."""
        if self._reading is None or not self._reading.is_of(context):
            self._reading = Reading(self, context)
        return self._reading


class Reading:
    """One letter: its texts by scope, what was found in them, and the time left for patterns."""

    def __init__(self, house: House, context: Context) -> None:
        self.house = house
        self.message = context.message
        self.conversation = context.conversation
        self.allowance = Allowance()
        self._excerpts: dict[str, tuple[Excerpt, ...]] = {}
        self._found: dict[str, dict[str, list[Match]]] = {}

    def is_of(self, context: Context) -> bool:
        """Tell whether the context is of the same letter in the same surroundings."""
        return self.message is context.message and self.conversation is context.conversation

    def excerpts(self, context: Context, scope: str) -> tuple[Excerpt, ...]:
        """Return what the author wrote in a scope."""
        if scope not in self._excerpts:
            self._excerpts[scope] = tuple(self._texts(context, scope))
        return self._excerpts[scope]

    def _texts(self, context: Context, scope: str) -> Iterator[Excerpt]:
        if scope != GREETING:
            return context.author_texts(SCOPES[scope])
        bodies = self.excerpts(context, "body")
        return (one for text in bodies for one in text.of_kind(SegmentKind.GREETING))

    def matches(self, context: Context, rule: HouseRule) -> list[Match]:
        """Return what a rule finds, in the letter's order; overlapping matches count once.

        Links and code are no words of the author's, but they do for what is required.
        """
        found = list(self._phrases(context, rule.scope).get(rule.code, ()))
        if rule.code in self.house.patterns:
            found += self._patterns(context, rule)
        kept: list[Match] = []
        order = {id(one): at for at, one in enumerate(self.excerpts(context, rule.scope))}
        for one in sorted(found, key=lambda one: (order[id(one.excerpt)], one.start, -one.end)):
            fresh = not kept or kept[-1].excerpt is not one.excerpt or kept[-1].end <= one.start
            if fresh and (rule.type == "required" or not one.excerpt.linked(one.start, one.end)):
                kept.append(one)
        return kept

    def _phrases(self, context: Context, scope: str) -> dict[str, list[Match]]:
        """Return what the lemmas and words of all rules find in a scope, by the rules' codes."""
        if scope not in self._found:
            found: dict[str, list[Match]] = {}
            for excerpt in self.excerpts(context, scope):
                for one in self.house.index.find(excerpt.text):
                    code, phrase = self.house.owners[one.phrase]
                    match = Match(excerpt, one.start, one.end, phrase, one.words)
                    found.setdefault(code, []).append(match)
            self._found[scope] = found
        return self._found[scope]

    def _patterns(self, context: Context, rule: HouseRule) -> Iterator[Match]:
        pattern = self.house.patterns[rule.code]
        mark = rule.marks.get("pattern", Mark(context.settings.path or ""))
        for excerpt in self.excerpts(context, rule.scope):
            for start, end in self.allowance.spans(pattern, excerpt.text, rule.code, mark):
                yield Match(excerpt, start, end)
