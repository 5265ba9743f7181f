"""What is a word, and what is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailrules.language import is_mixed, words


def texts(text: str) -> list[str]:
    return [word.text for word in words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Добрый день, Пётр!", ["Добрый", "день", "Пётр"]),
        ("«Мотор» (цена) — да…", ["Мотор", "цена", "да"]),
        ("IT-отдел и e-mail-рассылка", ["IT-отдел", "и", "e-mail-рассылка"]),
        ("don’t it's", ["don’t", "it's"]),
        ("за́мок и пере\u00adнос", ["за́мок", "и", "пере\u00adнос"]),
        ("и/или", ["и", "или"]),
        ("конец.Начало", ["конец", "Начало"]),
        ("10-процентный рост, 2-й, 18-летний", ["процентный", "рост", "летний"]),
        ("B2B-клиент и X-12", ["клиент", "и"]),
        ("ЛПР клиентA ПМов", ["ЛПР", "клиентA", "ПМов"]),
        ("anna@nirro.example https://motor.example/a motor.example", []),
        ("мотор.рф отчет.pdf README.md C:\\dir\\file /usr/lib ~/x a/b/c", []),
        ("@anna #тег some_name camelCase print() --force", []),
        ("a=b foo[bar] v2 5кг 7701234567 40702.810", []),
        ("т. д., т.е. и г. Москва, 15 тыс. руб.", ["и", "Москва"]),
        ("год и руб без точки", ["год", "и", "руб", "без", "точки"]),
        ("имя `код в кавычках` слово ```ещё\nкод``` конец", ["имя", "слово", "конец"]),
        ("слово\nif (x == 1) {\n  call(x);\n}\n#include <a>\nслово", ["слово", "слово"]),
        ("Смета; оплата; список:\nакт;", ["Смета", "оплата", "список", "акт"]),
        ("日本語 Ελλάδα", []),
        ("", []),
        ("я" * 300, []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


def test_a_patch_is_code() -> None:
    patch = "Смотрите:\n--- a/file\n+++ b/file\n@@ -1,2 +1,2 @@\n context\n-old\n+new\n\nСпасибо"
    assert texts(patch) == ["Смотрите", "Спасибо"]
    assert texts("--- подпись\n@@ -1 +1 @@") == []


def test_offsets_point_into_the_text() -> None:
    text = "Цена: `x` 10-процентная, e-mail."
    assert [(text[word.start : word.end]) for word in words(text)] == texts(text)


@given(st.text(alphabet=st.sampled_from("абyz1-'’`.@/_ \n\u00ad\u0301;{@")))
def test_words_stand_in_order_and_apart(text: str) -> None:
    end = 0
    for word in words(text):
        assert end <= word.start < word.end
        assert text[word.start : word.end] == word.text
        end = word.end


def test_mixed() -> None:
    assert is_mixed("клиентa")
    assert not is_mixed("клиента")
    assert not is_mixed("client")
