"""`mailrules init`: an empty folder where everything works at once, asked or not."""

import os
import pty
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.letters import build
from tests.program import ROOT, Result, mailrules

MADE = [
    ".pre-commit-config.yaml",
    "deal.yaml",
    "rules.schema.json",
    "rules.yaml",
    "staff.yaml",
    "templates",
]
RUSSIAN = {
    "body": "Добрый день, Пётр.\n\n"
    "Мы звоним руководителям автосервисов и рассказываем о моторном масле.\n\n"
    "С уважением,\nАнна Ким\nменеджер по продажам, Nirro Call Center\n"
    "Тел. +7 495 000-00-01\nanna@nirro.example\n",
}
ENGLISH = {
    "from": "Anna Kim <anna@nirro.example>",
    "to": "Peter Sidorov <petr@motor.example>",
    "subject": "Cold calls to sell motor oil",
    "body": "Good morning, Peter.\n\n"
    "We call the managers of garages and tell them about motor oil.\n\n"
    "Kind regards,\nAnna Kim\nsales manager, Nirro Call Center\n"
    "Tel. +44 20 7946 0001\nanna@nirro.example\n",
}


def on_a_terminal(folder: Path, typed: str, *arguments: str, language: str = "en") -> Result:
    """Run `mailrules init` with ``typed`` at a pseudo-terminal; its screen is in ``out``."""
    ours, theirs = pty.openpty()
    program = subprocess.Popen(
        [sys.executable, "-m", "mailrules", "init", *arguments],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=folder,
        env={**os.environ, "LANGUAGE": language, "NO_COLOR": "1"},
        start_new_session=True,
    )
    os.close(theirs)
    os.write(ours, typed.encode())
    screen = b""
    while True:
        try:
            shown = os.read(ours, 4096)
        except OSError:  # Linux says so when the other side is closed
            break
        if not shown:
            break
        screen += shown
    os.close(ours)
    return Result(program.wait(60), screen.decode().replace("\r\n", "\n"), "")


def there(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


@pytest.mark.parametrize(("language", "letter"), [("ru", RUSSIAN), ("en", ENGLISH)])
def test_without_a_terminal_all_is_ready_at_once(
    language: str, letter: dict[str, str], tmp_path: Path
) -> None:
    done = mailrules("init", cwd=tmp_path, env={"LANGUAGE": language})
    assert done.code == 0, done.err
    assert there(tmp_path) == MADE
    assert "mailrules check" in done.out
    assert len(done.out.splitlines()) == 5
    clean = mailrules("config", "check", cwd=tmp_path)
    assert (clean.code, clean.err) == (0, "")
    (tmp_path / "draft.eml").write_bytes(build(letter))
    judged = mailrules("check", "draft.eml", "--fail-level=note", cwd=tmp_path)
    assert (judged.code, judged.err) == (0, ""), judged.out
    (tmp_path / "bad.eml").write_bytes(build({**letter, "body": "Hello!\n"}))
    found = mailrules("check", "bad.eml", "--format=concise", cwd=tmp_path)
    assert found.code == 1
    assert "TXT003" in found.out
    assert "SIG001" in found.out


def test_without_input_and_output_it_works_in_silence(tmp_path: Path) -> None:
    closed = ("sh", "-c", 'exec "$0" -m mailrules "$@" <&- >&-', sys.executable)
    assert mailrules("init", cwd=tmp_path, program=closed) == (0, "", "")
    assert there(tmp_path) == MADE


def test_the_starters_deal_is_read(tmp_path: Path) -> None:
    mailrules("init", cwd=tmp_path)
    letter = {**RUSSIAN, "cc": "boss@motor.example"}
    (tmp_path / "draft.eml").write_bytes(build(letter))
    judged = mailrules("check", "--deal", "deal.yaml", "draft.eml", cwd=tmp_path)
    assert (judged.code, judged.err) == (0, ""), judged.out


def test_options_answer_the_questions(tmp_path: Path) -> None:
    done = mailrules(
        *("init", "new/house", "--lang=en", "--name=Horns & Hoofs", "--domain=horns.example"),
        *("--domain=hoofs.example", "--person=Ostap Bender", "--position=head", "--phone=12345"),
        cwd=tmp_path,
    )
    assert done.code == 0, done.err
    assert "Save a letter" in done.out
    shown = mailrules("config", "show", "--config", tmp_path / "new" / "house" / "rules.yaml").out
    assert "name: Horns & Hoofs" in shown
    assert "- hoofs.example" in shown
    assert "email: ostap@horns.example" in shown
    assert "Kind regards" in shown


@pytest.mark.parametrize(
    ("option", "words"),
    [
        ("--domain=nirro", "--domain: «nirro» — не домен"),
        ("--email=anna", "--email: «anna» — не адрес почты"),
        ("--name=", "--name: Напишите ответ"),
    ],
)
def test_a_wrong_option_writes_nothing(option: str, words: str, tmp_path: Path) -> None:
    done = mailrules("init", option, cwd=tmp_path)
    assert done.code == 2
    assert words in done.err
    assert not there(tmp_path)


def test_a_folder_with_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".gitignore").touch()
    (tmp_path / "letter.eml").touch()
    refused = mailrules("init", cwd=tmp_path)
    assert refused.code == 2
    assert "letter.eml" in refused.err
    assert ".git" not in refused.err
    for number in range(6):
        (tmp_path / f"{number}.txt").touch()
    assert "4.txt и ещё 2" in mailrules("init", tmp_path).err
    assert there(tmp_path)[:3] == [".git", ".gitignore", "0.txt"]
    assert "rules.yaml" not in there(tmp_path)
    assert mailrules("init", tmp_path / "letter.eml").code == 2


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = mailrules("init", tmp_path / "file" / "below")
    assert done.code == 2
    assert "не удалось записать" in done.err
    assert "ничего не записано" in done.err


