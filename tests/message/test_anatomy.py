"""What the bytes consist of: the values of fields place by place, and bodies before decoding."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailrules.message import parse, read_body, read_entities, read_field
from mailrules.message.mime.encoded_words import decode_words
from mailrules.message.mime.headers import raw_value

PIECES = [
    "=?utf-8?q?=D0=9F_?=",
    "=?utf-8?q?=D0?=",
    "=?utf-8?q?=9F?=",
    "=?koi8-r?b?8A==?=",
    "=?x?q?y?=",
]
PIECES += [" ", "\t", "\r\n ", "\r\n\t ", " \n \n ", "a", "Тема", "=?", "?="]


@given(st.lists(st.sampled_from(PIECES), max_size=10).map("".join))
def test_every_character_of_a_value_has_its_place(value: str) -> None:
    raw = f"Subject:{value}x\r\n\r\n".encode()
    field = read_entities(raw)[0].block.fields[0]
    read = read_field(raw, field)
    assert read.unfolded == raw_value(raw, field)[0]
    assert len(read.offsets) == len(read.unfolded) + 1
    for at, char in enumerate(read.unfolded):
        here = read.written[read.offsets[at] : read.offsets[at + 1]]
        assert here == char or (char == " " and here.isspace())
    assert "".join(one.text for one in read.stretches) == decode_words(read.unfolded)[0]
    ends = [0, *(one.end for one in read.stretches)]
    assert [one.start for one in read.stretches] == ends[:-1]
    assert ends[-1] == len(read.unfolded)


def test_lines_of_white_space_are_no_part_of_a_value() -> None:
    assert parse(b"Subject: a\r\n \r\n\t\r\n b\r\n\r\n").subject == "a b"


@pytest.mark.parametrize(
    ("head", "encoded", "read"),
    [
        ("; charset=koi8-r", b"\xf0!", (b"\xf0!", "П!", "koi8-r")),
        ("; charset=koi8-r", b"a", (b"a", "a", "koi8-r")),
        ("; charset=x", b"a", (b"a", "a", "ascii")),
        ("\nContent-Transfer-Encoding: base64", b"YQ==", (b"a", "a", "ascii")),
        ("; charset=utf-16-le", b"a\0", (b"a\0", "a", "utf-16-le")),
    ],
)
def test_a_body_on_its_way_to_text(head: str, encoded: bytes, read: tuple[bytes, str, str]) -> None:
    raw = f"Content-Type: text/plain{head}\n\n".encode() + encoded
    body = read_body(raw, read_entities(raw)[0])
    assert body.encoded == encoded
    assert (body.data, body.text, body.codec) == read
    assert body.is_writable
    assert body.keeps_lines is (b"\0" not in encoded)


def test_a_body_that_cannot_be_written() -> None:
    raw = b"Content-Transfer-Encoding: x-none\n\na"
    assert not read_body(raw, read_entities(raw)[0]).is_writable
