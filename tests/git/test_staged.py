"""The index is read as git would commit it."""

from pathlib import Path

import pytest

from mailrules.errors import InputError
from mailrules.git import Staged, read_staged
from tests.git.house import LETTER, git, repository, run, write


def changes(folder: Path) -> tuple[list[str], list[str]]:
    staged = read_staged(repository(folder))
    return sorted(staged.added), sorted(staged.gone)


@pytest.mark.parametrize("form", ["sha1", "sha256"])
def test_the_first_commit_has_all_of_the_index(form: str, tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", f"--object-format={form}")
    made = repository(tmp_path)
    assert read_staged(made) == Staged()
    write(tmp_path, "письмо клиенту.eml", LETTER)
    write(tmp_path, "later.eml", LETTER, add=False)
    assert changes(tmp_path) == (["письмо клиенту.eml"], [])


def test_added_changed_renamed_and_gone(tmp_path: Path) -> None:
    repository(tmp_path)
    for name in ("same", "changed", "old name", "gone", "mode", "link-to-be"):
        write(tmp_path, name, f"{name}\n")
    git(tmp_path, "commit", "-qm", "Start")
    assert read_staged(repository(tmp_path)) == Staged()
    write(tmp_path, "changed", "other\n")
    write(tmp_path, "added", "added\n")
    write(tmp_path, "intended", "intended\n", add=False)
    git(tmp_path, "add", "-N", "intended")
    git(tmp_path, "mv", "old name", "new name")
    git(tmp_path, "rm", "-q", "gone")
    git(tmp_path, "update-index", "--chmod=+x", "mode")
    (tmp_path / "link-to-be").unlink()
    (tmp_path / "link-to-be").symlink_to("same")
    git(tmp_path, "add", "link-to-be")
    staged = read_staged(repository(tmp_path))
    assert sorted(staged.added) == ["added", "changed", "mode", "new name"]
    assert sorted(staged.gone) == ["gone", "old name"]
    assert "intended" not in staged.entries
    assert staged.entries["link-to-be"].mode == "120000"


def test_a_submodule_is_no_file(tmp_path: Path) -> None:
    repository(tmp_path / "inner")
    write(tmp_path / "inner", "a.eml", LETTER)
    git(tmp_path / "inner", "commit", "-qm", "Start")
    house = tmp_path / "house"
    repository(house)
    (tmp_path / "inner").rename(house / "inner.eml")
    git(house, "-c", "advice.addEmbeddedRepo=false", "add", "inner.eml")
    assert changes(house) == ([], [])


def test_another_index_may_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repository(tmp_path)
    write(tmp_path, "a.eml", LETTER)
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "other-index"))
    assert changes(tmp_path) == ([], [])


def test_in_a_merge_the_other_branch_is_not_new(tmp_path: Path) -> None:
    repository(tmp_path)
    write(tmp_path, "both", "start\n")
    git(tmp_path, "commit", "-qm", "Start")
    git(tmp_path, "checkout", "-qb", "theirs")
    write(tmp_path, "both", "theirs\n")
    write(tmp_path, "theirs.eml", LETTER)
    git(tmp_path, "commit", "-qm", "Theirs")
    git(tmp_path, "checkout", "-q", "main")
    write(tmp_path, "both", "ours\n")
    git(tmp_path, "commit", "-qm", "Ours")
    assert run(tmp_path, "git", "merge", "-q", "theirs").code == 1
    with pytest.raises(InputError) as raised:
        changes(tmp_path)
    assert raised.value.key == "git.failed"
    write(tmp_path, "both", "agreed\n")
    assert changes(tmp_path) == (["both"], [])
