"""Header fields edited in place: the expected bytes, field by field."""

import pytest

from mailrules.findings import Edit, Scope
from mailrules.fixes import Unwritable, rewrite
from mailrules.message import parse
from tests.fixes.letters import change, check_rewritten, in_header

ENDINGS = pytest.mark.parametrize("ending", ["\r\n", "\n", "\r"])
LONG = "Холодные звонки по продаже моторного масла и сбор базы для обзвона"


def field(text: str) -> bytes:
    return f"X-First: a\r\n{text}\r\nX-Last:  b \r\n\t c\r\n\r\nТело".encode()


# The field, what is replaced in its value by what, the field after that.
CASES = [
    ("Subject: Offer!", "!", ".", "Subject: Offer."),
    ("subject :Offer", "Offer", "Price", "subject : Price"),
    ("Subject:Offer", "Offer", " Offer", "Subject:  Offer"),
    ("Subject: Offer ", " ", "", "Subject: Offer"),
    ("Subject:  Offer", " ", "", "Subject: Offer"),
    # Within an encoded word: only that word, in its own encoding.
    (
        "Subject: =?UTF-8?B?0J/RgNC40LLQtdGC?= =?UTF-8?Q?!_=D0=B8?= x",
        "!",
        ".",
        "Subject: =?UTF-8?B?0J/RgNC40LLQtdGC?= =?utf-8?b?LiDQuA==?= x",
    ),
    ("Subject: a =?koi8-r?q?=F0=F2?=\r\n x", "П", "Т", "Subject: a =?utf-8?q?=D0=A2=D0=A0?=\r\n x"),
    # The other words of a value, and its folds, stay as they are.
    (
        "Subject: =?koi8-r?q?=F0?=\r\n\t=?koi8-r?q?=F2?=  two\r\n three!",
        "!",
        "",
        "Subject: =?koi8-r?q?=F0?=\r\n\t=?koi8-r?q?=F2?=  two\r\n three",
    ),
    # Plain text that turns non-ASCII is encoded word by word.
    ("Subject: Offer for oil", "for", "для", "Subject: Offer =?utf-8?b?0LTQu9GP?= oil"),
    ("Subject: c a", "c", "с", "Subject: =?utf-8?b?0YE=?= a"),
    ("Subject: Caffe oil", "e oil", "è oil", "Subject: =?utf-8?q?Caff=C3=A8?= oil"),
    # What touches an encoded word is encoded with it; white space between words too.
    ("Subject: =?utf-8?q?=D0=9F?=", "", "x y", "Subject: =?utf-8?q?=D0=9Fx?= y"),
    (
        "Subject: =?utf-8?q?a?= x =?utf-8?q?y?=",
        "x",
        "",
        "Subject: =?utf-8?q?a?= =?utf-8?q?__?= =?utf-8?q?y?=",
    ),
    ("Subject: =?utf-8?q?=D0=9F?= x", "x", "Р", "Subject: =?utf-8?q?=D0=9F?= =?utf-8?q?_=D0=A0?="),
    ("Subject: =?utf-8?q?=D0=9F?= x", " ", "", "Subject: =?utf-8?q?=D0=9Fx?="),
    (
        "Subject: =?utf-8?q?a?= =?utf-8?q?b?= =?utf-8?q?c?= d",
        "b",
        "",
        "Subject: =?utf-8?q?a?= =?utf-8?q?c?= d",
    ),
    ("Subject: =?utf-8?q?a?= =?utf-8?q?b?= d", "b", "", "Subject: =?utf-8?q?a?= d"),
    ("Subject: x =?utf-8?q?a?= =?utf-8?q?b?=", "b", "", "Subject: x =?utf-8?q?a?="),
    ("Subject: =?utf-8?q?a?= =?utf-8?q?b?=", "ab", "c", "Subject: c"),
    ("Subject: =?utf-8?q?a?= =?utf-8?q?b?= c", "b", "x b", "Subject: =?utf-8?q?ax?= b c"),
    ("Subject: =?utf-8?q?a?==?utf-8?q?b?= x!", "!", "", "Subject: =?utf-8?q?a?==?utf-8?q?b?= x"),
    # A character torn between two words: both are one.
    (
        "Subject: =?utf-8?q?=D0?= =?utf-8?q?=9F!?= x",
        "!",
        ".",
        "Subject: =?utf-8?q?=D0=9F=2E?= x",
    ),
    # What would read as an encoded word is one.
    ("Subject: x", "x", "=?utf-8?q?y?=", "Subject: =?utf-8?q?=3D=3Futf-8=3Fq=3Fy=3F=3D?="),
    # White space beside a fold that an edit brings together.
    ("Subject: a\r\n x b", "x", "", "Subject: a  b"),
    ("Subject: x\r\n b", "x", "", "Subject:  b"),
    # Raw UTF-8 stays raw.
    ("Subject: Тема!", "!", " «да»", "Subject: Тема «да»"),
    # Only the line that got too long is folded anew.
    (
        f"Subject: {'word ' * 12}end\r\n {'very ' * 20}long",
        "end",
        "the end of it all",
        f"Subject: {'word ' * 12}the end\r\n of it all\r\n {'very ' * 20}long",
    ),
    (
        "Subject: Re: x",
        "x",
        LONG,
        "Subject: Re: =?utf-8?b?0KXQvtC70L7QtNC90YvQtSDQt9Cy0L7QvdC60Lgg0L/QviA=?="
        "\r\n =?utf-8?b?0L/RgNC+0LTQsNC20LUg0LzQvtGC0L7RgNC90L7Qs9C+INC80LDRgdC70LAg?="
        "\r\n =?utf-8?b?0Lgg0YHQsdC+0YAg0LHQsNC30Ysg0LTQu9GPINC+0LHQt9Cy0L7QvdCw?=",
    ),
    # Address lists: an encoded comma is no comma, and stays one word.
    (
        "Cc: =?utf-8?Q?=D0=9A=D0=B8=D0=BC=2C_A?= <a@x.example>",
        "",
        ", Пётр <p@x.example>",
        "Cc: =?utf-8?Q?=D0=9A=D0=B8=D0=BC=2C_A?= <a@x.example>,"
        "\r\n =?utf-8?q?=D0=9F=D1=91=D1=82=D1=80?= <p@x.example>",
    ),
    ("Cc: =?x?Q?K=2C_A?= <a@x>", "a@", "c@", "Cc: =?x?Q?K=2C_A?= <c@x>"),
    ("Cc: =?utf-8?Q?K=2C_A?= <a@x>", "K", "М", "Cc: =?utf-8?q?=D0=9C=2C_A?= <a@x>"),
    ("Cc: a@x.example,\r\n\tb@x.example", "a@x", "c@x", "Cc: c@x.example,\r\n\tb@x.example"),
    ('Cc: "Kim, A" <a@x.example>', "Kim, A", "Kim, B", 'Cc: "Kim, B" <a@x.example>'),
    ('Cc: "Kim, A" <a@x.example>', "Kim", "Ким", "Cc: =?utf-8?b?0JrQuNC8LCBB?= <a@x.example>"),
    ('Cc: "Ким, А" <a@x.example>', "А", "Б", 'Cc: "Ким, Б" <a@x.example>'),
    ("Cc: a@x.example (Ann)", "Ann", "Анна", "Cc: a@x.example (=?utf-8?b?0JDQvdC90LA=?=)"),
    ("Cc: Ann Kim <a@x.example>", "Kim", "Ким", "Cc: Ann =?utf-8?b?0JrQuNC8?= <a@x.example>"),
    ("Cc: Ann <a@x.example>", "nn", "нна", "Cc: =?utf-8?b?QdC90L3QsA==?= <a@x.example>"),
    ("Cc: b@x.example (=?utf-8?q?=D0=9A_x?=)", "К", "М", "Cc: b@x.example (=?utf-8?q?=D0=9C_x?=)"),
    ("References: <1@x.example>", "", " <2@x.example>", "References: <1@x.example> <2@x.example>"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "old", "new", "after"), CASES)
