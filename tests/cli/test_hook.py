"""`mailrules hook`: a commit is judged as git would make it, and refused with words that help."""

import os
import sys
from pathlib import Path

import pytest

from mailrules.git import find_repository, install
from tests.git.house import (
    BAD_LETTER,
    GOOD_LETTER,
    change,
    commit,
    git,
    hook,
    repository,
    run,
    templates_repository,
    write,
)
from tests.program import EXAMPLES, ROOT, mailrules

SAID = "Коммит не сделан. Исправьте отмеченное"


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """The shipped rules and staff, committed, with the hook in place."""
    folder = tmp_path / "наши письма"
    made = repository(folder)
    for name in ("rules.yaml", "staff.yaml"):
        write(folder, name, (ROOT / name).read_bytes())
    git(folder, "commit", "-qm", "Start")
    assert install(made, "").path == script(folder)
    return folder


def script(folder: Path) -> Path:
    return folder / ".git" / "hooks" / "pre-commit"


def commits(folder: Path) -> int:
    return int(git(folder, "rev-list", "--count", "HEAD"))


def test_a_bad_letter_is_refused_and_a_good_one_goes_through(house: Path, tmp_path: Path) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    write(house, "черновики/новое письмо.eml", BAD_LETTER)
    refused = commit(house, TMPDIR=str(temporary))
    assert refused.code == 1
    assert "черновики/новое письмо.eml" in refused.err
    assert "TXT003" in refused.err
    assert "закончите предложение точкой" in refused.err
    assert SAID in refused.err
    assert "X-Mailrules-Ignore" in refused.err
    assert "В рабочей папке" not in refused.err
    assert str(temporary) not in refused.err
    assert commits(house) == 1
    write(house, "черновики/новое письмо.eml", GOOD_LETTER)
    assert commit(house, TMPDIR=str(temporary)) == (0, "", "")
    assert commits(house) == 2
    assert not [one for one in temporary.iterdir() if one.is_dir()]


def test_what_is_staged_counts_not_what_lies_in_the_folder(house: Path) -> None:
    write(house, "draft.eml", BAD_LETTER)
    write(house, "draft.eml", GOOD_LETTER, add=False)
    refused = commit(house)
    assert refused.code == 1
    assert "В рабочей папке файл уже другой: draft.eml" in refused.err
    write(house, "draft.eml", GOOD_LETTER)
    write(house, "draft.eml", BAD_LETTER, add=False)
    assert commit(house).code == 0
    assert git(house, "show", "HEAD:draft.eml").encode() == GOOD_LETTER
    assert (house / "draft.eml").read_bytes() == BAD_LETTER


def test_a_letter_staged_in_part_is_judged_in_part(house: Path) -> None:
    write(house, "a.eml", GOOD_LETTER)
    git(house, "commit", "-qm", "Good", "--no-verify")
    write(house, "a.eml", GOOD_LETTER.replace(b"\r\n\r\n", b"\r\nX-Note: a\r\n\r\n", 1))
    write(house, "a.eml", BAD_LETTER, add=False)
    write(house, "not-added.eml", BAD_LETTER, add=False)
    assert commit(house).code == 0
    assert run(house, "git", "commit", "-qam", "All").code == 1


def test_the_rules_are_the_staged_ones(house: Path) -> None:
    rules = (house / "rules.yaml").read_text("utf8")
    off = rules.replace("TXT003: error ", "TXT003: off ")
    assert off != rules
    write(house, "draft.eml", BAD_LETTER)
    write(house, "rules.yaml", off, add=False)
    assert commit(house).code == 1
    git(house, "add", "rules.yaml")
    write(house, "rules.yaml", "broken: [", add=False)
    assert commit(house).code == 0


@pytest.mark.parametrize("letter", [True, False])
def test_a_broken_rules_yaml_is_refused_with_its_place(*, letter: bool, house: Path) -> None:
    write(house, "rules.yaml", "version: 1\nmesages: ru\n")
    if letter:
        write(house, "draft.eml", BAD_LETTER)
    refused = commit(house)
    assert refused.code == 1
    assert refused.err.startswith("rules.yaml:2:1: ")
    assert "messages" in refused.err
    assert SAID in refused.err
    assert "TXT003" not in refused.err


def test_a_staff_list_that_goes_is_missed(house: Path) -> None:
    git(house, "rm", "-q", "staff.yaml")
    refused = commit(house)
    assert refused.code == 1
    assert refused.err.startswith("rules.yaml:")


def test_where_git_has_no_rules_those_above_are_in_force(tmp_path: Path) -> None:
    house, temporary = tmp_path / "above" / "house", tmp_path / "temporary"
    repository(house)
    temporary.mkdir()
    write(temporary, "rules.yaml", "version: 1\nrules: {TXT003: off}\n", add=False)
    write(house, "draft.eml", BAD_LETTER)
    refused = hook(house, "run", TMPDIR=str(temporary))
    assert refused.code == 1
    assert "TXT003" in refused.out
    write(tmp_path / "above", "rules.yaml", "version: 1\nrules: {TXT003: off}\n", add=False)
    assert hook(house, "run", TMPDIR=str(temporary)).code == 0


def test_it_speaks_the_language_asked_for(house: Path) -> None:
    write(house, "draft.eml", BAD_LETTER)
    done = hook(house, "run", "--lang", "en")
    assert done.code == 1
    assert "has no place in a business letter" in done.out
    assert done.err.startswith("The commit was not made.")


