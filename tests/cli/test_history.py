"""`mailrules history` and `check --history`, end to end."""

import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from mailrules.cli import main
from tests.letters import THEIRS, build
from tests.program import ROOT, Result

REPLY = {
    "subject": "Re: Холодные звонки по продаже моторного масла",
    "body": "Добрый день.\n\nЗапуск 7 декабря.\n",
}
CONFIG = "organisation: {domains: [nirro.example]}\n"


Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Return what runs a command as a user does, but in this process: it is much faster."""
    monkeypatch.setenv("NO_COLOR", "1")

    def once(*words: str | Path) -> Result:
        monkeypatch.setenv("LANGUAGE", "ru")
        with pytest.raises(SystemExit) as ended:
            main(list(map(str, words)))
        out, err = capsysbinary.readouterr()
        return Result(int(ended.value.code or 0), out.decode(), err.decode())

    return once


@pytest.fixture
def history(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("MAILRULES_HISTORY", str(tmp_path / "history.db"))
    return lambda *words: run("history", *words)


@pytest.fixture
def check(run: Run, tmp_path: Path) -> Run:
    """Return what judges letters with the history at hand."""
    known = ("--history", tmp_path / "history.db", "--format", "concise")
    return lambda *words: run("check", *words, *known)


@pytest.fixture
def house(tmp_path: Path, history: Run) -> Path:
    """Lay out a client's letter, our reply, and a history with the first of them."""
    (tmp_path / "rules.yaml").write_text(CONFIG)
    (tmp_path / "parent.eml").write_bytes(
        build({"cc": "boss@motor.example", "body": "Добрый день.\n\nКогда начнёте?\n"}, THEIRS)
    )
    (tmp_path / "reply.eml").write_bytes(
        build({**REPLY, "headers": {"In-Reply-To": "<parent@motor.example>"}})
    )
    assert history("import", tmp_path / "parent.eml").code == 0
    return tmp_path


def letters(history: Run) -> int:
    return int(json.loads(history("status", "--format", "json").out)["letters"])


def test_a_history_is_imported_told_of_and_forgotten(house: Path, history: Run) -> None:
    again = history("import", house / "parent.eml", house / "reply.eml")
    assert (again.code, again.err) == (0, "")
    assert again.out.startswith("Добавлено 1 письмо в ")
    status = history("status").out
    assert "Писем: 2" in status
    assert "Даты: 2026-11-23 – 2026-11-23" in status
    assert "Писем с текстом: 0" in status
    gone = history("forget", "petr@motor.example")
    assert gone.out == "petr@motor.example: удалено 1 письмо, адрес убран из 1 письма.\n"
    assert history("forget", "petr@motor.example").out == (
        "Адреса petr@motor.example в истории нет.\n"
    )
    assert letters(history) == 1


def test_the_parent_is_found_in_the_history(house: Path, check: Run, run: Run) -> None:
    select = ("--select", "CCP001,THR001")
    alone = run("check", house / "reply.eml", *select, "--format", "concise")
    assert "CCP001" not in alone.out
    found = check(house / "reply.eml", *select)
    assert "CCP001" in found.out
    assert "boss@motor.example" in found.out
    assert "THR001" in found.out


def test_a_guess_is_told_to_be_one(house: Path, run: Run) -> None:
    (house / "reply.eml").write_bytes(build(REPLY))
    arguments = ("--history", house / "history.db", "--select", "CCP001", "--format", "json")
    (finding,) = json.loads(run("check", house / "reply.eml", *arguments).out)["findings"]
    assert "предположительно, по теме" in finding["related"][0]["message"]


def test_check_records_only_when_told_to(house: Path, history: Run, check: Run, run: Run) -> None:
    before = (house / "history.db").read_bytes()
    check(house / "reply.eml", house / "parent.eml")
    assert (house / "history.db").read_bytes() == before
    recorded = check(house / "reply.eml", house / "parent.eml", "--record")
    assert "записано 1 письмо" in recorded.err
    assert letters(history) == 2
    quiet = check(house / "reply.eml", "--record", "--quiet")
    assert "записано" not in quiet.err
    assert letters(history) == 2
    fresh = run("check", house / "reply.eml", "--record", "--history", house / "new.db")
    assert "записано 1 письмо" in fresh.err


def test_what_cannot_be(house: Path, history: Run, run: Run) -> None:
    alone = run("check", house / "reply.eml", "--record")
    assert (alone.code, "--history" in alone.err) == (2, True)
    missing = run("check", house / "reply.eml", "--history", house / "none.db")
    assert (missing.code, "mailrules history import" in missing.err) == (2, True)
    foreign = run("check", house / "reply.eml", "--history", house / "reply.eml")
    assert (foreign.code, "не история" in foreign.err) == (2, True)
    assert history("forget", "petr").code == 2
    assert history("import", house, "--since", "1.2.2026").code == 2
    for command in ("status", "forget petr@motor.example"):
        nothing = run("history", *command.split(), "--history", house / "none.db")
        assert (nothing.code, (house / "none.db").exists()) == (2, False)


def test_a_source_that_fails_does_not_keep_the_others_out(house: Path, history: Run) -> None:
    clear = "imap://anna@mail.example"
    assert history("import", clear, "--insecure").out == ""  # nothing was read: no count is told
    done = history("import", clear, house / "none.eml", house / "reply.eml", "--insecure")
    assert done.code == 2
    assert "imaps://" in done.err
    assert "none.eml" in done.err
    assert "Добавлено 1 письмо" in done.out
    later = history("import", house, "--since", "2026-11-24", "--bodies")
    assert "2 письма старше" in later.out
    known = history("import", house)
    assert "2 письма уже были" in known.out


def test_progress_is_for_a_terminal(house: Path) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "mailrules", "history", "import", str(house)]
    subprocess.run(
        [*command, "--history", str(house / "history.db")],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=theirs,
        env={**os.environ, "LANGUAGE": "ru", "TERM": "xterm"},
        check=True,
    )
    shown = os.read(ours, 10_000).decode()
    os.close(theirs)
    os.close(ours)
    assert "Загрузка" in shown


def test_without_a_history_none_of_it_is_loaded(house: Path) -> None:
    program = (
        "import sys; from mailrules.cli import main\n"
        "try: main(['check', sys.argv[1]])\n"
        "except SystemExit: pass\n"
        "print([one for one in sys.modules if 'history' in one or 'imap' in one])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(house / "reply.eml")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.endswith("[]\n")
