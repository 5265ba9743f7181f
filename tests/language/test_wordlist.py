"""The compiled word list: where it lies, how it is made, what happens when it cannot be."""

import os
import runpy
import shutil
import sys
import time
import zlib
from pathlib import Path

import pytest

from mailrules.language import sources, wordlist
from mailrules.language.folding import key_of
from mailrules.language.lockfile import released, taken, wait
from mailrules.language.sources import Sources
from mailrules.language.wordlist import cache_folder, file_name, open_word_list, word_list


@pytest.fixture
def tiny(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sources:
    """Sources of a dozen words. The automata are stand-ins: reading them has its own tests."""
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "words.dawg").write_bytes(b"")
    (folder / "p_t_given_w.intdawg").write_bytes(b"")
    (folder / "en.aff").write_text("SFX S Y 1\nSFX S 0 s .\n", "utf-8")
    (folder / "en.dic").write_text("2\noffer/S\ncafé\n", "utf-8")
    (folder / "business.txt").write_text("# head\nоффер ~ буфер\n\nлидген\n", "utf-8")
    (folder / "jargon.txt").write_text("crm\n", "utf-8")
    (folder / "common.txt").write_text("ёлка\n", "utf-8")
    words = {"words.dawg": ["ёлка", "договор", "кот-д’ивуар"], "p_t_given_w.intdawg": ["договор"]}
    monkeypatch.setattr(sources, "dawg_words", lambda path, _: [words[path.name]])
    return Sources(
        opencorpora=folder,
        hunspell=(folder / "en",),
        business=folder / "business.txt",
        jargon=folder / "jargon.txt",
        common=folder / "common.txt",
    )


