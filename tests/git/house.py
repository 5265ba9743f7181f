"""A repository for tests: real git, without the user's settings, hooks or network."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from mailrules.git import Repository, find_repository
from tests.letters import build
from tests.program import EXAMPLES, Result

PEOPLE = {
    f"GIT_{who}_{what}": value
    for who in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "Anna"), ("EMAIL", "anna@nirro.example"))
}
GOOD = {
    "body": "Добрый день, Пётр.\n\n"
    "Мы звоним руководителям автосервисов и рассказываем о моторном масле.\n\n"
    "С уважением,\nАнна Ким\nменеджер по продажам, Nirro Call Center\n"
    "Тел. +7 495 000-00-01\nanna@nirro.example\n",
}
GOOD_LETTER = build(GOOD)
BAD_LETTER = build({"body": GOOD["body"].replace("масле.", "масле!")})
LETTER = b"From: a@nirro.example\r\n\r\nHello.\r\n"


def environment(folder: Path, **more: str) -> dict[str, str]:
    """Return what git and its hooks run with; ``mailrules`` is on the PATH."""
    outer = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return {
        **outer,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PRE_COMMIT_HOME": str(folder.parent / "pre-commit-home"),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "LANGUAGE": "ru",
        "NO_COLOR": "1",
        **PEOPLE,
        **more,
    }


def run(folder: Path, *words: str, **more: str) -> Result:
    """Run a program in a folder of a repository."""
    done = subprocess.run(
        words, cwd=folder, env=environment(folder, **more), capture_output=True, check=False
    )
    return Result(done.returncode, done.stdout.decode(), done.stderr.decode())


def git(folder: Path, *words: str, **more: str) -> str:
    """Run git, which has to go well; return what it prints."""
    done = run(folder, "git", *words, **more)
    assert done.code == 0, done.err
    return done.out


def hook(folder: Path, *words: str, **more: str) -> Result:
    """Run ``mailrules hook …``."""
    return run(folder, sys.executable, "-m", "mailrules", "hook", *words, **more)


def commit(folder: Path, **more: str) -> Result:
    """Try to commit what is in the index."""
    return run(folder, "git", "commit", "-qm", "Commit", **more)


def write(folder: Path, name: str, content: str | bytes, *, add: bool = True) -> Path:
    """Write a file, and add it to the index."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    if add:
        git(folder, "add", "--", name)
    return path


def repository(folder: Path) -> Repository:
    """Make an empty repository in ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "-q", "-b", "main")
    return find_repository(str(folder))


def templates_repository(folder: Path) -> Path:
    """Make a repository of ``examples/templates-repo``, all of it in the index."""
    shutil.copytree(EXAMPLES / "templates-repo", folder)
    repository(folder)
    git(folder, "add", ".")
    return folder


def change(folder: Path, name: str, before: str, after: str, *, add: bool = True) -> None:
    """Change the text of a file, and add it to the index."""
    text = (folder / name).read_text("utf8")
    assert before in text
    write(folder, name, text.replace(before, after), add=add)
