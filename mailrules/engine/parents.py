"""The message that a letter answers, and how sure that is.

Looked for, in this order: what the command line names, the letters of the run,
the history by Message-ID, and last the history by subject and correspondents.
Only a letter that names no parent itself is guessed about: a guess that its
headers contradict would be wrong.
"""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import NamedTuple

from msgspec import structs

from mailrules.conversation import (
    Archive,
    Conversation,
    Envelope,
    RunIndex,
    Span,
    mailbox_keys,
    read_subject,
    subject_key,
)
from mailrules.engine.model import Request
from mailrules.findings import Applicability, Finding, Related
from mailrules.message import Message
from mailrules.rules import Rule
from mailrules.wording import wording

LATELY = timedelta(days=90)  # an older letter of the subject is hardly the one that is answered
RESTING = ("THR", "CCP", "SUB004")  # the rules that compare a letter with its parent


class Parent(NamedTuple):
    """A parent; ``hashes`` are those of its paragraphs, where it came out of the history."""

    message: Message | None = None
    guessed: bool = False
    hashes: tuple[str, ...] = ()


def find_parent(
    letter: Envelope,
    author: frozenset[str],
    index: RunIndex,
    messages: dict[Envelope, Message],
    request: Request,
) -> Parent:
    """Return the message that ``letter`` answers; ``author`` are all of its writer's mailboxes."""
    if (named := request.parent) is not None:
        itself = named.message_id is not None and named.message_id == letter.message_id
        return Parent() if itself else Parent(named)
    if found := index.parent(letter):
        return Parent(messages[found])
    return _remembered(letter, author, request.history) if request.history else Parent()


def say_guess(
    findings: Iterable[Finding], rule: Rule, conversation: Conversation
) -> Iterator[Finding]:
    """Add to what ``rule`` finds which letter was taken for the parent, where that is a guess.

    A mend that rests on a guess wants a person's eye.
    """
    parent = conversation.parent
    resting = not rule.alone and rule.code.startswith(RESTING)
    if parent is None or not (conversation.guessed and resting):
        yield from findings
        return
    date = parent.date.strftime("%Y-%m-%d") if parent.date else "?"
    note = Related(wording("guessed-parent", subject=parent.subject, date=date))
    for one in findings:
        related = one.related if note in one.related else (*one.related, note)
        fix = one.fix and structs.replace(one.fix, applicability=Applicability.UNSAFE)
        yield structs.replace(one, related=related, fix=fix)


def _remembered(letter: Envelope, author: frozenset[str], history: Archive) -> Parent:
    for message_id in letter.parents:
        found = history.letter(message_id)
        if found and found.message_id != letter.message_id:
            return _kept(history, found, guessed=False)
    guess = None if letter.parents else _guess(letter, author, history)
    if guess is None or (guess.message_id and guess.message_id == letter.message_id):
        return Parent()
    return _kept(history, guess, guessed=True)


def _kept(history: Archive, letter: Envelope, *, guessed: bool) -> Parent:
    """Return a letter of the history; its hashes only where it has no text, which says more."""
    kept = history.kept(letter)
    has_text = any(part.text.strip() for part in kept.message.shown)
    return Parent(kept.message, guessed, () if has_text else kept.hashes)


def _guess(letter: Envelope, author: frozenset[str], history: Archive) -> Envelope | None:
    """Return the last letter exchanged with the same people under the subject of a reply."""
    subject = read_subject(letter.subject)
    others = mailbox_keys(letter.recipients) - author
    if not subject.prefixes or subject.forwards or not subject.rest or not others:
        return None
    since = letter.date - LATELY if letter.date else None
    return history.latest_between(
        subject_key(letter.subject), author or others, others, span=Span(since, letter.date)
    )
