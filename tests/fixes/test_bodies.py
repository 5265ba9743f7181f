"""Bodies edited in their own encoding and charset: the expected bytes."""

import pytest

from mailrules.fixes import Unwritable, rewrite
from mailrules.message import parse
from tests.fixes.letters import change, check_rewritten, encoded, in_body, swap

PLAIN = "Content-Type: text/plain"
QP = "Content-Transfer-Encoding: quoted-printable"
B64 = "Content-Transfer-Encoding: base64"
MIME = "MIME-Version: 1.0\n"


def lined(text: str, ending: str = "\n") -> bytes:
    return text.replace("\n", ending).encode()


# Header and body, what is replaced by what, header and body after that.
CASES = {
    "8bit": (
        f"{PLAIN}; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\nРаз! \nДва \n",
        ("!", "."),
        f"{PLAIN}; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\nРаз. \nДва \n",
    ),
    "no header at all": ("Hello!", ("!", "."), "Hello."),
    "no final line break": (f"{PLAIN}\n\nOne\nTwo", ("", "\nThree"), f"{PLAIN}\n\nOne\nTwo\nThree"),
    "an empty body": (f"{PLAIN}\n\n", ("", "One\n"), f"{PLAIN}\n\nOne\n"),
    "quoted-printable: only the line that is edited": (
        f"{PLAIN}; charset=utf-8\n{QP}\n\n=d0=a0!  \nA=20\nB =\nC! =\nD=2e\n",
        ("C!", "C."),
        f"{PLAIN}; charset=utf-8\n{QP}\n\n=d0=a0!  \nA=20\nB =\nC. =\nD=2e\n",
    ),
    "quoted-printable: within a line the other characters stay": (
        f"{PLAIN}; charset=utf-8\n{QP}\n\n=d0=a0=2E =41!",
        ("!", " ="),
        f"{PLAIN}; charset=utf-8\n{QP}\n\n=d0=a0=2E =41 =3D",
    ),
    "quoted-printable: white space at the end of a line": (
        f"{PLAIN}; charset=utf-8\n{QP}\n\none two\nthree\tfour\nfive",
        ("two\nthree\tfour", "\nthree\t"),
        f"{PLAIN}; charset=utf-8\n{QP}\n\none=20\nthree=09\nfive",
    ),
    "quoted-printable: padding that an edit would make text": (
        f"{PLAIN}; charset=utf-8\n{QP}\n\none \t \ntwo\n",
        ("one\n", "one "),
        f"{PLAIN}; charset=utf-8\n{QP}\n\none two\n",
    ),
    "quoted-printable: whole lines are taken out, the next stays as it is": (
        f"{PLAIN}; charset=utf-8\n{QP}\n\none\ntwo\n=74hree \n",
        ("two\n", ""),
        f"{PLAIN}; charset=utf-8\n{QP}\n\none\n=74hree \n",
    ),
    "quoted-printable: a line that gets too long": (
        f"{PLAIN}; charset=utf-8\n{QP}\n\n{'=D0=AF' * 12}!\nx\n",
        ("!", "яя"),
        f"{PLAIN}; charset=utf-8\n{QP}\n\n{'=D0=AF' * 12}=\n=D1=8F=D1=8F\nx\n",
    ),
    "quoted-printable: a soft line that gets too long": (
        f"{PLAIN}; charset=utf-8\n{QP}\n\n{'x' * 74}!=\nmore\n",
        ("!", "!!"),
        f"{PLAIN}; charset=utf-8\n{QP}\n\n{'x' * 74}!=\n!=\nmore\n",
    ),
    "quoted-printable: a character torn by a soft break": (
        f"{PLAIN}; charset=utf-8\n{QP}\n\n=D0=\n=AF!=\n\n",
        ("!", "."),
        f"{PLAIN}; charset=utf-8\n{QP}\n\n=D0=\n=AF.=\n\n",
    ),
    "quoted-printable: behind a last soft break": (
        f"{PLAIN}; charset=utf-8\n{QP}\n\none=",
        ("", "."),
        f"{PLAIN}; charset=utf-8\n{QP}\n\none.=",
    ),
    "quoted-printable: a line behind the last": (
        f"{PLAIN}; charset=utf-8\n{QP}\n\none \n",
        ("", "два"),
        f"{PLAIN}; charset=utf-8\n{QP}\n\none \n=D0=B4=D0=B2=D0=B0",
    ),
    "quoted-printable: its last line break goes": (
        f"{PLAIN}; charset=utf-8\n{QP}\n\none\n",
        ("\n", ""),
        f"{PLAIN}; charset=utf-8\n{QP}\n\none",
    ),
    "format=flowed keeps the spaces at the ends of lines": (
        f"{PLAIN}; format=flowed; charset=utf-8\n{QP}\n\none=20\ntwo!=20\nthree\n",
        ("two!", "two."),
        f"{PLAIN}; format=flowed; charset=utf-8\n{QP}\n\none=20\ntwo.=20\nthree\n",
    ),
    "base64 keeps the length of its lines": (
        f"{PLAIN}; charset=utf-8\n{B64}\n\n 0KDQ\nsNC3\nIQ==\n\n",
        ("!", ". Да"),
        f"{PLAIN}; charset=utf-8\n{B64}\n\n 0KDQ\nsNC3\nLiDQ\nlNCw\n\n",
    ),
    "base64 on one line": (
        f"{PLAIN}; charset=utf-8\n{B64}\n\n0KDQsNC3IQ==",
        ("!", ""),
        f"{PLAIN}; charset=utf-8\n{B64}\n\n0KDQsNC3",
    ),
    "base64 of nothing": (
        f"{PLAIN}; charset=utf-8\n{B64}\n\n\n",
        ("", "abc"),
        f"{PLAIN}; charset=utf-8\n{B64}\n\nYWJj\n",
    ),
    "7bit moves to quoted-printable": (
        f"{MIME}{PLAIN}; format=flowed\nContent-Transfer-Encoding: 7bit (really)\n\na=b \nx\n",
        ("x", "я"),
        f"{MIME}{PLAIN}; format=flowed; charset=utf-8\n{QP}\n\na=3Db=20\n=D1=8F\n",
    ),
    "7bit that names its charset keeps it": (
        f"{MIME}{PLAIN}; charset=windows-1251\nContent-Transfer-Encoding:7bit\n\nx",
        ("x", "я"),
        f"{MIME}{PLAIN}; charset=windows-1251\n{QP}\n\n=FF",
    ),
    "a letter that says nothing of MIME": (
        "From: a@x.example\nSubject: x\n\nHello\n",
        ("Hello", "Привет"),
        f"From: a@x.example\nSubject: x\n{MIME}{PLAIN}; charset=utf-8\n{QP}\n\n"
        "=D0=9F=D1=80=D0=B8=D0=B2=D0=B5=D1=82\n",
    ),
    "a letter without any header that needs one": (
        "x\n",
        ("x", "я"),
        f"{MIME}{PLAIN}; charset=utf-8\n{QP}\n\n=D1=8F\n",
    ),
    "raw UTF-8 that says nothing stays raw": (
        "To: a@x.example\n\nя!",
        ("!", " «"),
        "To: a@x.example\n\nя «",
    ),
    "raw UTF-8 in the header alone": ("Subject: Я\n\nx!", ("x!", "я"), "Subject: Я\n\nя"),
    "raw bytes under a 7bit label": (
        f"{PLAIN}; charset=utf-8\nContent-Transfer-Encoding: 7bit\n\nя!",
        ("!", "—"),
        f"{PLAIN}; charset=utf-8\nContent-Transfer-Encoding: 7bit\n\nя—",
    ),
    "ASCII in quoted-printable that moves to UTF-8": (
        f'{MIME}{PLAIN};\n\tcharset="us-ascii";\n\tformat=flowed\n{QP}\n\n=41 \nb\n',
        ("b", "я"),
        f'{MIME}{PLAIN};\n\tcharset="utf-8";\n\tformat=flowed\n{QP}\n\n=41 \n=D1=8F\n',
    ),
    "a header that gets too long is folded": (
        f"{MIME}{PLAIN};\n name={'x' * 66};\n{QP}\n\nb",
        ("b", "я"),
        f"{MIME}{PLAIN};\n name={'x' * 66};\n charset=utf-8\n{QP}\n\n=D1=8F",
    ),
    "an empty page": (
        f"{MIME}Content-Type: text/html\n\n",
        ("", "я"),
        f"{MIME}Content-Type: text/html; charset=utf-8\n{QP}\n\n=D1=8F",
    ),
}  # fmt: skip


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("name", CASES)
def test_a_body_edited(name: str, ending: str) -> None:
    before, (old, new), after = CASES[name]
    raw = lined(before, ending)
    message = parse(raw)
    edit = swap(message.shown[0], old.replace("\n", ending), new)
    expected = lined(after, ending)
    if "\n" not in before:
        expected = expected.replace(b"\n", b"\r\n")
    rewritten = rewrite(message, [edit])
    assert rewritten.decode() == expected.decode()
    check_rewritten(raw, [edit], rewritten)


