"""The HTML report, read back by a parser: what stands where, and what leads where."""

import re
from typing import Any

import pytest
from msgspec import structs

from mailrules.engine import Letter, Request, Run, run
from mailrules.findings import (
    Applicability,
    Edit,
    Finding,
    Fix,
    Location,
    Related,
    Scope,
    Severity,
    Suppressed,
)
from mailrules.message import Message, Part, Segment, SegmentKind, Unreadable, parse, read_sources
from mailrules.reports import View
from mailrules.reports.html import report
from mailrules.reports.html.positions import MAX_SHOWN
from mailrules.rules import Bindings
from mailrules.wording import LANGUAGES, wording
from tests.letters import build
from tests.program import EXAMPLES
from tests.reports.html_page import Page

ERROR, WARNING, NOTE = Severity
REMOVE = wording("fix.remove")
RUSSIAN = View("ru")


def at(line: int, column: int, end: int, **place: Any) -> Location:
    fields = {"scope": Scope.BODY, "part": "1", "end_line": line, **place}
    return Location(line=line, column=column, end_column=end, **fields)


def in_header(name: str, column: int, end: int, **place: Any) -> Location:
    return at(1, column, end, scope=Scope.HEADER, part=None, header=name, **place)


def found(place: Location, severity: Severity = ERROR, **fields: Any) -> Finding:
    fields = {"code": "TXT003", "rule": "exclamation", "message": REMOVE, **fields}
    return Finding(severity=severity, location=place, **fields)


def shown(
    message: Message | dict[str, Any] | None, *findings: Finding, view: View = RUSSIAN, **more: Any
) -> Page:
    """Report one letter, and read the page."""
    read = parse(build(message)) if isinstance(message, dict) else message
    letter = Letter("a.eml", 0, None, findings, message=read)
    return Page(report(Run((structs.replace(letter, **more),)), view))


def marks(page: Page) -> list[str]:
    return [f"{one.attributes['class']}: {one.text}" for one in page.named("mark")]


def example(path: str, language: str = "ru") -> str:
    with open("/dev/null", "rb") as nothing:
        sources = read_sources([str(EXAMPLES / path)], nothing)
        return report(run(sources, Bindings(), Request()), View(language))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", ["draft.eml", "clean.eml", "thread", "broken", "outbox"])
def test_the_examples_make_sound_pages(path: str, language: str) -> None:
    source = example(path, language)
    page = Page(source)
    assert len(set(page.ids)) == len(page.ids)
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)
    assert all(link.startswith("#") for link in page.links)
    assert page.named("html", lang=language)
    assert not {"script", "link", "img", "iframe"} & {one.name for one in page.elements}
    assert not re.search(r"url\(|@import|\bsrc=|https?:", source)
    assert "html." not in re.sub(r"<style>.*?</style>", "", source, flags=re.DOTALL)
    assert source == example(path, language)


def test_the_page_lets_nothing_in() -> None:
    policy = Page(report(Run(), RUSSIAN)).named("meta", **{"http-equiv": "Content-Security-Policy"})
    assert (
        policy[0].attributes["content"].startswith("default-src 'none'; style-src 'unsafe-inline'")
    )


def test_a_draft_is_shown_with_its_marks() -> None:
    page = Page(example("draft.eml"))
    words = page.texts("mark")
    assert words[:5] == ["Коммерческое предложение", "!", "комерческое", "o", "После"]
    assert "".join(words[5:]).startswith("С уважением,\nАнна Ким\nменеджер, Nirro")
    assert page.texts("a", "number")[:2] == ["1", "1"]
    assert page.letter.startswith("Добрый день, Пётр!\n\nВысылаю комерческое предложение.")
    assert page.texts("dd")[6:9] == [
        "Анна Ким <anna@nirro.example>",
        "Пётр Сидоров <petr@motor.example>",
        page.texts("dd")[8],
    ]
    assert page.texts("time") == ["02.11.2026, 10:00 (+0300)"]


def test_marks_and_notes_lead_to_each_other() -> None:
    page = shown({"body": "Раз!"}, found(at(1, 4, 5)))
    note, place = page.named("a", class_="number")
    assert note.attributes["href"] == f"#{place.attributes['id']}"
    assert place.attributes["href"] == f"#{page.named('li', id='note-1-1')[0].attributes['id']}"
    assert place.attributes["aria-label"] == "К замечанию 1"


