"""`mailrules merge`, end to end: what is written, where, and what is refused."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mailrules.cli import merge
from mailrules.compose import Merged
from mailrules.engine import Run
from mailrules.errors import InputError
from mailrules.fixes import Mending
from mailrules.message import Unreadable, parse
from mailrules.reports import View
from mailrules.wording import wording
from tests.compose.outbox import draft, text_of
from tests.program import EXAMPLES, Result, mailrules

HOUSE = """
organisation: {name: Nirro Call Center, domains: [nirro.example]}
staff: [{name: Анна Ким, email: anna@nirro.example, position: Менеджер, phone: +7 495 000-00-00}]
signature:
  template: |
    С уважением,
    {{ name }}
    Тел. {{ phone }}
"""
SIGNED = "С уважением,\nАнна Ким\nТел. +7 495 000-00-00"
OUTBOX = sorted((EXAMPLES / "outbox").glob("*.eml"))
Put = Callable[..., Path]


@pytest.fixture
def put(tmp_path: Path) -> Put:
    """Return what writes a draft into a folder with the house's rules."""
    (tmp_path / "rules.yaml").write_text(HOUSE, "utf8")

    def put(name: str, body: str, **fields: str) -> Path:
        path = tmp_path / name
        greeted = f"Добрый день, Пётр.\n\n{body}"
        head: dict[str, Any] = dict(fields)
        path.write_bytes(draft(greeted, signature=SIGNED, **head).raw)
        return path

    return put


def test_the_examples_become_a_letter_that_passes(tmp_path: Path) -> None:
    letter = tmp_path / "letter.eml"
    result = mailrules("merge", *OUTBOX, "-o", letter)
    assert result.code == 0
    assert result.out == ""
    assert result.err.startswith(f"4 черновика собраны в письмо {letter}. Вопросов в списке: 4.")
    text = text_of(parse(letter.read_bytes()))
    assert text.count("Добрый день, Пётр.") == text.count("С уважением,") == 1
    assert "4. Нужен ли вам отчёт по каждому диалогу" in text
    deal = EXAMPLES / "deal.yaml"
    rules = EXAMPLES.parent / "rules.yaml"
    check = mailrules("check", "--config", rules, "--deal", deal, letter)
    assert check == (0, "Проверено 1 письмо. Замечаний нет.\n", "")


def test_without_a_file_the_letter_goes_to_standard_output() -> None:
    result = mailrules("merge", EXAMPLES / "outbox", "--deal", EXAMPLES / "deal.yaml")
    assert result.code == 0
    assert parse(result.out.encode()).header("X-Unsent") is not None
    assert result.err.startswith("4 черновика собраны в одно письмо.")
    again = mailrules("merge", *OUTBOX, "--lang", "en")
    assert again.out == result.out
    assert again.err == (
        "4 drafts became one letter. Questions in the list: 4. Send it, and delete the drafts.\n"
    )


def test_files_are_counted_and_safe_fixes_made(put: Put, tmp_path: Path) -> None:
    put("1.eml", "Смета готова!")
    body = "Договор готов."
    (tmp_path / "2.eml").write_bytes(
        draft(body, signature=SIGNED, files={"a.pdf": b"1", "b.pdf": b"2"}).raw
    )
    result = mailrules("merge", "1.eml", "2.eml", "-o", "out.eml", cwd=tmp_path)
    assert result == (
        0,
        "",
        "2 черновика собраны в письмо out.eml. Вложений: 2. Отправьте его, а черновики удалите.\n",
    )
    assert "Смета готова.\n" in text_of(parse((tmp_path / "out.eml").read_bytes()))


def test_a_letter_with_errors_is_not_written_unless_forced(put: Put, tmp_path: Path) -> None:
    drafts = [put("1.eml", "Пришлите скирпт разговора."), put("2.eml", "Смета готова.")]
    letter = tmp_path / "out.eml"
    for arguments in (("-o", letter), ()):
        result = mailrules("merge", *drafts, *arguments)
        assert result.code == 1
        assert "TXT001" in (result.out if arguments else result.err)
        assert result.out == "" or arguments
        assert "Письмо не записано" in result.err
        assert not letter.exists()
    result = mailrules("merge", *drafts, "-o", letter, "--force")
    assert result.code == 1
    assert "TXT001" in result.out
    assert result.err.endswith("Письмо записано с ошибками (--force). Исправьте их до отправки.\n")
    assert letter.exists()