MOVES = [
    ("koi8-r", "Раз!\nДва", "Раз «!»\nДва"),
    ("koi8-r", "Раз!\nДва", None),
    ("windows-1251", "Раз!", "Раз «!»"),
    ("windows-1251", "Раз!", "Раз 日"),
    ("iso-8859-1", "caffè!", "caffè—"),
    ("gb2312", "日!", "日ä"),
    ("iso-2022-jp", "日本!", "日本。"),
    ("iso-2022-jp", "日本!", "日本 ж«"),
    ("utf-16", "Раз!\nДва", "Раз.\nДва"),
    ("utf-16-be", "Раз!", "Раз 日"),
    ("utf-7", "Раз!", "Раз «!»"),
]


@pytest.mark.parametrize("encoding", ["8bit", "7bit", "quoted-printable", "base64"])
@pytest.mark.parametrize(("charset", "old", "new"), MOVES)
def test_any_charset_holds_the_new_text_or_moves(
    charset: str, old: str, new: str | None, encoding: str
) -> None:
    head = f'MIME-Version: 1.0\nContent-Type: text/plain;\n charset="{charset}"; format=flowed\n'
    head += f"Content-Transfer-Encoding: {encoding}\n\n"
    raw = head.encode() + encoded(old, charset, encoding)
    message = parse(raw)
    part = message.shown[0]
    assert part.source == old
    edit = swap(part, old, new) if new else swap(part, "!", ".")
    after = rewrite(message, [edit])
    check_rewritten(raw, [edit], after)
    stays = (new or old).encode(charset, "replace").decode(charset) == (new or old)
    now = parse(after).shown[0]
    assert now.charset == (charset if stays else "utf-8")
    assert b"; format=flowed\n" in after


