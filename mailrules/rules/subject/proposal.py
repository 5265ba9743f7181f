"""A subject to propose: the deal's, the thread's, or the letter's best phrase.

Demand 2 wants the subject to say what the cooperation is about, as in
«Холодные звонки по продаже моторного масла». A proposal is never made up: it
is a phrase of the letter, at most put into the nominative; when none is good, there is none.
"""

from math import cbrt
from typing import Any

from mailrules.conversation import base_subject, is_reply
from mailrules.findings import Edit, Finding
from mailrules.language import is_known, lemma
from mailrules.message import Excerpt, Place
from mailrules.rules.base import Context, unsafe
from mailrules.rules.subject.english_phrases import english_phrases
from mailrules.rules.subject.generic import is_generic
from mailrules.rules.subject.noun_phrases import Phrase, noun_phrases, vague_heads
from mailrules.rules.subject.relevance import Matter, matter_of, terms
from mailrules.wording import wording

FEWEST = 2  # content words: one noun does not say what the cooperation is about
LONGEST = 70  # characters
COMPLEMENT = 1.25
OPENING = 1.2
COMPLEMENTS = frozenset({"по", "для", "на", "for", "of"})


def propose(context: Context) -> str | None:
    """Return a subject for the letter, without prefixes, or None where nothing good is found."""
    deal, parent = context.conversation.deal, context.conversation.parent
    if deal and deal.subject:
        return deal.subject
    if parent and is_reply(context.message, context.conversation):
        inherited = base_subject(parent.subject)
        if inherited and not is_generic(inherited):
            return inherited
    return best_phrase(matter_of(context))


def base_of(text: Excerpt) -> tuple[str, Place]:
    """Return the subject without its prefixes, and where it stands."""
    base = base_subject(text.text)
    start = text.text.rfind(base)
    if start < 0:  # a list's tag stood among the prefixes: the place is all of it
        return base, text.whole()
    return base, text.place(start, start + len(base))


def offer(context: Context, place: Place, key: str, prefix: str = "", **arguments: Any) -> Finding:
    """Report ``key`` at ``place``; where a subject can be proposed, ``key.proposal`` with its fix.

    A subject's words are the author's, so the fix is unsafe.
    """
    proposal = propose(context)
    if proposal is None:
        return context.finding(place, key, **arguments)
    edit = Edit.at(place.locate(), prefix + proposal)
    mend = unsafe("", edit, title=wording("subject.write", subject=proposal))
    return context.finding(place, f"{key}.proposal", proposal=proposal, fix=mend, **arguments)


def best_phrase(matter: Matter) -> str | None:
    """Return the weightiest phrase, the first among equals."""
    best, most = None, 0.0
    for index, text in enumerate(matter.texts):
        russian = any("а" <= letter <= "я" for letter in text)
        for phrase in noun_phrases(text) if russian else english_phrases(text):
            score = _score(phrase, matter)
            if index == 0 and phrase.start < matter.opened:
                score *= OPENING
            if score > most:
                best, most = phrase.text, score
    return best


def _score(phrase: Phrase, matter: Matter) -> float:
    """Add up what the phrase's lemmas weigh; 0 for a phrase that is no subject.

    The head counts twice over: what the letter speaks of little leads no subject of it.
    """
    head = next(terms(phrase.head), None)
    if len(phrase.text) > LONGEST or head is None or lemma(phrase.head) in vague_heads():
        return 0.0
    if not all(word[0].isupper() or is_known(word) for word in phrase.words):
        return 0.0  # a subject with a slip in it is no proposal; a capital may be a name
    lemmas = {term.lemma for term in terms(" ".join(phrase.words))}
    if len(lemmas) < FEWEST or phrase.text.isupper() or is_generic(phrase.text):
        return 0.0
    weight = sum(matter.weights.get(one, 0.0) for one in lemmas)
    leading = cbrt(matter.weights.get(head.lemma, 0.0) / max(matter.weights.values()))
    return weight * leading * (1.0 if COMPLEMENTS.isdisjoint(phrase.words) else COMPLEMENT)
