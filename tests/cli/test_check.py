"""`mailrules check`, end to end: the contract's exit codes, streams and options."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from mailrules.rules import RULES, TEMPLATE_RULES
from tests.letters import build
from tests.program import EXAMPLES, ROOT, mailrules

CLEAN = EXAMPLES / "clean.eml"
BROKEN = EXAMPLES / "broken" / "TXT003-exclamation.eml"
BROKEN_LETTERS = sorted((EXAMPLES / "broken").iterdir())
PARENT = EXAMPLES / "thread" / "parent.eml"


def codes(*arguments: str | Path) -> dict[str, set[str]]:
    """Check, and return the codes found in each file."""
    report = json.loads(mailrules("check", *arguments, "--format", "json").out)
    found: dict[str, set[str]] = {}
    for finding in report["findings"]:
        found.setdefault(Path(finding["path"]).name, set()).add(finding["code"])
    return found


def test_a_clean_letter_has_no_findings() -> None:
    result = mailrules("check", CLEAN)
    assert result == (0, "Проверено 1 письмо. Замечаний нет.\n", "")


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What went before the broken letters, imported as examples/README.md says."""
    file = tmp_path_factory.mktemp("examples") / "history.db"
    mailbox = EXAMPLES / "mailbox.mbox"
    command = ("history", "import", "--bodies", "--history", file, mailbox, PARENT)
    assert mailrules(*command).code == 0
    return file


@pytest.mark.parametrize("letter", BROKEN_LETTERS, ids=lambda path: path.stem)
def test_each_broken_letter_breaks_its_rule_and_no_other(letter: Path, history: Path) -> None:
    report = json.loads(mailrules("check", "--history", history, letter, "--format=json").out)
    last = report["summary"]["messages"] - 1
    found = {(one["index"], one["code"]) for one in report["findings"]}
    assert found == {(last, letter.name[:6])}


def test_each_rule_has_a_broken_letter() -> None:
    of_letters = [rule for rule in RULES if rule not in TEMPLATE_RULES]
    names = sorted(f"{rule.code}-{rule.name}" for rule in of_letters)
    assert [letter.stem for letter in BROKEN_LETTERS] == names


def test_the_mailbox_of_the_examples_holds_no_broken_letter() -> None:
    assert codes(EXAMPLES / "mailbox.mbox") == {}


def test_the_thread_shows_what_is_cut_from_the_quote_and_altered_in_it() -> None:
    shown = " ".join(mailrules("check", EXAMPLES / "thread").out.split())
    assert "«Спасибо за звонок. Базу автосервисов мы…», «Частным лицам не звоните" in shown
    assert "в письме «120», в цитате «150»" in shown
    assert "нет слов письма: «не»" in shown


def test_the_whole_folder_finds_parents_and_siblings_by_itself() -> None:
    # Thirty letters to one client within months: no real correspondence.
    found = codes("--deal", EXAMPLES / "deal.yaml", EXAMPLES, "--ignore", "BAT003")
    assert found["CCP001-cc-dropped.eml"] == {"CCP001"}
    assert found["reply-that-drops.eml"] == {"SUB004", "THR001", "CCP001"}
    assert found["reply-that-cuts.eml"] == {"THR002"}
    assert found["reply-that-alters.eml"] == {"THR003"}
    assert [name for name, what in found.items() if "BAT002" in what] == ["2.eml", "3.eml", "4.eml"]
    assert not found.keys() & {"clean.eml", "parent.eml", "reply.eml"}


def test_json_is_the_contracts() -> None:
    result = mailrules("check", BROKEN, PARENT, EXAMPLES / "thread" / "reply.eml", "--format=json")
    report = json.loads(result.out)
    schema = json.loads((ROOT / "docs" / "schemas" / "report.json").read_text("utf8"))
    jsonschema.validate(report, schema)
    assert result.code == 1
    assert report["schema_version"] == 1
    assert report["summary"] == {
        "messages": 2,
        "errors": 2,
        "warnings": 0,
        "notes": 0,
        "fixable": 2,
        "suppressed": 0,
        "unreadable": 0,
        "context": 1,
    }
    first = report["findings"][0]
    assert (first["code"], first["rule"], first["severity"]) == ("TXT003", "exclamation", "error")
    assert first["location"] == {
        "scope": "body",
        "part": "1",
        "line": 1,
        "column": 18,
        "end_line": 1,
        "end_column": 19,
        "file_line": first["location"]["file_line"],
    }
    assert first["excerpt"] == "Добрый день, Пётр!"
    plain, html = first["fix"]["edits"]
    assert (plain["part"], html["part"], plain["replacement"]) == ("1", "2", ".")
    assert first["fix"]["applicability"] == "safe"
    assert first["suppressed"] is None
    assert "точк" in first["message"]


