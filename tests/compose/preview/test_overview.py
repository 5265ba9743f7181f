"""The page of all examples: everything in it can be read, nothing in it runs."""

import re
from pathlib import Path

import pytest

from mailrules.compose.preview import HEAD, Sample, is_overview, overview
from mailrules.compose.templates import Example, Template, read_template
from mailrules.config import Mark
from tests.compose.pages.sample import LetterPage
from tests.compose.preview.house import furnish, shown
from tests.reports.test_html_style import AA, luminance


@pytest.fixture(scope="module")
def html(tmp_path_factory: pytest.TempPathFactory) -> str:
    return overview(shown(tmp_path_factory.mktemp("house") / "templates"), "ru")


@pytest.fixture(scope="module")
def page(html: str) -> LetterPage:
    return LetterPage(re.sub(r"<template.*?</template>", "", html, flags=re.DOTALL))


def test_every_template_and_example_is_listed_and_reached(page: LetterPage) -> None:
    (nav,) = page.named("nav")
    assert "4 шаблона, 5 примеров" in nav.text
    targets = [link[1:] for link in page.links if link.startswith("#")]
    own = {1: "", 2: " -1 -2", 3: "", 4: " -1 -2"}  # a template's only example needs no link
    expected = [f"template-{number}{end}" for number in own for end in own[number].split(" ")]
    assert targets == expected
    assert set(targets) <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))


def test_what_is_said_of_a_template(page: LetterPage) -> None:
    section = page.named("section", id="template-4")[0].text
    for said in ("Напоминание & вопрос", "reminder.j2", "вид письма: reminder", "русский"):
        assert said in section
    assert "Что спросит шаблон: 6 полей" in section
    assert "product текст, обязательно" in " ".join(section.split())
    assert "Что <продаём>" in section
    comment = page.named("section", id="template-3")[0].text
    assert "текст, не письмо" in comment
    assert "английский" in comment


def test_the_values_of_an_example(page: LetterPage) -> None:
    article = page.named("article", id="template-4-1")[0]
    values = next(one for one in page.named("dl", class_="values") if "моторного" in one.text)
    said = " ".join(values.text.split())
    assert said == (
        "product моторного масла sent 20.11.2026 price 15\u00a0000,50 urgent ✓"
        " points Цена <b>Срок</b> contact Ольга Белова, olga@motor.example"
    ).replace("\u00a0", " ")
    assert "Холодные звонки по продаже моторного масла" in article.text


def test_values_that_are_empty() -> None:
    mark = Mark("a.j2", 1, 1)
    data = {"a": None, "b": "", "c": False, "d": (), "e": {"name": "", "email": ""}, "f": -1.5}
    template = Template("a", "a.j2", "", "Тема", "", 1, "", mark)
    page = LetterPage(overview([(template, [Sample(Example("пример", mark, data))])], "en"))
    assert page.texts("dd") == ["—", "—", "—", "—", "—", "-1,5"]
    assert page.texts("h2") == ["a"]


def test_a_letter_stands_apart_with_its_text_behind_it(html: str, page: LetterPage) -> None:
    trees = re.findall(r'<template shadowrootmode="open">(.*?)</template><pre>', html, re.DOTALL)
    assert len(trees) == 2
    assert all("anna@nirro.example" in LetterPage(tree).named("body")[0].text for tree in trees)
    plain = page.texts("pre")
    assert any("1. Цена" in text and "Анна Ким" in text for text in plain)
    assert any("Note: a </template> b" in text for text in plain)


def test_an_example_that_makes_no_letter_says_why(page: LetterPage) -> None:
    missing, failed = (page.named("article", id=f"template-2-{place}")[0] for place in (1, 2))
    assert "не заполнены обязательные поля: product" in missing.text
    assert "broken.j2:14: " in failed.text
    assert "У шаблона нет примеров" in page.named("section", id="template-1")[0].text


def test_nothing_runs_and_nothing_is_fetched(html: str, page: LetterPage) -> None:
    names = {one.name for one in page.elements}
    assert names.isdisjoint({"img", "script", "link", "iframe", "object", "form", "base"})
    assert "default-src 'none'" in html
    assert re.search(r"url\(|@import|\son\w+=", html) is None


def test_markup_of_a_template_stays_text(html: str) -> None:
    assert "<продаём>" not in html
    assert "<b>" not in html


def test_the_same_templates_the_same_bytes(html: str, tmp_path: Path) -> None:
    assert overview(shown(tmp_path / "elsewhere"), "ru") == html


def test_in_english(tmp_path: Path) -> None:
    page = LetterPage(overview(shown(tmp_path, "bare", "comment"), "en"))
    assert page.named("html", lang="en")
    assert "2 templates, 1 example" in page.named("nav")[0].text


def test_a_page_of_ours_is_known_by_its_beginning(html: str) -> None:
    assert is_overview(html.encode()[:HEAD])
    assert not is_overview(b"<!DOCTYPE html>" + b" " * HEAD + html.encode())


def test_hundreds_of_templates(tmp_path: Path) -> None:
    template = read_template(str(furnish(tmp_path, "reminder") / "reminder.j2"))
    samples = [Sample(one, "Тема", "текст" * 1000, "<p>" * 2000) for one in template.examples]
    assert len(overview([(template, samples)] * 200, "ru")) > 2_000_000


def test_every_colour_can_be_read() -> None:
    sheet = Path(overview.__code__.co_filename).with_name("overview.css").read_text("utf-8")
    blocks = re.findall(r":root \{(.*?)\}", sheet, re.DOTALL)
    palettes = [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block)) for block in blocks]
    assert len(palettes) == 3
    pairs = [(ink, ground) for ink in ("ink", "dim", "link") for ground in ("sheet", "desk")]
    for palette in palettes:
        for ink, ground in [*pairs, ("ink", "error-soft"), ("error", "desk")]:
            light, dark = sorted((luminance(palette[ink]), luminance(palette[ground])))[::-1]
            assert (light + 0.05) / (dark + 0.05) >= AA, (ink, ground)
    used = set(re.findall(r"var\(--([\w-]+)\)", sheet))
    assert used == set(re.findall(r"^\s*--([\w-]+):", sheet, re.MULTILINE))
