"""Bytes that any program reads: long identifiers, lines that begin with From, files."""

from email import message_from_bytes
from email.header import decode_header, make_header
from email.utils import getaddresses
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailrules.compose.writing import Letter, read_file, write
from mailrules.compose.writing import files as files_module
from mailrules.errors import InputError, UsageError
from mailrules.message import Address, parse

PEOPLE = (("From", (Address("Анна", "anna@nirro.example"),)), ("To", ()))


def test_identifiers_are_folded_and_never_encoded() -> None:
    long = [f"<{'a' * 90}{number}@nirro.example>" for number in range(3)]
    raw = write(Letter(PEOPLE, (("References", " ".join(long)),), "Текст\n"))
    assert b"=?" not in raw.partition(b"References:")[2].partition(b"MIME-Version")[0]
    assert parse(raw).references == tuple(long)
    assert max(map(len, raw.split(b"\r\n"))) < 125


PHRASES = st.lists(
    st.sampled_from(
        ["Итоги", "встречи:", "обзвона,", "call-center", "№", "15", "«Мотор»", "=?", "(x)"]
    ),
    min_size=1,
    max_size=20,
).map(" ".join)


def shown(value: str) -> str:
    """Read a value as the standard library does."""
    return str(make_header(decode_header(value.replace("\r\n", "").replace("\n", ""))))


@given(PHRASES, PHRASES)
def test_subjects_and_names_are_read_as_they_were_written(subject: str, name: str) -> None:
    people = (PEOPLE[0], ("To", (Address(name, "a@b.example"), Address("", "c@d.example"))))
    raw = write(Letter(people, (("Subject", subject),), "Текст\n"))
    ours, theirs = parse(raw), message_from_bytes(raw)
    assert ours.subject == shown(theirs["Subject"]) == subject
    assert ours.to == (Address(name, "a@b.example"), Address("", "c@d.example"))
    assert [shown(one) for one, _ in getaddresses([theirs["To"]])] == [name, ""]
    assert max(map(len, raw.split(b"\r\n"))) <= 78


@pytest.mark.parametrize("email", ["@mailman.example", "a b@c.example", "анна@c.example", "a@"])
def test_an_address_that_is_none_is_told(email: str) -> None:
    with pytest.raises(UsageError) as caught:
        write(Letter((("To", (Address("", email),)),), (), "Текст\n"))
    assert caught.value.arguments == {"address": email}


@pytest.mark.parametrize("text", ["From here on\nFrom there\n", "Да.\nFrom Anna\n"])
def test_no_line_begins_with_from(text: str) -> None:
    raw = write(Letter(PEOPLE, (), text, plain_8bit=True))
    assert b"\r\nFrom " not in raw.partition(b"\r\n\r\n")[2]
    (part,) = parse(raw).shown
    assert part.text == text


def test_a_file_is_read_with_its_name(tmp_path: Path) -> None:
    path = tmp_path / "Смета.txt"
    path.write_bytes(b"1\n2")
    file = read_file(str(path))
    assert (file.name, file.media_type, file.content) == ("Смета.txt", "text/plain", b"1\n2")


def test_a_file_that_cannot_be_attached(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputError):
        read_file(str(tmp_path / "none.txt"))
    monkeypatch.setattr(files_module, "LIMIT", 2)
    path = tmp_path / "a.txt"
    path.write_bytes(b"123")
    with pytest.raises(InputError):
        read_file(str(path))