def test_a_field_edited(before: str, old: str, new: str, after: str) -> None:
    raw = field(before)
    message = parse(raw)
    name = before.partition(":")[0].strip().title()
    edit = change(message, name, old, new)
    rewritten = rewrite(message, [edit])
    assert rewritten.decode() == field(after).decode()
    check_rewritten(raw, [edit], rewritten)


@pytest.mark.parametrize(
    ("before", "old", "new"),
    [
        # A line break would begin another field.
        ("Subject: x", "x", "y\r\nBcc: spy@x.example"),
        ("Subject: x", "x", "y\x00"),
        # No charset of the field has these, or the field is not prose.
        ("References: <1@x.example>", "1@", "один@"),
        ("To: Ann <a@x.example>", "a@x", "а@x"),
        ("To: a@x.example", "a@x", "а@x"),
        ("To: =?utf-8?q?=D0=9A?= <a@x.example>", " <", "<"),
        ("To: =?utf-8?q?=D0=9A?=", "", "\ud800"),
        # Two fields of one name: an edit cannot say which it means.
        ("To: a@x.example\r\nTO: b@x.example", "a@", "c@"),
    ],
)
def test_a_field_that_cannot_be_edited(before: str, old: str, new: str) -> None:
    message = parse(field(before))
    name = before.partition(":")[0]
    with pytest.raises(Unwritable):
        rewrite(message, [change(message, name, old, new)])


def test_raw_bytes_in_another_charset_stay_in_it() -> None:
    raw = "Subject: Договор на обзвон!\r\n\r\n".encode("windows-1251")
    message = parse(raw)
    mended = "Subject: Договор на обзвон.\r\n\r\n".encode("windows-1251")
    assert rewrite(message, [change(message, "Subject", "!", ".")]) == mended
    with pytest.raises(Unwritable):
        rewrite(message, [change(message, "Subject", "!", "日")])


