"""Header fields: encoded words, parameters, addresses, identifiers, dates, places in the file."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailrules.message import Address, parse
from mailrules.message.mime.addresses import MAX_ADDRESSES, parse_addresses
from mailrules.message.mime.encoded_words import decode_words
from mailrules.message.mime.headers import MAX_FIELDS, MAX_VALUE, identifiers, parse_date
from mailrules.message.mime.parameters import parse_content


def kinds(raw: bytes) -> list[str]:
    return [defect.message.key for defect in parse(raw).defects]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("plain", "plain"),
        ("=?utf-8?B?0J/RgNC40LLQtdGC?=", "Привет"),
        ("=?UTF-8?q?=D0=9F=D1=80?= x", "Пр x"),
        ("=?koi8-r?Q?=F0_=F2?=", "П Р"),
        ("Re: =?windows-1251?B?z/Do4uXy?=", "Re: Привет"),
        # White space between two words is dropped, beside plain text it stays.
        ("=?utf-8?q?a?=  =?utf-8?q?b?= c", "ab c"),
        ("=?utf-8?q?a?==?utf-8?q?b?=", "ab"),
        ("=?utf-8?q?a?= =?koi8-r?q?=C2?=", "aб"),
        # A character, or four base64 digits, torn apart between two words.
        ("=?utf-8?q?=D0?= =?utf-8?q?=9F?=", "П"),
        ("=?utf-8?b?0J/R?= =?utf-8?b?gNC4?=", "При"),
        ("=?utf-8?b?0J/RgN?= =?utf-8?b?C4?=", "При"),
        ("=?utf-8?b?0J/RgNC4?= =?utf-8?q?=D0=B2?=", "Прив"),
        ("=?utf-8?q?=D0=9F?= =?utf-8?b?0YA=?=", "Пр"),
        # Broken: spaces inside, missing padding, a language, another charset in the bytes.
        ("=?utf-8?q?two words?=", "two words"),
        ("=?utf-8?b?0J/RgNC40LLQtdG?=", "Приве\ufffd"),
        ("=?utf-8*ru?b?0J8=?=", "П"),
        ("=?utf-8?q?=CF=F0=E8=E2=E5=F2=F1=F2=E2=F3=FE?=", "Приветствую"),
        ("=?x-none?q?=D0=9F=D1=80=D0=B8=D0=B2=D0=B5=D1=82?=", "Привет"),
        ("=?utf-8?b?0J8=", "=?utf-8?b?0J8="),
    ],
)
def test_encoded_words(written: str, said: str) -> None:
    assert decode_words(written)[0] == said


@pytest.mark.parametrize(
    ("subject", "kind"),
    [
        (b"=?utf-8?b?0J8=", "defect.encoded-word"),
        (b"=?utf-8?b?0J8= =?x-none?q?=D0=9F?=", "defect.header-charset"),
        (b"\xef\xf0\xe8\xe2\xe5\xf2", "defect.header-8bit"),
    ],
)
def test_a_broken_subject_is_a_visible_defect(subject: bytes, kind: str) -> None:
    defects = parse(b"From: a@b.example\nSubject: " + subject + b"\n\nx").defects
    assert [(one.message.key, one.visible) for one in defects] == [(kind, True)]


def test_raw_utf8_is_no_defect() -> None:
    message = parse("From: Анна <anna@nirro.example>\nSubject: Привет\n\nx".encode())
    assert message.subject == "Привет"
    assert message.sender == (Address("Анна", "anna@nirro.example"),)
    assert message.defects == ()


def test_folded_values_are_joined_with_one_space() -> None:
    raw = b"Subject: one\r\n   two \r\n\tthree\r\nX-Y:\r\n z\r\n\r\n"
    message = parse(raw)
    assert message.subject == "one two three"
    assert [field.value for field in message.fields("x-y")] == ["z"]


def test_only_the_subject_keeps_the_spaces_at_its_edges() -> None:
    message = parse(b"Subject:  a \nX-Y:  b \n\n")
    assert (message.subject, message.fields("X-Y")[0].value) == (" a ", "b")


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_each_field_knows_its_bytes_and_line(ending: str) -> None:
    lines = ["From: a@b.example", "Subject: one", " two", "To: c@d.example", "", "text"]
    raw = ending.join(lines).encode()
    fields = parse(raw).headers
    assert [(one.name, one.line) for one in fields] == [("From", 1), ("Subject", 2), ("To", 4)]
    assert [raw[one.start : one.end].decode() for one in fields] == [
        f"From: a@b.example{ending}",
        f"Subject: one{ending} two{ending}",
        f"To: c@d.example{ending}",
    ]


def test_a_message_may_end_within_its_header() -> None:
    message = parse(b"From: a@b.example\nSubject: x")
    assert message.subject == "x"
    assert message.shown[0].text == ""


def test_a_line_that_is_no_field_begins_the_text() -> None:
    message = parse(b"From: a@b.example\nno field\nSubject: x\n\ny")
    assert message.subject == ""
    assert message.shown[0].text == "no field\nSubject: x\n\ny"
    assert kinds(message.raw) == ["defect.separator"]


def test_second_fields_are_seen() -> None:
    raw = b"From: a@b.example\nCc: c@d.example\nCC: e@f.example\nSubject: 1\nSubject: 2\n\n"
    message = parse(raw)
    assert [one.email for one in message.cc] == ["c@d.example", "e@f.example"]
    assert message.subject == "1"
    assert kinds(raw) == ["defect.repeated", "defect.repeated"]


def test_the_number_and_length_of_fields_is_bounded() -> None:
    raw = b"From: a@b.example\n" + b"X: y\n" * MAX_FIELDS + b"\nText.\n"
    message = parse(raw)
    assert len(message.headers) == MAX_FIELDS
    assert message.shown[0].text == "Text.\n"
    assert "defect.headers" in kinds(raw)
    assert parse(b"X: y\n" * (MAX_FIELDS + 1)).shown[0].text == ""
    long = parse(b"From: a@b.example\nSubject: " + b"a" * (MAX_VALUE + 9) + b"\n\nx")
    assert len(long.subject) == MAX_VALUE - 1
    assert [one.message.key for one in long.defects] == [
        "defect.header-long",
        "defect.parser-not-asked",
    ]


@pytest.mark.parametrize(
    ("value", "media_type", "parameters"),
    [
        ("text/plain; charset=UTF-8", "text/plain", {"charset": "UTF-8"}),
        ('TEXT/Html ; Charset="koi8-r"; x', "text/html", {"charset": "koi8-r"}),
        ("a/b; name=My file (1).pdf; size=3", "a/b", {"name": "My file (1).pdf", "size": "3"}),
        ('a/b; name="a \\"b\\".pdf"', "a/b", {"name": 'a "b".pdf'}),
        ('a/b; name="unclosed', "a/b", {"name": "unclosed"}),
        ('a/b; name="ends in \\', "a/b", {"name": '"ends in \\'}),
        ('a/b; name="=?utf-8?b?0J8=?="', "a/b", {"name": "П"}),
        ("a/b; name=1; name=2", "a/b", {"name": "1"}),
        # RFC 2231
        ("a/b; filename*=utf-8''%D0%9F.pdf", "a/b", {"filename": "П.pdf"}),
        ("a/b; filename*=koi8-r'ru'%F0.pdf; filename=P", "a/b", {"filename": "П.pdf"}),
        ('a/b; filename*0="a"; filename*1="b"; filename*3=d', "a/b", {"filename": "ab"}),
        ("a/b; filename*0*=utf-8''%D0; filename*1*=%9F; filename*2=x", "a/b", {"filename": "Пx"}),
        ("a/b; filename*=bare", "a/b", {"filename": "bare"}),
        ("a/b; filename*x=1", "a/b", {"filename*x": "1"}),
        ("", "", {}),
    ],
)
def test_content_fields(value: str, media_type: str, parameters: dict[str, str]) -> None:
    content = parse_content(value)
    assert content.value == media_type
    assert content.parameters == parameters


def test_an_empty_parameter_is_none() -> None:
    assert parse_content("a/b; name=  ").get("name") is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("anna@nirro.example", [("", "anna@nirro.example")]),
        ("Anna Kim <anna@nirro.example>", [("Anna Kim", "anna@nirro.example")]),
        (
            '"Kim, Anna" <a@b.example>, c@d.example',
            [("Kim, Anna", "a@b.example"), ("", "c@d.example")],
        ),
        ("=?utf-8?b?0JDQvdC90LA=?= <a@b.example>", [("Анна", "a@b.example")]),
        ('"=?utf-8?b?0JDQvdC90LA=?=" <a@b.example>', [("Анна", "a@b.example")]),
        # A comma within an encoded name parts nothing.
        ("=?utf-8?q?Kim=2C_Anna?= <a@b.example>", [("Kim, Anna", "a@b.example")]),
        # As Outlook writes them, without brackets, with comments, in a group, with a route.
        ("a@b.example; c@d.example", [("", "a@b.example"), ("", "c@d.example")]),
        ("Anna a@b.example", [("Anna", "a@b.example")]),
        ("a@b.example (Anna (Kim))", [("Anna (Kim)", "a@b.example")]),
        ("Team: a@b.example, c@d.example;", [("", "a@b.example"), ("", "c@d.example")]),
        ("undisclosed-recipients:;", []),
        ("<@relay.example:a@b.example>", [("", "a@b.example")]),
        ("<mailto:a@b.example>", [("", "a@b.example")]),
        ("Anna <a @b.example >", [("Anna", "a@b.example")]),
        ("a@b <c@d.example>", [("a@b", "c@d.example")]),
        ("a@b: c", [("c", "a@b:")]),
        ("root", [("", "root")]),
        ("Anna Kim", []),
        ("<>", []),
        (", ,", []),
        ("Anna <a@b.example", [("Anna", "a@b.example")]),
        ("Anna <a@b.example, c@d.example>", [("Anna", "a@b.example"), ("", "c@d.example")]),
        ("a) b@c.example", [("a", "b@c.example")]),
        ("( a@b.example", [("", "a@b.example")]),
        ('"Anna a@b.example', [('"Anna', "a@b.example")]),
        ('"a\\"b" <c@d.example>', [('a"b', "c@d.example")]),
        ("a\\ <c@d.example>", [("a\\", "c@d.example")]),
    ],
)
def test_addresses(value: str, expected: list[tuple[str, str]]) -> None:
    assert [(one.name, one.email) for one in parse_addresses(value)] == expected


def test_the_number_of_addresses_is_bounded() -> None:
    assert len(parse_addresses("a@b.example," * (MAX_ADDRESSES + 5))) == MAX_ADDRESSES


@pytest.mark.parametrize(
    ("email", "key", "domain"),
    [
        ("Anna@NIRRO.Example", "anna@nirro.example", "nirro.example"),
        ("а@мотор.рф", "а@xn--l1aeaii.xn--p1ai", "xn--l1aeaii.xn--p1ai"),
        ("a@" + "ж" * 300, "a@" + "ж" * 300, "ж" * 300),
        ("a@ж..ж", "a@ж..ж", "ж..ж"),
    ],
)
def test_the_key_of_an_address(email: str, key: str, domain: str) -> None:
    assert Address("", email).key == key
    assert Address("", email).domain == domain


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("<a@b> <c@d>", ("<a@b>", "<c@d>")),
        ("<a@b>,<c@d>", ("<a@b>", "<c@d>")),
        ("Your letter of today <a@b>", ("<a@b>",)),
        ("<a\r\n @b>", ("<a@b>",)),
        ("a@b", ("<a@b>",)),
        ("<a@b", ("<a@b>",)),
        ("no identifier", ()),
        ("mail of a@b", ()),
        ("", ()),
    ],
)
def test_identifiers(value: str, expected: tuple[str, ...]) -> None:
    assert identifiers(value) == expected


def test_thread_fields_keep_their_brackets() -> None:
    message = parse(b"Message-ID: <1@a>\nIn-Reply-To: <0@a>\nReferences: <x@a>\n <0@a>\n\n")
    assert message.message_id == "<1@a>"
    assert message.in_reply_to == ("<0@a>",)
    assert message.references == ("<x@a>", "<0@a>")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Mon, 23 Nov 2026 10:00:00 +0000", datetime(2026, 11, 23, 10, tzinfo=UTC)),
        ("Mon, 23 Nov 2026 10:00:00 -0000", datetime(2026, 11, 23, 10, tzinfo=UTC)),
        ("yesterday", None),
        ("", None),
        ("Mon, 99 Nov 2026 10:00:00 +0000", None),
        ("Mon, 23 Nov 99999999999999999999 10:00:00 +0000", None),
    ],
)
def test_dates(value: str, expected: datetime | None) -> None:
    assert parse_date(value) == expected


def test_a_date_keeps_its_offset() -> None:
    date = parse_date("Mon, 23 Nov 2026 10:00:00 +0300")
    assert date is not None
    assert date.utcoffset() == timedelta(hours=3)


@given(st.text())
def test_any_value_can_be_read(value: str) -> None:
    decode_words(value)
    parse_content(value)
    parse_addresses(value)
    identifiers(value)
    parse_date(value)


@given(st.text(alphabet="=?utf-8bBqQ0J/8 \"\\<>,;:()@*'a"))
def test_any_odd_value_can_be_read(value: str) -> None:
    test_any_value_can_be_read.hypothesis.inner_test(value)  # type: ignore[attr-defined]
