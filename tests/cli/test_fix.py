"""`mailrules fix`, end to end: what is written, where, and what never is."""

import json
import stat
from pathlib import Path

import pytest

from mailrules.cli.mending import put_back
from mailrules.engine import Request
from mailrules.fixes import mend
from mailrules.message import Source
from mailrules.reports import View
from mailrules.rules import Bindings
from tests.letters import Case, build
from tests.program import Result, mailrules

HOUSE = """
organisation: {name: Nirro Call Center, domains: [nirro.example]}
staff: [{name: Анна Ким, email: anna@nirro.example, position: Менеджер, phone: +7 495 000-00-00}]
signature:
  template: |
    С уважением,
    {{ name }}
    Тел. {{ phone }}
"""
SIGNED = "\n\nС уважением,\nАнна Ким\nТел. +7 495 000-00-00\n"
LOUD: Case = {"body": f"Добрый день, Пётр!\n\nВысылаю договор на обзвон базы.{SIGNED}"}
QUIET: Case = {"body": f"Добрый день, Пётр.\n\nВысылаю договор на обзвон базы.{SIGNED}"}
PARENT: Case = {
    "from": "Пётр Сидоров <petr@motor.example>",
    "to": "Анна Ким <anna@nirro.example>",
    "cc": "Ольга Мотор <olga@motor.example>",
    "message-id": "<parent@motor.example>",
    "body": "Когда пришлёте договор?\n\nПётр\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with the house's rules."""
    (tmp_path / "rules.yaml").write_text(HOUSE, "utf8")
    return tmp_path


def put(folder: Path, case: Case, name: str = "draft.eml") -> Path:
    path = folder / name
    path.write_bytes(build(case))
    return path


def codes(result: Result) -> list[str]:
    return [one["code"] for one in json.loads(result.out)["findings"]]


def test_a_letter_is_mended_in_place_and_nothing_else_in_it_changes(folder: Path) -> None:
    draft = put(folder, LOUD)
    result = mailrules("fix", draft)
    assert draft.read_bytes() == build(QUIET)
    assert result.code == 0
    assert result.out == "Проверено 1 письмо. Замечаний нет.\n"
    assert result.err == "Исправлено 1 замечание в 1 письме.\n"
    again = mailrules("check", "--fix", draft)
    assert again == (0, "Проверено 1 письмо. Замечаний нет.\n", "")


def test_a_diff_shows_what_would_change_and_writes_nothing(folder: Path) -> None:
    draft = put(folder, LOUD)
    for command in (("check", "--diff"), ("fix", "--diff"), ("check", "--fix", "--diff")):
        result = mailrules(*command, draft)
        assert result.code == 1
        assert f"--- {draft}\n" in result.out.replace("\t", "\n")
        assert "-Добрый день, Пётр!" in result.out
        assert "+Добрый день, Пётр." in result.out
        assert result.err == "Можно исправить 1 замечание в 1 письме; ничего не записано.\n"
    assert draft.read_bytes() == build(LOUD)
    assert mailrules("check", "--diff", put(folder, QUIET)) == (0, "", "")


def test_a_diff_is_coloured_for_a_person(folder: Path) -> None:
    draft = put(folder, LOUD)
    coloured = {"NO_COLOR": "", "FORCE_COLOR": "1"}
    result = mailrules("fix", "--diff", draft, env=coloured)
    assert "\x1b[31m-Добрый день, Пётр!\x1b[0m\n" in result.out
    assert "\x1b[32m+Добрый день, Пётр.\x1b[0m\n" in result.out


def test_standard_input_goes_mended_to_standard_output(folder: Path) -> None:
    result = mailrules("fix", "-", stdin=build(LOUD), cwd=folder)
    assert result.out.encode() == build(QUIET)
    assert "Проверено 1 письмо. Замечаний нет." in result.err
    assert result.code == 0
    same = mailrules("check", "--fix", "-", stdin=build(QUIET), cwd=folder)
    assert same.out.encode() == build(QUIET)
    shown = mailrules("fix", "--diff", "-", stdin=build(LOUD), cwd=folder)
    assert shown.out.startswith("--- -")
    report = mailrules("fix", "-", "--format", "json", stdin=build(LOUD), cwd=folder)
    assert json.loads(report.err.partition("\n")[2])["findings"] == []


def test_unsafe_fixes_are_made_where_they_are_asked_for(folder: Path) -> None:
    parent = put(folder, PARENT, "parent.eml")
    reply: Case = {
        **QUIET,
        "subject": "Re: Холодные звонки по продаже моторного масла",
        "headers": {"In-Reply-To": "<parent@motor.example>"},
    }
    draft = put(folder, reply)
    select = ("--select", "CCP001,THR004", "--parent", parent)
    left = mailrules("fix", draft, *select, "--format", "json")
    assert codes(left) == ["CCP001"]
    assert b"References: <parent@motor.example>" in draft.read_bytes()
    assert b"olga@motor.example" not in draft.read_bytes()
    assert codes(mailrules("fix", "--unsafe-fixes", draft, *select, "--format", "json")) == []
    assert b"olga@motor.example" in draft.read_bytes()


@pytest.mark.parametrize(
    "headers",
    [
        {"Received": "from mail.nirro.example by mx.motor.example; Mon, 23 Nov 2026 10:00:00"},
        {"DKIM-Signature": "v=1; a=rsa-sha256; d=nirro.example; s=x; b=abc"},
    ],
    ids=["received", "signed"],
)
def test_a_letter_that_others_have_seen_is_judged_and_never_rewritten(
    folder: Path, headers: dict[str, str]
) -> None:
    draft = put(folder, {**LOUD, "headers": headers})
    before = draft.read_bytes()
    result = mailrules("fix", "--final", draft, "--format", "json")
    assert draft.read_bytes() == before
    assert codes(result) == ["TXT003"]
    assert f"{draft}: не изменено" in result.err
    assert result.code == 1


def test_a_mailbox_is_never_rewritten(folder: Path) -> None:
    box = folder / "box.mbox"
    box.write_bytes(b"From anna@nirro.example Mon Nov 23 10:00:00 2026\n" + build(LOUD))
    before = box.read_bytes()
    result = mailrules("fix", box)
    assert box.read_bytes() == before
    assert result.code == 1
    assert "ящики mbox" in result.err


def test_final_takes_our_own_headers_out(folder: Path) -> None:
    headers = {"X-Mailrules-Ignore": "TXT003 (слоган клиента)", "X-Mailrules-Deal": "motor"}
    draft = put(folder, {**LOUD, "headers": {**headers, "X-Other": "stays"}})
    result = mailrules("fix", "--final", draft)
    assert draft.read_bytes() == build({**LOUD, "headers": {"X-Other": "stays"}})
    assert result.code == 0
    assert result.err == "Убрано 2 служебных заголовка.\n"
    assert mailrules("fix", "--final", "--quiet", draft).err == ""


def test_what_is_suppressed_is_not_mended(folder: Path) -> None:
    case = {**LOUD, "headers": {"X-Mailrules-Ignore": "TXT003 (слоган клиента)"}}
    draft = put(folder, case)
    assert mailrules("fix", draft).code == 0
    assert draft.read_bytes() == build(case)


def test_a_file_keeps_its_mode_and_a_link_stays_one(folder: Path) -> None:
    draft = put(folder, LOUD)
    draft.chmod(0o640)
    link = folder / "link.eml"
    link.symlink_to(draft)
    assert mailrules("fix", link).code == 0
    assert link.is_symlink()
    assert draft.read_bytes() == build(QUIET)
    assert stat.S_IMODE(draft.stat().st_mode) == 0o640
    assert sorted(path.name for path in folder.iterdir()) == ["draft.eml", "link.eml", "rules.yaml"]


def test_a_fix_that_would_make_a_new_error_is_not_made(folder: Path) -> None:
    """The substitution's own replacement is what another rule of the house forbids."""
    custom = """
custom:
  - {code: HOUSE01, name: no-base, type: substitution, words: [базы], replacement: списка,
     message: «списка» вместо «базы», severity: error}
  - {code: HOUSE02, name: no-list, type: existence, words: [списка], severity: error,
     message: пишите «базы»}
"""
    (folder / "rules.yaml").write_text(HOUSE + custom, "utf8")
    draft = put(folder, LOUD)
    result = mailrules("fix", "--unsafe-fixes", draft, "--format", "json")
    assert codes(result) == ["HOUSE01"]
    assert draft.read_bytes() == build(QUIET)


@pytest.mark.parametrize("vanished", [True, False])
def test_what_could_not_be_written_is_reported_as_it_lies_there(
    folder: Path, vanished: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    """Another program has changed the letter, or removed its folder, since it was read."""
    other, draft = put(folder, LOUD, "other.eml"), folder / "drafts" / "draft.eml"
    sources = [Source(str(path), 0, build(LOUD)) for path in (other, draft)]
    if not vanished:
        draft.parent.mkdir()
        draft.write_bytes(b"newer")
    mending = mend(sources, Bindings(str(folder / "rules.yaml")), Request())
    run, sound = put_back(mending, View("ru"))
    assert not sound
    assert other.read_bytes() == build(QUIET)
    assert vanished or draft.read_bytes() == b"newer"
    left = {Path(one.path).name: [found.code for found in one.findings] for one in run.letters}
    assert left == {"other.eml": [], "draft.eml": ["TXT003"]}
    told = capsys.readouterr().err
    assert f"{draft}: не записано" in told
    assert "Исправлено 1 замечание в 1 письме." in told


def test_final_alone_changes_nothing_and_says_what_to_add(folder: Path) -> None:
    draft = put(folder, {**LOUD, "headers": {"X-Mailrules-Deal": "motor"}})
    before = draft.read_bytes()
    result = mailrules("check", "--final", draft)
    assert result.code == 2
    assert "--fix" in result.err
    assert draft.read_bytes() == before


def test_what_is_never_rewritten_is_promised_no_fix(folder: Path) -> None:
    received = put(folder, {**LOUD, "headers": {"Received": "from a by b; Mon, 23 Nov 2026"}})
    assert "mailrules fix" not in mailrules("check", received).out
    assert "Исправит mailrules fix: 1." in mailrules("check", put(folder, LOUD)).out


def test_a_letter_in_an_unknown_encoding_is_named_as_not_mended(folder: Path) -> None:
    draft = folder / "odd.eml"
    draft.write_bytes(build(LOUD).replace(b"8bit", b"x-odd"))
    before = draft.read_bytes()
    result = mailrules("fix", draft)
    assert f"{draft}: не изменено: часть правок не внесена" in result.err
    assert draft.read_bytes() == before
