"""Where each character stands: in the decoded source, and in the raw file."""

import quopri

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailrules.findings import Location, Scope
from mailrules.message import Excerpt, Part, Place, lazy_pattern, parse
from mailrules.message.mime.transfer import decode_bytes, decode_text, decoded_size, encoding_of
from tests.message.mime import HEAD, leaf, message, multipart

LINES = st.lists(st.text(alphabet="абвАБВ abc.,!=\t\u00a0«»", max_size=90), min_size=1, max_size=8)


def only(raw: bytes) -> Part:
    [part] = parse(raw).shown
    return part


@given(LINES, st.sampled_from(["\n", "\r\n", "\r"]), st.sampled_from(["8bit", "base64"]))
def test_lines_of_the_text_are_lines_of_the_source(
    lines: list[str], ending: str, encoding: str
) -> None:
    part = only(message(leaf(ending.join(lines), encoding=encoding)))
    assert part.source == ending.join(lines)
    assert part.text == "\n".join(lines)
    offset = 0
    for number, line in enumerate(lines, 1):
        for column in range(1, len(line) + 2):
            assert part.position(offset) == (number, column)
            offset += 1
        assert part.source_line(number) == line
        expected = None if encoding == "base64" else part.line + number - 1
        assert part.file_line(number, len(line) + 1) == expected


@given(
    LINES, st.sampled_from(["\n", "\r\n"]), st.sampled_from(["utf-8", "windows-1251", "gb18030"])
)
def test_quoted_printable_says_which_line_of_the_file(
    lines: list[str], ending: str, charset: str
) -> None:
    # A mark at every fifth character says which it is, so the raw file can be asked.
    text = "\n".join("".join(f"[{n}]{c}" for n, c in enumerate(line)) for line in lines)
    encoded = quopri.encodestring(text.encode(charset, "replace"))
    head = f"{HEAD}Content-Type: text/plain; charset={charset}\n"
    head += "Content-Transfer-Encoding: quoted-printable\n\n"
    raw = (head.encode() + encoded).replace(b"\n", ending.encode())
    part = only(raw)
    assert part.text == text.encode(charset, "replace").decode(charset)
    in_file = raw.decode("latin-1").split(ending)
    for line, said in enumerate(part.text.split("\n"), 1):
        for column, char in enumerate(said, 1):
            if char == "[":
                at = part.file_line(line, column)
                assert at is not None
                assert "[" in in_file[at - 1]


@pytest.mark.parametrize(
    ("body", "text", "lines"),
    [
        (b"", "", [0]),
        (b"a\n", "a\n", [0, 2]),
        (b"a=\nb\n\nc", "ab\n\nc", [0, 1, 3, 4]),
        (b"a=  \r\nb \t\r\nc", "ab\r\nc", [0, 1, 4]),
        (b"=\n=\n=D0=9F", "П", [0, 0, 0]),
        (b"=D0=\n=9F=\nx", "Пx", [0, 1, 1]),
        (b"a=3D=3d\rb=", "a==\rb", [0, 4]),
    ],
)
def test_quoted_printable_line_by_line(body: bytes, text: str, lines: list[int]) -> None:
    decoded = decode_text(body, "quoted-printable", "utf-8")
    assert decoded.text == text
    assert list(decoded.encoded_lines or ()) == lines
    assert not decoded.broken


@pytest.mark.parametrize(
    ("body", "encoding", "expected", "broken"),
    [
        (b"abc", "7bit", b"abc", False),
        (b"0J8=", "base64", "П".encode(), False),
        (b"0J\n8 =\n", "base64", "П".encode(), False),
        (b"0J8", "base64", "П".encode(), False),
        (b"0J8=0J8=", "base64", "ПП".encode(), False),
        (b"0J80J", "base64", "П4".encode(), False),
        (b"0J8=\n-- \n", "base64", "П".encode(), True),
        (b"=41=42", "quoted-printable", b"AB", False),
        (b"=4", "quoted-printable", b"=4", True),
        (b"x\nbegin 644 a\n#86)C\n \nend\n", "x-uuencode", b"abc", False),
        (b"begin 644 a\n#86)C\n", "x-uuencode", b"abc", True),
        (b"begin 644 a\n#86)C\n\xff\xff\nend", "x-uuencode", b"abc", True),
        (b"abc", "x-uuencode", b"abc", True),
    ],
)
def test_transfer_encodings(body: bytes, encoding: str, expected: bytes, broken: bool) -> None:
    assert decode_bytes(body, encoding) == (expected, broken)
    assert decoded_size(body, 0, len(body), encoding) == len(expected)


@pytest.mark.parametrize(
    ("value", "encoding"),
    [("", "7bit"), (" Base64 (x)", "base64"), ('"8-Bit"; a', "8bit"), ("x-none", "x-none")],
)
def test_names_of_encodings(value: str, encoding: str) -> None:
    assert encoding_of(value) == encoding


