"""All known words, compiled once into one memory-mapped trie in the user's cache.

The file is a head and a marisa-trie of folded words, a byte a letter. A word
that is common has a second entry, with a mark behind it. The file's name holds
a hash of the sources and of our own format: a new dictionary makes a new file,
and the old ones go. Of processes that start together one compiles, the others
wait. A file is renamed into place, so a reader sees a whole one or none; its
head holds its checksum, so a damaged one is made anew.
"""

import atexit
import contextlib
import mmap
import os
import shutil
import sys
import tempfile
import zlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from mailrules.language.folding import fold, key_of
from mailrules.language.lockfile import released, taken, wait
from mailrules.language.sources import Sources, installed
from mailrules.wording import LANGUAGES, render, wording

if TYPE_CHECKING:
    import marisa_trie

FORMAT = 3  # count up whenever folding, this file's layout, or what goes into it changes
TITLE = b"mailrules words\n"
HEAD_SIZE = len(TITLE) + 8
FILES = "words-*.trie"
MARKS = (b"\x02", b"\x01")  # behind the commonest words, and behind words seen in real texts


class WordList:
    """An open word list. Words are looked up by their key (see ``folding.key_of``)."""

    def __init__(self, path: Path) -> None:
        """Map the file at ``path``; raises where it is not a whole word list:

        OSError, ValueError, and RuntimeError from marisa-trie.
        """
        import marisa_trie

        with path.open("rb") as file:
            mapped = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        body = mapped[HEAD_SIZE:]
        if bytes(mapped[:HEAD_SIZE]) != _head(body):
            raise ValueError(path)
        self._bytes = body  # the trie reads it, and does not keep it alive
        self.trie = marisa_trie.BinaryTrie().map(self._bytes)

    def __contains__(self, folded: str) -> bool:
        """Tell whether a folded word is in the list."""
        return key_of(folded) in self.trie

    def begins(self, prefix: bytes) -> bool:
        """Tell whether any word begins so."""
        return next(self.trie.iterkeys(prefix), None) is not None

    def rank(self, key: bytes) -> int:
        """Return 0 for the commonest words, 1 for those seen in real texts, 2 for all others."""
        for rank, mark in enumerate(MARKS):
            if key + mark in self.trie:
                return rank
        return len(MARKS)


@cache
def word_list() -> WordList:
    """Return the word list of the installed dictionaries; compile it where the cache has none."""
    return open_word_list(installed(), cache_folder())


def open_word_list(sources: Sources, folder: Path) -> WordList:
    """Open the list of ``sources`` in ``folder``, compiling it there when needed.

    A folder that cannot be written to costs a notice: the list then lives in
    the system's folder for temporary files. A broken file is compiled anew.
    """
    path = folder / file_name(sources)
    lock = path.with_suffix(".lock")
    waited = False
    while True:
        opened = _opened(path)
        if opened:
            return opened
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if taken(lock):
                break
        except OSError as error:
            return _compiled_aside(sources, folder, error)
        if not waited:
            _say("language.waiting")
            waited = True
        wait(lock)
    try:
        return _opened(path) or _compiled(sources, path)
    except OSError as error:
        return _compiled_aside(sources, folder, error)
    finally:
        released(lock)


def _opened(path: Path) -> WordList | None:
    try:
        return WordList(path)
    except (OSError, ValueError, RuntimeError):
        return None


def _compiled(sources: Sources, path: Path) -> WordList:
    """Compile the list into ``path``; lists of other dictionaries and versions go."""
    _say("language.compiling")
    words = WordList(_written(compile_words(sources), path))
    for other in path.parent.glob(FILES):
        if other != path:
            with contextlib.suppress(OSError):  # in use, on some systems
                other.unlink()
    return words


def _compiled_aside(sources: Sources, folder: Path, error: OSError) -> WordList:
    """Compile the list for this process alone."""
    _say("language.compiling")
    _say("language.read-only", folder=str(folder), reason=error.strerror)
    return WordList(_written(compile_words(sources), spare_folder() / file_name(sources)))


def _say(key: str, **arguments: object) -> None:
    language = os.environ.get("LANGUAGE", "")[:2]  # the command line sets it to the user's
    sentence = render(wording(key, **arguments), language if language in LANGUAGES else "en")
    print(sentence, file=sys.stderr, flush=True)


def file_name(sources: Sources) -> str:
    """Return the file name for the list of ``sources``, as they are now."""
    seen = [f"{FORMAT}"]
    seen += [f"{path.name}:{path.stat().st_size}" for path in sources.dictionaries()]
    seen += [f"{zlib.crc32(path.read_bytes())}" for path in sources.own()]
    return f"words-{zlib.crc32('|'.join(seen).encode()):08x}.trie"


def cache_folder() -> Path:
    """Return the folder for compiled files: MAILRULES_CACHE, else the system's usual place."""
    chosen = os.environ.get("MAILRULES_CACHE")
    if chosen:
        return Path(chosen)
    from platformdirs import user_cache_path

    return user_cache_path("mailrules")


@cache
def spare_folder() -> Path:
    """Return a folder for this process alone, to be used where the cache cannot be."""
    folder = tempfile.mkdtemp(prefix="mailrules-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


def compile_words(sources: Sources) -> "marisa_trie.BinaryTrie":
    """Make a trie of all words of ``sources``, folded, with the marks of the common ones."""
    import marisa_trie

    return marisa_trie.BinaryTrie(_keys(sources))


def _keys(sources: Sources) -> Iterator[bytes]:
    """Yield all keys, some more than once: the trie takes them one by one, which saves memory."""
    yield from sources.keys()
    for mark, words in zip(MARKS, (sources.commonest(), sources.seen()), strict=True):
        yield from (key_of(fold(word)) + mark for word in words)


def _written(trie: "marisa_trie.BinaryTrie", path: Path) -> Path:
    body = trie.tobytes()
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(_head(body))
        file.write(body)
    os.replace(file.name, path)
    return path


def _head(body: bytes | memoryview) -> bytes:
    return TITLE + b"%08x" % zlib.crc32(body)
