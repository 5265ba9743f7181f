"""What a reply quotes against what its parent says: whole, trimmed, altered; and in what time."""

import textwrap
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailrules.conversation import (
    Comparison,
    compare_quote,
    html_quote_of,
    missing_paragraphs,
    quote_of,
)
from mailrules.conversation.alignment import align
from mailrules.conversation.links import same_link
from mailrules.conversation.paragraphs import paragraph_hashes
from mailrules.message import Message, Part, SegmentKind, parse
from tests.conversation.shapes import author, letter, part, quote
from tests.letters import THEIRS, build

WORDS = (
    "обзвон",
    "диалог",
    "скрипт",
    "дилеры",
    "смета",
    "договор",
    "база",
    "отчёт",
    "масло",
    "запуск",
    "неделя",
    "500",
    "7",
    "1,5",
    "07.12.2026",
)
SENTENCES = (
    "Когда запуск проекта?",
    "Базу дилеров пришлём в понедельник, в ней двести контактов.",
    "Цена диалога 500 рублей.",
    "Скрипт напишете вы или наш отдел маркетинга, решайте сами до пятницы включительно.",
    "Ждём ответа сегодня.",
)
sentences = st.lists(st.sampled_from(WORDS), min_size=4, max_size=12, unique=True)
letters = st.lists(sentences, min_size=1, max_size=6)
widths = st.integers(min_value=12, max_value=90)


def text_of(paragraphs: list[list[str]]) -> str:
    """Return paragraphs that differ, each of one sentence: its number, its words."""
    return "\n\n".join(
        f"Пункт {number}-й: {' '.join(words)}." for number, words in enumerate(paragraphs)
    )


def theirs(text: str) -> Message:
    return parse(build({"body": f"{text}\n"}, THEIRS))


def answer(quoted: str) -> Message:
    return parse(build({"body": f"Хорошо, принято.\n\n{quoted}\n"}))


def marked(text: str) -> str:
    return "\n".join(f"> {line}" for line in text.split("\n"))


@given(letters)
def test_a_parent_quoted_by_us_is_whole(paragraphs: list[list[str]]) -> None:
    parent = theirs(text_of(paragraphs))
    assert compare_quote(answer(quote_of(parent)), parent) == Comparison()
    page = parse(build({"html": f"<p>Хорошо.</p>{html_quote_of(parent)}"}))
    assert compare_quote(page, parent) == Comparison()


@given(st.text(max_size=200))
def test_any_text_quoted_by_us_is_whole(text: str) -> None:
    parent = letter(author(text.replace("\r", "\n")))
    assert compare_quote(letter(quote(quote_of(parent))), parent) == Comparison()


@given(letters, widths, st.sampled_from(["> ", ">", " > ", "| ", "АК> "]), st.booleans())
def test_wrapping_marks_and_case_make_no_difference(
    paragraphs: list[list[str]], width: int, mark: str, loud: bool
) -> None:
    text = text_of(paragraphs)
    lines = [
        line
        for paragraph in text.split("\n\n")
        for line in [*textwrap.wrap(paragraph, width, break_on_hyphens=False), ""]
    ]
    quoted = "\n".join(f"{mark}{line.upper() if loud else line}" for line in lines)
    header = "23.11.2026 09:00, Пётр Сидоров пишет:\n"
    assert compare_quote(answer(header + quoted), theirs(text)) == Comparison()


@given(letters, st.data())
def test_one_word_altered_is_one_alteration(
    paragraphs: list[list[str]], data: st.DataObject
) -> None:
    parent = theirs(text_of(paragraphs))
    row = data.draw(st.integers(0, len(paragraphs) - 1))
    place = data.draw(st.integers(0, len(paragraphs[row]) - 1))
    other = data.draw(st.sampled_from(["600", "Игорь", "не"]))
    said, paragraphs[row][place] = paragraphs[row][place], other
    found = compare_quote(answer(marked(text_of(paragraphs))), parent)
    (one,) = found.alterations
    assert (one.said, one.quoted, found.missing) == (said, other, ())
    assert one.part.text[one.start : one.end] == other


@given(letters, st.data())
def test_a_word_added_or_gone_is_one_alteration(
    paragraphs: list[list[str]], data: st.DataObject
) -> None:
    row = data.draw(st.integers(0, len(paragraphs) - 1))
    place = data.draw(st.integers(0, len(paragraphs[row])))
    plain = text_of(paragraphs)
    paragraphs[row].insert(place, "не")
    longer = text_of(paragraphs)
    added = compare_quote(answer(marked(longer)), theirs(plain))
    assert [(one.said, one.quoted) for one in added.alterations] == [("", "не")]
    gone = compare_quote(answer(marked(plain)), theirs(longer))
    assert [(one.said, one.quoted) for one in gone.alterations] == [("не", "")]
    assert not added.missing
    assert not gone.missing