def test_the_same_input_gives_the_same_bytes() -> None:
    assert mailrules("check", EXAMPLES, "--format=json") == mailrules(
        "check", EXAMPLES, "--format=json"
    )


def test_concise_points_at_the_files_own_lines() -> None:
    result = mailrules("check", BROKEN, "--format", "concise")
    first, *_, summary, _ = result.out.split("\n")
    line = int(first.split(":")[1])
    raw = BROKEN.read_bytes().split(b"\r\n")[line - 1]
    assert raw.startswith(b"=D")
    assert raw.endswith(b"!")
    assert first.endswith("[exclamation]")
    assert ": TXT003 error: " in first
    assert "2 ошибки" in summary


def test_full_shows_the_line_a_caret_and_what_is_acceptable() -> None:
    result = mailrules("check", BROKEN)
    assert "    | Добрый день, Пётр!\n    |                  ^\n" in result.out
    assert "Исправление: " in result.out


def test_standard_input_and_language() -> None:
    letter = build({"body": "Good afternoon, Peter!\n", "subject": "Cold calls about motor oil"})
    result = mailrules("check", "-", "--lang", "en", "--select", "TXT003", stdin=letter)
    assert result.code == 1
    assert "full stop" in result.out
    assert "-:" in mailrules("check", "-", "--format=concise", stdin=letter).out


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--select", "SUB"], 0),
        (["--select", "txt"], 1),
        (["--select", "exclamation,SUB001"], 1),
        (["--ignore", "TXT003"], 0),
        (["--ignore", "TXT", "--extend-select", "TXT003"], 1),
        (["--exit-zero"], 0),
        (["--select", "SUB003", "--fail-level", "note"], 0),
        (["--quiet"], 1),
    ],
)
def test_selection_and_exit_codes(arguments: list[str], code: int) -> None:
    assert mailrules("check", BROKEN, *arguments).code == code


def test_the_fail_level_is_respected() -> None:
    letter = EXAMPLES / "broken" / "SUB005-subject-format.eml"
    assert mailrules("check", letter).code == 0
    assert mailrules("check", letter, "--fail-level", "warning").code == 1


def test_quiet_prints_findings_only(tmp_path: Path) -> None:
    assert mailrules("check", CLEAN, "--quiet") == (0, "", "")
    assert "Проверено" not in mailrules("check", BROKEN, "-q").out
    assert str(ROOT / "rules.yaml") in mailrules("check", CLEAN, "--verbose").err
    (tmp_path / "clean.eml").write_bytes(build({"body": "Текст.\n"}))
    assert "встроенные" in mailrules("check", "clean.eml", "-v", cwd=tmp_path).err


BAD = [
    (["nosuch.eml"], b"", "nosuch.eml"),
    (["-"], b"", "-"),
    (["--config", "nosuch.yaml", str(CLEAN)], b"", "nosuch.yaml"),
    (["--parent", "nosuch.eml", str(CLEAN)], b"", "nosuch.eml"),
    (["--deal", "nosuch.yaml", str(CLEAN)], b"", "nosuch.yaml"),
    (["--select", "TXT999", str(CLEAN)], b"", "TXT999"),
    (["--ignore", "exclamaton", str(CLEAN)], b"", "exclamation"),
    (["--format", "yaml", str(CLEAN)], b"", "yaml"),
    (["--no-such-option", str(CLEAN)], b"", "--no-such-option"),
    (["--output", "no/such/folder/report.txt", str(CLEAN)], b"", "no/such/folder"),
    ([], b"", "PATHS"),
]


@pytest.mark.parametrize(("arguments", "stdin", "named"), BAD)
def test_bad_input_is_exit_2_and_a_clear_message(
    arguments: list[str], stdin: bytes, named: str, tmp_path: Path
) -> None:
    result = mailrules("check", *arguments, stdin=stdin, cwd=tmp_path)
    assert result.code == 2
    assert named in result.err
    assert "Traceback" not in result.err


