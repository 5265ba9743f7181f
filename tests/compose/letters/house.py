"""A house with one template, for tests: an order in a line, and the letter it becomes."""

from datetime import UTC, datetime
from typing import Any

from msgspec import structs

from mailrules.compose.letters import Composed, Order, compose
from mailrules.compose.templates import Library, Template, read_template
from mailrules.config import Compose, Contact, Deal, Organisation, Settings, StaffRecord
from mailrules.message import Address, Message, parse
from tests.letters import THEIRS, build

ANNA = StaffRecord(
    "Анна Ким",
    "anna@nirro.example",
    aliases=("sales@nirro.example",),
    position="менеджер",
    phone="+7 495 000-00-01",
)
BORIS = StaffRecord("Борис Орлов", "boris@nirro.example")
HOUSE = Settings(
    organisation=Organisation(
        name="Nirro Call Center", domains=("nirro.example",), no_reply=("noreply@*",)
    ),
    staff=(ANNA, BORIS),
    signature="С уважением,\n{{ name }}\n{{ email }}\n",
)
DEAL = Deal(
    id="oil",
    client="ООО «Мотор»",
    subject="Холодные звонки по продаже моторного масла",
    contacts=(
        Contact("Пётр Сидоров", "petr@motor.example"),
        Contact("Ольга Белова", "olga@motor.example"),
    ),
    always_cc=("boss@motor.example", "boris@nirro.example"),
    facts={"dialogues": "500", "unknown": "x"},
)
PETR = Address("Пётр Сидоров", "petr@motor.example")
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
LIBRARY = Library("/nowhere", "/nowhere")

SOURCE = """---
name: note
summary: Короткое письмо
letter: note
subject: "{{ project }}"
fields:
  project: {type: text, required: true, help: Тема}
  company: {type: text}
  points: {type: list, required: true}
  dialogues: {type: number, default: 10}
  contact: {type: person}
blocks: [list]
examples:
  - name: масло
    data: {project: Масло, points: [один, два]}
---


{{ daytime }}, {{ recipient }}.


Сообщаю по пунктам.
{% block list %}

{% for point in points %}
{{ loop.index }}) {{ point }}{{ "." if loop.last else ";" }}
{% endfor %}
{% endblock %}


"""
TEXT = SOURCE.replace("letter: note", "form: text").replace("{{ daytime }}, {{ recipient }}.\n", "")


def template(source: str = SOURCE, path: str = "note.j2") -> Template:
    return read_template(path, source)


def order(source: str = SOURCE, **parts: Any) -> Order:
    """Return an order for a short letter from Anna to Petr; ``parts`` differ."""
    points = parts.pop("points", ["договор готов", "смета готова"])
    values = {"project": "Звонки по маслу", "points": points}
    common = {"sender": ANNA, "to": (PETR,), "now": NOW, "values": values}
    return Order(template=template(source), **{**common, **parts})


def composed(*, wrap: str = "hard", width: int = 72, **parts: Any) -> Composed:
    settings = structs.replace(HOUSE, compose=Compose(wrap, width))  # type: ignore[arg-type]
    return compose(order(**parts), settings, LIBRARY)


def letter(**parts: Any) -> Message:
    """Return what a reader sees of an order."""
    read = parse(composed(**parts).raw)
    assert read.defects == ()
    return read


def parent(**fields: Any) -> Message:
    """Return a client's letter to Anna; ``fields`` as in ``tests.letters``."""
    return parse(build(fields, THEIRS))
