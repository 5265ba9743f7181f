"""The hook is put beside others and taken away without a trace."""

import os
import sys
from pathlib import Path
from shutil import which

import pytest

from mailrules.errors import InputError, UsageError
from mailrules.git import Repository, find_repository, install, uninstall
from mailrules.git.hook import SCRIPT
from tests.git.house import commit, environment, git, repository, run, write

MISSING = "It isn't there"
THEIRS = b'#!/bin/sh\nprintf "%s " "$0" "$#" "$GIT_INDEX_FILE" "$PWD"\n\xff\n'


def hooks(house: Path) -> Path:
    return house / ".git" / "hooks"


def kept(house: Path) -> Path:
    return hooks(house) / "pre-commit.before-mailrules"


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """An empty repository, without the samples that git puts among its hooks."""
    folder = tmp_path / "дом с пробелом"
    repository(folder)
    for sample in hooks(folder).iterdir():
        sample.unlink()
    return folder


def at(folder: Path) -> Repository:
    return find_repository(str(folder))


def test_it_comes_and_goes(house: Path) -> None:
    first = install(at(house), MISSING)
    assert first.path == hooks(house) / "pre-commit"
    assert (first.before, first.shared) == (None, False)
    assert os.access(first.path, os.X_OK)
    script = first.path.read_bytes()
    assert install(at(house), MISSING) == first
    assert first.path.read_bytes() == script
    assert [one.name for one in hooks(house).iterdir()] == ["pre-commit"]
    gone = uninstall(at(house))
    assert gone
    assert gone.before is None
    assert not list(hooks(house).iterdir())
    assert uninstall(at(house)) is None


@pytest.mark.parametrize("mode", [0o755, 0o644, 0o700])
def test_the_hook_before_comes_back_byte_for_byte(mode: int, house: Path) -> None:
    theirs = hooks(house) / "pre-commit"
    theirs.write_bytes(THEIRS)
    theirs.chmod(mode)
    for _ in range(2):
        hook = install(at(house), MISSING)
        assert hook.before == kept(house)
        assert kept(house).read_bytes() == THEIRS
    assert uninstall(at(house))
    assert theirs.read_bytes() == THEIRS
    assert theirs.stat().st_mode & 0o777 == mode
    assert [one.name for one in hooks(house).iterdir()] == ["pre-commit"]


@pytest.mark.parametrize("target", ["../../tools/check", "nowhere"])
def test_a_hook_that_is_a_link_stays_one(target: str, house: Path) -> None:
    write(house, "tools/check", "#!/bin/sh\n", add=False)
    theirs = hooks(house) / "pre-commit"
    theirs.symlink_to(target)
    install(at(house), MISSING)
    assert not theirs.is_symlink()
    assert (house / "tools" / "check").read_text() == "#!/bin/sh\n"
    uninstall(at(house))
    assert os.readlink(theirs) == target


def test_behind_the_program_pre_commit_it_stays_where_that_put_it(house: Path) -> None:
    theirs, legacy = hooks(house) / "pre-commit", hooks(house) / "pre-commit.legacy"
    theirs.write_bytes(THEIRS)
    install(at(house), MISSING)
    theirs.rename(legacy)  # as `pre-commit install` does with a hook that is there
    theirs.write_bytes(b"#!/bin/sh\n# of pre-commit\n")
    again = install(at(house), MISSING)
    assert again.path == legacy
    assert theirs.read_bytes() == b"#!/bin/sh\n# of pre-commit\n"
    uninstall(at(house))
    assert legacy.read_bytes() == THEIRS
    assert not kept(house).exists()


def test_no_hook_is_ever_written_over(house: Path) -> None:
    theirs = hooks(house) / "pre-commit"
    theirs.write_bytes(THEIRS)
    kept(house).write_bytes(b"older")
    with pytest.raises(UsageError) as raised:
        install(at(house), MISSING)
    assert raised.value.key == "git.before"
    assert (theirs.read_bytes(), kept(house).read_bytes()) == (THEIRS, b"older")
    theirs.unlink()
    assert install(at(house), MISSING).before == kept(house)