def test_what_can_be_judged_is_reported_beside_what_cannot(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "binary.eml").write_bytes(b"\x00\x01\x02" * 100)
    letter = tmp_path / "good.eml"
    letter.write_bytes(build({"body": "Добрый день!\n"}))
    result = mailrules("check", letter, tmp_path / "empty", tmp_path / "binary.eml")
    assert result.code == 2
    assert "TXT003" in result.out
    assert "binary.eml" in result.err
    assert "empty" in result.err
    assert "Замечаний нет" not in mailrules("check", tmp_path / "empty").out
    report = json.loads(mailrules("check", letter, "nosuch.eml", "--format=json").out)
    assert [one["path"] for one in report["unreadable"]] == ["nosuch.eml"]


def test_a_broken_configuration_spoils_only_its_own_folder(tmp_path: Path) -> None:
    for name in ("good", "bad"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "draft.eml").write_bytes(build({"body": "Добрый день!\n"}))
    (tmp_path / "bad" / "rules.yaml").write_text("version: 1\nrules:\n  TXT03: off\n")
    result = mailrules("check", tmp_path)
    assert result.code == 2
    assert str(tmp_path / "good" / "draft.eml") in result.out
    assert "rules.yaml:3:3:" in result.err
    assert "TXT003" in result.err


def test_an_mbox_and_a_maildir(tmp_path: Path) -> None:
    letter = build({"body": "Добрый день!\n", "headers": {"Message-ID": None}})
    envelope = b"From anna@nirro.example Mon Nov 23 10:00:00 2026\n"
    (tmp_path / "box.mbox").write_bytes(2 * (envelope + letter.replace(b"\r\n", b"\n") + b"\n"))
    report = json.loads(
        mailrules("check", tmp_path / "box.mbox", "--select=TXT003", "--format=json").out
    )
    assert [one["index"] for one in report["findings"]] == [0, 1]
    text = mailrules("check", tmp_path / "box.mbox", "--select=TXT003").out
    assert "письмо 2" in text
    for folder in ("cur", "new", "tmp"):
        (tmp_path / "Maildir" / folder).mkdir(parents=True)
    (tmp_path / "Maildir" / "cur" / "1.a:2,S").write_bytes(letter)
    assert mailrules("check", tmp_path / "Maildir", "--select=TXT003").code == 1


