"""The history: how fast letters come in, and how fast it answers, as it grows to 100,000.

The letters are made here (seeded): 2,000 clients, threads of up to six letters, ten of us.
"""

import gc
import math
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.speed import SENTENCES
from mailrules.conversation import Span, history, subject_key
from mailrules.message import Address

LETTERS = 100_000
STEP = 10_000
CLIENTS = 2_000
PUBLIC = 5  # of a hundred clients that write from one public mail service
THREAD = 6  # letters at the most
ASKED = 2_000  # look-ups of each kind
HOUSE = tuple(f"manager{number}@nirro.example" for number in range(10))


def client(number: int) -> str:
    """Return a client's address."""
    return f"petr{number}@{'mail' if number % 100 < PUBLIC else f'motor{number}'}.example"


def letters(first: int, chance: random.Random) -> Iterator[bytes]:
    """Yield ``STEP`` letters of a mailbox, thread by thread."""
    number = first
    while number < first + STEP:
        who, ours = client(chance.randrange(CLIENTS)), chance.choice(HOUSE)
        size = min(chance.randint(1, THREAD), first + STEP - number)
        for place in range(size):
            writer, reader = (ours, who) if place % 2 else (who, ours)
            references = " ".join(f"<{one}@x.example>" for one in range(number - place, number))
            yield _letter(number, writer, reader, references, chance)
            number += 1


def _letter(number: int, writer: str, reader: str, references: str, chance: random.Random) -> bytes:
    day = time.strftime("%a, %d %b %Y %H:%M:%S +0000", time.gmtime(1_700_000_000 + 900 * number))
    text = "\n\n".join(f"{one} Заказ {number}." for one in chance.sample(SENTENCES, 4))
    answer = prefix = ""
    if references:
        prefix = "Re: "
        answer = f"In-Reply-To: {references.rsplit(maxsplit=1)[-1]}\nReferences: {references}\n"
    received = f"Received: from mx{number % 7}.example by mail.nirro.example; {day}\n" * 2
    return (
        f"{received}From: <{writer}>\nTo: <{reader}>\nCc: boss@nirro.example\n"
        f"Subject: {prefix}Холодные звонки, заказ {number // THREAD}\nDate: {day}\n"
        f"Message-ID: <{number}@x.example>\n{answer}MIME-Version: 1.0\n"
        f"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{text}\n"
    ).encode()


def main() -> None:
    """Print two tables: the import by the ten thousand, and the look-ups at the end."""
    chance = random.Random(2026)
    rates: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "history.db")
        print("| letters | imported a second | MB |\n|---|---|---|")
        with history.open_history(str(file), write=True, create=True) as store:
            for first in range(0, LETTERS, STEP):
                box = Path(folder, f"{first}.mbox")
                box.write_bytes(b"".join(_separated(letters(first, chance))))
                start = time.perf_counter()
                reader = history.file_reader(str(box))
                assert history.import_letters(store, reader, history.Choice()).new == STEP
                rates.append(STEP / (time.perf_counter() - start))
                size = file.stat().st_size / (1 << 20)
                print(f"| {first + STEP:,} | {rates[-1]:.0f} | {size:.0f} |")
                sys.stdout.flush()
        print(f"\nthe time of n letters grows as n to the power of {_exponent(rates):.2f}\n")
        gc.disable()  # as timeit does: a collection of garbage is no part of a look-up
        with history.open_history(str(file)) as store:
            _ask(store, chance)
        gc.enable()


def _separated(made: Iterator[bytes]) -> Iterator[bytes]:
    for one in made:
        yield b"From x@x.example Mon Nov 23 10:00:00 2026\n" + one + b"\n"


def _exponent(rates: list[float]) -> float:
    """Return the slope of all time against all letters, both logarithmic."""
    spent = 0.0
    points = []
    for count, rate in enumerate(rates, start=1):
        spent += STEP / rate
        points.append((math.log(count * STEP), math.log(spent)))
    slope, _ = statistics.linear_regression(*zip(*points, strict=True))
    return slope


def _ask(store: history.Store, chance: random.Random) -> None:
    """Print how long each kind of look-up takes, for clients and letters at random."""

    def somebody() -> str:
        return client(chance.randrange(CLIENTS))

    def some_letter() -> str:
        return f"<{chance.randrange(LETTERS)}@x.example>"

    def guess() -> object:
        letter = store.letter(some_letter())
        assert letter
        return (
            subject_key(letter.subject),
            frozenset({one.key for one in letter.sender}),
            frozenset({letter.recipients[0].key}),
        )

    print("| look-up | median, ms | 99 of 100 below, ms | found, mean |\n|---|---|---|---|")
    _row("letters with a client", lambda: frozenset({somebody()}), store.letters_with)
    _row("a letter by Message-ID", some_letter, lambda one: [store.letter(one)])
    _row("addresses near one", lambda: Address("", somebody()), store.addresses_near)
    _row("the parent by subject", guess, lambda one: [store.latest_between(*one, span=Span())])
    named = lambda: store.letter(some_letter())  # noqa: E731
    _row("what is kept of a letter", named, lambda one: [store.kept(one)])


def _row(name: str, ask: Callable[[], object], answer: Callable[..., object]) -> None:
    spent, found = [], 0
    for _ in range(ASKED):
        question = ask()
        start = time.perf_counter()
        got = answer(question)
        spent.append((time.perf_counter() - start) * 1000)
        found += len(got) if isinstance(got, (list, tuple)) else 0
    last = statistics.quantiles(spent, n=100)[-1]
    print(f"| {name} | {statistics.median(spent):.3f} | {last:.3f} | {found / ASKED:.1f} |")
