"""Names and phrases in other cases: «Петру Сидорову», «продаже моторного масла»."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailrules.language import Case, declined, spoken_name
from mailrules.language.declension import LONGEST
from mailrules.message import read_list

CASES: tuple[Case, ...] = ("gent", "datv", "accs", "ablt", "loct")

ROWS = [
    tuple(cell.strip() for cell in line.split("|"))
    for line in read_list(Path(__file__).with_name("declension.txt"))
]
PAIR = 2


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_a_nominative_in_other_cases(row: tuple[str, ...]) -> None:
    nominative, *expected = row
    cases = CASES if len(row) > PAIR else ("datv",)
    assert [declined(nominative, case) for case in cases] == expected


@pytest.mark.parametrize(
    ("name", "spoken"),
    [
        ("Пётр Сидоров", ("Пётр", "")),
        ("Сидоров Пётр Ильич", ("Пётр", "Ильич")),
        ("Марина Олеговна", ("Марина", "Олеговна")),
        ("Ким Анна", ("Анна", "")),
        ("Гюльчатай Рустамовна", ("Гюльчатай", "Рустамовна")),
        ("Олеговна", ("", "")),
        ("Peter Brown", ("Peter", "")),
        ("Отдел закупок", ("", "")),
        ("ООО «Пётр»", ("", "")),
        ("info", ("", "")),
        ("", ("", "")),
    ],
)
def test_how_a_person_is_spoken_to(name: str, spoken: tuple[str, str]) -> None:
    assert spoken_name(name) == spoken


def test_a_text_is_no_phrase() -> None:
    text = "продажа масла " * LONGEST
    assert declined(text, "datv") == text


@given(st.text(max_size=80), st.sampled_from(CASES))
def test_any_text_keeps_its_words(text: str, case: Case) -> None:
    made = declined(text, case)
    assert len(made.split()) == len(text.split())
    spoken_name(text)


@given(st.lists(st.sampled_from(["новый", "звонок", "и", "Пётр", "а,", "по", "-", "«", "5"])))
def test_any_words_keep_their_number(words: list[str]) -> None:
    text = " ".join(words)
    for case in CASES:
        assert len(declined(text, case).split()) == len(words)
