"""Letters come in: read one by one, kept in batches, each together with its place in the source."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from mailrules.conversation.history.choice import Choice
from mailrules.conversation.history.lookup import Store
from mailrules.conversation.history.reader import Item, Reader
from mailrules.conversation.history.record import Record, record_of
from mailrules.conversation.history.recording import Place, add, position_of, seen_of
from mailrules.message import Message, Unreadable, parse

BATCH = 200  # letters that are kept at once
WEIGHT = 8 << 20  # bytes of what is kept of them: a batch ends there too

Progress = Callable[[Iterable[Item], int], Iterable[Item]]


class Tally(NamedTuple):
    """What an import did. ``known`` were there before, ``old`` are from before ``since``."""

    new: int = 0
    known: int = 0
    old: int = 0
    unreadable: tuple[Unreadable, ...] = ()

    def plus(self, other: "Tally") -> "Tally":
        """Return the sum of two imports."""
        return Tally(
            self.new + other.new,
            self.known + other.known,
            self.old + other.old,
            self.unreadable + other.unreadable,
        )


def import_letters(
    store: Store, reader: Reader, choice: Choice, progress: Progress = lambda items, _: items
) -> Tally:
    """Keep the letters of a source that the history does not have; go on where it stopped.

    What is kept stays kept, whatever ends the import. ``progress`` is given
    the items and how far there is to go. Raises InputError where the source
    fails midway, or the history.
    """
    source = choice.name(reader.name)
    begun = position_of(store, source)
    length, items = reader.start(begun, seen_of(store, source))
    batch = Batch(store, source, begun)
    try:
        for item in progress(items, length):
            batch.take(item, choice)
            if batch.full:
                batch.keep()
    finally:
        batch.keep()
    return batch.tally


class Batch:
    """Letters on their way into the store, and what has come of those before."""

    def __init__(self, store: Store, source: str, position: str) -> None:
        """Begin with nothing read."""
        self.store = store
        self.source = source
        self.position = position
        self.tally = Tally()
        self._records: list[Record] = []
        self._seen: list[tuple[str, str]] = []
        self._weight = 0
        self._moved = False

    @property
    def full(self) -> bool:
        """Tell whether it is time to keep what was taken."""
        return len(self._records) + len(self._seen) >= BATCH or self._weight > WEIGHT

    def take(self, item: Item, choice: Choice) -> None:
        """Take one item in."""
        if isinstance(item.letter, Unreadable):
            self.tally = self.tally.plus(Tally(unreadable=(item.letter,)))
        elif item.letter is not None:
            message = parse(item.letter, second_opinion=False)
            if _is_old(message, choice):
                self.tally = self.tally.plus(Tally(old=1))
            else:
                one = record_of(message, bodies=choice.bodies)
                self._records.append(one)
                self._weight += len(one.header) + len(one.body or b"") + len(one.hashes)
        self._seen += filter(None, [item.seen])
        self.position = item.position or self.position
        self._moved = self._moved or bool(item.position or item.seen)

    def keep(self) -> None:
        """Put the letters and their place into the store, all or nothing."""
        if not self._moved and not self._records:
            return
        place = Place(self.source, self.position, tuple(self._seen))
        new = add(self.store, self._records, place)
        self.tally = self.tally.plus(Tally(new, len(self._records) - new))
        self._records, self._seen, self._weight, self._moved = [], [], 0, False


def _is_old(message: Message, choice: Choice) -> bool:
    if choice.since is None or message.date is None:
        return False
    return message.date.date() < choice.since
