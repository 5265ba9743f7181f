"""Whatever is edited in whatever letter: the edits are made, and all else is as it was."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailrules.findings import Edit
from mailrules.fixes import Unwritable, rewrite
from mailrules.fixes.encoded_words import encode_words
from mailrules.message import Message, Part, parse
from tests.fixes.letters import check_rewritten, encoded, in_body, in_header, place

ALPHABET = "абвЯё xyz.,!=_?\t-«»—\u00a0<&"
LINES = st.lists(st.text(ALPHABET, max_size=100), max_size=6)
NEW = st.text(ALPHABET + "\n", max_size=12) | st.sampled_from(
    ["日本", "=\n", "\n\n", "é" * 99, "."]
)
CHARSETS = {
    "utf-8": "utf-8",
    "windows-1251": "windows-1251",
    "koi8-r": "koi8-r",
    "utf-16": "utf-16",
    "gb2312": "gb2312",
    "iso-2022-jp": "iso-2022-jp",
    "us-ascii": "ascii",
    None: "utf-8",
}
WHOLE = ["Re:", "=?utf-8?B?0J/RgNC40LLQtdGC?=", "=?koi8-r?q?=F0_=F2?=", " ", "a,b", "?", "\r\n\t"]
WHOLE += ["Договор", "=?utf-8?q?x_?=", "«Мотор»", "=?utf-8?q?=D0?= =?utf-8?q?=9F?="]
HALVES = ["=?utf-8?q?=D0?=", "=?utf-8?q?=9F?=", "=?x?q?y?="]
WHOLE_WORDS = st.lists(st.sampled_from(WHOLE), max_size=8).map(" ".join)
WORDS = st.lists(st.sampled_from(WHOLE + HALVES), max_size=8).map(" ".join)
PEOPLE = st.lists(
    st.sampled_from(
        [
            "anna@nirro.example",
            "=?utf-8?q?=D0=9A=D0=B8=D0=BC=2C_=D0=90=D0=BD=D0=BD=D0=B0?= <anna@nirro.example>",
            '"Sidorov, Petr" <petr@motor.example>',
            "=?koi8-r?B?8MXU0g==?=\r\n =?koi8-r?B?8w==?= <boss@motor.example>",
            "Ivan (the boss) <ivan@motor.example>",
        ]
    ),
    min_size=1,
    max_size=4,
).map(",\r\n ".join)


@st.composite
def letters(draw: st.DrawFn) -> bytes:
    """One text, or two of them in a multipart, in any charset and encoding that holds it."""
    ending = draw(st.sampled_from(["\n", "\r\n"]))
    head = f"From: anna@nirro.example\nTo: {draw(PEOPLE)}\nSubject: {draw(WORDS)}\n"
    parts = [_leaf(draw, ending) for _ in range(draw(st.integers(1, 2)))]
    if len(parts) == 1 and draw(st.booleans()):
        return _lined(head, ending) + parts[0]
    body = b"".join(b"--b\n".replace(b"\n", ending.encode()) + p + ending.encode() for p in parts)
    kind = "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\nПролог\n"
    return _lined(head + kind, ending) + body + b"--b--"


def _leaf(draw: st.DrawFn, ending: str) -> bytes:
    label = draw(st.sampled_from(list(CHARSETS)))
    encoding = draw(st.sampled_from(["7bit", "8bit", "quoted-printable", "base64", ""]))
    charset = CHARSETS[label]
    text = ending.join(draw(LINES)).encode(charset, "replace").decode(charset)
    html = draw(st.booleans())
    head = f"Content-Type: text/{'html' if html else 'plain'}"
    head += f';\n charset="{label}"; format=flowed\n' if label else "\n"
    head += f"Content-Transfer-Encoding: {encoding}\n" if encoding else ""
    if html and label and draw(st.booleans()):
        text = f'<meta charset="{label}">{text}'
    bare = draw(st.booleans()) and not label and not encoding and not html
    return _lined("\n" if bare else head + "\n", ending) + encoded(text, charset, encoding, ending)


def _lined(text: str, ending: str) -> bytes:
    return text.replace("\r\n", "\n").replace("\n", ending).encode()


@st.composite
def edits_of(draw: st.DrawFn, message: Message) -> list[Edit]:
    edits: list[Edit] = []
    for part in message.shown:
        edits += _in(draw, part)
    for field in message.headers:
        if field.name in {"Subject", "To"} and draw(st.booleans()):
            start, end = sorted(draw(st.integers(0, len(field.value))) for _ in "se")
            new = draw(NEW).replace("\n", "").replace("\t", "")
            edits.append(in_header(field.name, start, end, new))
    return edits


def _in(draw: Callable[[st.SearchStrategy[Any]], Any], part: Part) -> list[Edit]:
    source = part.source or ""
    edits = []
    places = sorted(draw(st.integers(0, len(source))) for _ in range(2 * draw(st.integers(0, 2))))
    for start, end in zip(places[::2], places[1::2], strict=True):
        edits.append(in_body(_place(part, start), _place(part, end), draw(NEW), part.number))
    return edits


def _place(part: Part, offset: int) -> tuple[int, int]:
    within_break = offset > 0 and (part.source or "")[offset - 1 : offset + 1] == "\r\n"
    return place(part, offset - within_break)


@settings(max_examples=150)
@given(st.data())
def test_an_edit_changes_what_it_says_and_nothing_else(data: st.DataObject) -> None:
    raw = data.draw(letters())
    message = parse(raw)
    edits = data.draw(edits_of(message))
    try:
        after = rewrite(message, edits)
    except Unwritable:
        return
    check_rewritten(raw, edits, after)


@settings(max_examples=100)
@given(st.data())
def test_letters_in_the_usual_encodings_can_always_be_edited(data: st.DataObject) -> None:
    charset = data.draw(st.sampled_from(["utf-8", "windows-1251", "koi8-r"]))
    encoding = data.draw(st.sampled_from(["8bit", "quoted-printable", "base64"]))
    ending = data.draw(st.sampled_from(["\n", "\r\n", "\r"]))
    text = ending.join(data.draw(LINES)).encode(charset, "replace").decode(charset)
    head = f"Subject: x\nContent-Type: text/plain; charset={charset}\n"
    head += f"Content-Transfer-Encoding: {encoding}\n\n"
    raw = _lined(head, ending) + encoded(text, charset, encoding, ending)
    message = parse(raw)
    edits = _in(data.draw, message.shown[0])
    check_rewritten(raw, edits, rewrite(message, edits))


@given(st.data())
def test_a_subject_can_always_be_edited(data: st.DataObject) -> None:
    raw = b"Subject: " + data.draw(WHOLE_WORDS).encode() + b"\r\n\r\n"
    message = parse(raw)
    start, end = sorted(data.draw(st.integers(0, len(message.subject))) for _ in "se")
    edit = in_header("Subject", start, end, data.draw(st.text("яю xy.?=", max_size=120)))
    after = rewrite(message, [edit])
    check_rewritten(raw, [edit], after)


@given(letters())
def test_no_edit_no_change(raw: bytes) -> None:
    assert rewrite(parse(raw), []) is raw


@given(
    st.text(ALPHABET + "日🙂", min_size=1, max_size=200),
    st.sampled_from(["b", "q", ""]),
    st.integers(-5, 76),
    st.booleans(),
)
def test_encoded_words(text: str, habit: str, room: int, foldable: bool) -> None:
    words = encode_words(text, habit, room, foldable=foldable)
    assert all(len(word) <= 75 and word.isascii() for word in words.split(" "))
    folded = words.replace(" ", "\r\n ")
    assert parse(f"Subject: {folded}\r\n\r\n".encode()).subject == text
    for word in words.split(" "):  # none holds half a character
        assert "\ufffd" not in parse(f"Subject: {word}\r\n\r\n".encode()).subject


@pytest.mark.parametrize("charset", ["utf-8", "windows-1251"])
def test_the_same_edit_twice_is_made_once(charset: str) -> None:
    raw = b"Content-Type: text/plain; charset=" + charset.encode() + b"\n\n" + "да".encode(charset)
    edit = in_body((1, 3), (1, 3), ".")
    assert rewrite(parse(raw), [edit, edit]) == raw + b"."
