"""What the author wrote, and where the HTML says the same."""

import pytest

from mailrules.findings import Scope
from mailrules.message import Place, author_excerpts, mirror_places, parse
from mailrules.message import alternative as alternative_room
from tests.message.mime import alternative, leaf, message, multipart

PLAIN = """Добрый день, Пётр!

Высылаю договор и счёт за
ноябрь!  Ждём ответа (до пятницы). Вот https://a.example/!

- раз
- два
1. три

> Когда договор?

С уважением,
Анна Ким
+7 495 123-45-67
"""
HTML = """<p>Добрый день, Пётр!</p>
<p>Высылаю <b>договор</b> и сч&#1105;т за ноябрь! Ждём ответа (до пятницы). Вот <a>тут</a></p>
<ul><li>раз<li>два</ul><ol><li>три</ol><p>Только здесь!</p><p>И здесь, в другом абзаце.</p>
<blockquote>Когда договор?</blockquote><p>С уважением,<br>Анна Ким<br>+7 495 123-45-67</p>"""


def texts(raw: bytes, *scopes: Scope, subject: bool = True) -> list[tuple[str, str]]:
    found = parse(raw)
    return [
        (one.part.number if one.part else "subject", one.text)
        for one in author_excerpts(found, scopes, subject=subject)
    ]


def test_the_subject_where_it_is_wanted_and_there() -> None:
    raw = message(b"\nx")
    assert texts(raw, Scope.SUBJECT) == [("subject", "x")]
    assert texts(raw, Scope.SUBJECT, subject=False) == []
    assert texts(b"From: a@b\n\nx", Scope.SUBJECT) == []
    assert texts(raw, Scope.MESSAGE) == []


def test_runs_of_the_authors_words() -> None:
    raw = message(leaf("Добрый день.\n\nДа.\n\n> Когда?\n\nЗавтра.\n\n-- \nАнна Ким\nТел. 1"))
    assert [text.strip() for _, text in texts(raw, Scope.BODY)] == [
        "Добрый день.\n\nДа.",
        "Завтра.",
    ]
    assert [text.strip() for _, text in texts(raw, Scope.QUOTE)] == ["> Когда?"]
    assert [text.strip() for _, text in texts(raw, Scope.SIGNATURE)] == ["-- \nАнна Ким\nТел. 1"]


def test_a_letter_without_a_word_of_the_author() -> None:
    assert texts(message(leaf("> Когда?\n> Где?")), Scope.BODY) == []


def test_an_excerpt_knows_where_it_begins() -> None:
    raw = message(leaf("> Когда?\n\nЗавтра!"))
    [one] = author_excerpts(parse(raw), [Scope.BODY], subject=True)
    assert one.part is not None
    assert one.part.text[one.start :] == one.text


def test_of_the_alternative_only_what_the_plain_text_lacks() -> None:
    raw = alternative(PLAIN, HTML)
    found = texts(raw, Scope.BODY)
    assert [text for number, text in found if number == "2"] == [
        "Высылаю договор и счёт за ноябрь! Ждём ответа (до пятницы). Вот тут",
        "Только здесь!\n\nИ здесь, в другом абзаце.",
    ]


def test_an_alternative_without_plain_text_is_judged() -> None:
    raw = message(multipart("alternative", leaf("<p>Да.", "text/html")))
    assert texts(raw, Scope.BODY) == [("1", "Да.")]


def test_the_order_of_alternatives_does_not_matter() -> None:
    raw = message(multipart("alternative", leaf("<p>Да.", "text/html"), leaf("Да.")))
    assert texts(raw, Scope.BODY) == [("2", "Да.")]


def test_the_number_of_alternatives_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alternative_room, "MAX_PAIRS", 1)
    raw = message(multipart("alternative", leaf("Да."), *[leaf("<p>Да.", "text/html")] * 2))
    assert texts(raw, Scope.BODY) == [("1", "Да."), ("3", "Да.")]


def test_an_alternative_that_says_something_else_is_judged_whole() -> None:
    raw = alternative("Ваша программа не показывает HTML.", "<p>Добрый день.<p>Да.")
    assert texts(raw, Scope.BODY)[1:] == [("2", "Добрый день.\n\nДа.")]


def test_pages_of_their_own_are_judged_each() -> None:
    raw = message(multipart("mixed", leaf("Раз."), leaf("<p>Два.", "text/html")))
    assert texts(raw, Scope.BODY) == [("1", "Раз."), ("2", "Два.")]


def test_an_alternative_within_a_container() -> None:
    inner = multipart("related", leaf("<p>Раз.", "text/html"), boundary="d")
    body = multipart("alternative", leaf("Раз."), inner, boundary="c")
    raw = message(multipart("mixed", body, leaf("Два.")))
    assert texts(raw, Scope.BODY) == [("1.1", "Раз."), ("2", "Два.")]
    [pair] = parse(raw).alternatives
    assert (pair.plain.number, pair.html.number) == ("1.1", "1.2.1")


