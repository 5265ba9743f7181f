"""Which charset bytes are in, whatever their label says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailrules.message.mime.charsets import codec_of, decode, read

RUSSIAN = "Добрый день, Пётр. Высылаю договор и счёт за ноябрь, оплатить нужно до пятницы."
FRENCH = "Café crème, à bientôt, déjà vu, très élégant, où êtes-vous, forêt, naïve"


@pytest.mark.parametrize("charset", ["utf-8", "windows-1251", "koi8-r", "iso-8859-5", "cp866"])
def test_a_right_label_is_believed(charset: str) -> None:
    text, reading = decode(RUSSIAN.encode(charset), charset.upper())
    assert text == RUSSIAN
    assert reading.problem is None


def test_a_few_letters_say_nothing_against_a_label() -> None:
    text, reading = decode("а\xa0б\nа\xa0б".encode("windows-1251"), "windows-1251")
    assert (text, reading.problem) == ("а\xa0б\nа\xa0б", None)


@pytest.mark.parametrize("charset", ["utf-8", "windows-1251", "koi8-r", "iso-8859-5"])
@pytest.mark.parametrize(
    ("label", "problem"),
    [
        (None, "missing"),
        ("us-ascii", "missing"),
        ("x-nonsense", "unknown"),
        ("idna", "unknown"),
        ("rot13", "unknown"),
        ("два слова", "unknown"),
    ],
)
def test_without_a_usable_label_the_letters_decide(
    charset: str, label: str | None, problem: str
) -> None:
    text, reading = decode(RUSSIAN.encode(charset), label)
    assert text == RUSSIAN
    assert reading.problem == problem


@pytest.mark.parametrize("label", ["utf-8", "windows-1251", "koi8-r", "iso-8859-1"])
@pytest.mark.parametrize("charset", ["utf-8", "windows-1251", "koi8-r", "iso-8859-5"])
def test_a_wrong_label_is_seen_through(charset: str, label: str) -> None:
    text, reading = decode(RUSSIAN.encode(charset), label)
    assert text == RUSSIAN
    assert reading.problem == (None if charset == label else "wrong")


@pytest.mark.parametrize("label", ["iso-8859-1", "latin1", "windows-1252", "iso-8859-15"])
def test_a_western_language_stays_western(label: str) -> None:
    text, reading = decode(FRENCH.encode(label), label)
    assert text == FRENCH
    assert reading.problem is None


def test_a_western_language_without_a_label_is_not_made_russian() -> None:
    assert decode(FRENCH.encode("latin-1"), None)[0] == FRENCH


def test_capitals_are_read_as_they_are_labelled() -> None:
    assert decode("ДОГОВОР".encode("koi8-r"), "koi8-r")[0] == "ДОГОВОР"
    assert decode("СРОЧНЫЙ ОТЧЁТ О РАБОТЕ".encode("cp1251"), "utf-8")[0] == "СРОЧНЫЙ ОТЧЁТ О РАБОТЕ"


def test_a_little_damage_is_not_another_charset() -> None:
    text, reading = decode(RUSSIAN.encode() + b"\xff", "utf-8")
    assert text == RUSSIAN + "\ufffd"
    assert reading.problem == "undecodable"


def test_damage_without_a_label_leaves_the_rest_readable() -> None:
    text, reading = decode("é à ü — ".encode() * 9 + b"\xff", None)
    assert text == "é à ü — " * 9 + "\ufffd"
    assert (reading.codec, reading.problem) == ("utf-8", "missing")


def test_few_letters_do_not_overrule_a_label() -> None:
    assert decode("да".encode("cp1251"), "iso-8859-1")[0] == "äà"


def test_ascii_bytes_may_not_be_ascii_text() -> None:
    assert decode("Привет".encode("utf-7"), "utf-7")[0] == "Привет"
    assert decode("Привет".encode("utf-16-le"), "utf-16-le")[0] == "Привет"
    assert decode("日本".encode("iso-2022-jp"), "iso-2022-jp")[0] == "日本"
    assert decode(b"\x1b$B\xff", "iso-2022-jp")[1].problem == "undecodable"


@pytest.mark.parametrize(
    ("label", "problem"), [(None, None), ("us-ascii", None), ("x-nonsense", "unknown")]
)
def test_plain_ascii_needs_no_label(label: str | None, problem: str | None) -> None:
    assert decode(b"Hello", label) == ("Hello", read(b"Hello", label))
    assert read(b"Hello", label).problem == problem


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        ("cp-1251", "cp1251"),
        ("koi8r", "koi8-r"),
        ("gb2312", "gb18030"),
        ("base64", None),
        ("unicode_escape", None),
        ("", None),
        ("a" * 99, None),
        ("../etc", None),
    ],
)
def test_labels(label: str, codec: str | None) -> None:
    assert codec_of(label) == codec


@given(
    st.binary(),
    st.one_of(
        st.none(), st.text(max_size=12), st.sampled_from(["utf-8", "koi8-r", "utf-16", "hz"])
    ),
)
def test_any_bytes_have_a_text(data: bytes, label: str | None) -> None:
    text, reading = decode(data, label)
    assert text == reading.decode(data)


@given(
    st.text(alphabet="абвгдежзийклмнопрстуфхцчшщъыьэюя -,.«»ABCabc\n"),
    st.sampled_from(["cp1251", "koi8-r", "iso8859-5", "utf-8"]),
)
def test_what_was_labelled_rightly_comes_back_or_looks_better(text: str, charset: str) -> None:
    data = text.encode(charset, "replace")
    assert len(decode(data, charset)[0]) > 0 or not data
