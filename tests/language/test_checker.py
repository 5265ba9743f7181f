"""What is misspelt in a text."""

import subprocess
import sys
from pathlib import Path

import pytest

from mailrules.language import misspellings, reads_russian
from mailrules.message import read_list

CLEAN = read_list(Path(__file__).with_name("clean_sentences.txt"))


def wrong(text: str, *accepted: str) -> list[str]:
    return [text[one.start : one.end] for one in misspellings(text, lambda word: word in accepted)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Высылаю договр и смету.", ["договр"]),
        ("Не смотря на это, кто-нибудь\nответит.", ["Не смотря на"]),
        ("Не, смотря на это.", []),
        ("Это лучше чем то, что было.", []),
        ("Портрет Че в СПС. Че делать?", ["Че"]),
        ("По прежнему адресу, а по прежнему ждём.", ["по прежнему"]),
        ("Он что то сказал, что то письмо пришло.", ["что то"]),
        ("Он скажет что то же.", []),
        ("С верху лежит акт. С верху.", ["С верху", "С верху"]),
        ("Работаем по прежнему.", ["по прежнему"]),
        ("ПО ПРЕЖНЕМУ ЖДЁМ", ["ПО ПРЕЖНЕМУ"]),
        ("По прежнему готовы помочь клиенту.", ["По прежнему"]),
        ("Ждём по прежнему (тарифу).", []),
        ("По прежнему очень самому быстро уже тарифу.", []),
        ("По прежнему очень даже не уже там тарифу.", ["По прежнему"]),
        ("Счёт не оплачен, по этому просим ответить.", ["по этому просим"]),
        ("Заказ задержан в следствии аварии.", ["в следствии"]),
        ("Во первых, ждём счёт.", ["Во первых"]),
        ("Это тоже самое письмо.", []),
        ("Это тоже самое.", ["тоже самое"]),
        ("как то: акт. Он как то ответил.", ["как то"]),
        ("Пришёл д'Артаньянн и аль-Фарабинн.", []),
        ("Работаем в YCLIENTS. Yclients удобен. CLIENTTS.", []),
        ("YClients is here. Clientss.", ["Clientss"]),
        ("Зватра позвоню. Завтра нет.", ["Зватра"]),
        ("Работаем в компании Фрумкис и с Жмыхом.", []),
        ("Пишет А. Жмыхофф. И ул. Щзхъейская.", []),
        ("Перечень:\n\nдоговр", ["договр"]),
        ("Просим передать директору\nЖмыхуфу лично.", []),
        ("Адрес верный.\nЗватра позвоню.", ["Зватра"]),
        ("Готово.\n\n\nЗватра", ["Зватра"]),
        ("Готово\n\nЗватра", ["Зватра"]),
        ("«Пазвоните нам»", ["Пазвоните"]),
        ("Брифуем. Подргрузился сайт.", ["Подргрузился"]),
        ("ПРИШЛИТЕ ДОГОВОРР", ["ДОГОВОРР"]),
        ("Сделка в agressia и bitriks готова, teh тоже.", []),
        ("Please recieve teh foobarbaz and qwk, Zimbwe.", ["recieve"]),
        ("Recieve it. Zqwxv it. Thats it.", ["Recieve", "Thats"]),
        ("Договор с oбщим.", []),
        ("Учавствуем в агенстве.", ["Учавствуем", "агенстве"]),
        ("", []),
    ],
)
def test_misspellings(text: str, expected: list[str]) -> None:
    assert wrong(text) == expected


@pytest.mark.parametrize("sentence", CLEAN)
def test_a_clean_sentence(sentence: str) -> None:
    assert wrong(sentence) == []
    assert wrong(f"Коллеги, добрый день. {sentence}\n{sentence}") == []


def test_accepted_words() -> None:
    assert wrong("Пришлите холодникъ и договр.", "холодникъ") == ["договр"]


def test_suggestions_keep_the_case() -> None:
    (one,) = misspellings("Не смотря на это.", lambda _: False)
    assert one.suggestions == ("Несмотря на",)
    (one,) = misspellings("Кто нибудь ответит", lambda _: False)
    assert one.suggestions == ("Кто-нибудь",)
    (one,) = misspellings("С верху лежит", lambda _: False)
    assert one.suggestions == ("Сверху",)
    (one,) = misspellings("ПО ПРЕЖНЕМУ", lambda _: False)
    assert one.suggestions == ("ПО-ПРЕЖНЕМУ",)


def test_a_text_of_mistakes_is_not_searched_to_its_end() -> None:
    text = " ".join(["договр"] * 300)
    found = list(misspellings(text, lambda _: False))
    assert len(found) == 300
    assert found[0].suggestions
    assert not found[-1].suggestions
    assert len(wrong(". ".join(["Скдъпоа"] * 300))) == 0


def test_the_language_of_a_text() -> None:
    assert reads_russian("Работаем в Outlook и Excel")
    assert not reads_russian("We work in Outlook")
    assert not reads_russian("")


def test_a_clean_text_is_judged_without_morphology() -> None:
    code = (
        "import sys; from mailrules.language import misspellings;"
        "assert not list(misspellings('Высылаем договор и счёт.', lambda _: False));"
        "sys.exit('pymorphy3' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