def test_a_page_that_moves_names_its_charset_anew() -> None:
    page = '<html><META http-equiv=Content-Type content="text/html; charset=koi8-r"><p>Да'
    raw = b"Content-Type: text/html\nContent-Transfer-Encoding: 8bit\n\n" + page.encode("koi8-r")
    message = parse(raw)
    edit = swap(message.shown[0], "Да", "«Да»")
    after = rewrite(message, [edit])
    check_rewritten(raw, [edit], after)
    assert after == (
        b"Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n"
        b"MIME-Version: 1.0\n\n" + page.replace("koi8-r", "utf-8").replace("Да", "«Да»").encode()
    )
    with pytest.raises(Unwritable):  # the edit takes away the charset itself
        rewrite(message, [swap(message.shown[0], "koi8-r", "日")])
    bare = parse(raw.replace(b"META", b"BODY"))
    assert b"charset=koi8-r" in rewrite(bare, [swap(bare.shown[0], "Да", "«Да»")])


def test_raw_bytes_without_a_label_get_one_when_they_move() -> None:
    text = "Добрый день, высылаем договор и приложения к нему!"
    raw = b"To: a@x.example\n\n" + text.encode("koi8-r")
    message = parse(raw)
    edit = swap(message.shown[0], "!", "«")
    after = rewrite(message, [edit])
    check_rewritten(raw, [edit], after)
    assert after.startswith(
        b"To: a@x.example\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
        b"Content-Transfer-Encoding: 8bit\n\n"
    )


def test_bytes_that_mean_nothing_stay_where_they_are() -> None:
    head = b"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
    raw = head + "Добрый день!\n\xff Привет, Пётр\n".encode().replace(b"\xc3\xbf", b"\xff")
    message = parse(raw)
    part = message.shown[0]
    assert "\ufffd" in part.text
    assert rewrite(message, [swap(part, "!", ".")]) == raw.replace(b"!", b".")
    for old in ("\ufffd", "Пётр"):
        with pytest.raises(Unwritable):
            rewrite(message, [swap(part, old, "x")])


def test_a_part_within_parts() -> None:
    inner = "Content-Type: multipart/alternative; boundary=i\n\n--i\n\n--i\n"
    inner += "Content-Type: text/html\n\n<p>Hi!\n--i--\nafter"
    raw = lined(
        f"Subject: x\nContent-Type: multipart/mixed; boundary=o\n\nbefore\n--o\n{inner}\n--o\n"
        "Content-Type: image/png\nContent-Transfer-Encoding: base64\n\n/+8=\n--o-- \nend"
    )
    message = parse(raw)
    assert [part.number for part in message.shown] == ["1.1", "1.2"]
    edits = [in_body((1, 1), (1, 1), "Hi.\nYou", "1.1"), swap(message.shown[1], "!", " «»")]
    after = rewrite(message, edits)
    check_rewritten(raw, edits, after)
    assert after == raw.replace(b"--i\n\n--i\n", b"--i\n\nHi.\nYou\n--i\n").replace(
        b"text/html\n\n<p>Hi!",
        b"text/html; charset=utf-8\n" + QP.encode() + b"\n\n<p>Hi =C2=AB=C2=BB",
    )
    # A part without even a blank line above its text gets one with its header.
    bare = parse(b"Content-Type: multipart/mixed; boundary=b\n\n--b\nHello\n--b--")
    assert rewrite(bare, [swap(bare.shown[0], "Hello", "é")]) == (
        b"Content-Type: multipart/mixed; boundary=b\n\n--b\n"
        b"Content-Type: text/plain; charset=utf-8\n" + QP.encode() + b"\n\n=C3=A9\n--b--"
    )