@pytest.mark.parametrize(
    ("stretches", "drawn"),
    [
        ([(1, 3)], ["error: аб"]),
        ([(1, 4), (3, 6)], ["error: аб", "error several: в", "error: гд"]),
        ([(1, 6), (2, 3)], ["error: а", "error several: б", "error: вгд"]),
        ([(2, 3), (2, 3)], ["error several: б"]),
        ([(1, 3), (3, 5)], ["error: аб", "error: вг"]),
        ([(3, 3)], []),
        ([(2, 900)], ["error: бвгд"]),
        ([(800, 900)], []),
    ],
)
def test_overlapping_marks(stretches: list[tuple[int, int]], drawn: list[str]) -> None:
    page = shown({"body": "абвгд"}, *(found(at(1, *stretch)) for stretch in stretches))
    assert marks(page) == drawn
    assert page.letter == "абвгд"
    numbers = [one.text for one in page.named("a", class_="number") if "id" in one.attributes]
    assert sorted(numbers) == [str(number) for number in range(1, len(stretches) + 1)]


def test_the_gravest_of_several_gives_the_colour() -> None:
    page = shown(
        {"body": "абвгд"},
        found(at(1, 1, 4), NOTE),
        found(at(1, 2, 5), WARNING),
        found(at(1, 3, 4), ERROR),
    )
    assert marks(page) == ["note: а", "warning several: б", "error several: в", "warning: г"]


def test_a_mark_over_several_lines_has_its_number_behind_the_first() -> None:
    page = shown({"body": "раз\nдва\n\nтри\n"}, found(at(1, 2, 3, end_line=4)))
    assert page.texts("mark") == ["аз", "\nдва\n", "\n", "тр"]
    assert "раз1\nдва\n" in page.texts("p")
    assert page.letter == "раз\nдва\n\nтри\n"


def test_a_long_paragraph_keeps_its_notes_near() -> None:
    body = "".join(f"строка {number}\n" for number in range(25))
    page = shown({"body": body}, found(at(2, 1, 7)), found(at(24, 1, 7)))
    rows = page.named("div", class_="row")
    assert ["строка 0" in row.text for row in rows] == [True, False]
    assert "строка 24" in rows[1].text
    assert page.letter == body


def test_headers_are_marked_where_they_stand() -> None:
    message = parse(build({"subject": "Вопрос", "headers": {"X-Priority": "1", "X-Other": "2"}}))
    page = shown(
        message,
        found(at(1, 1, 7, scope=Scope.SUBJECT, part=None)),
        found(in_header("x-priority", 1, 2), WARNING),
        found(in_header("Date", 1, 4), NOTE),
        found(in_header("To", 50, 90)),
    )
    assert marks(page) == ["error: Вопрос", "note: Mon", "warning: 1"]
    assert page.texts("dt")[6:] == [
        "От",
        "Кому",
        "Тема",
        "Дата",
        "X-Priority",
        "TXT003 exclamation",
    ]
    assert not page.named("time")


def test_of_two_fields_the_right_one_is_marked() -> None:
    message = parse(b"To: a@x.example\r\nTo: b@x.example\r\n\r\n")
    assert marks(shown(message, found(in_header("To", 1, 2, file_line=2)))) == ["error: b"]
    assert marks(shown(message, found(in_header("To", 1, 2, file_line=9)))) == ["error: a"]


def test_what_is_missing_stands_above_the_letter() -> None:
    place = in_header("To", 1, 5)
    adds = Edit(Scope.HEADER, ", Борис <boris@nirro.example>", column=9, end_column=9, header="Cc")
    title = wording("cc-dropped.fix", who="Борис <boris@nirro.example>")
    page = shown(
        {"body": "Текст"},
        found(place, fix=Fix(title, Applicability.UNSAFE, (adds,)), excerpt="Пётр"),
        found(Location(Scope.MESSAGE)),
        found(in_header("Cc", 1, 3), excerpt="кто-то"),
        found(at(99, 1, 3), excerpt="строка из другой части"),
        found(at(1, 1, 3, part="7")),
        found(at(1, 1, 3)),
    )
    assert page.named("ul", class_="listed")[0].text.startswith("1ошибка")
    assert page.texts("span", "number") == ["1", "2", "3", "4", "5"]
    assert page.texts("span", "where") == [
        "заголовок To", "письмо", "заголовок Cc", "текст, строка 99", "текст, строка 1"
    ]  # fmt: skip
    assert page.texts("p", "line") == ["кто-то", "строка из другой части"]
    assert marks(page) == ["error: кт", "error: ст", "error: Те"]
    assert page.named("ins") == []


