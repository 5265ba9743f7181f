"""`mailrules compose`, end to end: what is written, asked, refused, and kept for another time."""

import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from mailrules.message import Message, parse
from tests.compose.letters.house import SOURCE, TEXT
from tests.program import EXAMPLES, ROOT, Result, mailrules

HOUSE = """
organisation: {name: Nirro Call Center, domains: [nirro.example]}
staff: [{name: Анна Ким, email: anna@nirro.example, position: Менеджер, phone: +7 495 000-00-00}]
signature:
  template: |
    С уважением,
    {{ name }}
    Тел. {{ phone }}
"""
BORIS = HOUSE.replace("staff: [", "staff: [{name: Борис Орлов, email: boris@nirro.example}, ")
NOTE = SOURCE.replace("default: 10}", "default: 10, help: Сколько диалогов}")
SET = ("--set", "project=Звонки по маслу", "--set", "points=договор готов; смета готова")
TO = ("--to", "Пётр Сидоров <petr@motor.example>")
PARENT = EXAMPLES / "thread" / "parent.eml"
Screen = Callable[..., Result]


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Return a folder with rules and templates: ``note``, a letter, and ``memo``, a text."""
    (tmp_path / "rules.yaml").write_text(HOUSE, "utf-8")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "note.j2").write_text(NOTE, "utf-8")
    memo = TEXT.replace("name: note", "name: memo")
    (tmp_path / "templates" / "memo.j2").write_text(memo, "utf-8")
    return tmp_path


def compose(house: Path, *arguments: str | Path) -> Result:
    return mailrules("compose", *arguments, cwd=house)


def text_of(letter: Message) -> str:
    return next(part.text for part in letter.shown if not part.is_html)


def test_a_letter_goes_to_a_file_and_passes_check(house: Path) -> None:
    done = compose(house, "note", *TO, *SET, "-o", "out.eml")
    told = "Письмо записано: out.eml. Прочитайте его и отправьте из почтовой программы.\n"
    assert done == (0, "", told)
    letter = parse((house / "out.eml").read_bytes())
    assert letter.to[0].name == "Пётр Сидоров"
    assert "1) договор готов;" in text_of(letter)
    checked = mailrules("check", "out.eml", "--fail-level=note", cwd=house)
    assert checked.code == 0, checked.out
    again = compose(house, "note", *TO, *SET, "-o", "out.eml")
    assert again.code == 2
    assert "out.eml уже есть" in again.err
    assert compose(house, "note", *TO, *SET, "-o", "out.eml", "--force").code == 0
    assert (house / "out.eml").read_bytes() != letter.raw  # another Message-ID


def test_a_letter_goes_to_standard_output(house: Path) -> None:
    done = compose(house, "note", *TO, *SET, "--html", "--attach", "rules.yaml")
    assert (done.code, done.err) == (0, "")
    letter = parse(done.out.encode())
    assert [file.name for file in letter.attachments] == ["rules.yaml"]
    assert any(part.is_html for part in letter.shown)
    closed = ("sh", "-c", 'exec "$0" -m mailrules "$@" >&-', sys.executable)
    assert mailrules("compose", "note", *TO, *SET, cwd=house, program=closed) == (0, "", "")


def test_a_reply_keeps_everyone_quotes_all_and_passes(tmp_path: Path) -> None:
    letter = tmp_path / "reply.eml"
    given = ("--set", "task=рассказать автосервисам о масле", "--set", "steps=Собираем базу")
    done = mailrules(
        *("compose", "presale", "--reply-to", PARENT, "--deal", EXAMPLES / "deal.yaml", *given),
        *("--html", "-o", letter),
    )
    assert done.code == 0, done.err
    read, parent = parse(letter.read_bytes()), parse(PARENT.read_bytes())
    everyone = {one.key for one in (*parent.sender, *parent.cc)}
    assert {one.key for one in (*read.to, *read.cc)} == everyone
    assert read.subject == "Re: Холодные звонки по продаже моторного масла"
    assert read.in_reply_to == (parent.message_id,)
    assert text_of(read).endswith("> petr@motor.example\n")
    judged = mailrules(
        *("check", letter, "--parent", PARENT, "--config", ROOT / "rules.yaml"),
        *("--deal", EXAMPLES / "deal.yaml", "--fail-level=note"),
    )
    assert judged.code == 0, judged.out


@pytest.mark.parametrize(
    ("moment", "told"),
    [("1795510800", "2026-11-24"), ("noon", "SOURCE_DATE_EPOCH"), ("9" * 20, "SOURCE_DATE_EPOCH")],
)
def test_the_moment_may_be_given(house: Path, moment: str, told: str) -> None:
    env = {"SOURCE_DATE_EPOCH": moment}
    done = mailrules("compose", "note", *TO, *SET, cwd=house, env=env)
    assert told in (str(parse(done.out.encode()).date) if done.code == 0 else done.err)


def test_preview_json_and_a_link(house: Path) -> None:
    preview = compose(house, "note", *TO, *SET, "--preview")
    assert preview.out.startswith("От: Анна Ким <anna@nirro.example>\nКому: Пётр Сидоров <petr@")
    assert preview.out.endswith("Тел. +7 495 000-00-00\n")
    data = json.loads(compose(house, "note", *TO, *SET, "--format=json").out)
    assert (data["schema_version"], data["subject"]) == (1, "Звонки по маслу")
    assert data["findings"] == []
    link = compose(house, "note", *TO, *SET, "--mailto")
    assert link.out.startswith("mailto:petr@motor.example?subject=")
    written = compose(house, "note", *TO, *SET, "--mailto", "-o", "link.txt")
    assert written.code == 0
    assert (house / "link.txt").read_text("utf-8") == link.out


def test_a_text_is_printed_bare(house: Path) -> None:
    done = compose(house, "memo", *SET)
    assert done == (0, "Сообщаю по пунктам.\n\n1) договор готов;\n2) смета готова.\n", "")
    data = json.loads(compose(house, "memo", *SET, "--format=json").out)
    assert (data["subject"], data["from"], data["findings"]) == ("Звонки по маслу", None, [])
    assert compose(house, "memo", *SET, "--from", "anna@nirro.example").code == 0
    refused = compose(house, "memo", *SET, "--html")
    assert refused.code == 2
    assert "memo — не письмо" in refused.err


def test_a_text_is_judged_by_its_words(house: Path) -> None:
    done = compose(house, "memo", *SET, "--set", "points=договор готов!", "-o", "memo.txt")
    assert (done.code, (house / "memo.txt").exists()) == (1, False)
    assert "TXT003" in done.err
    assert "SIG001" not in done.err


def test_a_deal_and_files_fill_fields_and_set_wins(house: Path) -> None:
    deal = EXAMPLES / "deal.yaml"
    (house / "data.yaml").write_text("points: [один, два]\nproject: Другое масло\n", "utf-8")
    done = compose(house, "note", "--deal", deal, "--data", "data.yaml", "--set", "points=три")
    letter = parse(done.out.encode())
    assert letter.subject == "Другое масло"
    assert "1) три." in text_of(letter)
    assert len(letter.to) == 3
    from_deal = compose(house, "note", "--deal", deal, "--set", "points=три")
    assert parse(from_deal.out.encode()).subject == "Холодные звонки по продаже моторного масла"


def test_missing_fields_are_all_named_with_an_example(house: Path) -> None:
    done = compose(house, "note", *TO)
    assert (done.code, done.out) == (2, "")
    assert "не хватает 2 полей:\n  project: Тема\n  points: список\n" in done.err
    assert "--set 'project=Масло' --set 'points=один; два'" in done.err
    bare = NOTE.partition("examples:")[0] + "---" + NOTE.rpartition("---")[2]
    (house / "templates" / "note.j2").write_text(bare, "utf-8")
    assert "--set 'project=…'" in compose(house, "note", *TO).err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("nota", *TO), "имелся в виду «note»"),
        (("note",), "неизвестно, кому письмо"),
        (("note", *TO, "--from", "ana@nirro.example"), "может быть, anna@nirro.example"),
        (("note", *TO, "--set", "projct=x"), "может быть, project"),
        (("note", *TO, *SET, "--set", "dialogues=много"), "dialogues"),
        (("note", *TO, "--preview", "--mailto"), "исключают друг друга"),
        (("note", *TO, "--mailto", "--html"), "простой текст"),
        (("note", *TO, "--interactive"), "отвечать некому"),
        (("note", *TO, "-o", "none/out.eml"), "папки none нет"),
        (("note", *TO, *SET, "--attach", "none.pdf"), "none.pdf"),
        (("note", *TO, *SET, "--reply-to", "rules.yaml"), "rules.yaml — не письмо"),
        (("note", *TO, *SET[:2], "--set", "points=;;"), "не хватает 1 поля"),
        (
            ("note", *TO, "--set", f"points={'слово ' * 99}", "--set", "project=x", "--mailto"),
            "до 2000",
        ),
    ],
)
def test_what_is_wrong_is_said(house: Path, arguments: tuple[str, ...], words: str) -> None:
    done = compose(house, *arguments)
    assert (done.code, done.out) == (2, "")
    assert words in done.err.replace("“", "«").replace("”", "»")
    assert "{" not in done.err


def test_several_on_the_staff_list_have_to_be_told_apart(house: Path) -> None:
    (house / "rules.yaml").write_text(BORIS, "utf-8")
    done = compose(house, "note", *TO, *SET)
    assert done.code == 2
    assert "--from boris@nirro.example" in done.err
    inside = NOTE.replace("letter: note", "internal: true")
    (house / "templates" / "note.j2").write_text(inside, "utf-8")
    alone = compose(house, "note", *SET, "--from", "boris@nirro.example")
    assert "укажите коллегу" in alone.err


def test_a_letter_with_errors_is_not_written_and_the_answers_stay(house: Path) -> None:
    bad = ("--set", "project=Звонки по маслу", "--set", "points=скирпт готов")
    done = compose(house, "note", *TO, *bad, "-o", "out.eml")
    assert (done.code, done.out) == (1, "")
    assert "TXT001" in done.err
    assert "Письмо не записано" in done.err
    assert "--data compose-note.yaml" in done.err
    assert not (house / "out.eml").exists()
    kept = house / "compose-note.yaml"
    kept.write_text(kept.read_text("utf-8").replace("скирпт", "скрипт"), "utf-8")
    again = compose(house, "note", *TO, "--data", "compose-note.yaml", "-o", "out.eml")
    assert again.code == 0, again.err


def test_warnings_are_shown_and_do_not_hold_it_back(house: Path) -> None:
    done = compose(house, "note", *TO, *SET, "--set", "project=ЗВОНКИ ПО МАСЛУ")
    assert done.code == 2
    done = compose(house, "note", *TO, *SET[2:], "--set", "project=ЗВОНКИ ПО ПРОДАЖЕ МАСЛА")
    assert done.code == 0
    assert "SUB005" in done.err
    assert parse(done.out.encode()).subject == "ЗВОНКИ ПО ПРОДАЖЕ МАСЛА"


# Sessions on a terminal.


@pytest.fixture
def screen(house: Path) -> Screen:
    """Return what runs `compose` with typed answers; fake programs stand for the user's own."""
    programs = house / "bin"
    programs.mkdir()

    def run(typed: str, *arguments: str, editor: str = "", path: str | None = None) -> Result:
        for name, script in (("xdg-open", 'echo "$@" > opened'), ("editor", editor)):
            (programs / name).write_text(f"#!/bin/sh\n{script}\n")
            (programs / name).chmod(0o755)
        ours, theirs = pty.openpty()
        program = subprocess.Popen(
            [sys.executable, "-m", "mailrules", "compose", *arguments],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            cwd=house,
            env={
                **os.environ,
                "LANGUAGE": "ru",
                "NO_COLOR": "1",
                "PATH": path or f"{programs}{os.pathsep}{os.environ['PATH']}",
                "VISUAL": str(programs / "editor"),
            },
            start_new_session=True,
        )
        os.close(theirs)
        os.write(ours, typed.encode())
        shown = b""
        while True:
            try:
                part = os.read(ours, 4096)
            except OSError:  # Linux says so when the other side is closed
                break
            if not part:
                break
            shown += part
        os.close(ours)
        return Result(program.wait(60), shown.decode().replace("\r\n", "\n"), "")

    return run