def mirror(plain: str, html: str, stretch: str, count: int = 0) -> list[str]:
    """Return the sources of what mirrors the stretch of ``plain``."""
    found = parse(alternative(plain, html))
    at = -1
    for _ in range(count + 1):
        at = plain.index(stretch, at + 1)
    place = Place(Scope.BODY, at, at + len(stretch), part=found.shown[0])
    said = []
    for one in mirror_places(found, place):
        assert one.part is not None
        first, last = one.part.source_span(one.start, one.end)
        said.append((one.part.source or "")[first:last])
    return said


@pytest.mark.parametrize(
    ("plain", "html", "stretch", "expected"),
    [
        ("Добрый день!", "<p>Добрый день!</p>", "!", ["!"]),
        ("Добрый день!", "<p>Добрый <b>день</b>!</p>", "!", ["!"]),
        ("Добрый день!", "<p>Добрый <b>день!</b></p>", "день!", ["день!"]),
        ("Добрый день!", "<p>Добрый <b>день</b>!</p>", "день!", []),
        ("Добрый день!", "<p>Добрый <b>день</b></p>", "день", ["день"]),
        ("Добрый день!", "<p>ДОБРЫЙ день!</p>", "обры", []),
        ("Добрый день!", "<p>Добрый день!</p>", "обры", ["обры"]),
        ("счёт за\nноябрь", "<p>счёт за ноябрь</p>", "за\nноябрь", ["за ноябрь"]),
        ("сч&т", "<p>сч&amp;т</p>", "&", ["&amp;"]),
        # What is not certain: other punctuation, other spaces, a line that differs.
        ("Добрый день!", "<p>Добрый день.</p>", "!", []),
        ("Добрый  день", "<p>Добрый день</p>", "  ", []),
        ("Добрый  день", "<p>Добрый день</p>", " ", []),
        ("Добрый день !", "<p>Добрый день !</p>", " !", [" !"]),
        ("Добрый день!", "<p>Добрый вечер!</p>", "!", []),
        ("Добрый день!", "<p>Добрый вечер!</p>", "день", []),
        ("(да)", "<p>(да)</p>", "(", ["("]),
        ("(да)", "<p>((да)</p>", "(", []),
        ("да - нет", "<p>да - нет</p>", "-", ["-"]),
        ("да - нет", "<p>да – нет</p>", "-", []),
        ("да, «нет»", "<p>да, «нет»</p>", "«", ["«"]),
        ("да,\n«нет»", "<p>да, «нет»</p>", "«", ["«"]),
        ("да,\n«нет»", "<p>да, «нет»</p>", ",\n«", [", «"]),
        ("!да", "<p>!да</p>", "!", ["!"]),
        ("!", "<p>!</p>", "!", []),
        ("да" + "! " * 101, "<p>да" + "! " * 101, "!", []),
        ("1. раз\n2. два!", "<ol><li>раз<li>два!</ol>", "!", ["!"]),
        ("раз\nдва!", "<ol><li>раз<li>два!</ol>", "!", ["!"]),
        ("раз и два и раз!", "<p>и</p><p>раз и</p><p>и раз!</p>", "!", ["!"]),
    ],
)
def test_the_same_stretch_in_the_page(
    plain: str, html: str, stretch: str, expected: list[str]
) -> None:
    assert mirror(plain, html, stretch) == expected


def test_a_place_to_insert_at() -> None:
    found = parse(alternative("Добрый день", "<p>Добрый <b>день</b></p>"))
    for offset, source in ((0, 3), (7, 13), (11, 17)):
        [one] = mirror_places(found, Place(Scope.BODY, offset, offset, part=found.shown[0]))
        assert one.part is not None
        assert one.part.source_span(one.start, one.end) == (source, source)


def test_what_stands_in_no_plain_text_has_no_mirror() -> None:
    found = parse(alternative("Да!", "<p>Да!"))
    assert mirror_places(found, Place(Scope.SUBJECT, 0, 1, header=found.header("Subject"))) == ()
    assert mirror_places(found, Place(Scope.BODY, 0, 1, part=found.shown[1])) == ()


def test_a_line_said_twice_is_mirrored_at_its_first() -> None:
    assert mirror("Да! И всё.", "<p>Да!</p><p>Да!</p><p>И всё.</p>", "!") == ["!"]


def test_lines_in_another_order_are_found() -> None:
    plain = "раз два три четыре\nпять шесть семь восемь!"
    html = "<p>пять шесть семь восемь!</p><p>раз два три четыре</p>"
    assert mirror(plain, html, "!") == ["!"]
    assert mirror(plain, html, "четыре") == ["четыре"]
