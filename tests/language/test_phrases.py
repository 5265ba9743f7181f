"""Phrases found in a text: in all their forms, or as they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailrules.language import PhraseIndex, exact_phrase, has_words, inflected_phrase, put_like

FOUND_INFLECTED = [
    (
        "холодная база",
        "Передайте холодную  базу, холодных\nбаз.",
        ["холодную  базу", "холодных\nбаз"],
    ),
    ("холодная база", "холодная. база, холодная\n\nбаза", []),
    ("оплата за лид", "Об ОПЛАТЕ ЗА ЛИДЫ", ["ОПЛАТЕ ЗА ЛИДЫ"]),
    ("колл-центр", "нашего колл-центра, колл центром", ["колл-центра", "колл центром"]),
    ("тренер", "бизнес-тренерам", ["тренерам"]),
    ("зелёный", "зеленого, зелёных", ["зеленого", "зелёных"]),
    ("сталь", "они стали, сталью", ["сталью"]),
    ("банка", "банка и банкой", ["банка", "банкой"]),
    ("лиды", "лид", ["лид"]),
    ("скидки", "без скидок", ["скидок"]),
    ("холодник", "холоднику", ["холоднику"]),
    ("b2c спамер", "B2C-спамеров", ["B2C-спамеров"]),
    ("1С", "в 1С", ["1С"]),
    ("price lists", "a price list, price lists", ["price list", "price lists"]),
    ("stop", "stopped, stops, stopping, stop's", ["stopped", "stops", "stopping", "stop's"]),
    ("carry", "carried, carries, carrying", ["carried", "carries", "carrying"]),
    ("price", "priced, pricing, pricy", ["priced", "pricing"]),
    ("ЛПР", "с лпр", ["лпр"]),
]
FOUND_EXACT = [
    ("холодная база", "Холодная\nбаза, холодную базу", ["Холодная\nбаза"]),
    ("e-mail", "E-mail, e mail, email", ["E-mail"]),
    ("и/или", "и/или, и или", ["и/или"]),
    ("C++", "C++ и C", ["C++"]),
    (".NET", ".net, net", [".net"]),
    ("«Мотор»", "«Мотор», Мотор", ["«Мотор»"]),
]


def found(index: PhraseIndex, text: str) -> list[str]:
    return [text[one.start : one.end] for one in index.find(text)]


@pytest.mark.parametrize(("phrase", "text", "expected"), FOUND_INFLECTED)
def test_all_forms(phrase: str, text: str, expected: list[str]) -> None:
    assert found(PhraseIndex([inflected_phrase(phrase)]), text) == expected


@pytest.mark.parametrize(("phrase", "text", "expected"), FOUND_EXACT)
def test_as_written(phrase: str, text: str, expected: list[str]) -> None:
    assert found(PhraseIndex([exact_phrase(phrase)]), text) == expected


def test_many_phrases_are_told_apart() -> None:
    phrases = [inflected_phrase("база"), inflected_phrase("холодная база"), exact_phrase("база")]
    index = PhraseIndex(phrases)
    told = [(one.phrase, one.words) for one in index.find("холодные базы, база")]
    assert told == [(1, ("холодные", "базы")), (0, ("базы",)), (0, ("база",)), (2, ("база",))]


def test_a_phrase_has_words() -> None:
    assert has_words("C++")
    assert not has_words("!!! —")
    for make in (inflected_phrase, exact_phrase):
        with pytest.raises(ValueError, match="!"):
            make("!")
    assert PhraseIndex([]).find("слово") == []


def test_endless_words_are_none() -> None:
    index = PhraseIndex([inflected_phrase("а"), inflected_phrase("слово")])
    assert found(index, "а" * 1_000_000 + " слово") == ["слово"]


@given(st.text())
def test_any_text_is_searched(text: str) -> None:
    index = PhraseIndex([inflected_phrase("да нет"), inflected_phrase("a"), exact_phrase("0-0")])
    for one in index.find(text):
        assert 0 <= one.start < one.end <= len(text)


PUT = [
    ("база для обзвона", "холодная база", "холодную базу", "базу для обзвона"),
    ("база для обзвона", "холодная база", "холодных баз", "баз для обзвона"),
    ("база для обзвона", "холодная база", "холодные базы", "базы для обзвона"),
    ("новый договор", "старая бумага", "старую бумагу", "новый договор"),
    ("новая встреча", "старый контакт", "старым контактом", "новой встречей"),
    ("новая встреча", "старый контакт", "старых контактов", "новых встреч"),
    ("новая сметчица", "бухгалтерша", "бухгалтершу", "новую сметчицу"),
    ("новое письмо", "старая бумага", "старую бумагу", "новое письмо"),
    ("Холодный звонок", "холодник", "холоднику", "Холодному звонку"),
    ("соглашение", "договор", "договора", "соглашения"),
    ("оплачивать диалог", "платить за лид", "платим за лид", "оплачиваем диалог"),
    ("оплачивать диалог", "платить за лид", "платить за лид", "оплачивать диалог"),
    ("сообщать", "уведомлять", "уведомляла", "сообщала"),
    ("КП", "коммерческое предложение", "коммерческим предложением", "КП"),
    ("вскоре", "скоро", "скоро", "вскоре"),
    ("newsletter", "mailing", "mailing", "newsletter"),
    # Two forms would do, or none is known.
    ("новая база", "старый договор", "старый договор", None),
    ("оплачивать диалог", "платить за лид", "платим за лиды", None),
    ("сообщать", "уведомлять", "уведомляющий", None),
    ("newsletter", "mailing", "mailings", None),
    ("вскоре", "скорый", "скорого", None),
    ("ножницы", "нож", "ножом", None),
    ("«Мотор» и 3 клиента", "он", "его", None),
]


@pytest.mark.parametrize(("replacement", "phrase", "words", "expected"), PUT)
def test_a_replacement_takes_the_form(
    replacement: str, phrase: str, words: str, expected: str | None
) -> None:
    assert put_like(replacement, phrase, words.split()) == expected
