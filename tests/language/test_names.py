"""People's names: short forms, patronymics, cases, Latin letters, and who is who."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailrules.language import (
    alike,
    fathers,
    first_names,
    parsed,
    patronymics,
    read_name,
    same_person,
    sexes,
)
from mailrules.language.sources import DATA
from mailrules.message import read_list

ROWS = [line.split() for line in read_list(DATA / "first_names.txt")]
MEN = [name for sex, name, *_ in ROWS if sex == "m"]


def test_the_table_is_large_and_sound() -> None:
    names = [name for _, name, *_ in ROWS]
    assert len(names) == len(set(names)) >= 200
    assert {sex for sex, *_ in ROWS} == {"m", "f"}
    for _, name, *forms in ROWS:
        for form in (name, *forms):
            assert name in first_names(form), form


@pytest.mark.parametrize(
    ("word", "names"),
    [
        ("Пётр", {"Пётр"}),
        ("Петр", {"Пётр"}),
        ("Петя", {"Пётр"}),
        ("ПЕТЕ", {"Пётр"}),
        ("Саша", {"Александр", "Александра"}),
        ("Саш", {"Александр", "Александра"}),
        ("Шура", {"Александр", "Александра"}),
        ("Ань", {"Анна"}),
        ("Анне", {"Анна"}),
        ("Дима", {"Дмитрий", "Вадим"}),
        ("Pyotr", {"Пётр"}),
        ("Piotr", {"Пётр"}),
        ("Dmitrii", {"Дмитрий"}),
        ("Iuliia", {"Юлия"}),
        ("Julia", {"Юлия"}),
        ("Yelena", {"Елена"}),
        ("Mykola", {"Николай"}),
        ("Ержан", {"Ержан"}),
        ("Pete", {"Пётр"}),
        ("Сидоров", set()),
        ("Павлов", set()),
        ("Мотор", set()),
        ("Ки", set()),
        ("al", set()),
    ],
)
def test_words_stand_for_names(word: str, names: set[str]) -> None:
    found = first_names(word)
    assert names <= found
    assert bool(found) == bool(names) or word == "al"


@pytest.mark.parametrize(
    ("word", "names"),
    [
        ("Иванович", {"Иван"}),
        ("Ивановной", {"Иван"}),
        ("Петровичу", {"Пётр"}),
        ("Саныч", {"Александр"}),
        ("Юрьевна", {"Юрий"}),
        ("Дмитриевич", {"Дмитрий"}),
        ("Геннадиевич", {"Геннадий"}),
        ("Геннадьевна", {"Геннадий"}),
        ("Ильинична", {"Илья"}),
        ("Никитич", {"Никита"}),
        ("Игоревич", {"Игорь"}),
        ("Ivanovich", {"Иван"}),
        ("Sergeevna", {"Сергей"}),
        ("Варфоломеевич", {"варфоломе"}),
        ("кирпич", set()),
        ("Бабич", set()),
        ("Brown", set()),
    ],
)
def test_patronymics_name_the_father(word: str, names: set[str]) -> None:
    assert fathers(word) == names


def test_the_rules_form_patronymics_that_the_dictionary_knows() -> None:
    """Of the men's names whose patronymics OpenCorpora has, the rules form one of them."""
    known = 0
    for name in MEN:
        formed = [one for one in patronymics(name) if _is_patronymic(one)]
        known += bool(formed)
        for one in formed:
            assert name in fathers(one)
    assert known > 100


def _is_patronymic(word: str) -> bool:
    return any(one.is_known and "Patr" in one.tag.grammemes for one in parsed(word))


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Юрий", {"юрьевич", "юрьевна"}),
        ("Сергей", {"сергеевич", "сергеевна", "сергеич"}),
        ("Игорь", {"игоревич", "игоревна"}),
        ("Иван", {"иванович", "ивановна", "иваныч"}),
        ("Никита", {"никитич", "никитична"}),
        ("Януш", {"янушевич", "янушевна"}),
        ("Гиви", {"гивиевич", "гивиевна"}),
    ],
)
def test_patronymics_are_formed(name: str, forms: set[str]) -> None:
    assert forms <= set(patronymics(name))


@pytest.mark.parametrize(
    ("called", "person", "verdict"),
    [
        ("Пётр Иванович", "Сидоров Пётр Иванович", True),
        ("Пётр Иванович", "Пётр Сидоров", True),
        ("Пётр Иванович", "P. Sidorov", True),
        ("Пётр Иванович", "Сидоров П.И.", True),
        ("Петя", "Petr Sidorov", True),
        ("Сидоров", "Petr Sidorov", True),
        ("Евгений", "Y. Kozlov", True),
        ("Анна", "Ким Анна", True),
        ("Роман Андреевич", "Абрамович Роман", True),
        ("Роман Аркадьевич", "Роман Абрамович", True),
        ("Анна Сергеевна", "Анна Петрович", True),
        ("Петрович", "Пётр Петрович", True),
        ("Петрович", "Сидоров Пётр Иванович", False),
        ("Пётр Петрович", "Сидоров Пётр Иванович", False),
        ("Иван Сидоров", "Сидоров Пётр Иванович", True),
        ("Анна", "Пётр Сидоров", False),
        ("Анна", "P. Sidorov", False),
        ("Анна", "Сидоров", None),
        ("Анна", "ООО Мотор", None),
        ("Иванов", "Пётр Сидоров", None),
        ("Hello", "Пётр", None),
        ("", "", None),
    ],
)
def test_names_may_be_one_persons(called: str, person: str, verdict: bool | None) -> None:
    assert same_person(read_name(called), read_name(person)) is verdict


def test_the_sex_is_the_patronymics_then_the_names() -> None:
    assert read_name("Саша Сергеевна").sex == "f"
    assert read_name("Саша Сергеевич").sex == "m"
    assert read_name("Саша").sex is None
    assert read_name("Никита").sex == "m"
    assert read_name("Любовь").sex == "f"
    assert sexes(first_names("Анна")) == {"f"}


def test_a_firm_is_known_by_its_words() -> None:
    assert read_name("ООО Мотор").company
    assert read_name("Отдел закупок").company
    assert not read_name("Пётр Сидоров").company


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Юлия", "Yulia"),
        ("Щербаков", "Shcherbakov"),
        ("Хасан", "Khasan"),
        ("Цветков", "Tsvetkov"),
        ("Фёдор", "Fyodor"),
        ("Ксения", "Xenia"),
        ("Жуков", "Zhukov"),
        ("Қайрат", "Kairat"),
    ],
)
def test_two_alphabets_sound_alike(one: str, other: str) -> None:
    assert alike(one, other)
    assert not alike(one, "Сидоров")


@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    name = read_name(text)
    assert same_person(name, name) in (True, None)
    for word in text.split():
        assert alike(word, word) or not any(map(str.isalpha, word)) or not word.isascii()
