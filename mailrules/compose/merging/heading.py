"""The head of the merged letter: people, subject, thread, and what else the drafts' heads say."""

from collections.abc import Iterable, Iterator, Sequence

from mailrules.compose.merging.acceptance import deal_of
from mailrules.compose.merging.drafts import Draft
from mailrules.config import Deal, Settings
from mailrules.conversation import id_key, mailbox_key, own_keys, read_subject
from mailrules.language import content_lemmas
from mailrules.message import Address

OWN = "x-mailrules-"
# What a mail program asks of another: taken from the latest draft that says it.
KEPT = ("Importance", "X-Priority", "Sensitivity", "Disposition-Notification-To")


def people(
    drafts: Sequence[Draft], settings: Settings
) -> tuple[list[Address], list[Address], list[Address]]:
    """Return To, Cc and Bcc: everybody once, in the most open of the drafts' fields.

    The author is not among them, unless nobody else is. Of two spellings of a
    name the longer counts.
    """
    own = frozenset().union(*(own_keys(draft.message.sender, settings) for draft in drafts))
    fields = [
        [one for draft in drafts for one in draft.message.to],
        [one for draft in drafts for one in draft.message.cc],
        [one for draft in drafts for one in draft.message.bcc],
    ]
    everybody = [one for field in fields for one in field if "@" in one.email]
    others = {mailbox_key(one) for one in everybody} - own
    names: dict[str, str] = {}
    for one in everybody:
        key = mailbox_key(one)
        names[key] = max(names.get(key, ""), one.name.strip(), key=len)
    seen = own if others else frozenset()
    result = []
    for field in fields:
        chosen = {mailbox_key(one): one for one in reversed(field) if "@" in one.email}
        order = dict.fromkeys(mailbox_key(one) for one in field if "@" in one.email)
        result.append([Address(names[key], chosen[key].email) for key in order if key not in seen])
        seen |= order.keys()
    return result[0], result[1], result[2]


def thread(drafts: Sequence[Draft]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return In-Reply-To and References: those of the latest letter of the longest chain.

    A draft is no letter to answer: where one answers another of them, that is left out.
    """
    own = {id_key(draft.message.message_id) for draft in drafts if draft.message.message_id}
    chains = [
        (_without(own, draft.message.in_reply_to), _without(own, draft.message.references))
        for draft in drafts
    ]
    return max(reversed(chains), key=lambda chain: len({*chain[0], *chain[1]}))


def subject(drafts: Sequence[Draft], deal: Deal | None, *, replies: bool) -> str:
    """Return the thread's subject, the deal's, or the one that says most; with one prefix at most.

    ``replies``: there is a letter that is answered. The deal's counts where the drafts differ.
    """
    said = [read_subject(draft.message.subject) for draft in drafts]
    told = [one for one in said if one.base]
    if replies:
        answering = [
            one
            for one, draft in zip(said, drafts, strict=True)
            if one.base and (draft.message.in_reply_to or draft.message.references)
        ]
        chosen = (answering or told or said)[-1]
        return _prefixed(chosen.base, forwards=chosen.forwards)
    if deal and deal.subject and len({one.key for one in told}) != 1:
        return deal.subject
    best = max(told or said, key=lambda one: len({term.lemma for term in content_lemmas(one.rest)}))
    prefixed = all(one.prefixes for one in said)
    return _prefixed(best.base, forwards=best.forwards) if prefixed else best.base


def deal_among(drafts: Sequence[Draft], deals: Iterable[Deal]) -> Deal | None:
    """Return the deal that a draft names, else the first whose contacts the drafts go to."""
    deals = tuple(deals)
    named = {deal_of(draft) for draft in drafts} - {None}
    if named:
        return next((deal for deal in deals if deal.id in named), None)
    reached = {one.key for draft in drafts for one in (*draft.message.to, *draft.message.cc)}
    return next((deal for deal in deals if deal.addresses & reached), None)


def further_fields(drafts: Sequence[Draft]) -> Iterator[tuple[str, str]]:
    """Yield our own headers of all drafts, each once, and those of ``KEPT``."""
    fields = [field for draft in drafts for field in draft.message.headers]
    own = [field for field in fields if field.name.lower().startswith(OWN)]
    for name, value in dict.fromkeys((field.name, field.value) for field in own):
        yield name, value
    for name in KEPT:
        said = [field.value for field in fields if field.name.lower() == name.lower()]
        if said:
            yield name, said[-1]


def _without(own: set[str], identifiers: Iterable[str]) -> tuple[str, ...]:
    return tuple(one for one in identifiers if id_key(one) not in own)


def _prefixed(base: str, *, forwards: bool) -> str:
    return f"{'Fwd:' if forwards else 'Re:'} {base}".strip()