def test_warnings_are_shown_and_do_not_hold_it_back(put: Put, tmp_path: Path) -> None:
    subject = "Холодные звонки по продаже моторного масла."
    drafts = [put(f"{at}.eml", f"Смета {at} готова.", Subject=subject) for at in (1, 2)]
    result = mailrules("merge", *drafts, "-o", tmp_path / "out.eml")
    assert result.code == 0
    assert (tmp_path / "out.eml").exists()


def test_an_existing_file_is_not_written_over(put: Put) -> None:
    drafts = [put("1.eml", "Смета готова."), put("2.eml", "Договор готов.")]
    before = drafts[0].read_bytes()
    result = mailrules("merge", *drafts, "-o", drafts[0])
    assert (result.code, result.out) == (2, "")
    assert "уже есть" in result.err
    assert drafts[0].read_bytes() == before
    assert mailrules("merge", *drafts, "-o", drafts[0], "--force").code == 0
    assert drafts[0].read_bytes() != before


def refused(result: Result, words: str) -> None:
    assert (result.code, result.out) == (2, "")
    assert words in result.err
    assert "{" not in result.err


def test_refusals_name_what_is_wrong(put: Put, tmp_path: Path) -> None:
    one = put("1.eml", "Смета готова.")
    out = tmp_path / "out.eml"
    others = {
        "разных отправителей: Анна Ким <anna@nirro.example> и oleg@nirro.example": {
            "From": "oleg@nirro.example"
        },
        "нет общего получателя": {"To": "olga@tyres.example"},
        "полученное не правится": {"Received": "by mx.example; Mon, 23 Nov 2026 10:00:00 +0300"},
    }
    for words, fields in others.items():
        other = put("2.eml", "Договор готов.", **fields)
        refused(mailrules("merge", one, other, "-o", out), words)
    deals = [put(f"{at}.eml", f"Смета {at}.", X_Mailrules_Deal=f"deal-{at}") for at in (3, 4)]
    refused(mailrules("merge", *deals, "-o", out), "3.eml: deal-3, ")
    refused(mailrules("merge", one, "-o", out), "хотя бы два разных письма")
    refused(mailrules("merge", one, tmp_path / "none.eml", "-o", out), "none.eml")
    empty = tmp_path / "empty.mbox"
    empty.write_bytes(b"")
    assert mailrules("merge", empty, "-o", out).code == 2
    refused(mailrules("merge", one, deals[0], "-o", tmp_path / "no" / "out.eml"), "out.eml")
    assert not out.exists()


def test_a_broken_configuration_is_named(put: Put, tmp_path: Path) -> None:
    drafts = [put("1.eml", "Смета готова."), put("2.eml", "Договор готов.")]
    (tmp_path / "rules.yaml").write_text("organization: {}\n", "utf8")
    result = mailrules("merge", *drafts)
    assert result.code == 2
    assert "rules.yaml:1:1" in result.err


def test_a_reply_is_judged_against_its_parent(put: Put, tmp_path: Path) -> None:
    parent = EXAMPLES / "thread" / "parent.eml"
    drafts = [put("1.eml", "Смета готова."), put("2.eml", "Договор готов.")]
    result = mailrules("merge", *drafts, "--parent", parent, "-o", tmp_path / "out.eml")
    assert result.code == 1
    assert "THR001" in result.out


def test_closed_standard_output_is_no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout", None)
    merge._write(b"letter", None)


def test_a_rule_of_the_house_that_cannot_be_applied_is_named() -> None:
    failed = Unreadable("out.eml", wording("cli.interrupted"))
    mending = Mending(Run(), Run(unreadable=(failed,)))
    with pytest.raises(InputError) as caught:
        merge._conclude(mending, Merged(b"", 2, 0, 0), View(), None, force=False)
    assert caught.value.arguments["path"] == "out.eml"