def test_missing_fields_are_asked_for_and_the_letter_shown(house: Path, screen: Screen) -> None:
    typed = "\nЗвонки по маслу\n\nдоговор готов\nсмета готова\n\n9\n1\n\n"
    done = screen(typed, "note", *TO)
    assert done.code == 0, done.out
    for words in (
        "Короткое письмо. Ответьте на вопросы",
        "Тема\nproject (текст): ",
        "Поле project обязательно",
        "points (список): пункт на строке, пустая строка — конец\n1: ",
        "Поле points обязательно",
        "Вот что получилось:\n\nОт: Анна Ким",
        "2) смета готова.",
        "2. Сохранить и открыть в почтовой программе",
        "Напишите номер от 1 до 4.",
        "Имя файла [note.eml]: ",
        "Письмо записано: note.eml.",
    ):
        assert words in done.out
    assert parse((house / "note.eml").read_bytes()).subject == "Звонки по маслу"
    assert not (house / "opened").exists()


def test_an_answer_is_changed_and_the_letter_opened(house: Path, screen: Screen) -> None:
    typed = "Звонки по маслу\nскирпт готов\n\n1\n3\nскрипт готов\nсмета готова\n\n2\n"
    done = screen(typed, "note", *TO, "-o", "out.eml")
    assert done.code == 0, done.out
    assert "TXT001" in done.out
    assert "3. points: скирпт готов" in done.out
    assert "Сейчас: скирпт готов. Пустая строка оставит как есть." in done.out
    assert (house / "out.eml").exists()
    assert not (house / "compose-note.yaml").exists()