@pytest.mark.parametrize(
    ("raw", "old", "new"),
    [
        # What would end the part, or open another.
        (b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--b--", "one", "\n--b\n\ntwo"),
        (b"one", "one", "Subject: two"),
        # Encodings that we do not write, or that are broken.
        (b"Content-Transfer-Encoding: x-none\n\none", "one", "two"),
        (b"Content-Transfer-Encoding: uuencode\n\nbegin 644 a\n#86)C\n \nend\n", "abc", "two"),
        (b"Content-Transfer-Encoding: base64\n\nYWJj\n-- \nA footer\n", "abc", "two"),
        (b"Content-Transfer-Encoding: quoted-printable\n\none =zz\n", "one", "two"),
        # A line break has two ends, and nothing between.
        (b"Subject: x\n\none\r\ntwo", "\n", ""),
        # A charset said in pieces.
        (b"Content-Type: text/plain; charset*=koi8-r\n\n\xf0\xf2\xe9\xf7", "П", "«"),
        # Bytes that are no ASCII at all, whatever their lines are.
        (b"Content-Type: text/plain; charset=cp1140\n\n\xc1\n\xc2\xc3", "C", "x"),
        # UTF-16 in the byte order that is not written here.
        (b"Content-Type: text/plain; charset=utf-16\n\n\xfe\xff\x04\x10\x00!", "!", "."),
        # A lone surrogate is no character.
        (b"Subject: x\n\none", "one", "\ud800"),
    ],
)  # fmt: skip
def test_a_body_that_cannot_be_edited(raw: bytes, old: str, new: str) -> None:
    message = parse(raw)
    with pytest.raises(Unwritable):
        rewrite(message, [swap(message.shown[0], old, new)])


def test_a_header_and_a_body_that_want_the_same_field() -> None:
    message = parse(b"Content-Type: text/plain; charset=us-ascii\n\none")
    edits = [change(message, "Content-Type", "us-ascii", "utf-8"), swap(message.shown[0], "e", "é")]
    with pytest.raises(Unwritable):
        rewrite(message, edits)


def test_a_label_that_only_we_know() -> None:
    raw = b"Content-Type: text/plain; charset=win-1251\n\n" + "Раз!".encode("windows-1251")
    message = parse(raw)
    after = rewrite(message, [swap(message.shown[0], "!", "«»")])
    assert after == raw.replace(b"!", b"\xab\xbb")


def test_a_part_that_nobody_is_shown() -> None:
    with pytest.raises(Unwritable):
        rewrite(parse(b"Subject: x\n\none"), [in_body((1, 1), (1, 1), "x", "7")])


def test_bytes_whose_lines_are_not_the_text_s() -> None:
    # A lead byte takes the line break in, or leaves it: the text says which.
    raw = b"Content-Type: text/plain; charset=shift_jis\n\n" + b"\x93\xfa\x96{!\n\x81\nx?"
    message = parse(raw)
    edit = swap(message.shown[0], "!", ".")
    assert rewrite(message, [edit]) == raw.replace(b"!", b".")


def test_a_reading_that_an_edit_would_change() -> None:
    """Without a label the charset is guessed from the letters: other letters, another guess."""
    raw = b"Subject: x\n\n" + "Добрый день, высылаем договор".encode("koi8-r")
    message = parse(raw)
    with pytest.raises(Unwritable):
        rewrite(message, [swap(message.shown[0], "Добрый день, высылаем договор", "ЯЯ ЮЮ ЭЭ ЬЬ")])


def test_a_large_letter_takes_little_time() -> None:
    line = "Высылаем договор на обзвон базы, и счёт к нему!\r\n"
    head = "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    raw = (head + line * 12_000).encode()
    message = parse(raw)
    edits = [in_body((row, 47), (row, 48), ".") for row in range(1, 12_001, 12)]
    after = rewrite(message, edits)
    assert after.count(b"!") == 11_000
    assert len(after) == len(raw)
