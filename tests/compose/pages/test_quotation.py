"""The quoted letter on a page."""

import re

import pytest

from mailrules.compose.pages.quotation import DEEPEST, quotation


def bare(quote: str) -> str:
    """Return a quotation without its looks."""
    html = re.sub(r' (?:type|class|style)="[^"]*"', "", quotation(quote))
    return html.replace("\n", "").replace("blockquote", "q")


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("Пётр пишет:\n> Раз.\n>\n> Два.", "<p>Пётр пишет:</p><q>Раз.<br><br>Два.</q>"),
        ("> Раз.\n>> Два.\n> > Три.\n> Пять.", "<q>Раз.<q>Два.<br>Три.</q>Пять.</q>"),
        (">>> Раз.\n\nПисьмо:\n> Два.", "<q><q><q>Раз.</q></q></q><p><br>Письмо:</p><q>Два.</q>"),
        ("> a\n\n> b", "<q>a</q><q>b</q>"),
        ("\n> <b>&\r\n> https://a.example", "<q>&lt;b&gt;&amp;<br>https://a.example</q>"),
        ("Без знаков.", "<p>Без знаков.</p>"),
    ],
)
def test_quotation(quote: str, expected: str) -> None:
    assert bare(quote) == expected


def test_depth_is_bounded_and_no_word_is_lost() -> None:
    html = bare("\n".join(f"{'>' * depth} слово{depth}" for depth in range(1, 2000)))
    assert html.count("<q>") == html.count("</q>") == DEEPEST
    assert html.count("слово") == 1999


def test_a_long_thread_is_quoted_whole() -> None:
    quote = "\n".join(f"> Строка {number}." for number in range(20_000))
    assert quotation(quote).count("Строка") == 20_000
