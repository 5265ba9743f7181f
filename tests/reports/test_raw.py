"""Where the raw file shows a place as it is; and that a fix made there is the fix."""

import pytest

from mailrules.engine import Letter
from mailrules.findings import Edit, Fix, Location, Scope
from mailrules.fixes import rewrite
from mailrules.message import Message, parse
from mailrules.reports.raw import RawLetter, Stretch
from tests.reports.sample import BODY, in_header, in_text, mend, raw


def letter(message: Message, path: str = "a.eml") -> RawLetter:
    return RawLetter(Letter(path, 0, None, message=message))


def mended(message: Message, fix: Fix) -> Message | None:
    """Return the message after the replacements were made in its raw lines; None without any."""
    changes = letter(message).replacements(fix)
    lines = message.raw.decode().split("\n")
    for stretch, text in sorted(changes, reverse=True):
        before = lines[stretch.line - 1][: stretch.column - 1]
        after = lines[stretch.end_line - 1][stretch.end_column - 1 :]
        lines[stretch.line - 1 : stretch.end_line] = [before + text + after]
    return parse("\n".join(lines).encode()) if changes else None


def test_a_stretch_counts_characters_and_bytes() -> None:
    message = parse(raw())
    place = in_text(message, "Пётр").locate()
    assert letter(message).find(place) == Stretch(8, 14, 8, 18, 24, 32)


def test_a_mend_in_the_text_is_the_mend() -> None:
    message = parse(raw())
    text = mended(message, mend(in_text(message, "!"), put="."))
    assert text is not None
    assert text.shown[0].text == BODY.replace("!", ".", 1)


def test_a_mend_over_lines_has_the_files_line_breaks() -> None:
    message = parse(raw())
    both = mended(message, mend(in_text(message, "!\n\nВысылаю"), put=".\nШлю"))
    assert both is not None
    assert both.shown[0].text == BODY.replace("!\n\nВысылаю", ".\nШлю")
    assert b"\r\n" in both.raw
    assert b"\n" not in both.raw.replace(b"\r\n", b"")


@pytest.mark.parametrize("words", ["!", "  ", "!\n\nВысылаю", "Cold", "boss@nirro.example"])
def test_the_mend_makes_the_bytes_that_fix_writes(words: str) -> None:
    message = parse(raw("Subject: Cold calls", "Cc: boss@nirro.example"))
    names = {"Cold": "Subject", "boss@nirro.example": "Cc"}
    name = names.get(words)
    fix = mend(in_header(message, name, words) if name else in_text(message, words), put="Warm")
    changed = mended(message, fix)
    assert changed is not None
    assert changed.raw == rewrite(message, fix.edits)


def test_text_can_be_put_behind_the_last_line() -> None:
    message = parse(raw(body=BODY + "\n").replace(b"\r\n", b"\n"))
    end = Edit(Scope.BODY, "С уважением", part="1", line=6, end_line=6)
    fix = Fix(mend(in_text(message, "!")).title, mend(in_text(message, "!")).applicability, (end,))
    signed = mended(message, fix)
    assert signed is not None
    assert signed.shown[0].text == BODY + "\nС уважением"


@pytest.mark.parametrize(
    "field", ["Subject: Cold calls", "Subject:Cold calls", "Subject:  Cold calls "]
)
def test_a_mend_in_the_subject_is_the_mend(field: str) -> None:
    message = parse(raw(field))
    subject = mended(message, mend(in_header(message, "Subject", "Cold"), put="Warm"))
    assert subject is not None
    assert subject.subject == message.subject.replace("Cold", "Warm")


@pytest.mark.parametrize(
    ("field", "put"),
    [
        ("Subject: =?utf-8?B?Q29sZA==?= calls", "Warm"),  # encoded
        ("Subject: Cold\r\n calls", "Warm"),  # folded
        ("Subject: Cold\r\nSubject: Cold", "Warm"),  # which of the two?
        ("Subject: Cold", "Тёплые"),  # would have to be encoded
        ("Subject: Cold", "Warm\nBcc: x@motor.example"),  # would be another header
    ],
)
def test_a_header_that_is_not_shown_or_cannot_bear_the_mend(field: str, put: str) -> None:
    message = parse(raw(field))
    assert mended(message, mend(in_header(message, "Subject", "Cold"), put=put)) is None


def test_a_header_that_is_missing_has_no_place() -> None:
    edit = Edit(Scope.HEADER, "boss@motor.example", header="Cc")
    assert letter(parse(raw())).find(edit) is None
    assert letter(parse(raw())).find(Edit(Scope.HEADER, "")) is None


def test_of_two_headers_a_location_knows_which() -> None:
    message = parse(raw("Subject: one", "Subject: two"))
    place = Location(Scope.SUBJECT, column=1, end_column=4, file_line=4)
    assert letter(message).find(place) == Stretch(4, 10, 4, 13, 10, 13)


@pytest.mark.parametrize(
    ("body", "encoding", "put", "possible"),
    [
        ("Hello!", "7bit", ".", True),
        ("Hello!", "7bit", "…", False),  # needs eight bits
        ("Hello!", "quoted-printable", ".", False),  # may need encoding
        ("=48ello!", "quoted-printable", ".", False),
        ("SGVsbG8h", "base64", ".", False),
    ],
)
def test_a_text_can_bear_what_needs_no_encoding(
    body: str, encoding: str, put: str, possible: bool
) -> None:
    message = parse(raw(body=body, encoding=encoding))
    changed = mended(message, mend(in_text(message, "!"), put=put))
    assert (changed is not None) == possible


def test_a_quoted_printable_line_without_codes_is_shown() -> None:
    message = parse(raw(body="Hello!\n=48ello?", encoding="quoted-printable"))
    assert letter(message).find(in_text(message, "!").locate()) == Stretch(8, 6, 8, 7, 6, 7)
    assert letter(message).find(in_text(message, "?").locate()) is None


def test_another_charset_is_not_shown() -> None:
    cyrillic = raw().replace(b"charset=utf-8", b"charset=windows-1251")
    head, _, _ = cyrillic.partition(b"\r\n\r\n")
    message = parse(head + b"\r\n\r\n" + BODY.encode("cp1251"))
    assert letter(message).find(in_text(message, "!").locate()) is None


@pytest.mark.parametrize(
    "place",
    [
        Location(Scope.BODY, "1", 99, 1, 99, 1),
        Location(Scope.BODY, "1", 1, 99, 1, 99),
        Location(Scope.BODY, "1", 1, 0, 1, 0),
        Location(Scope.BODY, "7", 1, 1, 1, 1),
        Location(Scope.MESSAGE),
        Location(Scope.SUBJECT, line=2, column=80, end_column=81, file_line=3),
    ],
)
def test_a_place_that_the_letter_does_not_have(place: Location) -> None:
    assert letter(parse(raw("Subject: Cold calls"))).find(place) is None


def test_a_mailbox_is_never_changed() -> None:
    message = parse(raw(), line=2)
    fix = mend(in_text(message, "!"))
    assert letter(message, "a.mbox").replacements(fix) == ()
    assert letter(message).replacements(fix) != ()