def test_interactive_proposes_what_is_known(screen: Screen) -> None:
    typed = "\nМотор\n\nмного\n20\n\n1\n"
    done = screen(typed, "note", "--interactive", *SET, "--reply-to", str(PARENT), "-o", "o.eml")
    assert done.code == 0, done.out
    assert "project (текст) [Звонки по маслу]: " in done.out
    assert "company (текст): " in done.out
    assert "Сколько диалогов\ndialogues (число) [10]: " in done.out
    assert "Сейчас: договор готов; смета готова." in done.out
    assert "[Пётр Сидоров <petr@motor.example>]: " in done.out


def test_one_may_stop_and_keeps_the_answers(house: Path, screen: Screen) -> None:
    done = screen("Звонки по маслу\nодин\n\n4\n", "note", *TO)
    assert done.code == 1
    assert "Ответы сохранены: compose-note.yaml." in done.out
    assert "Звонки по маслу" in (house / "compose-note.yaml").read_text("utf-8")
    left = screen("Другая тема\n\x04", "note", *TO)
    assert left.code == 2
    assert "Прервано" in left.out
    assert "Другая тема" in (house / "compose-note.yaml").read_text("utf-8")


def test_who_writes_and_to_whom_is_asked(house: Path, screen: Screen) -> None:
    (house / "rules.yaml").write_text(BORIS, "utf-8")
    typed = "anna\nanna@nirro.example\nпётр\npetr@motor.example, olga@motor.example\n"
    done = screen(typed, "note", *SET, "-o", "out.eml")
    assert done.code == 0, done.out
    assert "Кто пишет (адрес): " in done.out
    letter = parse((house / "out.eml").read_bytes())
    assert letter.sender[0].email == "anna@nirro.example"
    assert len(letter.to) == 2