@given(letters, st.data())
def test_the_mend_brings_the_parents_words_back(
    paragraphs: list[list[str]], data: st.DataObject
) -> None:
    plain = text_of(paragraphs)
    row = data.draw(st.integers(0, len(paragraphs) - 1))
    place = data.draw(st.integers(0, len(paragraphs[row]) - 1))
    replacement = data.draw(st.sampled_from([[], ["не"], ["вообще", "не", "600"]]))
    paragraphs[row][place : place + 1] = replacement
    parent, reply = theirs(plain), answer(marked(text_of(paragraphs)))
    (one,) = compare_quote(reply, parent).alterations
    text = one.part.text
    mended = parse(build({"body": text[: one.mend_start] + one.mend + text[one.mend_end :]}))
    assert compare_quote(mended, parent) == Comparison()


@given(letters, st.data())
def test_a_paragraph_dropped_is_missing(paragraphs: list[list[str]], data: st.DataObject) -> None:
    parts = text_of([*paragraphs, ["слово"] * 4]).split("\n\n")
    row = data.draw(st.integers(0, len(parts) - 1))
    dropped = parts.pop(row)
    parent = theirs("\n\n".join([*parts[:row], dropped, *parts[row:]]))
    reply = answer(marked("\n\n".join(parts)))
    found = compare_quote(reply, parent)
    assert found.missing == (dropped.rstrip("."),)
    assert 0 < found.share < 1
    assert not found.alterations
    assert missing_paragraphs(reply, paragraph_hashes(parent)) == 1


@given(letters, widths)
def test_paragraphs_are_found_by_their_hashes(paragraphs: list[list[str]], width: int) -> None:
    text = text_of(paragraphs)
    wrapped = "\n\n".join(
        textwrap.fill(one, width, break_on_hyphens=False) for one in text.split("\n\n")
    )
    hashes = paragraph_hashes(theirs(text))
    assert missing_paragraphs(answer(marked(wrapped)), hashes) == 0
    # An answer right under a paragraph, and paragraphs without blank lines between them.
    assert missing_paragraphs(answer(marked(wrapped.replace("\n\n", "\n"))), hashes) == 0
    assert missing_paragraphs(answer("> Ничего этого здесь нет."), hashes) == len(hashes)


@given(
    st.lists(st.sampled_from("абв"), max_size=30),
    st.lists(st.sampled_from("абв"), max_size=30),
)
def test_aligned_words_are_the_same_and_rise(one: list[str], other: list[str]) -> None:
    pairs = align(one, other)
    assert all(one[place] == other[twin] for place, twin in pairs)
    assert all(a < c and b < d for (a, b), (c, d) in pairwise(pairs))


@given(st.permutations(range(5)))
def test_another_order_is_no_change(order: list[int]) -> None:
    quoted = marked("\n\n".join(SENTENCES[place] for place in order))
    assert compare_quote(answer(quoted), theirs("\n\n".join(SENTENCES))) == Comparison()
    quoted = marked(" ".join(SENTENCES[place] for place in order))
    assert compare_quote(answer(quoted), theirs(" ".join(SENTENCES))) == Comparison()


def test_long_texts_are_anchored() -> None:
    words = [f"слово{number}" for number in range(400)]
    other = [word if number % 150 else "иное" for number, word in enumerate(words)]
    assert align(words, other) == [(n, n) for n in range(400) if n % 150]


def test_two_letters_are_compared_once_for_both_rules() -> None:
    parent = theirs("Когда запуск по базе?")
    reply = answer("> Когда запуск по базе?")
    assert compare_quote(reply, parent) is compare_quote(reply, parent)
    again = theirs("Когда запуск по базе?")
    assert compare_quote(reply, again) == compare_quote(reply, parent)


@pytest.mark.parametrize(
    ("said", "quoted", "same"),
    [
        ("https://motor.example/a-b", "http://www.motor.example/a-b", True),
        (
            "http://motor.example/a-b?c=1",
            "https://urldefense.proofpoint.com/v2/url?u=http-3A__motor.example_a-2Db-3Fc",
            True,
        ),
        ("motor.example/a", "https://nam02.safelinks.protection.outlook.com/x", True),
        ("https://protect-eu.mimecast.com/s/xyz", "https://motor.example/a", True),
        ("https://gate.example/?u=https%253A%252F%252Fmotor.example/a", "x", False),
        (
            "https://motor.example/a",
            "https://gate.example/?u=https%253A%252F%252Fmotor.example%252Fa",
            True,
        ),
        ("https://motor.example/a", "https://motor.example/b", False),
        ("https://motor.example", "https://notmimecast.com/x", False),
    ],
)
def test_links_through_gateways(said: str, quoted: str, *, same: bool) -> None:
    assert same_link(said, quoted) is same


