"""A quote against its parent, and the quote that a reply should carry."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from mailrules.conversation import (
    attached_letter,
    bare_quote,
    has_quote,
    html_quote_of,
    keeps_parent,
    quote_of,
    readable_parts,
)
from mailrules.message import Attachment, Message, Part, SegmentKind, parse
from tests.conversation.shapes import MORNING, PETR, author, container, letter, part, quote
from tests.letters import build

PARENT = letter(author("Добрый день. Когда запуск по базе дилеров? Мы ждём."))
PARENT_WITH_SIGNATURE = letter(
    part(
        (SegmentKind.GREETING, "Добрый день.\n"),
        (SegmentKind.AUTHOR, "Когда запуск?\n"),
        (SegmentKind.SIGNATURE, "Пётр Сидоров, завод моторных масел\n"),
        (SegmentKind.DISCLAIMER, "Это письмо только для адресата.\n"),
    )
)


@pytest.mark.parametrize(
    ("quoted", "kept"),
    [
        ("> Когда запуск по базе дилеров?", True),
        ("> когда\n>> ЗАПУСК,\n> | по базе", True),
        ("> Мы ждём", True),
        ("> ждём", False),
        ("> Пришлите счёт на предоплату", False),
        ("", False),
        ("> \n>", False),
        ("23.11.2026 10:00, Пётр Сидоров пишет:\n> Когда запуск по базе дилеров?", True),
    ],
)
def test_keeps_parent(quoted: str, *, kept: bool) -> None:
    assert keeps_parent(letter(quote(quoted)), PARENT) is kept


def test_only_quotes_keep_a_parent() -> None:
    assert not keeps_parent(letter(author("Когда запуск по базе дилеров?")), PARENT)


@pytest.mark.parametrize(
    ("quoted", "kept"),
    [
        ("> Когда запуск?", True),
        ("> Добрый день. Направляем счёт.", False),
        ("> Пётр Сидоров, завод моторных масел", False),
    ],
)
def test_greeting_and_signature_prove_nothing(quoted: str, *, kept: bool) -> None:
    assert keeps_parent(letter(quote(quoted)), PARENT_WITH_SIGNATURE) is kept


@pytest.mark.parametrize(
    "parent",
    [
        letter(),
        letter(author(" \n-- \n")),
        letter(part((SegmentKind.SIGNATURE, "Пётр Сидоров"))),
        letter(part((SegmentKind.DISCLAIMER, "Только для адресата."))),
    ],
)
def test_a_parent_without_text_needs_no_quote(parent: Message) -> None:
    assert keeps_parent(letter(), parent)


@pytest.mark.parametrize("kind", [SegmentKind.GREETING, SegmentKind.QUOTE, SegmentKind.FORWARDED])
def test_a_parent_with_nothing_else_is_known_by_what_it_has(kind: SegmentKind) -> None:
    parent = letter(part((kind, "Спасибо")))
    assert keeps_parent(letter(quote("> Спасибо!")), parent)
    assert not keeps_parent(letter(), parent)


@pytest.mark.parametrize(
    "header",
    [
        "23.11.2026 10:00, Пётр Сидоров пишет:",
        "пн, 23 нояб. 2026 г. в 10:00, Пётр Сидоров <\npetr@motor.example>:",
        "On Mon, Nov 23, 2026 at 10:00 AM Petr Sidorov <petr@motor.example>\nwrote:",
        "Вы писали 23 ноября 2026 г., 10:00:00:",
        "-----Исходное сообщение-----\nОт: Пётр\nОтправлено: 23.11.2026\nКому: Анна\nТема: База",
        "________________________________\n*From:* Petr\n*Sent:* Monday\n*Subject:* Base",
        "-------- Пересылаемое сообщение --------\n23.11.2026, 10:00, «Пётр» <petr@motor.example>:",
        "Begin forwarded message:\n\nFrom: Petr\nDate: 23 November",
    ],
)
def test_a_header_alone_is_no_quote(header: str) -> None:
    bare = letter(quote(f"{header}\n\n>\n"))
    assert not has_quote(bare)
    assert bare_quote(bare.shown[0]) == bare.shown[0].segments[0]
    full = letter(quote(f"{header}\n\n> Когда запуск?\n"))
    assert has_quote(full)
    assert bare_quote(full.shown[0]) is None


@pytest.mark.parametrize(
    "text",
    [
        "> Вопросы на 23.11:",
        "От: Пётр\nТема: База\n\nВопросы на 23.11:",
        "Наши вопросы:",
        "Когда запуск?\nЖдём.\nПишите.\nС уважением.\nПётр 23:",
    ],
)
def test_text_that_ends_in_a_colon_is_text(text: str) -> None:
    assert has_quote(letter(quote(text)))


def test_a_part_without_segments_or_quote_has_no_bare_header() -> None:
    assert bare_quote(Part("1", "text/plain", source="")) is None
    assert bare_quote(author("Добрый день.")) is None


def test_an_attached_letter() -> None:
    assert attached_letter(letter(container("2", "message/rfc822")))
    saved = Attachment("Письмо.msg", "application/octet-stream", 9, "2")
    assert attached_letter(structs.replace(letter(), attachments=(saved,)))
    other = Attachment("Смета.pdf", "application/pdf", 9, "2")
    assert not attached_letter(structs.replace(letter(), attachments=(other,)))


def test_quote_of_a_parent() -> None:
    parent = structs.replace(
        letter(author("\nДобрый день.\n\nКогда запуск?\n> Раньше.\n>> Ещё раньше.\n\n")),
        sender=(PETR,),
        date=MORNING,
    )
    assert quote_of(parent) == (
        "23.11.2026 10:00, Пётр Сидоров пишет:\n"
        "> Добрый день.\n>\n> Когда запуск?\n>> Раньше.\n>>> Ещё раньше."
    )
    assert quote_of(parent, "en").startswith("On 2026-11-23 10:00, Пётр Сидоров wrote:\n> Добрый")


def test_html_quote_of_a_parent_brings_no_markup_along() -> None:
    said = letter(author("Когда <b>запуск</b>?\nЖдём."))
    parent = structs.replace(said, sender=(PETR,), date=MORNING)
    quoted = '<blockquote type="cite">Когда &lt;b&gt;запуск&lt;/b&gt;?<br>Ждём.</blockquote>'
    above = "<div>23.11.2026 10:00, Пётр Сидоров пишет:</div>"
    assert html_quote_of(parent) == above + quoted
    assert html_quote_of(parent, "en").startswith("<div>On 2026-11-23 10:00, Пётр Сидоров wrote:")
    assert html_quote_of(parent, attributed=False) == quoted
    page = parse(build({"html": f"<p>Запуск 7 декабря.</p>{html_quote_of(parent)}"}))
    assert keeps_parent(page, parent)


def test_quote_of_a_parent_without_date_or_author() -> None:
    parent = letter(author("Да."), sender=[structs.replace(PETR, name="")])
    assert quote_of(parent) == "petr@motor.example пишет:\n> Да."
    assert quote_of(letter(author("Да."), sender=[])) == "Собеседник пишет:\n> Да."
    assert quote_of(letter(author("Yes."), sender=[]), "en") == "The other party wrote:\n> Yes."


PLAIN = part((SegmentKind.AUTHOR, "Да."), number="1")
HTML = part((SegmentKind.AUTHOR, "Да."), number="2", html=True)


@pytest.mark.parametrize(
    ("parts", "numbers"),
    [
        ([container("TEXT", "multipart/alternative"), PLAIN, HTML], ["1"]),
        ([container("TEXT", "multipart/mixed"), PLAIN, HTML], ["1", "2"]),
        ([HTML], ["2"]),
        ([container("TEXT", "multipart/alternative"), HTML], ["2"]),
        (
            [
                PLAIN,
                container("2", "multipart/alternative"),
                structs.replace(PLAIN, number="2.1"),
                container("2.2", "multipart/related"),
                structs.replace(HTML, number="2.2.1"),
                structs.replace(HTML, number="21"),
            ],
            ["1", "2.1", "21"],
        ),
    ],
)
def test_readable_parts_say_everything_once(parts: list[Part], numbers: list[str]) -> None:
    assert [one.number for one in readable_parts(letter(*parts))] == numbers


@given(st.text(max_size=200))
def test_what_is_quoted_whole_is_kept(text: str) -> None:
    text = text.replace("\r", "\n")
    parent = letter(author(text))
    assert keeps_parent(letter(quote(quote_of(parent))), parent)


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("date", [MORNING, None])
@pytest.mark.parametrize("name", ["Пётр Сидоров", ""])
def test_the_segmenter_knows_our_quote(language: str, date: datetime | None, name: str) -> None:
    sender = structs.replace(PETR, name=name)
    parent = structs.replace(letter(author("Когда запуск?\n\nЖдём.")), sender=(sender,), date=date)
    quoted = quote_of(parent, language)
    reply = parse(build({"body": f"Седьмого декабря.\n\nАнна Ким\n\n{quoted}\n"}))
    (shown,) = reply.shown
    quotes = [one for one in shown.segments if one.kind is SegmentKind.QUOTE]
    assert "".join(shown.text[one.start : one.end] for one in quotes).strip() == quoted
    assert keeps_parent(reply, parent)
