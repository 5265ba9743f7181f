"""A composed letter's bytes, as a reader and as a program sees them."""

import re
from email import message_from_bytes
from email.policy import default

import pytest

from mailrules.compose.letters import compose, judge, mended, signature_for
from mailrules.compose.templates import Library
from mailrules.compose.writing import attached
from mailrules.config import LetterType, Settings, StaffRecord
from mailrules.conversation import mailbox_keys
from mailrules.engine import Request
from mailrules.errors import ConfigError, UsageError
from mailrules.message import Message, parse
from mailrules.rules.binding import bind
from tests.compose.letters.house import (
    ANNA,
    BORIS,
    DEAL,
    HOUSE,
    LIBRARY,
    PETR,
    SOURCE,
    TEXT,
    composed,
    letter,
    order,
    parent,
    template,
)

SAID = """Добрый день, Пётр.

Сообщаю по пунктам.

1) договор готов;
2) смета готова.

С уважением,
Анна Ким
anna@nirro.example
"""
LONG_ID = f"<{'c' * 90}@motor.example>"


def field(message: Message, name: str) -> str:
    found = message.header(name)
    return found.value if found else ""


def text_of(message: Message) -> str:
    return next(part.text for part in message.shown if not part.is_html)


def test_the_head_and_the_text() -> None:
    read = letter(deal=DEAL)
    assert read.subject == "Звонки по маслу"
    assert read.sender[0].name == "Анна Ким"
    assert read.to == (PETR,)
    assert read.date
    assert read.date.isoformat() == "2026-11-23T12:00:00+00:00"
    assert re.fullmatch(r"<[0-9a-f]{32}@nirro\.example>", read.message_id or "")
    assert field(read, "X-Unsent") == "1"
    assert field(read, "X-Mailrules-Template") == f"note@sha256:{template().digest}"
    assert field(read, "X-Mailrules-Letter") == "note"
    assert field(read, "X-Mailrules-Deal") == "oil"
    assert text_of(read).replace("\r\n", "\n") == SAID
    assert not read.in_reply_to
    assert b"X-Mailrules-Deal" not in composed().raw


def test_the_same_order_gives_the_same_bytes_and_a_salt_another_message_id() -> None:
    assert composed().raw == composed().raw
    assert composed().message_id != composed(salt="x").message_id
    assert composed().message_id in composed().raw.decode("ascii")
    assert composed().message_id != composed(files=(attached("a.txt", b"1"),)).message_id


def test_lines_tell_where_the_text_came_from() -> None:
    done = composed(wrap="off")
    made = done.traced.text.split("\n")
    for line, number in zip(done.text.split("\n"), done.lines, strict=False):
        assert made[number - 1].rstrip() == line
    assert done.fields["project"] == "Звонки по маслу"
    assert done.fields["dialogues"] == 10
    assert done.subject_traced.text == "Звонки по маслу"


def test_a_reply_keeps_thread_subject_people_and_quote() -> None:
    earlier = parent(
        subject="RE: Fwd: Масло",
        body="Анна, добрый день.\n\n> Старое письмо\n",
        headers={"References": f"<a@b.example> {LONG_ID}", "Message-ID": "<p@motor.example>"},
    )
    done = composed(parent=earlier)
    read = parse(done.raw)
    assert read.subject == done.subject == "Re: Масло"
    assert read.in_reply_to == ("<p@motor.example>",)
    assert read.references == ("<a@b.example>", LONG_ID, "<p@motor.example>")
    assert text_of(read).replace("\r\n", "\n") == (
        SAID
        + "\n23.11.2026 09:00, Пётр Сидоров пишет:\n> Анна, добрый день.\n>\n>> Старое письмо\n"
    )
    english = composed(source=SOURCE.replace("letter: note", "language: en"), parent=earlier)
    assert "On 2026-11-23 09:00, Пётр Сидоров wrote:" in english.text


def test_a_reply_to_a_letter_without_subject_or_identifier() -> None:
    bare = parent(subject="", headers={"Message-ID": None})
    read = letter(parent=bare)
    assert read.subject == "Re: Звонки по маслу"
    assert read.in_reply_to == read.references == ()


def test_a_parent_in_html_is_quoted_whole() -> None:
    page = (
        "<p>Анна, добрый день.</p><p>Где договор?</p>"
        "<div>20.11.2026 10:00, Анна Ким пишет:</div>"
        '<blockquote type="cite"><p>Высылаю.</p><p>Анна</p></blockquote>'
    )
    quote = composed(parent=parent(html=page)).text.partition("пишет:\n")[2]
    assert "> Анна, добрый день.\n>\n> Где договор?\n" in quote
    assert "> 20.11.2026 10:00, Анна Ким пишет:\n>> Высылаю.\n>>\n>> Анна\n" in quote


def test_a_parent_whose_plain_text_is_empty_is_quoted_from_its_page() -> None:
    quote = composed(parent=parent(body=" \n", html="<p>Где договор?</p>")).text
    assert "пишет:\n>\n> Где договор?\n" in quote


def test_html_says_the_same() -> None:
    done = composed(html=True, parent=parent(body="Где договор?"))
    read = parse(done.raw)
    assert [part.media_type for part in read.parts] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]
    assert done.page
    assert "<blockquote" in done.page
    page = read.shown[1].text
    assert page.split() == text_of(read).replace("> ", "").split()


