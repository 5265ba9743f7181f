"""Wrapped lines: the words stay, and un-wrapping gives the text back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailrules.compose.letters.lines import stuffed, tidy, wrapped, wrapped_quote

WORDS = st.lists(
    st.sampled_from(
        ["слово", "и", "договор", "12.", "а)", "—", "-", "From", ">", ">цитата", "т.", "д.", "Да."]
        + ["https://motor.example/" + "a" * 90, "предпринимательство", "«Мотор».", "", "500"]
    ),
    min_size=1,
    max_size=60,
).map(" ".join)
MARKS = st.sampled_from(["", "1) ", "- ", "10. ", "а) ", "  • ", "    "])
LINES = st.tuples(MARKS, WORDS).map("".join)
TEXTS = st.lists(LINES, min_size=1, max_size=6).map(lambda lines: tidy("\n\n".join(lines))[0])
WIDTHS = st.integers(40, 78)


def joined(text: str) -> str:
    """Undo a hard wrap: in these texts every paragraph is one line, parted by a blank one."""
    paragraphs = []
    for block in text.split("\n\n"):
        first, *rest = block.split("\n")
        hang = len(rest[0]) - len(rest[0].lstrip(" ")) if rest else 0
        paragraphs.append(" ".join([first, *(line[hang:] for line in rest)]))
    return "\n\n".join(paragraphs)


def unflowed(text: str) -> str:
    """Read format=flowed as a mail program does (RFC 3676, 4.1 to 4.4), quotes aside."""
    done = ""
    for line in text.split("\n"):
        plain = line.removeprefix(" ")
        done += plain if plain.endswith(" ") and plain != "-- " else plain + "\n"
    return done.removesuffix("\n")


@given(TEXTS, WIDTHS)
def test_hard_wrapped_words_are_the_same_and_come_back(text: str, width: int) -> None:
    hard = wrapped(text, "hard", width)
    assert hard.split() == text.split()
    assert " ".join(joined(hard).split()) == " ".join(text.split())
    assert joined(hard).count("\n") == text.count("\n")
    for line in hard.split("\n"):
        if len(line) > width:  # one word with what may not be parted from it
            assert any(len(word) > 20 for word in line.split()) or _stuck(line)


def _stuck(line: str) -> bool:
    """Tell whether a long line holds words that no line may begin with."""
    return any(word in {"12.", "а)", "—", "-", "From", ">", ">цитата"} for word in line.split()[1:])


@given(TEXTS, WIDTHS)
def test_no_further_line_begins_misleadingly(text: str, width: int) -> None:
    for block in wrapped(text, "hard", width).split("\n\n"):
        for line in block.split("\n")[1:]:
            first = line.split()[0]
            assert first not in {"12.", "а)", "—", "-", "From", ">", ">цитата"}


@given(TEXTS, WIDTHS)
def test_flowed_comes_back_whole(text: str, width: int) -> None:
    flowed = wrapped(text, "flowed", width)
    assert unflowed(flowed) == text
    assert not any(line.startswith((">", "From ")) for line in flowed.split("\n"))


def test_off_keeps_the_lines() -> None:
    text = "слово " * 50
    assert wrapped(text, "off", 40) == text
    assert wrapped_quote("> " + text, "off", 40) == "> " + text


def test_a_lists_entries_hang_and_urls_stay_whole() -> None:
    url = "https://motor.example/catalogue/" + "x" * 60
    text = f"1) состав базы и города, по которым звоним\n- порядок отчётов\n\nСсылка: {url} здесь"
    assert wrapped(text, "hard", 40) == (
        "1) состав базы и города, по которым\n"
        "   звоним\n"
        "- порядок отчётов\n"
        "\n"
        "Ссылка:\n"
        f"{url}\n"
        "здесь"
    )


def test_a_sentence_does_not_end_with_a_line_that_has_room() -> None:
    text = "Высылаю договор на обзвон автосервисов Москвы, он готов. Предпринимателям позвоним."
    assert wrapped(text, "hard", 60) == (
        "Высылаю договор на обзвон автосервисов Москвы, он\nготов. Предпринимателям позвоним."
    )
    stays = "Да. " * 14 + "Да. Предпринимательство"  # nothing that could go along
    assert wrapped(stays, "hard", 60).split("\n")[0] == ("Да. " * 15).strip()
    far = "слово " * 9 + "готов. " + "ч" * 40
    assert wrapped(far, "hard", 60).split("\n")[0].endswith("готов.")
    tight = "слово " * 8 + "при. " + "ч" * 29  # the next line could not hold both
    assert wrapped(tight, "hard", 54).split("\n")[0].endswith("при.")


def test_tidy_counts_the_lines_that_it_keeps() -> None:
    text, lines = tidy("\n \nПервая \n\n\n  Вторая\n\n")
    assert text == "Первая\n\n  Вторая"
    assert lines == (3, 4, 6)
    assert tidy(" \n\n") == ("", ())


def test_long_quoted_lines_are_wrapped_with_their_marks() -> None:
    words = "слово " * 20
    quote = f"Пётр пишет:\n> {words.strip()}\n>> {words}\n> короткая \n>"
    hard = wrapped_quote(quote, "hard", 40).split("\n")
    assert hard[0] == "Пётр пишет:"
    assert hard[-2:] == ["> короткая", ">"]
    assert all(line.startswith((">> ", "> ")) for line in hard[1:-1])
    assert max(map(len, hard)) <= 40
    flowed = wrapped_quote(quote, "flowed", 40).split("\n")
    assert [line.rstrip() for line in flowed] == hard
    assert flowed[1].endswith(" ")
    assert flowed[-2:] == hard[-2:]


@pytest.mark.parametrize(
    ("wrap", "expected"),
    [("hard", "-- \n Анна \nFrom Anna"), ("flowed", "-- \n  Анна\n From Anna")],
)
def test_a_signature_stands_as_it_is(wrap: str, expected: str) -> None:
    assert stuffed("-- \n Анна \nFrom Anna", wrap) == expected  # type: ignore[arg-type]
