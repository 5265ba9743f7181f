"""git is asked, and what it cannot do is told in words."""

import os
from pathlib import Path

import pytest

from mailrules.errors import InputError, UsageError
from mailrules.git import find_repository, unstaged
from tests.git.house import LETTER, git, repository, write


@pytest.mark.parametrize("name", ["plain", "with a space", "письма клиентам", "a\"b'c", "a\nb"])
def test_the_top_is_found_from_below_whatever_it_is_called(name: str, tmp_path: Path) -> None:
    made = repository(tmp_path / name)
    below = tmp_path / name / "drafts"
    below.mkdir()
    assert find_repository(str(below)) == made
    assert Path(made.top).samefile(tmp_path / name)


def test_outside_of_a_repository_there_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as raised:
        find_repository(str(tmp_path))
    assert raised.value.key == "git.outside"
    assert raised.value.arguments["folder"] == str(tmp_path)


def test_without_git_there_is_a_clear_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UsageError) as raised:
        find_repository(str(tmp_path))
    assert raised.value.key == "git.missing"


def test_what_git_refuses_is_told_in_its_words(tmp_path: Path) -> None:
    made = repository(tmp_path / "house")
    with pytest.raises(InputError) as raised:
        made.ask("cat-file", "-p", "nothing")
    assert "nothing" in str(raised.value.arguments["detail"])
    with pytest.raises(InputError) as raised:
        made.ask("diff", "--quiet", "--no-index", os.devnull, __file__)
    assert str(raised.value.arguments["detail"]).startswith("diff --quiet")


def test_objects_have_the_bytes_that_git_stores(tmp_path: Path) -> None:
    house = tmp_path / "house"
    made = repository(house)
    binary = bytes(range(256)) * 1000
    for name, content in (("a.eml", LETTER), ("b", b""), ("c", binary)):
        write(house, name, content)
    with made.objects() as read:
        for name, content in (("c", binary), ("a.eml", LETTER), ("b", b"")):
            assert read(made.line("rev-parse", f":{name}")) == content
        with pytest.raises(InputError) as raised:
            read("0" * 40)
        assert "missing" in str(raised.value.arguments["detail"])


def test_a_file_that_the_folder_has_otherwise_is_named(tmp_path: Path) -> None:
    house = tmp_path / "house"
    made = repository(house)
    for name in ("[a].eml", "a.eml", "b.eml"):
        write(house, name, LETTER)
    git(house, "commit", "-qm", "Start")
    write(house, "[a].eml", b"other", add=False)
    assert unstaged(made, ["[a].eml", "b.eml"]) == ["[a].eml"]
    assert unstaged(made, ["a.eml"]) == []
