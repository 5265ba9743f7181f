"""The rules, in the order in which they speak; one line a rule."""

from collections.abc import Iterable
from difflib import get_close_matches
from functools import cache
from typing import NamedTuple

from mailrules.config import CustomRule
from mailrules.errors import UsageError
from mailrules.findings import Severity
from mailrules.rules.attachment import attachment_forgotten, attachment_limits
from mailrules.rules.base import Rule
from mailrules.rules.batch import (
    client_scatter,
    contact_limit,
    message_burst,
    questions_scattered,
    split_drafts,
)
from mailrules.rules.letter import message_malformed
from mailrules.rules.lists import entries
from mailrules.rules.recipients import cc_dropped, cc_hidden, recipient_added, recipient_typo
from mailrules.rules.signature import (
    signature_format,
    signature_identity,
    signature_missing,
    signature_position,
)
from mailrules.rules.subject import (
    subject_changed,
    subject_format,
    subject_generic,
    subject_missing,
    subject_relevance,
)
from mailrules.rules.suppression import unused_suppression
from mailrules.rules.template import (
    template_example_fails,
    template_front_matter,
    template_no_example,
    template_syntax,
    template_undefined,
    template_unused_field,
)
from mailrules.rules.text import (
    exclamation,
    greeting,
    mixed_script,
    paragraph_spacing,
    spelling,
    typography,
)
from mailrules.rules.thread import (
    client_dropped_thread,
    thread_altered,
    thread_dropped,
    thread_headers,
    thread_trimmed,
)

TEMPLATE_RULES: tuple[Rule, ...] = (  # of templates, not of letters
    template_syntax.RULE,
    template_undefined.RULE,
    template_unused_field.RULE,
    template_front_matter.RULE,
    template_example_fails.RULE,
    template_no_example.RULE,
)
RULES: tuple[Rule, ...] = (
    subject_missing.RULE,
    subject_generic.RULE,
    subject_relevance.RULE,
    subject_changed.RULE,
    subject_format.RULE,
    spelling.RULE,
    exclamation.RULE,
    paragraph_spacing.RULE,
    typography.RULE,
    mixed_script.RULE,
    greeting.RULE,
    signature_missing.RULE,
    signature_format.RULE,
    signature_identity.RULE,
    signature_position.RULE,
    thread_dropped.RULE,
    thread_trimmed.RULE,
    thread_altered.RULE,
    thread_headers.RULE,
    client_dropped_thread.RULE,
    cc_dropped.RULE,
    recipient_added.RULE,
    cc_hidden.RULE,
    recipient_typo.RULE,
    message_burst.RULE,
    split_drafts.RULE,
    contact_limit.RULE,
    client_scatter.RULE,
    questions_scattered.RULE,
    attachment_forgotten.RULE,
    attachment_limits.RULE,
    message_malformed.RULE,
    *TEMPLATE_RULES,
    unused_suppression.RULE,
)
SUPPRESSIONS = unused_suppression.RULE  # judged when all others have spoken


class Planned(NamedTuple):
    """A rule that the catalogue promises and this version does not judge yet."""

    code: str
    name: str
    severity: Severity


@cache
def planned() -> tuple[Planned, ...]:
    """Return the rules to come; a configuration may already name them."""
    rows = (line.split() for line in entries(__file__, "planned.txt"))
    return tuple(Planned(code, name, Severity(severity)) for code, name, severity in rows)


def promised() -> tuple[Rule | Planned, ...]:
    """Return every rule of the catalogue, built or to come."""
    return (*RULES, *planned())


def find_rule(word: str, own: Iterable[Rule] = ()) -> Rule:
    """Return the rule of a code or name, ``own`` among them. Raises UsageError with guesses."""
    own = tuple(own)
    for rule in (*RULES, *own):
        if word.upper() == rule.code or word.lower() == rule.name:
            return rule
    raise unknown(word, own)


def code_of(word: str, custom: Iterable[CustomRule] = ()) -> str | None:
    """Return the code of one rule by its code or name, None where there is no such rule."""
    for rule in (*promised(), *custom):
        if word.upper() == rule.code or word.lower() == rule.name:
            return rule.code
    return None


def codes_of(word: str, custom: Iterable[CustomRule] = ()) -> frozenset[str]:
    """Return the codes that a word of the command line selects.

    The word is a code, a prefix of codes (``THR``), a rule's name, or ``ALL``.
    ``custom`` are the house's own rules. Raises UsageError.
    """
    known = (*promised(), *custom)
    codes = [rule.code for rule in known]
    folded = word.upper()
    if folded == "ALL":
        return frozenset(codes)
    found = {rule.code for rule in known if rule.name == word.lower()}
    found.update(code for code in codes if code.startswith(folded))
    if not found:
        raise unknown(word, custom)
    return frozenset(found)


def unknown(word: str, own: Iterable[Rule | CustomRule] = ()) -> UsageError:
    """Make the error about a rule that does not exist; with the nearest ones that do."""
    if any(word.upper() == rule.code or word.lower() == rule.name for rule in planned()):
        return UsageError("rule.planned", name=word)
    known = [name for rule in (*RULES, *own) for name in (rule.code, rule.name)]
    near = [
        *get_close_matches(word.upper(), known, 2),
        *get_close_matches(word.lower(), known, 2),
    ]
    key = "rule.unknown.near" if near else "rule.unknown"
    return UsageError(key, name=word, near=tuple(dict.fromkeys(near)))