def test_a_place_in_the_text() -> None:
    raw = message(multipart("mixed", leaf("Раз.\r\nДва!\r\n", encoding="quoted-printable")))
    part = only(raw)
    place = Place(Scope.BODY, 8, 9, part=part)
    assert part.text[8:9] == "!"
    assert place.locate() == Location(
        Scope.BODY, part="1", line=2, column=4, end_line=2, end_column=5, file_line=12
    )
    assert place.source_line() == "Два!"
    assert raw.split(b"\n")[11].endswith(b"=B0!\r")


def test_any_stretch_of_plain_text_can_be_replaced() -> None:
    assert only(message(leaf("a <b>\r\nc"))).is_contiguous(0, 7)


def test_a_place_in_html() -> None:
    page = "<p>Раз</p>\n<p>Два&nbsp;<b>три</b>!</p>"
    part = only(message(leaf(page, "text/html")))
    assert part.text == "Раз\n\nДва\u00a0три!"
    for stretch, said in (("Два", "Два"), ("\u00a0", "&nbsp;"), ("три", "три"), ("!", "!")):
        at = part.text.index(stretch)
        first, last = part.source_span(at, at + len(stretch))
        assert page[first:last] == said
        assert part.is_contiguous(at, at + len(stretch))
    assert not part.is_contiguous(part.text.index("три"), part.text.index("!") + 1)
    exclamation = part.text.index("!")
    place = Place(Scope.BODY, exclamation, exclamation + 1, part=part).locate()
    assert (place.line, place.column, place.end_column) == (2, 23, 24)
    assert part.source_span(4, 4) == (14, 14)


@pytest.mark.parametrize(
    ("page", "char", "said"),
    [
        ("a & b", "&", "&"),
        ("a &foo b", "&", "&"),
        ("a &amp; b", "&", "&amp;"),
        ("a < b", "<", "<"),
        ("<p>a<p>b", "\n", ""),
        ("<ul><li>a", "-", ""),
        ("a<p>1", "1", "1"),
        ("x &lt; y", "<", "&lt;"),
    ],
)
def test_the_source_of_odd_characters(page: str, char: str, said: str) -> None:
    part = only(message(leaf(page, "text/html")))
    at = part.text.index(char)
    first, last = part.source_span(at, at + 1)
    assert (part.source or "")[first:last] == said


@given(st.text(alphabet="ab &;<>/p\n!-='\"#x1", max_size=60))
def test_every_character_of_a_page_comes_from_its_source(page: str) -> None:
    part = only(message(leaf("x" + page, "text/html")))
    for index, char in enumerate(part.text):
        first, last = part.source_span(index, index + 1)
        said = (part.source or "")[first:last]
        assert said == char or said.startswith("&") or not said.strip()
        assert part.position(index) <= part.end_position(index, index + 1)


def test_places_without_a_text() -> None:
    found = parse(b"From: a@b.example\nSubject: x!\nTo: c@d.example\n\n")
    subject, to = found.header("Subject"), found.header("to")
    assert Place(Scope.MESSAGE).locate() == Location(Scope.MESSAGE, file_line=1)
    assert Place(Scope.MESSAGE).source_line() == ""
    assert Place(Scope.SUBJECT, 1, 2, header=subject).locate() == Location(
        Scope.SUBJECT, column=2, end_column=3, file_line=2
    )
    assert Place(Scope.HEADER, 0, 1, header=to).locate().header == "To"
    assert Place(Scope.SUBJECT, header=subject).source_line() == "x!"


LINKS = [
    ("см. https://motor.example/a?b=1.", ["https://motor.example/a?b=1"]),
    ("www.motor.example!", ["www.motor.example"]),
    ("пишите на anna@nirro.example.", ["anna@nirro.example"]),
    ("motor.ru/цены, да", ["motor.ru/цены"]),
    ("`x != y` и ```\na!\n```", ["`x != y`", "```\na!\n```"]),
    ("Привет. Пока!", []),
]


@pytest.mark.parametrize(("text", "links"), LINKS)
def test_links(text: str, links: list[str]) -> None:
    excerpt = Excerpt(Scope.BODY, text)
    assert [text[first:last] for first, last in excerpt.links] == links


def test_what_touches_a_link_is_passed_over() -> None:
    excerpt = Excerpt(Scope.BODY, "Ура! https://a.example/!x и www.b.example/!y да!", start=10)
    marks = list(excerpt.outside_links(lazy_pattern("!")))
    assert [mark.start() for mark in marks] == [3, 47]
    assert (excerpt.span(marks[0]).start, excerpt.whole().start) == (13, 10)
    assert excerpt.linked(4, 6)
    assert not excerpt.linked(0, 3)
