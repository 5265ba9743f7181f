"""Letters made to hurt: time and memory stay bounded, and what can be read is read.

Each would take minutes or fail if anything were quadratic or recursive.
"""

import pytest

from mailrules.message import Message, parse
from mailrules.message.html.page import read_html
from mailrules.message.mime import opinion, tree
from mailrules.message.mime.entities import MAX_DEPTH
from mailrules.message.mime.tree import read_tree

pytestmark = pytest.mark.timeout(120)  # what is not linear hangs here


def nested(levels: int) -> bytes:
    opening = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (level, level)
        for level in range(levels)
    )
    closing = b"".join(b"\n--b%d--" % level for level in reversed(range(levels)))
    return b"From: a@b.example\n" + opening + b"\nHello." + closing


def kinds(found: Message) -> set[str]:
    return {one.message.key.removeprefix("defect.") for one in found.defects}


@pytest.mark.parametrize("levels", [1, 50, MAX_DEPTH, MAX_DEPTH + 1, 10_000])
def test_nested_parts(levels: int) -> None:
    found = parse(nested(levels))
    assert [part.text for part in found.shown] == ["Hello."]
    assert len(found.parts) == levels + 1
    assert kinds(found) == ({"deep", "parser-not-asked"} if levels > MAX_DEPTH else set())
    assert max(part.number.count(".") for part in found.parts) <= MAX_DEPTH


def test_a_defect_is_not_told_a_thousand_times() -> None:
    opening = b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n"
    found = parse(b"".join(opening % (level, level) for level in range(1000)))
    assert len(found.defects) < 30


def test_letters_in_letters() -> None:
    found = parse(b"Content-Type: message/rfc822\n\n" * 10_000 + b"Subject: x\n\nHello.")
    assert len(found.parts) == 10_001
    assert found.shown == ()
    assert len(found.attachments) == 1


def test_parts_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree, "MAX_PARTS", 500)
    head = b"From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n"
    found = parse(head + b"--b\n\nx\n" * 1_000_000)
    assert len(found.parts) == 500
    assert "many-parts" in kinds(found)
    letters = parse(b"Content-Type: message/rfc822\n\n" * 1_000_000)
    assert len(letters.parts) == 500


HEAD = b"From: a@b.example\nContent-Type: text/plain; charset=utf-8\n"


@pytest.mark.parametrize(
    "raw",
    [
        b"X: y\n" * 300_000 + b"\nHello.",
        b"Subject: " + b"a" * 20_000_000 + b"\n\nHello.",
        b"Subject: " + b"a\n " * 1_000_000 + b"\n\nHello.",
        b"Subject: " + b"=?utf-8?q?a?= " * 100_000 + b"\n\nHello.",
        b"Subject: " + "e\u0300\u0316".encode() * 50_000 + b"\n\nHello.",
        b"To: " + b'"\\' * 200_000 + b"\n\nHello.",
        b"To: " + b"(" * 200_000 + b")" * 9 + b"\n\nHello.",
        b"To: a@b" + b":" * 200_000 + b"\n\nHello.",
        b"To: " + b"a@b.example, " * 100_000 + b"\n\nHello.",
        b"Content-Type: text/plain" + b';a="\\' * 100_000 + b"\n\nHello.",
        b"From " + b"a" * 5_000_000,
        HEAD + b"\n" + b"\n" * 1_000_000,
        HEAD + b"\n" + b"a" * 10_000_000,
        HEAD + b"\n" + b"e\xcc\x80\xcc\x96" * 500_000,
        HEAD + b"Content-Transfer-Encoding: quoted-printable\n\n" + b"=D0=\n" * 500_000,
        HEAD + b"Content-Transfer-Encoding: quoted-printable\n\n" + b"= " * 1_000_000,
        HEAD + b"Content-Transfer-Encoding: base64\n\n" + b"0J8=\n" * 500_000,
        HEAD + b"Content-Transfer-Encoding: x-uuencode\n\nbegin 1 a\n" + b"#86)C\n" * 300_000,
        b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--c\n" * 200_000,
        b"Content-Type: multipart/mixed; boundary=b\n\n--b\n" + b"--b--\n" * 200_000,
        bytes(range(256)) * 40_000,
    ],
    ids=lambda raw: repr(raw[-40:]),
)
def test_large_messages(raw: bytes) -> None:
    parse(raw)


@pytest.mark.parametrize(
    "piece",
    [
        "<a",
        "<a ",
        "<",
        "<!--",
        "<!",
        "&",
        "&amp;",
        "<p>",
        "<div style='",
        '<a b="',
        "</",
        "=",
        "<a '",
    ]
    + [
        "<blockquote>",
        "<ul><li>",
        "<div class=gmail_quote>",
        "<div id=appendonsend>",
        "<table><td>",
    ]
    + ["<span hidden>", "<pre>\n", "<style>p{p,", "<style>p{", "<script>", "</div>", "\n", "x "]
    + ["<div class=gmail_quote><blockquote>", "<blockquote></span>", "<p style=margin >"],
)
def test_endless_pages(piece: str) -> None:
    assert read_html(piece * 25_000).text is not None


def test_mail_parser_is_given_what_it_can_bear() -> None:
    body = b"From: a@b.example\n\n" + b"x" * 1_000_000
    long = read_tree(body, 0, 1)
    assert opinion.affordable(long)
    assert len(opinion.abridged(long)) < 5_000
    assert not opinion.affordable(read_tree(b"X: y\n" * 20_000, 0, 1))
    assert not opinion.affordable(read_tree(nested(MAX_DEPTH + 1), 0, 1))
    wide = b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 10_000
    assert not opinion.affordable(read_tree(wide, 0, 1))


def test_its_failure_is_a_defect(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: bytes) -> None:
        raise RecursionError

    monkeypatch.setattr(opinion, "_parser", lambda: fail)
    found = parse(b"From: a@b.example\nSubject: x\n\nHello.")
    assert (found.subject, found.shown[0].text) == ("x", "Hello.")
    assert kinds(found) == {"parser"}


def test_its_warnings_stay_with_it(capfd: pytest.CaptureFixture[str]) -> None:
    opinion.ask(read_tree(b"Content-Type: application/x-odd\n\nx", 0, 1))
    assert capfd.readouterr() == ("", "")
