"""The real pre-commit runs the hooks that this repository offers to others."""

import shutil
from pathlib import Path

import pytest
import yaml

from tests.git.house import (
    BAD_LETTER,
    GOOD_LETTER,
    change,
    commit,
    git,
    repository,
    run,
    templates_repository,
    write,
)
from tests.program import ROOT


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """The example of a repository of templates, with pre-commit as its README has it.

    The hooks come from a repository that has our manifest, as from ours; so that
    nothing is fetched, they run the mailrules that is installed.
    """
    offered = tmp_path / "mailrules"
    repository(offered)
    shutil.copy(ROOT / ".pre-commit-hooks.yaml", offered)
    git(offered, "add", ".")
    git(offered, "commit", "-qm", "Hooks")
    git(offered, "tag", "v0.1.0")
    folder = templates_repository(tmp_path / "шаблоны")
    config = yaml.safe_load((folder / ".pre-commit-config.yaml").read_text("utf8"))
    (source,) = config["repos"]
    source["repo"] = str(offered)
    for one in source["hooks"]:
        one["language"] = "system"
    write(folder, ".pre-commit-config.yaml", yaml.safe_dump(config))
    git(folder, "commit", "-qm", "Start")
    assert run(folder, "pre-commit", "install").code == 0
    return folder


def test_templates_are_refused_and_let_through(library: Path) -> None:
    change(library, "templates/documents.j2", "письмом:", "письмом!")
    refused = commit(library)
    assert refused.code == 1
    assert "templates/documents.j2" in refused.err
    assert "закончите предложение точкой" in refused.err
    assert "meeting-summary" not in refused.err
    change(library, "templates/documents.j2", "письмом!", "письмом:", add=False)
    assert commit(library).code == 1  # what is staged counts here too
    change(library, "templates/documents.j2", "summary: Запрос", "summary: Просьба прислать")
    done = commit(library)
    assert done.code == 0, done.err


def test_a_changed_piece_has_the_templates_tried_that_include_it(library: Path) -> None:
    change(library, "templates/pieces/answer.j2", "answer_by|date", "answer_buy|date")
    refused = commit(library)
    assert refused.code == 1
    assert "templates/pieces/answer.j2" in refused.err
    assert "TPL002" in refused.err


def test_letters_and_settings_are_judged(library: Path) -> None:
    write(library, "drafts/письмо.eml", BAD_LETTER)
    refused = commit(library)
    assert refused.code == 1
    assert "TXT003" in refused.err
    write(library, "drafts/письмо.eml", GOOD_LETTER)
    done = commit(library)
    assert done.code == 0, done.err
    change(library, "rules.yaml", "messages:", "mesages:")
    broken = commit(library)
    assert broken.code == 1
    assert "rules.yaml:5:1" in broken.err


def test_our_hook_runs_behind_the_program_too(library: Path) -> None:
    assert run(library, "pre-commit", "uninstall").code == 0
    assert run(library, "mailrules", "hook", "install").code == 0
    assert run(library, "pre-commit", "install").code == 0
    write(library, ".pre-commit-config.yaml", "repos: []\n")
    change(library, "templates/documents.j2", "письмом:", "письмом!")
    refused = commit(library)
    assert refused.code == 1
    assert "Коммит не сделан" in refused.err
    assert run(library, "mailrules", "hook", "uninstall").code == 0
    assert commit(library).code == 0