def koi8(text: str) -> Message:
    head = "From: petr@motor.example\nContent-Type: text/plain; charset=koi8-r\n"
    return parse(f"{head}Content-Transfer-Encoding: 8bit\n\n{text}\n".encode("koi8-r"))


def test_charsets_make_no_difference() -> None:
    parent = koi8("Счет для дилеров - 500 рублей, запуск 7 декабря.")
    assert compare_quote(answer("> Счёт для дилеров — 500 рублей, запуск 7 декабря."), parent) == (
        Comparison()
    )
    altered = compare_quote(answer("> Счёт для дилеров — 600 рублей, запуск 7 декабря."), parent)
    assert [(one.said, one.quoted) for one in altered.alterations] == [("500", "600")]


def test_letters_composed_in_another_way_are_the_same() -> None:
    parent = theirs("Приём звонков и йогурт дешёвый.")
    assert compare_quote(answer("> При\u0435\u0308м звонков и и\u0306огурт дешёвый."), parent) == (
        Comparison()
    )


def test_a_long_paragraph_written_anew_is_missing() -> None:
    before, after = (
        " ".join(f"было{n}" for n in range(70)),
        " ".join(f"стало{n}" for n in range(70)),
    )
    found = compare_quote(
        answer(f"> Цена диалога 500 {after} рублей за диалог."),
        theirs(f"Цена диалога 500 {before} рублей за диалог."),
    )
    assert found.missing == (before,)
    assert not found.alterations


def test_a_few_words_that_are_the_same_elsewhere_have_not_moved() -> None:
    said = "Мы платим после акта сразу. Вы платите после акта сразу всем."
    found = compare_quote(answer("> Мы платим. Вы платите после акта сразу всем."), theirs(said))
    assert [one.said for one in found.alterations] == ["после акта сразу"]
    said = "Просим прислать счёт, договор, акт сверки и смету. Ждём."
    found = compare_quote(
        answer("> Просим акт сверки и прислать счёт, договор, смету. Ждём."), theirs(said)
    )
    assert found.alterations


def test_a_footer_under_what_the_parent_quotes_is_nobodys() -> None:
    dashes = "_" * 36
    quoted = f"Цена 500 рублей за диалог.\n{dashes}\nСписок рассылки dealers@motor.example\n"
    below = part((SegmentKind.QUOTE, quoted), number="2")
    parent = letter(author("Согласны, начинаем в понедельник.\n"), below)
    reply = answer("> Согласны, начинаем в понедельник.\n>\n> Цена 500 рублей за диалог.")
    assert compare_quote(reply, parent) == Comparison()


def test_a_quote_in_several_parts() -> None:
    parent = letter(author("Когда запуск по базе? Ждём ответа."), other("Смета во вложении здесь."))
    whole = letter(quote("> Когда запуск по базе? Ждём ответа."), quoted_other())
    assert compare_quote(whole, parent) == Comparison()
    trimmed = compare_quote(letter(quote("> Когда запуск по базе?")), parent)
    assert trimmed.missing == ("Ждём ответа", "Смета во вложении здесь")


def test_what_spans_two_parts_is_missing_rather_than_altered() -> None:
    parent = letter(author("Нам нужен новый договор."), other("Сроки прежние, ждём ответа."))
    reply = letter(quote("> Нам нужен новый контракт. Этапы прежние, ждём ответа."))
    found = compare_quote(reply, parent)
    assert found.missing == ("договор", "Сроки")
    assert not found.alterations


def other(text: str) -> Part:
    return part((SegmentKind.AUTHOR, text), number="2")


def quoted_other() -> Part:
    return part((SegmentKind.QUOTE, "> Смета во вложении здесь."), number="2")


HOSTILE = {
    "one word": ("да " * 20_000, marked("да " * 19_000 + "нет " + "да " * 900)),
    "two words": ("да нет\n" * 6_000, marked("нет да нет\n" * 4_000)),
    "pairs without anchors": (
        " ".join(f"x{n} " + "а б " * 195 for n in range(30)),
        marked(" ".join(f"x{n} " + "б а а " * 130 for n in range(30))),
    ),
    "brackets": ("<" * 200_000 + "[image " * 20_000, marked("[" * 200_000)),
    "colons": ("а:\n" * 6_000, marked("а:\n" * 6_000)),
    "dots": ("." * 300_000 + " да", marked("." * 300_000)),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_letters_are_compared_in_good_time(name: str) -> None:
    said, quoted = HOSTILE[name]
    parent, reply = theirs(said), answer(quoted)
    begun = time.perf_counter()
    found = compare_quote(reply, parent)
    missing_paragraphs(reply, paragraph_hashes(parent))
    assert time.perf_counter() - begun < 5
    assert 0 <= found.share <= 1
