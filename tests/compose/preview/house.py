"""A house with a few templates, each with what the preview has to show."""

from pathlib import Path

from mailrules.compose.preview import Sample, samples_of
from mailrules.compose.templates import Library, Template, open_library
from mailrules.config import Organisation, Settings, StaffRecord
from mailrules.rules import bind

REMINDER = """---
name: reminder
summary: "Напоминание & вопрос"
subject: "Холодные звонки по продаже {{ product }}"
letter: reminder
fields:
  product: {type: text, required: true, help: "Что <продаём>"}
  sent: {type: date}
  price: {type: money}
  urgent: {type: boolean}
  points: {type: list}
  contact: {type: person}
examples:
  - name: масло
    data:
      product: моторного масла
      sent: 2026-11-20
      price: "15000,50"
      urgent: true
      points: [Цена, "<b>Срок</b>"]
      contact: {name: Ольга Белова, email: olga@motor.example}
  - name: упаковка
    data: {product: упаковки, price: 12000}
---
{{ daytime }}.

Возвращаюсь к предложению по {{ product }}.
{% for point in points %}
{{ loop.index }}. {{ point }}
{% endfor %}
"""
COMMENT = """---
name: comment
summary: Комментарий
language: en
form: text
subject: Summary
fields:
  note: {type: text}
examples:
  - name: short
    data: {note: "a </template> b"}
---
Note: {{ note }}
"""
BARE = """---
name: bare
summary: Без примеров
subject: Холодные звонки
---
Добрый день.
"""
BROKEN = """---
name: broken
summary: Сломанный
subject: Холодные звонки
fields:
  product: {type: text, required: true}
  rate: {type: number}
examples:
  - name: нет поля
    data: {rate: 1}
  - name: деление
    data: {product: масло, rate: 0}
---
{{ 100 / rate }} за {{ product }}
"""
ALL = {"bare": BARE, "broken": BROKEN, "comment": COMMENT, "reminder": REMINDER}
SETTINGS = Settings(
    organisation=Organisation(name="Nirro Call Center", domains=("nirro.example",)),
    staff=(StaffRecord("Анна Ким", "anna@nirro.example", phone="+7 495 000-00-01"),),
)


def furnish(folder: Path, *names: str) -> Path:
    """Write templates into a folder; without names, all of them."""
    folder.mkdir(exist_ok=True)
    for name in names or ALL:
        (folder / f"{name}.j2").write_text(ALL[name], "utf-8")
    return folder


def shown(folder: Path, *names: str) -> list[tuple[Template, tuple[Sample, ...]]]:
    """Return the templates with their samples."""
    library: Library = open_library(SETTINGS, str(furnish(folder, *names)))
    return [(one, samples_of(one, bind(SETTINGS), library)) for one in library.templates()]
