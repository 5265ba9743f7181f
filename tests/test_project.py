"""The project itself: what a stranger finds on a fresh clone."""

import os
import re
import subprocess
import sys
from pathlib import Path

from mailrules import __version__
from tests.program import ROOT, mailrules


def test_make_says_what_it_can_do_and_what_it_needs() -> None:
    listed = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    targets = "setup demo test check format generate docs bench clean"
    for target in targets.split():
        assert f"make {target}" in listed.stdout
    old = subprocess.run(
        ["make", "--always-make", "setup", "PYTHON=false"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert old.returncode != 0
    assert "mailrules needs Python 3.11 or newer" in old.stderr


def test_the_readme_and_ci_name_the_same_test_command() -> None:
    readme = (ROOT / "README.md").read_text("utf8")
    assert "make demo" in readme
    assert "make test" in readme
    assert "make test" in (ROOT / ".ci" / "run").read_text("utf8")
    for target in re.findall(r"\]\(((?!http)[^)#]+)\)", readme):
        assert (ROOT / target).exists(), target


def test_the_demonstration_ends_well() -> None:
    program = str(Path(sys.executable).with_name("mailrules"))
    done = subprocess.run(
        ["sh", "examples/demo.sh", program],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "LANGUAGE": "ru"},
    )
    assert done.returncode == 0, done.stderr
    assert "Проверено" in done.stdout


def test_the_changelog_knows_the_version() -> None:
    assert __version__ in (ROOT / "CHANGELOG.md").read_text("utf8")
    assert mailrules("--version").out.strip().endswith(__version__)
