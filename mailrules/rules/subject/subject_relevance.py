"""Let the subject say what the letter is about.

A subject that has no word in common with its letter, the thread or the deal was
left over from something else (demand 2). The message names the letter's five
key terms and proposes a subject made of its own words. Letters of fewer than
``min_words`` content words are too short to judge, and a reply keeps its thread's subject.

Wrong: Subject: Поздравление с праздником
Right: Subject: Холодные звонки по продаже моторного масла

``min_words``: how many content words a letter needs to be judged.
"""

from collections.abc import Iterator

from mailrules.findings import Finding, Scope, Severity
from mailrules.rules.base import Context, Rule, RuleOptions
from mailrules.rules.subject.proposal import base_of, offer
from mailrules.rules.subject.relevance import matter_of, plainly_shares, shares, surroundings


class Options(RuleOptions, frozen=True):
    """``min_words``: the fewest content words that tell what a letter is about."""

    min_words: int = 25


def check(context: Context, options: Options) -> Iterator[Finding]:
    """Report a subject that speaks of something else."""
    for text in context.author_texts(Scope.SUBJECT):
        base, place = base_of(text)
        around = tuple(surroundings(context))
        if not base or plainly_shares(base, around):
            continue
        matter = matter_of(context)
        if matter.count >= options.min_words and not shares(base, around):
            yield offer(context, place, "subject-relevance", terms=matter.key_terms())


RULE = Rule(
    "SUB003",
    "subject-relevance",
    Severity.WARNING,
    Options,
    check,
    yields_to=("SUB001", "SUB002"),
)