def test_on_a_terminal_it_asks_checks_and_shows_before_it_writes(tmp_path: Path) -> None:
    typed = (
        "fr\nru\nООО «Рога»\nroga\n@roga.example\nОстап Бендер\nostap\n\nдиректор\n+7 495 1\nда\n"
    )
    done = on_a_terminal(tmp_path, typed)
    assert done.code == 0, done.out
    assert "Write ru or en." in done.out
    assert "«roga» — не домен" in done.out
    assert "«ostap» — не адрес почты" in done.out
    assert "Адрес почты [ostap@roga.example]" in done.out
    assert done.out.index("Будут записаны:") < done.out.index("Готово: ")
    assert "templates/presale.j2" in done.out
    assert there(tmp_path) == MADE
    assert "email: ostap@roga.example" in (tmp_path / "staff.yaml").read_text("utf-8")
    assert mailrules("config", "check", cwd=tmp_path).code == 0


def test_on_a_terminal_enter_takes_the_defaults_and_options_are_not_asked(tmp_path: Path) -> None:
    done = on_a_terminal(tmp_path, "\n" * 6, "--name", "Horns", "--lang", "en")
    assert done.code == 0, done.out
    assert "Company name" not in done.out
    assert "Mail domain [nirro.example]" in done.out
    assert "name: Horns" in (tmp_path / "rules.yaml").read_text("utf-8")


@pytest.mark.parametrize("typed", ["\n\n\n\n\n\n\nno\n", "\n\x04"])
def test_on_a_terminal_one_may_leave_without_a_trace(typed: str, tmp_path: Path) -> None:
    done = on_a_terminal(tmp_path, typed)
    assert done.code == 2
    assert "Interrupted" in done.out
    assert not there(tmp_path)


def test_defaults_asks_nothing_on_a_terminal(tmp_path: Path) -> None:
    done = on_a_terminal(tmp_path, "", "--defaults", language="ru")
    assert done.code == 0
    assert done.out.startswith("Готово: ")


def git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run git with its hooks finding this environment's mailrules, and no home or network."""
    program = Path(sys.executable).parent
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
        "PATH": f"{program}{os.pathsep}{os.environ['PATH']}",
        "PRE_COMMIT_HOME": str(folder.parent / "pre-commit"),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "LANGUAGE": "ru",
        **{f"GIT_{who}_NAME": "Anna" for who in ("AUTHOR", "COMMITTER")},
        **{f"GIT_{who}_EMAIL": "anna@nirro.example" for who in ("AUTHOR", "COMMITTER")},
    }
    return subprocess.run(
        arguments, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def test_a_commit_checks_its_letters_and_its_rules(tmp_path: Path) -> None:
    house = tmp_path / "house"
    house.mkdir()
    assert git(house, "git", "init", "-q").returncode == 0
    assert mailrules("init", cwd=house).code == 0
    assert git(house, "pre-commit", "install").returncode == 0
    git(house, "git", "add", ".")
    first = git(house, "git", "commit", "-qm", "Start")
    assert first.returncode == 0, first.stderr
    (house / "good.eml").write_bytes(build(RUSSIAN))
    git(house, "git", "add", "good.eml")
    good = git(house, "git", "commit", "-qm", "Good")
    assert good.returncode == 0, good.stderr
    (house / "bad.eml").write_bytes(build({**RUSSIAN, "body": "Привет!\n"}))
    git(house, "git", "add", "bad.eml")
    bad = git(house, "git", "commit", "-qm", "Bad")
    assert bad.returncode == 1
    assert "TXT003" in bad.stderr
    git(house, "git", "rm", "-q", "--cached", "bad.eml")
    (house / "rules.yaml").write_text("version: 1\nmesages: ru\n", "utf-8")
    git(house, "git", "add", "rules.yaml")
    broken = git(house, "git", "commit", "-qm", "Broken")
    assert broken.returncode == 1
    assert "rules.yaml:2:1" in broken.stderr
    log = git(house, "git", "log", "--format=%s").stdout.split()
    assert log == ["Good", "Start"]


def test_others_may_use_the_project_as_a_hook_repository() -> None:
    program = shutil.which("pre-commit", path=str(Path(sys.executable).parent))
    assert program
    manifest = ROOT / ".pre-commit-hooks.yaml"
    done = subprocess.run([program, "validate-manifest", manifest], check=False)
    assert done.returncode == 0