def test_a_long_line_is_cut_around_the_place() -> None:
    line = "я" * 500 + "!" * 300 + "ю" * 500
    page = shown(None, found(at(1, 501, 801), excerpt=line), found(at(1, 900, 900), excerpt="да"))
    assert page.texts("p", "line") == [f"…{'я' * 60}{'!' * 120}…{'ю' * 60}…", "да"]


HTML = (
    "<p>До<b>бр</b>ый&nbsp;день!</p><p>A &amp; B!</p><ol><li>один!</li><li>два</li></ol>"
    "<table><tr><td>Цена!</td></tr></table>"
)


def test_an_html_letter_is_shown_by_its_text() -> None:
    message = parse(build({"html": HTML}))
    part = message.shown[0]
    findings = []
    words = ("Добрый", "!", "A & B", "один", "два", "Цена")
    for word in words:
        start = part.text.index(word)
        line, column = part.position(start)
        end_line, end = part.end_position(start, start + len(word))
        findings.append(found(at(line, column, end, end_line=end_line)))
    page = shown(message, *findings)
    assert page.texts("mark") == [
        "Добрый",
        "!",
        "A & B",
        "один",
        "два",
        "Цена",
    ]
    assert page.letter == part.text


def test_of_alternatives_the_plain_text_is_shown() -> None:
    message = parse(build({"body": "Добрый день.\n", "html": "<p>Добрый день.</p><p>Иное!</p>"}))
    page = shown(message, found(at(1, 32, 33, part="2"), excerpt="<p>Добрый день.</p><p>Иное!</p>"))
    assert page.letter == "Добрый день.\n"
    assert page.texts("p", "line") == ["<p>Добрый день.</p><p>Иное!</p>"]


QUOTED = "Текст.\n\n23.11.2026 9:00, Пётр пишет:\n" + "> строка\n" * 20


def test_a_quotation_is_folded_unless_it_is_short_or_marked() -> None:
    (folded,) = shown({"body": QUOTED}, found(at(1, 1, 6))).named("details")
    assert "open" not in folded.attributes
    assert folded.text.startswith("Цитата, 21 строка")
    (marked,) = shown({"body": QUOTED}, found(at(9, 3, 9, scope=Scope.QUOTE))).named("details")
    assert "open" in marked.attributes
    (across,) = shown({"body": QUOTED}, found(at(1, 1, 9, end_line=30))).named("details")
    assert "open" in across.attributes
    short = QUOTED.replace("> строка\n" * 15, "")
    assert "open" in shown({"body": short}, found(at(1, 1, 6))).named("details")[0].attributes


def test_a_letter_without_findings_is_folded() -> None:
    page = shown({"body": "Текст"})
    assert page.texts("summary") == ["Показать письмо"]
    assert page.texts("ul", "tally") == ["замечаний нет"]
    assert page.letter == "Текст"


def test_a_proposed_text_is_shown_where_the_title_does_not_tell_it() -> None:
    place = at(1, 1, 6)
    signature = "С уважением,\nАнна\n" + "строка\n" * 20
    title = wording("signature.restore")
    fix = Fix(title, Applicability.SAFE, (Edit.at(place, signature),))
    page = shown({"body": "Текст"}, found(place, fix=fix))
    assert page.texts("ins") == ["С уважением,\nАнна" + "\nстрока" * 10 + " …"]
    whole = structs.replace(fix, edits=(Edit.at(place, "Анна\r\nКим\r\n"),))
    assert shown({"body": "Текст"}, found(place, fix=whole)).texts("ins") == ["Анна\nКим"]
    told = Fix(wording("fix.replace", replacement="."), Applicability.SAFE, (Edit.at(place, "."),))
    page = shown({"body": "Текст"}, found(place, fix=told))
    assert page.texts("p", "fix") == ["Исправление: написать «.»"]
    assert not page.named("ins")


def test_rules_are_explained_once_and_linked() -> None:
    page = shown(
        {"body": "Текст"},
        found(at(1, 1, 2)),
        found(at(1, 2, 3), related=(Related(wording("severity.note")),)),
        found(at(1, 3, 4), code="HOUSE01", rule="no-cold-base"),
    )
    assert [one.attributes["href"] for one in page.named("a", class_="code")] == [
        "#rule-exclamation"
    ] * 2
    assert page.texts("span", "code") == ["HOUSE01"]
    assert len(page.named("div", id="rule-exclamation")) == 1
    assert page.texts("p", "related") == ["подсказка"]


