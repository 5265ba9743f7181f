"""The difference of two letters, as a person and as ``patch`` can read it."""

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailrules.fixes import diff, legible, rewrite
from mailrules.fixes.unified_diff import unified
from mailrules.message import parse
from tests.fixes.letters import change, swap

LETTER = """\
From: anna@nirro.example
Subject: {subject}
 второй
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: {encoding}

{body}
"""


def test_an_encoded_letter_is_shown_decoded() -> None:
    raw = LETTER.format(
        subject="=?utf-8?B?0J/RgNC40LLQtdGC?= !",
        encoding="base64",
        body="0JTQvtCx0YDRi9C5INC00LXQvdGMIQrQlNCw",
    ).encode()
    message = parse(raw)
    after = rewrite(
        message, [change(message, "Subject", "!", "."), swap(message.shown[0], "!", ".")]
    )
    assert diff("a b.eml", raw, after) == (
        "--- a b.eml\t\n+++ a b.eml\t\n@@ -1,7 +1,7 @@\n From: anna@nirro.example\n"
        "-Subject: Привет ! второй\n+Subject: Привет . второй\n"
        " Content-Type: text/plain; charset=utf-8\n Content-Transfer-Encoding: base64\n \n"
        "-Добрый день!\n+Добрый день.\n Да\n"
    )


def test_nothing_is_lost_of_what_is_not_encoded() -> None:
    raw = LETTER.format(subject="x", encoding="8bit", body="Текст\r\n").encode()
    assert legible(raw).encode() == raw
    assert diff("x", raw, raw) == ""
    two = b"Content-Type: multipart/mixed; boundary=b\n\nPreamble\n--b\nContent-Type: text/plain\n"
    two += b"Content-Transfer-Encoding: quoted-printable\n\nOne =\ntwo=2E\n--b\n"
    two += b"Content-Type: image/png\n\n\xff\xfe\n--b--\nend"
    assert legible(two) == two.replace(b" =\n", b" ").replace(b"=2E", b".").decode("latin-1")


def test_other_charsets_are_decoded() -> None:
    raw = b"Content-Type: text/plain; charset=koi8-r\n\n" + "Раз!".encode("koi8-r")
    message = parse(raw)
    after = rewrite(message, [swap(message.shown[0], "!", "«")])
    told = diff("x", raw, after)
    assert "-Раз!\n\\ No newline at end of file\n" in told
    assert "+Раз«\n\\ No newline at end of file\n" in told
    assert "+Content-Type: text/plain; charset=utf-8\n" in told


def test_a_name_is_one_line() -> None:
    assert unified("a\nb\x1b", "x", "y").startswith("--- a?b?\n+++ a?b?\n@@ -1 +1 @@\n")


TEXTS = st.lists(st.sampled_from(["a\n", "b\n", "c\r\n", "\n", "d\n", "e\n"]), max_size=30).map(
    "".join
)


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("last", ["", "!"])
def test_git_applies_it(tmp_path: Path, ending: str, last: str) -> None:
    body = ending.join(f"Строка {number}!" for number in range(40)) + ending + last
    head = LETTER.format(subject="Тема", encoding="8bit", body="").replace("\n", ending)
    raw = (head + body).encode()
    message = parse(raw)
    part = message.shown[0]
    edits = [
        swap(part, f"Строка {number}!", f"Строка {number}.{ending}") for number in (3, 17, 18, 39)
    ]
    after = rewrite(message, [*edits, change(message, "Subject", "Тема", "О деле")])
    path = tmp_path / "letter.eml"
    path.write_bytes(raw)
    told = diff("letter.eml", raw, after).encode()
    subprocess.run(["git", "apply", "-p0", "-"], input=told, cwd=tmp_path, check=True)
    assert path.read_bytes() == after


@given(TEXTS, TEXTS)
def test_a_diff_says_what_differs(before: str, after: str) -> None:
    told = unified("x", before, after)
    assert bool(told) == (before != after)
    hunks = told.split("\n")[2:]
    marked = [line for line in hunks if line[:1] in {"+", "-"}]
    removed, added = before.split("\n"), after.split("\n")
    for line in marked:
        assert line[1:] in (added if line[0] == "+" else removed)
    assert sum(1 if line[0] == "+" else -1 for line in marked) == after.count("\n") - before.count(
        "\n"
    )


@pytest.mark.timeout(60)
def test_large_texts() -> None:
    same = "same\n" * 50_000
    told = unified("x", f"a\n{same}a\n", f"b\n{same}")
    assert told.count("\n-same") == told.count("\n+same") == 50_000
    told = unified("x", f"a\n{same}b\n" * 2, f"c\n{same}d\n" * 2)
    assert [line for line in told.split("\n")[2:] if line[:1] in "-+"] == [
        *("-a", "+c", "-b", "-a", "+d", "+c", "-b", "+d", "")
    ]
    unique = "".join(f"{number}\n" for number in range(100_000))
    assert unified("x", unique, unique.replace("77\n", "x\n")).count("\n+") == 1 + 1_000
