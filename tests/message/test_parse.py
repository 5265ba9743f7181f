"""Whole messages: which parts they have, what of them is shown, what is a file, what is broken."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mailrules.message import Attachment, Message, SegmentKind, parse
from mailrules.message.parse import has_header
from tests.message.mime import HEAD, leaf, message, multipart

LETTER = "Content-Type: message/rfc822\n\nFrom: petr@motor.example\nSubject: inner\n"
PDF = (
    b'Content-Type: application/pdf; name="a.pdf"\n'
    b"Content-Disposition: attachment\nContent-Transfer-Encoding: base64\n\nAAECAw==\n"
)
HTML = leaf("<p>Привет</p>", "text/html")
PLAIN = leaf("Привет")


def tree(found: Message) -> list[str]:
    """Name each part: number, type, and ``!`` if its text is shown, ``@`` if it is a file."""
    return [
        f"{one.number} {one.media_type}{'!' if one.source is not None else ''}"
        f"{'@' if one.attached else ''}"
        for one in found.parts
    ]


def kinds(found: Message) -> list[str]:
    return [one.message.key.removeprefix("defect.") for one in found.defects]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"\nHello", ["1 text/plain!"]),
        (leaf("<p>Hello", "text/html"), ["1 text/html!"]),
        (
            multipart("alternative", PLAIN, HTML),
            ["TEXT multipart/alternative", "1 text/plain!", "2 text/html!"],
        ),
        (
            multipart("mixed", multipart("alternative", PLAIN, HTML, boundary="c"), PDF),
            ["TEXT multipart/mixed", "1 multipart/alternative", "1.1 text/plain!"]
            + ["1.2 text/html!", "2 application/pdf@"],
        ),
        (
            multipart("related", HTML, b"Content-Type: image/png\nContent-ID: <1>\n\nx"),
            ["TEXT multipart/related", "1 text/html!", "2 image/png@"],
        ),
        (
            multipart("mixed", PLAIN, LETTER.encode() + b"\nTheirs"),
            ["TEXT multipart/mixed", "1 text/plain!", "2 message/rfc822@", "2.1 text/plain"],
        ),
        (
            multipart("mixed", PLAIN, LETTER.encode() + multipart("mixed", PDF, boundary="c")),
            ["TEXT multipart/mixed", "1 text/plain!", "2 message/rfc822@"]
            + ["2.TEXT multipart/mixed", "2.1 application/pdf"],
        ),
        (
            (LETTER + LETTER + "\nHello").encode(),
            ["1 message/rfc822@", "1.1 message/rfc822", "1.1.1 text/plain"],
        ),
        (
            multipart("digest", b"\nSubject: y\n\nz"),
            ["TEXT multipart/digest", "1 message/rfc822@", "1.1 text/plain"],
        ),
        (
            multipart("signed", PLAIN, b"Content-Type: application/pgp-signature; name=s\n\nx"),
            ["TEXT multipart/signed", "1 text/plain!", "2 application/pgp-signature"],
        ),
        # A named text is a file, unless the letter begins with it.
        (leaf("Привет", "text/plain; name=a.txt"), ["1 text/plain!"]),
        (
            multipart("mixed", PLAIN, leaf("Привет", "text/plain; name=a.txt")),
            ["TEXT multipart/mixed", "1 text/plain!", "2 text/plain@"],
        ),
        (
            multipart("mixed", b"Content-Disposition: attachment\n\nx", PLAIN),
            ["TEXT multipart/mixed", "1 text/plain@", "2 text/plain!"],
        ),
        # All that is in an attached container is one file.
        (
            multipart(
                "mixed",
                PLAIN,
                multipart("mixed", PLAIN, boundary="c", head="Content-Disposition: attachment\n"),
            ),
            ["TEXT multipart/mixed", "1 text/plain!", "2 multipart/mixed@", "2.1 text/plain"],
        ),
        # Other texts are shown only where there is nothing else to show.
        (leaf("Привет", "text/enriched"), ["1 text/enriched!"]),
        (
            multipart("alternative", PLAIN, leaf("BEGIN:VCALENDAR", "text/calendar")),
            ["TEXT multipart/alternative", "1 text/plain!", "2 text/calendar"],
        ),
        (PDF, ["1 application/pdf@"]),
        # Odd types: RFC 2045 takes them for text.
        (b"Content-Type: text\n\nx", ["1 text/plain!"]),
        (b"Content-Type: a/b c\n\nx", ["1 text/plain!"]),
        (b"Content-Type:\n\nx", ["1 text/plain!"]),
    ],
)
def test_trees(body: bytes, expected: list[str]) -> None:
    found = parse(message(body))
    assert tree(found) == expected
    assert kinds(found) == []


def test_attachments() -> None:
    inline = b"Content-Type: image/png; name=b.png\nContent-Disposition: inline\n\n12345"
    related = b"Content-Type: image/png\nContent-ID: <1>\n\n123"
    quoted = b"Content-Type: a/b\nContent-Transfer-Encoding: quoted-printable\n\n=41=\n=42"
    found = parse(message(multipart("mixed", PLAIN, PDF, inline, related, quoted)))
    assert found.attachments == (
        Attachment("a.pdf", "application/pdf", 4, "2"),
        Attachment("b.png", "image/png", 5, "3", inline=True),
        Attachment("", "image/png", 3, "4", inline=True),
        Attachment("", "a/b", 2, "5"),
    )


def test_every_body_is_where_its_span_says() -> None:
    raw = message(
        multipart("mixed", PLAIN, multipart("alternative", HTML, b"\n", boundary="c"), PDF)
    )
    for ending in (b"\n", b"\r\n", b"\r"):
        written = raw.replace(b"\n", ending)
        found = parse(written)
        bodies = {one.number: written[one.start : one.end] for one in found.parts}
        assert bodies["1"].decode() == "Привет"
        assert bodies["2.1"].decode() == "<p>Привет</p>"
        assert bodies["2.2"] == b""
        assert bodies["3"] == b"AAECAw==" + ending
        for one in found.parts:
            assert one.line == 1 + written[: one.start].count(ending)


@pytest.mark.parametrize(
    ("raw", "subject", "text", "expected"),
    [
        (b"", "", "", ["no-header"]),
        (b"\xef\xbb\xbfSubject: x\nFrom: a@b\n\nHi", "x", "Hi", ["bom"]),
        (b"From a@b Mon Jan  1 00:00:00 2026\nSubject: x\nFrom: a@b\n\nHi", "x", "Hi", []),
        (b">From a@b Mon\r\nSubject: x\r\nFrom: a@b\r\n\r\nHi", "x", "Hi", []),
        (b"\n\nSubject: x\nFrom: a@b\n\nHi", "x", "Hi", ["blank-lines"]),
        (b"\xef\xbb\xbf\nSubject: x\nFrom: a@b\n\nHi", "x", "Hi", ["bom", "blank-lines"]),
        (b"From here on, text\nand: more", "", "From here on, text\nand: more", ["no-header"]),
        ("Привет\nкак: дела".encode(), "", "Привет\nкак: дела", ["no-header", "charset-missing"]),
        (b"\n\nHello", "", "\nHello", ["no-header"]),
        (b" Subject: x\n\nHi", "", " Subject: x\n\nHi", ["no-header"]),
        (b"Subject : x\nFrom: a@b\n\nHi", "x", "Hi", ["separator"]),
        (b"Subject: x\n\nHi", "x", "Hi", ["no-from"]),
        (b"Subject: x\nFrom: \n\nHi", "x", "Hi", ["no-from"]),
        (b"Subject: x\rFrom: a@b\r\rHi\rho", "x", "Hi\nho", []),
    ],
)
def test_beginnings(raw: bytes, subject: str, text: str, expected: list[str]) -> None:
    found = parse(raw)
    assert (found.subject, found.shown[0].text) == (subject, text)
    assert kinds(found) == expected


def test_lines_count_on_from_where_the_message_begins_in_its_file() -> None:
    found = parse(b"From a@b Mon\nSubject: x\nFrom: a@b\n\nHi\n", line=10)
    assert [one.line for one in found.headers] == [11, 12]
    assert found.shown[0].line == 14
    assert found.shown[0].file_line(1, 1) == 14


@pytest.mark.parametrize(
    ("body", "texts", "expected"),
    [
        (b"Content-Type: multipart/mixed\n\nHi", ["Hi"], ["no-boundary"]),
        (b"Content-Type: multipart/mixed; boundary=b\n\nHi", ["Hi"], ["unclosed", "no-parts"]),
        (
            b"Content-Type: multipart/mixed; boundary=b\n\nHi\n--b--\n",
            ["Hi\n--b--\n"],
            ["no-parts"],
        ),
        (
            b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nHi\n",
            ["Hi\n"],
            ["unclosed"],
        ),
        # The inner multipart never ends, the outer one goes on.
        (
            b"Content-Type: multipart/mixed; boundary=b\n\n--b\n"
            b"Content-Type: multipart/mixed; boundary=c\n\n--c\n\nHi\n--b\n\nHo\n--b--\n",
            ["Hi", "Ho"],
            ["unclosed"],
        ),
        # The same boundary within itself: the innermost takes the lines.
        (
            b"Content-Type: multipart/mixed; boundary=b\n\n--b\n"
            b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nHi\n--b--\n--b\n\nHo\n--b--\n",
            ["Hi", "Ho"],
            ["disagreement"],
        ),
        # A part's header runs into the next delimiter; a delimiter ends in spaces.
        (
            b"Content-Type: multipart/mixed; boundary=b\n\n--b\nX: y\n--b \t\n\nHi\n--bc\n--b--",
            ["", "Hi\n--bc"],
            [],
        ),
        (
            b"Content-Type: multipart/mixed; boundary=b\n\n--b\nX: y\nHi: there\nno field\n--b--",
            ["no field"],
            ["separator"],
        ),
        (b"Content-Transfer-Encoding: x-none\n\nHi", ["Hi"], ["encoding"]),
        (b"Content-Transfer-Encoding: base64\n\nSGk=!\xff", ["Hi"], ["broken-body"]),
        (b"Content-Transfer-Encoding: quoted-printable\n\n=4", ["=4"], ["broken-body"]),
        (b"Content-Transfer-Encoding: x-uuencode\n\nHi", ["Hi"], ["broken-body"]),
        (b"Content-Type: text/plain; charset=none\n\nHi", ["Hi"], ["charset-unknown"]),
        (
            "Content-Type: text/plain; charset=utf-8\n\nПривет, Пётр".encode("cp1251"),
            ["Привет, Пётр"],
            ["charset-wrong"],
        ),
    ],
)
def test_broken_structure(body: bytes, texts: list[str], expected: list[str]) -> None:
    found = parse(message(body))
    assert [one.text for one in found.shown] == texts
    assert kinds(found) == expected


def test_an_unknown_charset_of_plain_ascii_changes_nothing() -> None:
    [defect] = parse(message(b"Content-Type: text/plain; charset=none\n\nHi")).defects
    assert not defect.visible
    assert defect.part == "1"


@pytest.mark.parametrize(
    ("label", "charset"),
    [
        ("charset=UTF-8", "utf-8"),
        ("charset=cp-1251", "cp1251"),
        ("charset=koi8-r", "koi8-r"),
        ("format=flowed", "koi8-r"),
    ],
)
def test_a_part_names_the_charset_that_it_can_be_written_in(label: str, charset: str) -> None:
    data = f"Content-Type: text/plain; {label}\n\nДобрый день, Пётр".encode(charset)
    [part] = parse(message(data)).shown
    assert part.charset == charset
    assert part.text == "Добрый день, Пётр"


def test_a_page_may_name_its_own_charset() -> None:
    page = '<meta http-equiv="content-type" content="text/html; charset=koi8-r"><p>Ура</p>'
    found = parse(message(b"Content-Type: text/html\n\n" + page.encode("koi8-r")))
    assert found.shown[0].text == "Ура"
    assert found.shown[0].charset == "koi8-r"
    assert kinds(found) == []


def test_what_mail_parser_finds_odd_and_no_reader_sees() -> None:
    found = parse(b"From: a@b.example\nDate: yesterday\nTo: a@b@c, <\n\nHi")
    assert [(one.message.key, one.visible) for one in found.defects] == [
        ("defect.addresses", False),
        ("defect.date", False),
    ]


def test_a_file_behind_a_broken_multipart_is_named() -> None:
    hidden = (
        b"Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: a/b; name=seen.pdf\n\n"
        b"x\n--b\nContent-Type: multipart/mixed; boundary=c\n"
        b"\nnothing\n--b--\n--b\nContent-Type: a/b; name=lost.pdf\n"
        b"Content-Disposition: attachment\n\nx\n--b--\n"
    )
    found = parse(message(hidden))
    lost = [one for one in found.defects if one.message.key == "defect.hidden-file"]
    assert [one.message.arguments for one in lost] == [{"name": "lost.pdf"}]


def test_received() -> None:
    assert parse(b"Received: from x\n\n").received
    assert not parse(b"Subject: x\n\n").received


def test_has_header() -> None:
    assert has_header(b"\xef\xbb\xbfSubject: x")
    assert not has_header(b"\0\1\2")


def whole(found: Message) -> None:
    """Everything that must hold for any bytes."""
    for part in found.parts:
        assert 0 <= part.start <= part.end <= len(found.raw)
    for part in found.shown:
        at = 0
        for one in part.segments:
            assert one.start == at < one.end
            at = one.end
        assert at == len(part.text)
        assert part.offsets is None or len(part.offsets) == len(part.text) + 1
        if not part.is_html:
            assert "".join(part.text_of(one) for one in part.segments) == part.source
    numbers = [part.number for part in found.parts]
    assert len(numbers) == len(set(numbers))
    for field in found.headers:
        assert found.raw[field.start : field.end].startswith(field.name.encode())


PIECES = st.sampled_from(
    [b"\n", b"\r\n", b"\r", b"--b", b"--", b"--b--", b"--c", b" ", b"\t", b":", b"From ", b"\xff"]
    + [b"Content-Type: multipart/mixed; boundary=b", b"Content-Type: multipart/digest; boundary=c"]
    + [b"Content-Type: message/rfc822", b"Content-Type: text/html", b"Content-Type: text/plain"]
    + [b"Content-Transfer-Encoding: base64", b"Content-Transfer-Encoding: quoted-printable"]
    + [b"Content-Transfer-Encoding: x-uuencode", b"begin 644 a", b"end", b"Subject: =?utf-8?b?"]
    + [b"=D0", "Привет".encode(), b"<p>", b"<blockquote>", b"</p>", b"&nbsp;", b"> a", b"name=x"]
)


@given(st.binary())
@example(b"Content-Type: multipart/mixed; boundary=\n\n--\n\nx")
def test_any_bytes_are_a_message(raw: bytes) -> None:
    whole(parse(raw))


@given(st.lists(PIECES).map(b"".join))
def test_any_broken_mime_is_a_message(raw: bytes) -> None:
    whole(parse(raw))


def test_what_is_longer_than_any_letter_is_not_judged() -> None:
    from mailrules.message.part import MAX_JUDGED

    found = parse((HEAD + "\n").encode() + b"Hello. \n" * (MAX_JUDGED // 8 + 9))
    [part] = found.shown
    whole(found)
    assert part.segments[-1].kind is SegmentKind.DISCLAIMER
    assert part.segments[-1].start == MAX_JUDGED
    assert kinds(found) == ["text-long"]


def test_a_page_longer_than_any_letter_is_cut() -> None:
    from mailrules.message.mime.breaks import MAX_MAPPED

    page = "<blockquote>x</blockquote>Hi" + " " * MAX_MAPPED + "lost"
    [part] = parse(message(leaf(page, "text/html"))).shown
    assert part.text == "x\n\nHi"
    assert kinds(parse(message(leaf(page, "text/html")))) == ["html-long"]


@pytest.mark.parametrize("words", [10, 120_000])
def test_a_letter_that_is_far_too_long_is_not_read_to_its_end(words: int) -> None:
    found = parse(b"Subject: x\n\n" + "письмо на ".encode() * words)
    assert found.partly_unread == (words > 100_000)