def test_a_list_is_compiled_once(
    tiny: Sources, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cache = tmp_path / "new" / "cache"
    words = open_word_list(tiny, cache)
    assert all(
        word in words
        for word in (
            "елка",
            "договор",
            "кот-д'ивуар",
            "offers",
            "cafe",
            "офферами",
            "лидгена",
            "crm",
        )
    )
    assert "ёлка" not in words
    assert "日本" not in words
    assert [words.rank(key_of(word)) for word in ("елка", "договор", "offer")] == [0, 1, 2]
    assert words.begins(b"off")
    assert not words.begins(b"zz")
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    open_word_list(tiny, cache)
    assert capsys.readouterr().err == ""
    assert [path.name for path in cache.iterdir()] == [file_name(tiny)]


def test_another_dictionary_makes_another_file(tiny: Sources) -> None:
    name = file_name(tiny)
    tiny.business.write_text("вебинар\n", "utf-8")
    assert file_name(tiny) != name
    changed = file_name(tiny)
    (tiny.opencorpora / "words.dawg").write_bytes(b"more")
    assert file_name(tiny) != changed


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"nonsense",
        b"mailrules words\nbroken",
        b"mailrules words\n00000000",
        b"mailrules words\n%08xno trie" % zlib.crc32(b"no trie"),
    ],
)
def test_a_broken_file_is_compiled_anew(tiny: Sources, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / file_name(tiny)
    path.write_bytes(content)
    assert "договор" in open_word_list(tiny, tmp_path)
    assert "договор" in wordlist.WordList(path)


def test_a_folder_that_cannot_be_made(
    tiny: Sources,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LANGUAGE", "ru")
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    assert "договор" in open_word_list(tiny, blocked / "cache")
    assert "MAILRULES_CACHE" in capsys.readouterr().err
    shutil.rmtree(wordlist.spare_folder())
    wordlist.spare_folder.cache_clear()


def test_a_truncated_file_is_compiled_anew(tiny: Sources, tmp_path: Path) -> None:
    open_word_list(tiny, tmp_path)
    path = tmp_path / file_name(tiny)
    whole = path.read_bytes()
    path.write_bytes(whole[:-1])
    assert "договор" in open_word_list(tiny, tmp_path)
    assert path.read_bytes() == whole


def test_old_lists_go_and_nothing_else(tiny: Sources, tmp_path: Path) -> None:
    kept = ["words-1.txt", "other.trie", "words-folder.trie"]
    (tmp_path / "words-00000000.trie").write_bytes(b"old")
    for name in kept[:2]:
        (tmp_path / name).write_bytes(b"other")
    (tmp_path / kept[2]).mkdir()
    open_word_list(tiny, tmp_path)
    assert {path.name for path in tmp_path.iterdir()} >= {*kept, file_name(tiny)}
    assert not (tmp_path / "words-00000000.trie").exists()


def test_another_process_compiles(
    tiny: Sources,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cache = tmp_path / "cache"
    open_word_list(tiny, cache)
    path = cache / file_name(tiny)
    content = path.read_bytes()
    path.unlink()
    lock = path.with_suffix(".lock")
    lock.touch()
    naps = []

    def nap(seconds: float) -> None:
        naps.append(seconds)
        if len(naps) in {2, 5}:
            lock.unlink()
        if len(naps) == 6:
            path.write_bytes(content)

    def wait_and_find_it_taken_again(lock: Path) -> None:
        wait(lock)
        lock.touch()
        nap(0)

    monkeypatch.setattr("time.sleep", nap)
    monkeypatch.setattr(wordlist, "wait", wait_and_find_it_taken_again)
    capsys.readouterr()
    assert "договор" in open_word_list(tiny, cache)
    assert capsys.readouterr().err.count("\n") == 1  # one notice, however long it takes


def test_who_comes_second_finds_the_list(
    tiny: Sources, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = tmp_path / "whole"
    open_word_list(tiny, whole)

    def taken_late(_: Path) -> bool:
        shutil.copy(whole / file_name(tiny), tmp_path)
        return True

    monkeypatch.setattr(wordlist, "taken", taken_late)
    monkeypatch.setattr(wordlist, "compile_words", None)
    assert "договор" in open_word_list(tiny, tmp_path)


def test_a_lock_of_the_dead_is_taken_over(tiny: Sources, tmp_path: Path) -> None:
    lock = (tmp_path / file_name(tiny)).with_suffix(".lock")
    lock.touch()
    long_ago = time.time() - 1000
    os.utime(lock, (long_ago, long_ago))
    wait(lock)
    assert "договор" in open_word_list(tiny, tmp_path)
    assert not lock.exists()


def test_a_lock_is_taken_once(tmp_path: Path) -> None:
    lock = tmp_path / "one.lock"
    assert taken(lock)
    assert not taken(lock)
    released(lock)
    released(lock)
    wait(lock)
    assert taken(lock)


def test_a_disk_that_fills_up(
    tiny: Sources,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    replace = os.replace

    def full(source: str, target: Path) -> None:
        if target.parent == tmp_path:
            raise OSError(28, "No space left on device")
        replace(source, target)

    monkeypatch.setattr(os, "replace", full)
    assert "договор" in open_word_list(tiny, tmp_path)
    assert "MAILRULES_CACHE" in capsys.readouterr().err
    assert not list(tmp_path.glob("*.lock"))


def test_where_the_cache_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("MAILRULES_CACHE", str(tmp_path))
    assert cache_folder() == tmp_path
    monkeypatch.delenv("MAILRULES_CACHE")
    assert cache_folder().name == "mailrules"


def test_the_command_is_quiet_when_the_list_is_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert "договор" in word_list()
    sys.modules.pop("mailrules.language.__main__", None)
    runpy.run_module("mailrules.language", run_name="__main__")
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "")


def test_the_list_belongs_to_its_user_alone(tiny: Sources, tmp_path: Path) -> None:
    open_word_list(tiny, tmp_path)
    mode = os.stat(tmp_path / file_name(tiny)).st_mode
    assert not mode & 0o022