def test_output_is_a_file_written_whole(tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    result = mailrules("check", BROKEN, "--format=json", "--output", report)
    assert (result.code, result.out) == (1, "")
    assert json.loads(report.read_text("utf8"))["summary"]["errors"] == 2
    assert [path.name for path in tmp_path.iterdir()] == ["report.json"]


def test_output_may_be_a_link_or_a_device(tmp_path: Path) -> None:
    link, target = tmp_path / "latest.txt", tmp_path / "report.txt"
    link.symlink_to(target)
    assert mailrules("check", CLEAN, "--output", link).code == 0
    assert link.is_symlink()
    assert "Замечаний нет" in target.read_text("utf8")
    assert mailrules("check", CLEAN, "--output", "/dev/null").code == 0
    full = mailrules("check", CLEAN, "--output", "/dev/full")
    assert full.code == 2
    assert "/dev/full" in full.err
    assert Path("/dev/full").is_char_device()


@pytest.mark.parametrize(
    ("target", "arguments", "code", "said"),
    [
        (">&-", "", 1, ""),
        (">&-", "--format=json", 1, ""),
        (">/dev/full", "", 2, "--output"),
        ("<&-", "", 1, ""),
    ],
)
def test_standard_streams_may_be_closed_or_full(
    target: str, arguments: str, code: int, said: str
) -> None:
    command = f'"$0" -m mailrules check {BROKEN} {arguments} {target}'
    done = subprocess.run(
        ["sh", "-c", command, sys.executable], capture_output=True, text=True, check=False
    )
    assert done.returncode == code
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_console_of_another_encoding_is_spoken_to() -> None:
    console = {"PYTHONIOENCODING": "cp866"}
    program = [sys.executable, "-m", "mailrules"]
    environment = {**os.environ, **console, "LANGUAGE": "ru", "NO_COLOR": "1"}
    shown = subprocess.run(
        [*program, "check", BROKEN], capture_output=True, env=environment, check=False
    )
    assert 'Знак "!" недопустим' in shown.stdout.decode("cp866")
    report = subprocess.run(
        [*program, "check", BROKEN, "--format=json"],
        capture_output=True,
        env=environment,
        check=False,
    )
    assert "Знак «!» недопустим" in json.loads(report.stdout)["findings"][0]["message"]


def test_a_path_that_is_no_utf8_is_shown_with_escapes(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/\xff.eml"
    with open(path, "wb") as file:
        file.write(build({"body": "Добрый день!\n"}))
    report = json.loads(mailrules("check", tmp_path, "--format=json").out)
    assert report["findings"][0]["path"].endswith("/\\udcff.eml")


def test_colour_follows_the_environment() -> None:
    assert "\x1b[" not in mailrules("check", BROKEN).out
    coloured = mailrules("check", BROKEN, env={"NO_COLOR": "", "FORCE_COLOR": "1"})
    assert "\x1b[31m" in coloured.out


def test_a_letter_cannot_command_the_terminal() -> None:
    letter = build({"subject": "Re: \x1b[31mкрасный\u202e", "body": "Привет!\x1b]0;x\x07\n"})
    result = mailrules("check", "-", stdin=letter)
    assert "\x1b" not in result.out
    assert "\u202e" not in result.out


def test_a_closed_pipe_ends_quietly(tmp_path: Path) -> None:
    letters = tmp_path / "letters"
    letters.mkdir()
    for number in range(300):
        (letters / f"{number}.eml").write_bytes(build({"body": "Добрый день!\n" * 40}))
    with subprocess.Popen(
        [sys.executable, "-m", "mailrules", "check", str(letters), "--select=TXT003"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as program:
        assert program.stdout is not None
        assert program.stderr is not None
        program.stdout.read(10)
        program.stdout.close()
        assert program.stderr.read() == b""
    assert program.returncode in (0, 1)


@pytest.mark.parametrize("arguments", [(), ("--format=json",)])
def test_nobody_reads_at_all(arguments: tuple[str, ...]) -> None:
    theirs, ours = os.pipe()
    os.close(theirs)
    program = [sys.executable, "-m", "mailrules", "check", str(BROKEN), *arguments]
    buffered = {key: one for key, one in os.environ.items() if key != "PYTHONUNBUFFERED"}
    done = subprocess.run(program, stdout=ours, stderr=subprocess.PIPE, env=buffered, check=False)
    os.close(ours)
    assert done.stderr == b""
    assert done.returncode in (0, 1)


def test_a_bar_shows_on_a_terminal_only(tmp_path: Path) -> None:
    for number in range(60):
        (tmp_path / f"{number}.eml").write_bytes(build({"body": "Добрый день.\n"}))
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "mailrules", "check", str(tmp_path), "--select=TXT003"],
        stdout=subprocess.DEVNULL,
        stderr=theirs,
        env={**os.environ, "LANGUAGE": "ru", "TERM": "xterm"},
    ) as program:
        os.close(theirs)
        shown = b""
        try:
            while chunk := os.read(ours, 1000):
                shown += chunk
        except OSError:  # the other end is gone
            pass
    os.close(ours)
    assert program.returncode == 0
    assert "Проверка" in shown.decode()
    assert mailrules("check", tmp_path, "--select=TXT003").err == ""


def test_ten_thousand_nested_parts() -> None:
    levels = 10_000
    head = "".join(
        f"Content-Type: multipart/mixed; boundary=b{level}\r\n\r\n--b{level}\r\n"
        for level in range(levels)
    )
    raw = f"From: anna@nirro.example\r\nSubject: Звонки\r\n{head}\r\nТекст\r\n".encode()
    result = mailrules("check", "-", stdin=raw)
    assert result.code in (0, 1)
    assert "Traceback" not in result.err


def test_in_a_mailbox_what_has_no_place_of_its_own_points_at_its_letter(tmp_path: Path) -> None:
    box = tmp_path / "box.mbox"
    letters = [build({}), build({"subject": None})]
    box.write_bytes(b"".join(b"From a Mon Nov 23 10:00:00 2026\n" + one + b"\n" for one in letters))
    lines = box.read_bytes().splitlines()
    second = len(lines) - lines[::-1].index(b"From a Mon Nov 23 10:00:00 2026") + 1
    result = mailrules("check", box, "--select", "SUB001", "--format", "concise")
    assert f"{box}:{second}:1: SUB001" in result.out


def test_a_reader_that_has_seen_enough_is_no_error() -> None:
    line = f"{sys.executable} -m mailrules rules list | head -1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", line], cwd=ROOT, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
