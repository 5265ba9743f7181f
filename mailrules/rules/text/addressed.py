"""Whether somebody whom a salutation names is among a letter's recipients."""

from collections.abc import Iterator

from mailrules.conversation import mailbox_key, people_of
from mailrules.language import PersonName, alike, fold, named, read_name, same_person
from mailrules.message import Address, lazy_pattern
from mailrules.rules.base import Context
from mailrules.rules.lists import office_mailboxes
from mailrules.rules.text.salutation import Called

TOKEN = lazy_pattern(r"[^\W\d_]+")
SHORTEST_TOKEN = 4  # letters of a name in an address that nobody takes for something else
SURNAME_ENDING = 3  # letters that a surname's case may change


def known_names(context: Context, address: Address) -> list[PersonName]:
    """Return what is known of a recipient's name: from To, the deal, the staff, the thread."""
    key = mailbox_key(address)
    written = {name.strip(" '\""): None for name in _names_of(context, key, address)}
    return [read_name(name) for name in written if name and not _is_firm(name, address)]


def names_nobody(context: Context, called: Called) -> bool:
    """Tell whether for certain none of the recipients is called so.

    Whoever is in copy may be greeted as well; those of To must all be known by name.
    """
    message = context.message
    copied = (*message.cc, *message.bcc)
    if any(_is_called(context, called, one) for one in copied):
        return False
    verdicts = [_is_called(context, called, one) for one in message.to or copied]
    return bool(verdicts) and all(verdict is False for verdict in verdicts)


def recipients_called(context: Context, called: Called) -> Iterator[PersonName]:
    """Yield the names of the recipients who may be called so."""
    for address in (*context.message.to, *context.message.cc):
        for name in known_names(context, address):
            if _fits(called, name):
                yield name


def _is_called(context: Context, called: Called, address: Address) -> bool | None:
    """Tell whether a recipient is whoever is called; None where nobody could tell."""
    names = known_names(context, address)
    verdicts = [_fits(called, name) for name in names]
    if any(_is_namesake(called.name, name) for name in names):
        return False
    mailbox = _mailbox_name(address)
    spelt = _fits(called, mailbox)
    if spelt or any(verdicts):
        return True
    if any(verdict is False for verdict in verdicts):
        return False
    return spelt if mailbox.given else None


def _is_namesake(called: PersonName, person: PersonName) -> bool:
    """Tell whether two people share the first name and have other fathers."""
    if called.given.isdisjoint(person.given) or not (called.fathers and person.fathers):
        return False
    return called.fathers.isdisjoint(person.fathers)


def _fits(called: Called, person: PersonName) -> bool | None:
    verdict = same_person(called.name, person)
    if verdict is None and called.titled and not called.name.given:
        return _same_surname(called.name, person)
    return None if verdict is False and person.company else verdict


def _same_surname(called: PersonName, person: PersonName) -> bool | None:
    """Compare «господин Сидоров» with a full name; in two alphabets only a likeness counts."""
    for one in called.others:
        for other in person.others:
            stem = max(SURNAME_ENDING, min(len(one), len(other)) - SURNAME_ENDING)
            if fold(one)[:stem] == fold(other)[:stem]:
                return True
    comparable = person.given and person.others and not person.company
    one_script = {one.isascii() for one in (*called.others, *person.others)}
    return False if comparable and len(one_script) == 1 else None


def _mailbox_name(address: Address) -> PersonName:
    """Read the name that an address spells: petr.sidorov@; initials tell nothing."""
    words = [match.group() for match in TOKEN.finditer(address.email.partition("@")[0])]
    if not office_mailboxes().isdisjoint(words):
        return PersonName()
    return named(word for word in words if len(word) >= SHORTEST_TOKEN)


def _names_of(context: Context, key: str, address: Address) -> Iterator[str]:
    conversation = context.conversation
    yield address.name
    if record := context.settings.staff_record(address):
        yield record.name
    if conversation.deal:
        for contact in conversation.deal.contacts:
            if mailbox_key(Address("", contact.email)) == key:
                yield contact.name
    earlier: list[Address] = list(people_of(conversation.parent)) if conversation.parent else []
    for letter in conversation.siblings:
        earlier += (*letter.sender, *letter.recipients)
    yield from (one.name for one in earlier if mailbox_key(one) == key)


def _is_firm(name: str, address: Address) -> bool:
    """Tell whether a display name is the address itself, or the firm's that the domain names."""
    words = _words(name)
    labels = address.domain.split(".")
    return "@" in name or (len(words) == 1 and any(alike(words[0], label) for label in labels))


def _words(text: str) -> list[str]:
    return [match.group() for match in TOKEN.finditer(text)]