def test_what_cannot_be_written_leaves_all_as_it_was(
    house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    theirs = hooks(house) / "pre-commit"
    with monkeypatch.context() as patched:
        patched.setattr("mailrules.git.hook.write_whole", full)
        with pytest.raises(InputError):
            install(at(house), MISSING)
        assert not list(hooks(house).iterdir())
        theirs.write_bytes(THEIRS)
        with pytest.raises(InputError) as raised:
            install(at(house), MISSING)
    assert raised.value.key == "git.cannot-write"
    assert raised.value.arguments["reason"] == "No space left on device"
    assert theirs.read_bytes() == THEIRS
    assert not kept(house).exists()
    install(at(house), MISSING)
    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(InputError):
        uninstall(at(house))
    monkeypatch.undo()
    assert uninstall(at(house))


def test_core_hookspath_is_followed(house: Path, tmp_path: Path) -> None:
    git(house, "config", "core.hooksPath", ".githooks")
    assert install(at(house), MISSING).path == house / ".githooks" / "pre-commit"
    shared = tmp_path / "общие хуки"
    git(house, "config", "core.hooksPath", str(shared))
    hook = install(at(house), MISSING)
    assert (hook.path, hook.shared) == (shared / "pre-commit", True)
    git(house, "config", "core.hooksPath", os.devnull)
    with pytest.raises(InputError):
        install(at(house), MISSING)
    git(house, "config", "core.hooksPath", ".husky/_")
    with pytest.raises(UsageError) as raised:
        install(at(house), MISSING)
    assert raised.value.key == "git.husky"


def test_worktrees_share_their_hooks_and_a_submodule_has_its_own(
    house: Path, tmp_path: Path
) -> None:
    write(house, "a", "a")
    git(house, "commit", "-qm", "Start")
    git(house, "worktree", "add", "-q", str(tmp_path / "beside"))
    hook = install(at(tmp_path / "beside"), MISSING)
    assert (hook.path, hook.shared) == (hooks(house) / "pre-commit", False)
    outer = tmp_path / "outer"
    repository(outer)
    allowed = ("-c", "protocol.file.allow=always")
    git(outer, *allowed, "submodule", "--quiet", "add", str(house), "inner")
    hook = install(at(outer / "inner"), MISSING)
    assert hook.path == outer / ".git" / "modules" / "inner" / "hooks" / "pre-commit"
    assert not hook.shared


def with_stub(house: Path, monkeypatch: pytest.MonkeyPatch, python: str) -> None:
    """Install a hook whose Python is ``python``: a script that says what it is asked."""
    stub = house.parent / "stub python's"
    stub.write_text(python)
    stub.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(stub))
    install(at(house), MISSING)
    monkeypatch.undo()


ASKED = '#!/bin/sh\ncase "$*" in *import*) exit {found};; esac\necho "asked: $*" >&2\nexit {code}\n'


@pytest.mark.parametrize("code", [0, 1, 2, 3])
def test_theirs_runs_first_as_git_runs_it_and_ours_decides(
    code: int, house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = hooks(house) / "pre-commit"
    theirs.write_bytes(THEIRS.replace(b"\xff\n", b"echo >> trace\n"))
    theirs.chmod(0o755)
    with_stub(house, monkeypatch, ASKED.format(found=0, code=code))
    write(house, "a", "a")
    done = commit(house)
    assert done.code == min(code, 1)
    assert "asked: -P -m mailrules hook run\n" in done.err
    assert (
        f"before-mailrules 0 {environment(house).get('GIT_INDEX_FILE', '.git/index')} " in done.err
    )
    assert done.err.index(str(house)) < done.err.index("asked:")
    assert (house / "trace").exists()


def test_where_theirs_fails_its_code_counts_and_ours_does_not_run(
    house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = hooks(house) / "pre-commit"
    theirs.write_text("#!/bin/sh\nexit 7\n")
    theirs.chmod(0o755)
    with_stub(house, monkeypatch, ASKED.format(found=0, code=0))
    done = run(house, str(hooks(house) / "pre-commit"))
    assert done == (7, "", "")
    kept(house).chmod(0o644)  # git leaves out a hook that may not be run
    assert run(house, str(hooks(house) / "pre-commit")).code == 0


def test_where_that_mailrules_is_gone_the_one_on_the_path_is_asked(
    house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_stub(house, monkeypatch, ASKED.format(found=1, code=0))
    script = str(hooks(house) / "pre-commit")
    other = write(house.parent, "bin/mailrules", '#!/bin/sh\necho "other: $*"\nexit 4\n', add=False)
    other.chmod(0o755)
    path = f"{other.parent}{os.pathsep}/usr/bin{os.pathsep}/bin"
    assert run(house, script, PATH=path) == (4, "other: hook run\n", "")
    (house.parent / "stub python's").unlink()
    assert run(house, script, PATH=path) == (4, "other: hook run\n", "")
    refused = run(house, script, PATH="/usr/bin:/bin")
    assert refused == (1, "", f"{MISSING}\n{script}\n")


def test_a_module_of_that_name_in_the_repository_is_not_run(house: Path) -> None:
    install(at(house), MISSING)
    write(house, "mailrules.py", "raise SystemExit('taken in')\n")
    assert commit(house).code == 0


@pytest.mark.parametrize("shell", [one for one in ("sh", "dash", "bash") if which(one)])
def test_every_shell_reads_the_script(shell: str, house: Path) -> None:
    assert run(house, shell, "-n", str(SCRIPT)).code == 0