def test_a_letter_that_cannot_be_composed_asks_again(house: Path, screen: Screen) -> None:
    (house / "rules.yaml").write_text(HOUSE + "letters: {note: {required: [price]}}\n", "utf-8")
    done = screen("Звонки\nодин\n\n1\n1\nДругие звонки\n2\n", "note", *TO)
    assert done.code == 1
    assert "пусты обязательные разделы: price" in done.out
    assert "Другие звонки" in (house / "compose-note.yaml").read_text("utf-8")


def test_the_mail_program_may_be_missing(house: Path, screen: Screen) -> None:
    (house / "taken.eml").touch()
    typed = "Звонки по маслу\nдоговор готов\n\n2\ntaken.eml\n\n"
    done = screen(typed, "note", *TO, path="/nowhere")
    assert done.code == 0, done.out
    assert "откройте файл note.eml сами" in done.out
    assert "taken.eml уже есть" in done.out
    assert (house / "note.eml").exists()


def test_answers_are_edited_in_the_users_editor(screen: Screen) -> None:
    editor = "sed -i 's/^points:.*/points: [договор готов, смета готова]/' \"$1\""
    done = screen("", "note", *TO, "--set", "project=Звонки по маслу", "--edit", editor=editor)
    assert done.code == 0, done.out
    assert "X-Unsent: 1" in done.out
    untouched = screen("", "note", *TO, *SET, "--edit", editor="exit 0")
    assert untouched.code == 0, untouched.out


def test_a_mistake_in_the_editor_is_told(house: Path, screen: Screen) -> None:
    editor = 'if [ -e tried ]; then echo "project: Звонки по маслу" > "$1"; ' + (
        'else touch tried; echo "projct: x" > "$1"; fi'
    )
    done = screen("1\nдоговор готов\nсмета готова\n\n1\n\n", "note", *TO, "--edit", editor=editor)
    assert done.code == 0, done.out
    assert "note.yaml:1:1: в шаблоне note нет поля projct" in done.out
    (house / "tried").unlink()
    stopped = screen("2\n", "note", *TO, "--edit", editor=editor)
    assert stopped.code == 2
    assert (house / "compose-note.yaml").read_text("utf-8") == "projct: x\n"
    (house / "compose-note.yaml").unlink()
    (house / "tried").unlink()
    alone = mailrules(
        *("compose", "note", *TO, "--edit"),
        cwd=house,
        env={"VISUAL": str(house / "bin" / "editor")},
    )
    assert alone.code == 2
    assert (house / "compose-note.yaml").read_text("utf-8") == "projct: x\n"
