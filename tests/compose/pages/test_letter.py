"""The page of a letter: its words are the text's, it fetches nothing, every program can show it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailrules.compose.pages import letter_page
from mailrules.message import SegmentKind
from mailrules.rendering import RenderError
from tests.compose.pages.sample import QUOTE, SIGNATURE, TEXT, LetterPage, letter, plain_of
from tests.reports.test_html_style import AA, luminance

PAGE = letter_page(TEXT, SIGNATURE, QUOTE, language="ru")


def folded(text: str) -> list[str]:
    """Return the lines of a text, quote marks, blank lines and runs of white space aside."""
    lines = (" ".join(line.lstrip(">").split()) for line in text.split("\n"))
    return [line for line in lines if line]


def read_back(text: str, signature: str = "", quote: str = "") -> str:
    (pair,) = letter(text, signature, quote).alternatives
    return pair.html.text


def test_every_line_of_the_text_is_a_line_of_the_page() -> None:
    assert folded(read_back(TEXT, SIGNATURE, QUOTE)) == folded(plain_of(TEXT, SIGNATURE, QUOTE))


LIKELY = """
1. Раз
2) два
- три
  — четыре
  дальше
Объём: 500
Цена: 1
*
1.
Тел. +7 495 000-00-01
см. https://a.example/?q=1&b=<i>
> q
a@b.example
"""
LINES = st.lists(
    st.sampled_from(LIKELY.splitlines()) | st.text(st.characters(codec="utf-8"), max_size=30),
    max_size=8,
).map("\n".join)


@given(text=LINES, signature=LINES, quote=LINES.map(lambda text: text.replace("\n", "\n> ")))
def test_the_words_are_those_of_the_text(text: str, signature: str, quote: str) -> None:
    (pair,) = letter(text, signature, quote).alternatives
    assert pair.html_words.said == pair.plain_words.said
    assert list(pair.differing(0, len(pair.html.text))) == []


@given(text=LINES, signature=LINES, quote=LINES)
def test_nothing_in_a_letter_becomes_markup(text: str, signature: str, quote: str) -> None:
    page = LetterPage(letter_page(text, signature, quote, language="en"))
    shell = LetterPage(letter_page("", "", "", language="en"))
    ours = {"p", "strong", "span", "div", "table", "tr", "th", "td", "br", "blockquote", "a"}
    assert {one.name for one in page.elements} <= ours | {one.name for one in shell.elements}
    links = [link.partition(":")[0] for link in page.links]
    assert set(links) <= {"http", "https", "mailto", "tel"}


def test_signature_and_quote_are_read_as_such() -> None:
    (pair,) = letter(TEXT, SIGNATURE, QUOTE).alternatives
    kinds = dict.fromkeys(SegmentKind, "")
    for segment in pair.html.segments:
        kinds[segment.kind] += pair.html.text[segment.start : segment.end]
    assert "Анна Ким" in kinds[SegmentKind.SIGNATURE] + kinds[SegmentKind.CLOSING]
    assert "anna@nirro.example" in kinds[SegmentKind.SIGNATURE]
    assert folded(kinds[SegmentKind.QUOTE]) == folded(QUOTE)
    assert "Итого: 60 000 рублей" in folded(kinds[SegmentKind.AUTHOR])


def test_the_page_fetches_and_runs_nothing() -> None:
    names = {one.name for one in LetterPage(PAGE).elements}
    assert names.isdisjoint({"img", "script", "link", "iframe", "object", "form", "base"})
    assert re.search(r"url\(|@import|@font-face|\son\w+=", PAGE) is None


def test_every_element_of_the_letter_that_has_a_look_has_it_inline() -> None:
    for one in LetterPage(PAGE).elements:
        if "class" in one.attributes and one.attributes["class"] != "long":
            assert one.attributes["style"], one


def test_day_and_night() -> None:
    page = LetterPage(PAGE)
    (scheme,) = (one for one in page.elements if one.attributes.get("name") == "color-scheme")
    assert scheme.attributes["content"] == "light dark"
    assert "@media (prefers-color-scheme: dark)" in PAGE
    # By day a program's own colours show: dark ink would stay dark where a program darkens the
    # paper and drops the style sheet.
    (body,) = page.named("div", class_="letter")
    assert not re.search(r"(?<!-)color|background", body.attributes["style"])


@pytest.mark.parametrize(
    ("inks", "paper"),
    [
        (re.findall(r'style="[^"]*(?<!-)color:(#\w{6})', PAGE), "#ffffff"),
        (re.findall(r"[{ ]color: (#\w{6})", PAGE.partition("scheme: dark")[2]), "#1f1f1f"),
    ],
)
def test_every_colour_can_be_read(inks: list[str], paper: str) -> None:
    assert inks
    for ink in inks:
        light, dark = sorted((luminance(ink), luminance(paper)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= AA, ink


def test_a_letter_of_hundreds_of_pages_is_refused() -> None:
    with pytest.raises(RenderError):
        letter_page("Абзац.\n\n" * 5000)
    quote = "\n".join(f"> строка {number}" for number in range(20_000))
    assert "строка 19999" in letter_page("Текст.", quote=quote)


def test_the_language_is_said() -> None:
    assert LetterPage(letter_page("Hello.", language="en")).named("html", lang="en")


@pytest.mark.parametrize("text", ["", "\n\n", " \n\t\n "])
def test_an_empty_letter(text: str) -> None:
    assert LetterPage(letter_page(text)).named("p") == []


def test_a_signature_is_quiet_but_for_the_name() -> None:
    page = LetterPage(PAGE)
    assert page.texts("strong") == ["Анна Ким"]
    assert page.links == [
        "https://nirro.example/zvonki",
        "mailto:dogovor@nirro.example",
        "tel:+74950000001",
        "mailto:anna@nirro.example",
    ]


@pytest.mark.parametrize(
    ("signature", "bold"),
    [
        ("--\nАнна Ким\nNirro", ["Анна Ким"]),
        ("С уважением, Анна Ким\nNirro", []),
        ("Тел. +7 495 000-00-01\nАнна Ким", []),
        ("anna@nirro.example", []),
        (" ".join(["слово"] * 20), []),
        ("Best regards,\n\nAnna Kim\nNirro", ["Anna Kim"]),
    ],
)
def test_the_name_in_a_signature(signature: str, bold: list[str]) -> None:
    assert LetterPage(letter_page("Текст.", signature)).texts("strong") == bold