def test_suppressed_findings_are_listed_with_their_reason() -> None:
    page = shown(
        {"body": "Текст!"},
        found(at(1, 6, 7), suppressed=Suppressed("inline", "название клиента"), excerpt="Текст!"),
        found(at(1, 1, 2), suppressed=Suppressed("house", "", "vera@nirro.example")),
    )
    assert page.texts("p", "related") == [
        "отключено в письме или настройках · название клиента",
        "house · vera@nirro.example",
    ]
    assert "2 замечания не учтены" in page.texts("summary")
    assert page.texts("ul", "tally") == ["замечаний нет"]
    assert [one.text for one in page.named("div", class_="suppressed")] == ["не учтено2"]


def test_the_summary_and_the_list_of_letters() -> None:
    message = parse(build({"subject": "Договор", "body": "Текст!"}))
    findings = (found(at(1, 6, 7)), found(at(1, 1, 2), WARNING))
    letters = (
        Letter("a.mbox", 0, None, findings, message=message),
        Letter("a.mbox", 1, None, message=parse(b"\r\n\r\n")),
        Letter("c.eml", 0, None, context=True, message=message),
        Letter("rules.yaml", 0, None, (found(Location(Scope.MESSAGE, line=3)),), beside=True),
    )
    unreadable = Unreadable("x\x1b.eml", wording("unreadable.empty"))
    page = Page(report(Run(letters, (unreadable,)), View("en")))
    figures = dict(zip(page.texts("dt")[:6], page.texts("dd")[:6], strict=True))
    assert figures == {
        "letters": "2",
        "errors": "2",
        "warning": "1",
        "notes": "0",
        "not counted": "0",
        "unreadable": "1",
    }
    assert page.texts("p", "context") == ["1 letter of others read for comparison."]
    nav = page.named("nav")[0].text
    assert "Договорa.mbox1 error1 warning" in nav
    assert "(no subject)a.mbox, message 2no findings" in nav
    assert "rules.yaml1 error" in nav
    assert "c.eml" not in nav
    assert len(page.named("article")) == 3
    assert page.texts("span", "where") == ["file, line 3"]
    assert "x\\x1b.eml" in page.texts("section")[0]


def test_attachments_are_named() -> None:
    raw = (
        b"From: anna@nirro.example\r\nDate: someday\r\n"
        b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"
        b"--b\r\n\r\nText\r\n--b\r\nContent-Type: application/pdf; name=offer.pdf\r\n"
        b"Content-Disposition: attachment\r\n\r\nx\r\n--b--\r\n"
    )
    page = shown(parse(raw))
    assert "Вложенияoffer.pdf" in page.texts("dl", "fields")[0]
    assert "Датаsomeday" in page.texts("dl", "fields")[0]


def test_a_text_without_end_is_cut() -> None:
    said = "а" * (MAX_SHOWN + 7)
    message = Message(b"", parts=(Part("1", "text/plain", source=said, text=said),))
    page = shown(message, found(at(1, MAX_SHOWN + 2, MAX_SHOWN + 3)), found(at(1, 1, 2)))
    assert page.texts("p", "cut") == ["Дальше не показано: 7 знаков"]
    assert page.texts("span", "number") == ["1"]
    assert len(page.letter) == MAX_SHOWN


def test_segments_beyond_the_cut_are_not_shown() -> None:
    said = "> " * (MAX_SHOWN // 2) + "Текст"
    segments = (
        Segment(SegmentKind.QUOTE, 0, MAX_SHOWN),
        Segment(SegmentKind.AUTHOR, MAX_SHOWN, len(said)),
    )
    part = Part("1", "text/plain", source=said, text=said, segments=segments)
    page = shown(Message(b"", parts=(part,)))
    assert len(page.letter) == MAX_SHOWN
    assert page.texts("summary")[1] == "Цитата, 1 строка"


HOSTILE = "<script>alert(1)</script></p></div><!-- \x1b[31m \u202eabc\u2066 &amp; \x00 \"'"


def test_a_strangers_words_stay_words() -> None:
    message = parse(build({"subject": HOSTILE, "body": HOSTILE}))
    finding = found(
        at(1, 1, 9),
        message=wording("exclamation", mark=f"{HOSTILE}\ud800"),
        excerpt=HOSTILE,
        suppressed=Suppressed("inline", HOSTILE, HOSTILE),
    )
    source = report(
        Run((Letter(f"{HOSTILE}\udc80", 3, None, (finding,), message=message),)), RUSSIAN
    )
    source.encode()
    page = Page(source)
    assert not page.named("script")
    assert page.letter.startswith("<script>alert(1)</script></p></div><!-- \\x1b[31m \\u202eabc")
    assert all(char.isprintable() or char in "\n\u00a0\u00ad" for char in source)