def test_a_commit_without_letters_loads_nothing_that_judges(house: Path) -> None:
    heavy = ("mailrules.engine", "mailrules.rules", "mailrules.config", "yaml", "jinja2")
    program = (
        "import sys\n"
        "from mailrules.cli import main\n"
        "try:\n    main(['hook', 'run'])\n"
        f"finally:\n    print([one for one in {heavy!r} if one in sys.modules])\n"
    )
    for _ in range(2):
        assert run(house, sys.executable, "-c", program) == (0, "[]\n", "")
        write(house, "notes.txt", "a")


def test_a_signal_ends_it_as_ctrl_c_does(house: Path, tmp_path: Path) -> None:
    stub = write(tmp_path, "bin/git", '#!/bin/sh\nkill -TERM "$PPID"\n', add=False)
    stub.chmod(0o755)
    ended = hook(house, "run", PATH=f"{stub.parent}{os.pathsep}{os.environ['PATH']}")
    assert ended.code == 2
    assert "Прервано" in ended.err


def test_the_hook_before_is_told_of(house: Path) -> None:
    assert hook(house, "uninstall").code == 0
    assert not script(house).exists()
    first = hook(house, "install")
    assert first == (0, f"Проверка перед коммитом включена: {script(house)}\n", "")
    script(house).write_bytes(b"#!/bin/sh\necho theirs >&2\n")
    script(house).chmod(0o755)
    installed = hook(house, "install", "--lang", "en")
    before = f"{script(house)}.before-mailrules"
    assert installed.out.endswith(f"The hook before is kept and runs first: {before}\n")
    write(house, "draft.eml", BAD_LETTER)
    refused = commit(house)
    assert refused.code == 1
    assert refused.err.startswith("theirs\n")
    gone = hook(house, "uninstall")
    assert (
        gone.out == f"Проверка перед коммитом выключена, прежний хук возвращён: {script(house)}\n"
    )
    assert script(house).read_bytes() == b"#!/bin/sh\necho theirs >&2\n"
    nothing = hook(house, "uninstall")
    assert nothing.code == 0
    assert "mailrules hook install" in nothing.out


def test_a_shared_folder_of_hooks_is_told_of(house: Path, tmp_path: Path) -> None:
    hook(house, "uninstall")
    git(house, "config", "core.hooksPath", str(tmp_path / "hooks"))
    done = hook(house, "install")
    assert f"Папка {tmp_path / 'hooks'} общая" in done.err
    gone = hook(house, "uninstall")
    assert (
        gone.out == f"Проверка перед коммитом выключена, хук удалён: {tmp_path}/hooks/pre-commit\n"
    )


@pytest.mark.parametrize("word", ["install", "uninstall", "run"])
def test_outside_of_a_repository_and_without_git_it_says_what_to_do(
    word: str, tmp_path: Path
) -> None:
    outside = hook(tmp_path, word)
    assert outside.code == 2
    assert f"{tmp_path} — не рабочая папка репозитория git" in outside.err
    assert "git init" in outside.err
    without = hook(tmp_path, word, PATH=str(tmp_path))
    assert without.code == 2
    assert "установите её" in without.err


def test_examples_are_refused_as_check_refuses_them(house: Path) -> None:
    for letter in sorted((EXAMPLES / "outbox").glob("*.eml")):
        write(house, f"outbox/{letter.name}", letter.read_bytes())
    judged = mailrules("check", "--quiet", "outbox", cwd=house)
    refused = hook(house, "run")
    assert (refused.code, refused.out) == (judged.code, judged.out)
    assert judged.code == 1


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """The example of a repository of templates, committed, with the hook in place."""
    folder = templates_repository(tmp_path / "шаблоны компании")
    git(folder, "commit", "-qm", "Start")
    install(find_repository(str(folder)), "")
    return folder


def test_a_bad_template_is_refused_at_its_line_and_a_mended_one_goes_through(library: Path) -> None:
    change(library, "templates/documents.j2", "письмом:", "письмом!")
    refused = commit(library)
    assert refused.code == 1
    assert "templates/documents.j2" in refused.err
    assert "TXT003" in refused.err
    assert "файл, строка 30" in refused.err
    assert "meeting-summary" not in refused.err
    assert SAID in refused.err
    assert "X-Mailrules-Ignore" not in refused.err
    change(library, "templates/documents.j2", "письмом!", "письмом:", add=False)
    refused = commit(library)
    assert refused.code == 1
    assert "В рабочей папке файл уже другой: templates/documents.j2" in refused.err
    change(library, "templates/documents.j2", "summary: Запрос", "summary: Просьба прислать")
    assert commit(library).code == 0


def test_a_changed_piece_has_every_template_tried_that_includes_it(library: Path) -> None:
    change(library, "templates/pieces/answer.j2", "Пожалуйста, ответьте", "Пожалуста, ответьте")
    refused = commit(library)
    assert refused.code == 1
    assert "templates/pieces/answer.j2" in refused.err
    assert "Пожалуйста" in refused.err
    git(library, "reset", "-q", "--hard")
    git(library, "rm", "-q", "templates/pieces/answer.j2")
    gone = commit(library)
    assert gone.code == 1
    assert "templates/documents.j2" in gone.err
    assert "templates/meeting-summary.j2" in gone.err


def test_a_template_that_the_commit_leaves_alone_is_not_tried(library: Path) -> None:
    change(library, "templates/documents.j2", "письмом:", "письмом!")
    git(library, "commit", "-qm", "Bad", "--no-verify")
    change(library, "templates/meeting-summary.j2", "На встрече мы", "Сегодня на встрече мы")
    assert commit(library).code == 0
    change(library, "templates/pieces/answer.j2", "ответьте", "напишите")
    assert "templates/documents.j2" in commit(library).err
