"""A deal: the facts that a letter may rely on (contract, section 5)."""

import os
from datetime import date

from mailrules.config.document import Node, read_document
from mailrules.config.settings import Deal, Mark
from mailrules.config.staff import check_address
from mailrules.config.typed import error_at, typed

SUFFIXES = (".yaml", ".yml")


def load_deal(path: str) -> Deal:
    """Read one deal. Every fact stays text. Raises ConfigError with the first mistake."""
    node = read_document(path)
    deal: Deal = typed(node, Deal, "deal")
    if not deal.id:
        raise error_at(node.mark, "config.missing-key", name="id", within="deal")
    for contact in _items(node, "contacts"):
        email = contact.get("email")
        if email is not None and email.value:
            check_address(str(email.value), email.mark)
    for address in _items(node, "always_cc"):
        check_address(str(address.value or ""), address.mark)
    for written in filter(None, (one.get("date") for one in _items(node, "confirmed"))):
        _check_date(written)
    return deal


def load_deals(path: str) -> tuple[Deal, ...]:
    """Read a deal, or every deal of a folder (``*.yaml``, ``*.yml``) in the order of their names.

    Raises ConfigError with the first mistake, also where two deals have one id.
    """
    if not os.path.isdir(path):
        return (load_deal(path),)
    files = _deal_files(path)
    if not files:
        raise error_at(Mark(path), "config.deal.none")
    deals: dict[str, tuple[Deal, str]] = {}
    for file in files:
        deal = load_deal(file)
        if deal.id in deals:
            other = deals[deal.id][1]
            raise error_at(Mark(file), "config.deal.same-id", id=deal.id, other=other)
        deals[deal.id] = (deal, file)
    return tuple(deal for deal, _ in deals.values())


def _deal_files(folder: str) -> list[str]:
    try:
        names = sorted(os.listdir(folder))
    except OSError as error:
        reason = error.strerror or str(error)
        raise error_at(Mark(folder), "config.file.unreadable", name=folder, reason=reason) from None
    return [os.path.join(folder, name) for name in names if name.endswith(SUFFIXES)]


def _items(node: Node, key: str) -> tuple[Node, ...]:
    items = node.get(key)
    return items.value if items is not None and isinstance(items.value, tuple) else ()


def _check_date(node: Node) -> None:
    try:
        date.fromisoformat(str(node.value))
    except ValueError:
        raise error_at(node.mark, "config.deal.date", written=str(node.value or "")) from None
