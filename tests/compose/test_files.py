"""Attachments of merged drafts: each once, as it was."""

from base64 import b64encode

from mailrules.message import Message, parse, read_entities
from tests.compose.outbox import draft, one_of

HEAD = b"From: anna@nirro.example\r\nTo: petr@motor.example\r\nSubject: Files\r\n"
TEXT = b"Content-Type: text/plain\r\n\r\nThe files are attached.\r\n"


def carrying(*parts: bytes, head: bytes = HEAD) -> Message:
    """Return a draft whose parts are given raw."""
    top = b'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n'
    body = b"".join(b"--b\r\n" + part + b"\r\n" for part in (TEXT, *parts))
    return parse(head + top + body + b"--b--\r\n")


def bodies(letter: Message) -> list[bytes]:
    """Return the parts that are no text of the letter, as they are written."""
    entities = read_entities(letter.raw)
    return [
        letter.raw[one.start : one.end]
        for one, part in zip(entities, letter.parts, strict=True)
        if part.source is None and not one.is_multipart and not one.within_letter
    ]


def test_identical_files_once_others_all() -> None:
    letter = one_of(
        draft(files={"договор.pdf": b"one", "a.pdf": b"two"}),
        draft("Смета.", files={"договор.pdf": b"one", "b.pdf": b"two"}),
        draft("База.", files={"договор.pdf": b"three"}),
    )
    assert [one.name for one in letter.attachments] == [
        "договор.pdf",
        "a.pdf",
        "b.pdf",
        "договор.pdf",
    ]


def test_parts_keep_their_encodings() -> None:
    table = b"Content-Type: text/csv\r\nContent-Disposition: attachment; filename=a.csv\r\n\r\n"
    coded = b"Content-Type: image/png; name=a.png\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    broken = b"Content-Type: image/gif; name=b.gif\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    letter = one_of(
        carrying(table + b"a;b\r\n1;2", coded + b64encode(b"png")),
        carrying(broken + b"=%%=a", coded + b"cG\r\n5n", head=HEAD + b"Importance: low\r\n"),
    )
    assert bodies(letter) == [b"a;b\r\n1;2", b64encode(b"png"), b"=%%=a"]


def test_binary_parts_are_encoded() -> None:
    binary = b"Content-Type: image/png; name=a.png\r\nContent-Transfer-Encoding: binary\r\n\r\n"
    letter = one_of(carrying(binary + b"\x00\n\x00\r\r\n\xff"), draft("Смета."))
    (body,) = bodies(letter)
    assert body == b64encode(b"\x00\n\x00\r\r\n\xff")
    assert letter.attachments[0].size == 7


def test_letters_and_whole_containers() -> None:
    inner = b"Content-Type: message/rfc822\r\n\r\nFrom: a@b.example\r\nSubject: x\r\n\r\nHello\n"
    bundle = (
        b'Content-Type: multipart/mixed; boundary="c"\r\nContent-Disposition: attachment\r\n\r\n'
        b"--c\r\nContent-Type: image/png\r\n\r\npng\r\n--c--\r\n"
    )
    letter = one_of(carrying(inner, bundle), draft("Смета."))
    assert b"Subject: x\r\n\r\nHello\r\n" in letter.raw
    assert b"--c\r\nContent-Type: image/png\r\n\r\npng\r\n--c--" in letter.raw


def test_a_draft_that_is_a_file() -> None:
    head = (
        HEAD + b"Content-Type: application/pdf; name=a.pdf\r\nContent-Transfer-Encoding: base64\r\n"
    )
    letter = one_of(parse(head + b"\r\nJVBERg==\r\n"), draft("Смета."))
    assert [one.name for one in letter.attachments] == ["a.pdf"]
    assert b"Subject: Files" not in letter.raw.partition(b"application/pdf")[2]


def test_a_part_of_a_digest_gets_its_type() -> None:
    top = HEAD + b'MIME-Version: 1.0\r\nContent-Type: multipart/digest; boundary="b"\r\n\r\n'
    digest = parse(top + b"--b\r\n\r\nSubject: x\r\n\r\nHello\r\n--b--\r\n")
    letter = one_of(digest, draft("Смета."))
    assert b"Content-Type: message/rfc822\r\n\r\nSubject: x" in letter.raw


def test_the_delimiter_stands_in_no_part() -> None:
    first = one_of(draft(files={"a.pdf": b"1"}), draft("Смета."))
    boundary = first.raw.split(b'boundary="=_')[1][:32]
    text = b"Content-Type: text/csv\r\nContent-Disposition: attachment; filename=a\r\n\r\n"
    again = one_of(carrying(text + boundary), draft("Смета."))
    assert len(again.attachments) == 1
