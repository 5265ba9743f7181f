"""A letter for a person, for a program, and as a link."""

from urllib.parse import unquote

import pytest

from mailrules.compose.letters import Desk, Recipients, mailto, parts_of, readable
from mailrules.compose.letters import desk as desk_module
from mailrules.compose.writing import attached
from mailrules.config import Settings
from mailrules.engine import Run
from mailrules.errors import InputError, UsageError
from mailrules.fixes import Mending
from mailrules.message import Address, Unreadable, parse
from mailrules.rules.binding import bind
from mailrules.wording import wording
from tests.compose.letters.house import (
    ANNA,
    DEAL,
    HOUSE,
    LIBRARY,
    NOW,
    PETR,
    SOURCE,
    TEXT,
    letter,
    parent,
    template,
)

OLGA = Address("", "olga@motor.example")


def desk(source: str = SOURCE, settings: Settings = HOUSE, **parts: object) -> Desk:
    people = Recipients((PETR,), ())
    return Desk(template(source), LIBRARY, bind(settings), ANNA, people, NOW, **parts)  # type: ignore[arg-type]


def test_readable_is_what_the_reader_sees() -> None:
    shown = readable(letter(cc=(OLGA,), files=(attached("Смета.pdf", b"1"),)), "ru")
    assert shown.startswith(
        "От: Анна Ким <anna@nirro.example>\nКому: Пётр Сидоров <petr@motor.example>\n"
        "Копия: olga@motor.example\nТема: Звонки по маслу\nВложения: Смета.pdf\n\nДобрый день"
    )
    assert "Копия" not in readable(letter(), "ru")


def test_parts_for_a_program() -> None:
    parts = parts_of(letter(html=True, parent=parent()), template(), [{"code": "X"}])
    assert parts["from"] == {"name": "Анна Ким", "email": "anna@nirro.example"}
    assert parts["to"] == [{"name": "Пётр Сидоров", "email": "petr@motor.example"}]
    assert parts["in_reply_to"] == "<parent@motor.example>"
    assert parts["references"] == ["<parent@motor.example>"]
    assert "<html" in parts["html"]
    assert (parts["template"], parts["letter"]) == ("note", "note")
    assert parts["findings"] == [{"code": "X"}]
    assert parts_of(letter(), template(), ())["in_reply_to"] is None


def test_a_link_says_the_same() -> None:
    note = letter(cc=(OLGA,), parent=parent(body="Да?"), points=["да"])
    link = mailto(note)
    assert link.isascii()
    assert link.startswith("mailto:petr@motor.example?cc=olga@motor.example&subject=Re:%20")
    assert "in-reply-to=%3Cparent@motor.example%3E" in link
    body = unquote(link.partition("body=")[2])
    assert body.startswith("Добрый день, Пётр.\r\n\r\nСообщаю")
    assert body.endswith("> Да?")
    assert "&" not in link.partition("body=")[2]


@pytest.mark.parametrize("parts", [{"points": ["слово " * 100]}, {"files": (attached("a", b""),)}])
def test_no_link_for_long_letters_and_files(parts: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        mailto(letter(**parts))


def test_a_desk_writes_a_letter_and_judges_it() -> None:
    given = {"project": "Звонки по продаже масла", "points": ["договор готов", "смета готова"]}
    sound = desk(salt="1").write(given)
    assert not sound.broken
    assert sound.message.subject == "Звонки по продаже масла"
    assert sound.run
    assert sound.run.judged == 1
    assert desk().write({**given, "points": ["скирпт готов"]}).broken
    inside = SOURCE.replace("letter: note", "internal: true")
    assert not desk(inside, deal=DEAL).write(given).broken


def test_a_desk_writes_a_text() -> None:
    written = desk(TEXT).write({"project": "Звонки", "points": ["один"]})
    assert not written.broken
    assert written.raw.decode().startswith("Сообщаю по пунктам.")
    assert written.message.subject == "Звонки"
    assert parts_of(written.message, template(TEXT), ())["text"].endswith("1) один.\n")


def test_a_rule_that_cannot_be_applied_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    failed = Run(unreadable=(Unreadable("-", wording("cli.progress")),))
    monkeypatch.setattr(desk_module, "mended", lambda *_: Mending(failed, failed))
    with pytest.raises(InputError):
        desk().write({"project": "Звонки", "points": ["один"]})


def test_a_letter_without_people_has_no_sender() -> None:
    assert parts_of(parse(b"\r\n"), template(), ())["from"] is None