def test_files_of_any_name_and_kind() -> None:
    files = (
        attached("Коммерческое предложение по звонкам для компании «Мотор».pdf", b"%PDF-1.4"),
        attached("письмо.eml", b"Subject: x\n\nText\n"),
        attached("old.eml", "Тема\n".encode() * 3),
        attached("bad.eml", b"x" * 2000),
        attached("a.tar.gz", b"\x1f\x8b"),
        attached("no-type", b"\0\1"),
    )
    done = composed(files=files, html=True)
    read = parse(done.raw)
    assert [(file.name, file.media_type) for file in read.attachments] == [
        ("Коммерческое предложение по звонкам для компании «Мотор».pdf", "application/pdf"),
        ("письмо.eml", "message/rfc822"),
        ("old.eml", "message/rfc822"),
        ("bad.eml", "application/octet-stream"),
        ("a.tar.gz", "application/octet-stream"),
        ("no-type", "application/octet-stream"),
    ]
    assert read.parts[0].media_type == "multipart/mixed"
    assert b"filename*" in done.raw
    found = message_from_bytes(done.raw, policy=default)
    contents = [part.get_payload(decode=True) for part in found.iter_attachments()]
    assert contents[0] == b"%PDF-1.4"
    assert contents[-1] == b"\0\1"


def test_flowed_text_says_so() -> None:
    done = composed(wrap="flowed", width=40, points=["слово " * 30])
    assert b'format="flowed"' in done.raw
    (part,) = parse(done.raw).shown
    assert part.flowed
    assert "слово \n" in part.text
    assert "flowed" not in composed().raw.decode("ascii")


def test_lines_are_wrapped_at_the_width() -> None:
    text = composed(width=40, points=["слово " * 30]).text
    assert max(map(len, text.split("\n"))) <= 40
    assert "\n   слово" in text
    assert max(map(len, composed(wrap="off", points=["слово " * 30]).text.split("\n"))) > 150


def test_a_signature_of_a_house_without_one() -> None:
    assert signature_for(ANNA, Settings(), "ru") == (
        "С уважением,\nАнна Ким\nменеджер\n+7 495 000-00-01\nanna@nirro.example"
    )
    assert signature_for(BORIS, Settings(), "en").startswith("Kind regards,\nБорис Орлов\nboris@")


def test_a_text_is_no_letter() -> None:
    done = composed(source=TEXT)
    assert done.raw.decode() == "Сообщаю по пунктам.\n\n1) договор готов;\n2) смета готова.\n"
    assert done.message_id == ""


def test_an_internal_letter_does_not_name_the_deal() -> None:
    inside = SOURCE.replace("letter: note", "internal: true")
    assert b"X-Mailrules-Deal" not in composed(source=inside, deal=DEAL).raw


@pytest.mark.parametrize(
    ("source", "place"),
    [
        (SOURCE.replace("Сообщаю по", "Сообщаю {{ nothing }} по"), ("note.j2", 22)),
        (SOURCE.replace('"{{ project }}"', '"{{ nothing }}"'), ("note.j2", 5)),
    ],
)
def test_a_template_that_cannot_be_rendered(source: str, place: tuple[str, int]) -> None:
    with pytest.raises(ConfigError) as caught:
        composed(source=source)
    assert (caught.value.path, caught.value.line) == place


def test_a_piece_that_cannot_be_rendered(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("templates")
    (folder / "pieces").mkdir()
    piece = folder / "pieces" / "end.j2"
    piece.write_text("Жду.\n{{ nothing }}\n", "utf-8")
    source = SOURCE + '{% include "pieces/end.j2" %}\n'
    library = Library(str(folder), str(folder))
    with pytest.raises(ConfigError) as caught:
        compose(order(source), HOUSE, library)
    assert (caught.value.path, caught.value.line) == (str(piece), 2)


def test_a_required_block_that_says_nothing() -> None:
    with pytest.raises(UsageError) as caught:
        composed(source=SOURCE.replace("{% endblock %}", "").replace("{% block list %}", ""))
    assert caught.value.arguments["blocks"] == ["list"]
    strict = Settings(letters={"note": LetterType(("list", "price"))})
    with pytest.raises(UsageError) as caught:
        compose(order(), strict, LIBRARY)
    assert caught.value.arguments["blocks"] == ["price"]


def test_an_address_that_cannot_be_written() -> None:
    with pytest.raises(UsageError) as caught:
        composed(sender=StaffRecord("Анна", "анна@nirro.example"))
    assert caught.value.key == "compose.address"


def test_what_is_composed_is_judged_and_mended() -> None:
    binding = bind(HOUSE)
    run = judge(composed(points=["договор готов!", "смета"]), binding, Request(), "out.eml")
    assert [one.path for one in run.letters] == ["out.eml"]
    assert "TXT003" in {finding.code for finding in run.counted()}
    done = mended(composed(points=["договор готов!", "смета"]), binding, Request())
    assert not [finding for finding in done.after.counted() if finding.code == "TXT003"]
    assert mailbox_keys(letter().to) == {"petr@motor.example"}
