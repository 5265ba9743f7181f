"""HTML to the text that a reader sees. The pages are data in pages.yaml."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from mailrules.message.html.page import read_html

CASES = yaml.safe_load(Path(__file__).with_name("pages.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_pages(case: dict[str, Any]) -> None:
    page = read_html(case["html"])
    assert page.text == case["text"]
    assert len(page.offsets) == len(page.text) + 1
    if "quotes" in case:
        assert [page.text[start:end] for start, end in page.quotes] == case["quotes"]


TAGS = [
    "p",
    "div",
    "br",
    "ul",
    "ol",
    "li",
    "table",
    "tr",
    "td",
    "blockquote",
    "span",
    "pre",
    "script",
    "style",
    "b",
]
LOOKS = ["", " hidden", " class=gmail_quote", " id=appendonsend", " style='white-space:pre'"]
PIECE = st.one_of(
    st.builds("<{}{}>".format, st.sampled_from(TAGS), st.sampled_from(LOOKS)),
    st.builds("</{}>".format, st.sampled_from(TAGS)),
    st.sampled_from(["раз", " ", "\n", "&amp;", "&lt", "<!--", "-->", "<", "&", "\r\n", "<a b='"]),
)


@given(st.lists(PIECE).map("".join))
def test_any_page_has_a_text_and_every_character_a_place(html: str) -> None:
    page = read_html(html)
    assert len(page.offsets) == len(page.text) + 1
    assert all(0 <= offset <= len(html) for offset in page.offsets)
    end = 0
    for start, stop in page.quotes:
        assert end <= start < stop <= len(page.text)
        end = stop
    assert not page.cut
