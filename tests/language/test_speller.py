"""Right words, wrong words, and what was meant."""

import pytest

from mailrules.language import fold, is_known, suggest

KNOWN = """
    Договор ДОГОВОРАМИ ещё Еще ЁЛКА за́мок пере\u00adнос Москва что-нибудь по-моему северо-запад
    вебинарами дедлайна созвонимся лидогенерацией апсейл чек-листы тайм-менеджмент оффером
    двухнедельный микропроект интернет-магазинов нейросети супер-предложение
    маркетингово-рекламный ЛПР ПМов CRMка SMS-ки URLs colour color organization organisation
    don’t customer's customers' café non-profit webinar я c
"""


@pytest.mark.parametrize("word", KNOWN.split())
def test_known(word: str) -> None:
    assert is_known(word)


UNKNOWN = """
    договр комерческий Позвоним-ка-грмп грмпы-центр ДОГОВОРРАМИ recieve микрогрмп супергрмп кыф 日本
"""


@pytest.mark.parametrize("word", UNKNOWN.split())
def test_unknown(word: str) -> None:
    assert not is_known(word)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("договр", "договор"),  # a letter missing
        ("договоор", "договор"),  # a letter doubled
        ("дговоор", "договор"),  # two letters swapped
        ("догрвор", "договор"),  # beside on the keyboard
        ("прдложение", "предложение"),
        ("предложэние", "предложение"),
        ("ржавчена", "ржавчина"),
        ("сдесь", "здесь"),
        ("лутше", "лучше"),
        ("счастливцо", "счастливца"),
        ("комерческий", "коммерческий"),
        ("обьём", "объем"),
        ("Позвоните", "Позвоните"),
        ("ДАГОВОР", "ДОГОВОР"),
        ("Зделать", "Сделать"),
        ("незнаю", "не знаю"),
        ("еслиб", "если б"),
        ("ктонибудь", "кто-нибудь"),
        ("коекак", "кое-как"),
        ("помоему", "по-моему"),
        ("пол-часа", "полчаса"),
        ("холодныезвонки", "холодные звонки"),
        ("ооочень", "очень"),
        ("рекокомендую", "рекомендую"),
        ("ваще", "вообще"),
        ("учавствовать", "участвовать"),
        ("договр-смета", "договор-смета"),
        ("смета-договр", "смета-договор"),
        ("комерческо-правовой", "коммерческо-правовой"),
        ("бизнес-прцесс", "бизнес-процесс"),
        ("recieve", "receive"),
        ("didnt", "didn't"),
        ("definately", "definitely"),
    ],
)
def test_the_first_suggestion(wrong: str, right: str) -> None:
    assert suggest(wrong)[0] == right


@pytest.mark.parametrize(
    "word",
    ["", "я", "ъ" * 41, "грмпфщуъ-грмпфщуъ", "щуъйфгрмп", "зогжлябр", "рос агенд", "дргрвор"],
)
def test_nothing_to_suggest(word: str) -> None:
    assert suggest(word) == ()


def test_the_number_of_suggestions() -> None:
    assert len(suggest("договр", 2)) == 2
    assert len(suggest("договр", 1)) == 1


@pytest.mark.parametrize("word", ["капуцинно", "рослента"])
def test_nonsense_is_not_suggested(word: str) -> None:
    assert suggest(word) == ()


def test_no_rude_suggestions() -> None:
    assert not any(right.startswith("хуй") for right in suggest("хуйу", 20))


@pytest.mark.timeout(60)
def test_a_long_word_is_given_up() -> None:
    assert suggest("превысокомногорассмотрительствущий" * 2) == ()


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("Ёлка", "елка"),
        ("за́мок", "замок"),
        ("пере\u00adнос", "перенос"),
        ("Don’t", "don't"),
        ("café", "cafe"),
        ("е\u0308ж", "еж"),
        ("USB‑кабель", "usb-кабель"),
        ("й", "й"),
    ],
)
def test_folding(word: str, folded: str) -> None:
    assert fold(word) == folded
