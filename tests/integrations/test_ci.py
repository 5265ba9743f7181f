"""What GitHub and GitLab run: valid by their own schemas, and the same verdict as by hand."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.git.house import (
    BAD_LETTER,
    GOOD_LETTER,
    change,
    environment,
    templates_repository,
    write,
)
from tests.integrations.actions import Step, run_action
from tests.program import ROOT, mailrules

WORKFLOW = ROOT / "examples" / "templates-repo" / ".github" / "workflows" / "letters.yml"
GITLAB = ROOT / "integrations" / "gitlab.yml"
# Stands for Python in the step that installs: no network, the mailrules of this environment.
PYTHON = """#!/bin/sh
echo "$@" >> "$ASKED"
[ "$2" = venv ] || exit 0
mkdir -p "$3/bin"
cp "$0" "$3/bin/python"
printf '#!/bin/sh\\nexec "%s" -m mailrules "$@"\\n' "$REAL" > "$3/bin/mailrules"
chmod +x "$3/bin/mailrules"
"""


@pytest.mark.parametrize(
    ("schema", "path", "more"),
    [
        ("vendor.github-actions", ROOT / "action.yml", ()),
        ("vendor.github-workflows", WORKFLOW, ()),
        ("custom.github-workflows-require-timeout", WORKFLOW, ()),
        ("vendor.gitlab-ci", GITLAB, ("--data-transform", "gitlab-ci")),
    ],
)
def test_the_schemas_of_those_who_run_it_hold(
    schema: str, path: Path, more: tuple[str, ...]
) -> None:
    program = Path(sys.executable).with_name("check-jsonschema")
    done = subprocess.run(
        [program, "--builtin-schema", schema, *more, path],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_the_workflow_names_inputs_that_the_action_has() -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf8"))
    (job,) = yaml.safe_load(WORKFLOW.read_text("utf8"))["jobs"].values()
    (ours,) = (step for step in job["steps"] if "/mailrules@" in step["uses"])
    assert set(ours["with"]) <= set(action["inputs"])


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """The example of a repository of templates."""
    return templates_repository(tmp_path / "шаблоны компании")


def act(folder: Path, monkeypatch: pytest.MonkeyPatch, **inputs: str) -> dict[str, Step]:
    """Run the action in a folder; ``_`` in an input's name is a hyphen."""
    temporary = folder.parent / "runner temp"
    temporary.mkdir()
    python = write(folder.parent, "bin/python", PYTHON, add=False)
    python.chmod(0o755)
    monkeypatch.setenv("ASKED", str(temporary / "asked"))
    monkeypatch.setenv("REAL", sys.executable)
    given = {name.replace("_", "-"): value for name, value in inputs.items()}
    known = {"steps.python.outputs.python-path": str(python)}
    return run_action(given, folder, temporary, known)


def test_the_action_installs_itself_and_tries_all_templates(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = act(library, monkeypatch)
    assert list(ended) == ["python", "install", "templates"]
    home = library.parent / "runner temp" / "mailrules"
    asked = (home.parent / "asked").read_text("utf8").splitlines()
    assert asked[0] == f"-m venv {home}"
    assert asked[1].startswith("-m pip install ")
    assert asked[1].endswith(f" {ROOT}")
    assert ended["templates"] == (0, "", "")


def test_the_action_annotates_uploads_and_fails(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(library, "черновики/новое письмо.eml", BAD_LETTER)
    write(library, "good.eml", GOOD_LETTER)
    change(library, "templates/pieces/answer.j2", "Пожалуйста, ответьте", "Пожалуста, ответьте")
    paths = "\nчерновики\r\ngood.eml\n"
    ended = act(library, monkeypatch, paths=paths, sarif="true", language="en")
    letters, templates = ended["letters"], ended["templates"]
    assert (letters.code, templates.code) == (1, 1)
    assert "::error file=черновики/новое письмо.eml," in letters.out
    assert "::error file=templates/pieces/answer.j2,line=2," in templates.out
    assert "has no place in a business letter" in letters.out
    for name in ("letters", "templates"):
        file = library.parent / "runner temp" / f"mailrules-{name}.sarif"
        assert json.loads(file.read_bytes())["runs"][0]["results"]
        uploaded = ended[f"Upload what is said of the {name}"].out
        assert str(file) in uploaded
        assert f"mailrules-{name}" in uploaded


def test_the_action_takes_a_configuration_a_level_and_chosen_templates(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(library, "house/rules.yaml", "version: 1\nrules: {TXT003: note}\n", add=False)
    write(library, "a.eml", BAD_LETTER)
    ended = act(
        library,
        monkeypatch,
        paths="a.eml",
        templates="templates/documents.j2",
        config="house/rules.yaml",
        fail_level="note",
    )
    assert ended["letters"].code == 1
    assert "::notice file=a.eml" in ended["letters"].out
    assert "meeting-summary" not in ended["templates"].out


def test_a_path_never_becomes_a_command(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = '$(touch taken)\n"; touch taken; "\n--output=taken\n`touch taken`'
    ended = act(library, monkeypatch, paths=paths, templates="", sarif="true")
    assert ended["letters"].code == 2
    assert not (library / "taken").exists()


@pytest.mark.parametrize("bad", [True, False])
def test_gitlab_gets_its_report_and_the_verdict(*, bad: bool, library: Path) -> None:
    write(library, "a.eml", BAD_LETTER if bad else GOOD_LETTER)
    if bad:
        change(library, "templates/documents.j2", "письмом:", "письмом!")
    pipeline = yaml.safe_load(GITLAB.read_text("utf8"))
    variables = {name: about["value"] for name, about in pipeline["variables"].items()}
    for name in ("letters", "templates"):
        job = pipeline[f"mailrules-{name}"]
        done = subprocess.run(
            ["bash", "-eo", "pipefail", "-c", "\n".join(job["script"])],
            cwd=library,
            env=environment(library, **variables),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == int(bad), done.stderr
        report = library / job["artifacts"]["reports"]["codequality"]
        assert bool(json.loads(report.read_bytes())) == bad
        assert ("TXT003" in done.stdout) == bad


def test_the_example_is_sound_and_its_templates_make_letters(library: Path) -> None:
    checked = mailrules("config", "check", cwd=library)
    assert (checked.code, checked.err) == (0, "")
    tried = mailrules("templates", "check", "--all", "--fail-level", "note", cwd=library)
    assert (tried.code, tried.err) == (0, ""), tried.out
    letter = library.parent / "letter.eml"
    answers = ("--set", "project=обзвон гостиниц Казани", "--set", "documents=карточка компании")
    made = mailrules(
        *("compose", "documents", "--from", "anna@nirro.example", "--to", "petr@motor.example"),
        *(*answers, "--set", "answer_by=07.12.2026", "-o", letter),
        cwd=library,
    )
    assert made.code == 0, made.err
    assert os.path.getsize(letter)
