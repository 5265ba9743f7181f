"""Which drafts can become one letter, and why others cannot."""

from collections.abc import Sequence
from typing import NoReturn

from mailrules.compose.merging.drafts import Draft
from mailrules.config import Settings
from mailrules.conversation import mailbox_keys, own_keys, written
from mailrules.errors import UsageError
from mailrules.fixes import refusal

DEAL_HEADER = "X-Mailrules-Deal"


def accept(drafts: Sequence[Draft], settings: Settings) -> None:
    """Raise UsageError where the drafts are no single letter.

    One person's drafts to one client in one deal are: received, signed and
    encrypted letters are none, nor are fewer than two letters.
    """
    if len({draft.message.raw for draft in drafts}) < 2:
        _refuse("merge.too-few")
    for draft in drafts:
        if why := refusal(draft.message, draft.path):
            _refuse("merge.refused", path=draft.path, why=why)
    _one_sender(drafts, settings)
    _one_deal(drafts)
    _one_client(drafts, settings)


def _refuse(key: str, **arguments: object) -> NoReturn:
    raise UsageError(key, **arguments)


def _one_sender(drafts: Sequence[Draft], settings: Settings) -> None:
    signed = [draft for draft in drafts if draft.message.sender]
    if not signed:
        _refuse("merge.no-sender")
    first = signed[0]
    own = own_keys(first.message.sender, settings)
    for draft in signed[1:]:
        if own.isdisjoint(own_keys(draft.message.sender, settings)):
            writers = [written(one.message.sender[0]) for one in (first, draft)]
            _refuse("merge.senders", path=draft.path, first=writers[0], other=writers[1])


def _one_deal(drafts: Sequence[Draft]) -> None:
    deals = {deal: draft.path for draft in drafts if (deal := deal_of(draft))}
    if len(deals) > 1:
        _refuse("merge.deals", deals=[f"{path}: {deal}" for deal, path in deals.items()])


def _one_client(drafts: Sequence[Draft], settings: Settings) -> None:
    """Ask for a chain of common recipients; one deal of all drafts will do instead."""
    reached = [(draft, _clients(draft, settings)) for draft in drafts]
    if not any(people for _, people in reached):
        reached = [(draft, _recipients(draft)) for draft in drafts]
    addressed = [(draft, people) for draft, people in reached if people]
    if not addressed or all(deal_of(draft) for draft, _ in addressed):
        return
    together = set(addressed[0][1])
    waiting = addressed[1:]
    while waiting:
        joined = [one for one in waiting if not together.isdisjoint(one[1])]
        if not joined:
            _refuse("merge.clients", first=addressed[0][0].path, other=waiting[0][0].path)
        together.update(*(people for _, people in joined))
        waiting = [one for one in waiting if one not in joined]


def deal_of(draft: Draft) -> str | None:
    """Return the deal that a draft's header names."""
    field = draft.message.header(DEAL_HEADER)
    return (field.value.strip() or None) if field else None


def _clients(draft: Draft, settings: Settings) -> frozenset[str]:
    message = draft.message
    people = (*message.to, *message.cc, *message.bcc)
    theirs = mailbox_keys(one for one in people if not settings.is_own(one))
    return theirs - own_keys(message.sender, settings)


def _recipients(draft: Draft) -> frozenset[str]:
    message = draft.message
    return mailbox_keys((*message.to, *message.cc, *message.bcc)) - mailbox_keys(message.sender)
