"""Our people: the list of staff, inline or in a file of its own."""

from typing import NamedTuple

from mailrules.config.document import Node
from mailrules.config.settings import Mark, StaffRecord
from mailrules.config.typed import error_at, nearest, typed, wrong_type
from mailrules.errors import ConfigError
from mailrules.message import Address, lazy_pattern

ADDRESS = lazy_pattern(r"[^\s@<>,;:\"()\[\]]+@[^\s@<>,;:\"()\[\]]*[^\s@<>,;:\"()\[\].]")
NAMED = tuple(field for field in StaffRecord.__struct_fields__ if field != "extra")


class Person(NamedTuple):
    """A staff record and where each of its addresses stands."""

    record: StaffRecord
    mark: Mark
    addresses: tuple[tuple[str, Mark], ...]


def read_staff(node: Node) -> tuple[Person, ...]:
    """Read the list of staff. Raises ConfigError: no address, not an address, a wrong type."""
    if node.value is None:
        return ()
    if not isinstance(node.value, tuple):
        raise wrong_type(node, tuple[object, ...], "staff")
    return tuple(_person(item) for item in node.value)


def _person(node: Node) -> Person:
    if not isinstance(node.value, dict):
        raise wrong_type(node, dict[str, str], "staff")
    extra = {key: typed(one, str, key) for key, one in node.value.items() if key not in NAMED}
    texts = {
        key: typed(node.value[key], str, key).strip()
        for key in ("name", "email", "position", "phone")
        if key in node.value
    }
    if not texts.get("email"):
        raise _no_address(node, texts.get("name", ""), tuple(extra))
    if not texts.get("name"):
        raise error_at(node.mark, "config.staff.no-name", email=texts["email"])
    aliases = node.value.get("aliases", Node(node.mark))
    items = aliases.value if isinstance(aliases.value, tuple) else ()
    record = StaffRecord(
        name=texts["name"],
        email=texts["email"],
        aliases=typed(aliases, tuple[str, ...], "aliases"),
        position=texts.get("position", ""),
        phone=texts.get("phone", ""),
        extra=extra,
    )
    places = (node.value["email"].mark, *(item.mark for item in items))
    addresses = tuple(zip((record.email, *record.aliases), places, strict=True))
    for address, mark in addresses:
        check_address(address, mark)
    return Person(record, node.mark, addresses)


def _no_address(node: Node, name: str, extra: tuple[str, ...]) -> ConfigError:
    if guess := nearest("email", extra):
        return error_at(node.keys[guess], "config.staff.no-address.guess", name=name, guess=guess)
    return error_at(node.mark, "config.staff.no-address", name=name)


def check_address(address: str, mark: Mark) -> None:
    """Raise ConfigError where ``address`` is no mailbox (RFC 5322, 3.4.1, in everyday form)."""
    if not ADDRESS.fullmatch(address):
        raise error_at(mark, "config.address", address=address)


def check_unique(people: tuple[Person, ...]) -> None:
    """Raise ConfigError at the second record that claims an address, aliases included."""
    owners: dict[str, tuple[Person, Mark]] = {}
    for person in people:
        for address, mark in person.addresses:
            owner, first = owners.setdefault(Address("", address).key, (person, mark))
            if owner is not person:
                raise error_at(
                    mark,
                    "config.staff.same-address",
                    address=address,
                    name=owner.record.name,
                    place=first.place,
                )
