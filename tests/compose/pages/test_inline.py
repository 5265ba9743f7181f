"""Links in a line."""

import re

import pytest

from mailrules.compose.pages.inline import linked, reachable


def links(html: str) -> list[tuple[str, str]]:
    return re.findall(r'<a href="([^"]*)"[^>]*>(.*?)</a>', html)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Смотрите https://a.example/b?c=1&d=2.", [("https://a.example/b?c=1&amp;d=2",) * 2]),
        ("(www.a.example)", [("https://www.a.example", "www.a.example")]),
        ("http://a.example", [("http://a.example",) * 2]),
        ("«https://a.example/»,", [("https://a.example/",) * 2]),
        ("Пишите: a+b@c.example.", [("mailto:a+b@c.example", "a+b@c.example")]),
        ("50%x@a.example", [("mailto:50%25x@a.example", "50%x@a.example")]),
        ("javascript:alert(1) ftp://a.example file:///etc", []),
        ("a@b", []),
        ("+7 495 000-00-01", []),
    ],
)
def test_addresses(text: str, expected: list[tuple[str, str]]) -> None:
    assert links(linked(text)) == expected


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Тел. +7 495 000-00-01, доб. 12", "tel:+74950000001"),
        ("8 (800) 000-00-00", "tel:88000000000"),
        ("+44 20 7946 0000", "tel:+442079460000"),
    ],
)
def test_phones(text: str, number: str) -> None:
    assert [target for target, _ in links(reachable(text))] == [number]


@pytest.mark.parametrize(
    "text", ["ИНН 7701000001", "р/с 40702810000000000001", "+7 495 00-00", "89", "+1 " + "2 3" * 9]
)
def test_numbers_that_are_no_phones(text: str) -> None:
    assert links(reachable(text)) == []


def test_a_line_of_all() -> None:
    shown = reachable("Тел. +7 495 000-00-01, anna@nirro.example, www.nirro.example")
    targets = [target for target, _ in links(shown)]
    assert targets == [
        "tel:+74950000001",
        "mailto:anna@nirro.example",
        "https://www.nirro.example",
    ]
    assert re.sub(r"<[^>]*>", "", shown) == (
        "Тел. +7 495 000-00-01, anna@nirro.example, www.nirro.example"
    )


@pytest.mark.timeout(10)
@pytest.mark.parametrize("piece", ["aa@a.", "a@a-", "http://", "+1 ", "8 80 ", "8-"])
def test_hostile_lines_end_soon(piece: str) -> None:
    assert len(reachable(piece * 20_000)) >= 20_000
