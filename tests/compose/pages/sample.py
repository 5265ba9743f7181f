"""A letter that has everything in it, and letters read the way a mail program reads them."""

from mailrules.compose.pages import letter_page
from mailrules.message import Message, parse
from tests.letters import build
from tests.reports.html_page import Page

TEXT = """Добрый день, Пётр.

Спасибо за разговор. Отправляю его итоги.

Порядок работы:

1. Собираем базу автосервисов.
2. Пишем скрипт разговора и согласуем его с вами.

Стоимость:

Один диалог: 120 рублей
Объём: 500 диалогов
Итого: 60 000 рублей

Описание услуги: https://nirro.example/zvonki. Вопросы пишите на dogovor@nirro.example.

Пришлите, пожалуйста:
— ИНН и КПП;
— банк и расчётный счёт."""
SIGNATURE = """С уважением,
Анна Ким
менеджер по продажам, Nirro Call Center
Тел. +7 495 000-00-01
anna@nirro.example"""
QUOTE = """20.11.2026 16:20, Пётр Сидоров пишет:
> Анна, добрый день.
>
> Базу мы собираем сами. Сколько стоит диалог?
>> Добрый день, Пётр.
> Пётр"""


class LetterPage(Page):
    """A page read as strictly as a report's, but with line breaks."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        super().handle_starttag(tag, attrs)
        if tag == "br":
            self.handle_endtag(tag)


def plain_of(text: str, signature: str = "", quote: str = "") -> str:
    """Return the text/plain part that goes with a page."""
    return "\n\n".join(filter(None, (text, signature, quote)))


def letter(text: str, signature: str = "", quote: str = "") -> Message:
    """Return a letter with both alternatives, as it is read."""
    page = letter_page(text, signature, quote, language="ru")
    return parse(build({"body": plain_of(text, signature, quote), "html": page}))