def test_bytes_that_mean_nothing_are_no_field_to_edit() -> None:
    message = parse("Subject: Договор на обзвон!".encode("windows-1251") + b"\x98\r\n\r\n")
    with pytest.raises(Unwritable):
        rewrite(message, [change(message, "Subject", "!", ".")])


@ENDINGS
def test_what_the_letter_lacks_is_put_in_its_place(ending: str) -> None:
    def lined(text: str) -> bytes:
        return text.replace("\n", ending).encode()

    raw = lined("From: a@x.example\nTo: b@x.example\nMessage-ID: <1@x.example>\nX-A: 1\n\nText\n")
    edits = [
        in_header("References", 0, 0, "<0@x.example>"),
        in_header("In-Reply-To", 0, 0, "<0@x.example>"),
        in_header("Subject", 0, 0, "Тема"),
        in_header("X-New", 0, 0, "new"),
        in_header("Cc", 0, 0, "Анна <c@x.example>"),
        in_header("Cc", 0, 0, ", d@x.example"),
        in_header("Cc", 0, 0, ", d@x.example"),
    ]
    after = rewrite(parse(raw), edits)
    assert after == lined(
        "From: a@x.example\nTo: b@x.example\n"
        "Cc: =?utf-8?b?0JDQvdC90LA=?= <c@x.example>, d@x.example\n"
        "Subject: =?utf-8?b?0KLQtdC80LA=?=\n"
        "Message-ID: <1@x.example>\nIn-Reply-To: <0@x.example>\nReferences: <0@x.example>\n"
        "X-A: 1\nX-New: new\n\nText\n"
    )
    check_rewritten(raw, edits, after)


@pytest.mark.parametrize(
    ("raw", "after"),
    [
        # Without any header, what there is becomes the body.
        (b"Text\nmore", b"Subject: x\n\nText\nmore"),
        (b"", b"Subject: x\r\n\r\n"),
        (b"\nText", b"Subject: x\n\nText"),
        (b"\xef\xbb\xbfText", b"\xef\xbb\xbfSubject: x\r\n\r\nText"),
        # The header is all there is.
        (b"To: a@x.example", b"To: a@x.example\r\nSubject: x"),
        (b"X-A: 1\n\tb\n", b"X-A: 1\n\tb\nSubject: x\n"),
        # The envelope of a mailbox.
        (b"From a@x.example Mon Nov 23 10:00:00 2026\nX-A: 1\n\nb", None),
    ],
)
def test_a_field_for_an_odd_letter(raw: bytes, after: bytes | None) -> None:
    expected = after or raw.replace(b"X-A: 1\n", b"X-A: 1\nSubject: x\n")
    assert rewrite(parse(raw), [in_header("Subject", 0, 0, "x")]) == expected


def test_the_first_of_new_addresses_may_not_be_wanted() -> None:
    edits = [in_header("Cc", 0, 0, ", a@x.example"), in_header("Cc", 0, 0, ", b@x.example")]
    after = rewrite(parse(b"To: c@x.example\n\n"), edits)
    assert after == b"To: c@x.example\nCc: a@x.example, b@x.example\n\n"


def test_the_habit_of_the_letter() -> None:
    message = parse(b"From: =?utf-8?Q?=D0=9A?= <a@x.example>\nTo: b@x.example\n\n")
    after = rewrite(message, [in_header("Subject", 0, 0, "Тема")])
    assert b"Subject: =?utf-8?q?=D0=A2=D0=B5=D0=BC=D0=B0?=\n" in after


def test_an_address_list_left_empty_is_taken_out() -> None:
    raw = b"To: a@x.example\nBcc: b@x.example\nSubject: x\n\n"
    message = parse(raw)
    assert rewrite(message, [change(message, "Bcc", "b@x.example", "")]) == raw.replace(
        b"Bcc: b@x.example\n", b""
    )
    assert rewrite(message, [change(message, "Subject", "x", "")]) == raw.replace(b": x", b":")


def test_a_name_that_is_none() -> None:
    edit = Edit(Scope.HEADER, "x", header="No Name")
    with pytest.raises(Unwritable):
        rewrite(parse(b"To: a@x.example\n\n"), [edit])


def test_a_field_too_long_to_be_read() -> None:
    message = parse(b"Subject: " + b"word " * 60_000 + b"\n\n")
    with pytest.raises(Unwritable):
        rewrite(message, [in_header("Subject", 0, 1, "W")])


def test_the_edited_header_may_not_change_the_structure() -> None:
    raw = b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\ntext\n--b--\n"
    message = parse(raw)
    with pytest.raises(Unwritable):
        rewrite(message, [change(message, "Content-Type", "=b", "=c")])
    with pytest.raises(Unwritable):
        rewrite(message, [change(message, "Content-Type", "mixed", "digest")])
