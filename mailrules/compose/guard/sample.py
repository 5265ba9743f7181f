"""Who writes and who reads the letters of examples; what a house has is its own."""

from datetime import UTC, datetime

from msgspec import structs

from mailrules.compose.letters import Order
from mailrules.compose.templates import Template
from mailrules.config import Settings, StaffRecord
from mailrules.message import Address
from mailrules.rules import Binding

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)  # any working day; the same letter every time
DOMAIN = "nirro.example"
SENDERS = {
    "ru": ("Анна Ким", "менеджер проектов", "+7 495 000-00-01"),
    "en": ("Anna Kim", "project manager", "+7 495 000 00 01"),
}
READERS = {
    "ru": Address("Пётр Сидоров", "petr@motor.example"),
    "en": Address("Peter Smith", "peter@motor.example"),
}


def sample_binding(binding: Binding) -> Binding:
    """Return a binding whose house has somebody who writes, and leaves lines unwrapped.

    Unwrapped, a line of a letter is the line that the template made.
    """
    settings = binding.settings
    layout = structs.replace(settings.compose, wrap="off")
    settings = structs.replace(
        settings, compose=layout, staff=settings.staff or (_sender(settings, "ru"),)
    )
    return structs.replace(binding, settings=settings)


def order_of(template: Template, values: dict[str, object], settings: Settings) -> Order:
    """Return the order of an example's letter: to the people it names, else to a stand-in.

    A letter to our own people goes to one of them, whomever it speaks of. A
    text that is no letter is judged as one.
    """
    sender = settings.staff[0]
    reader = READERS[template.language]
    colleague = Address(reader.name, f"colleague@{Address('', sender.email).domain}")
    named = tuple(
        Address(value["name"], value["email"])
        for field in template.fields
        if field.type == "person" and isinstance(value := values[field.name], dict)
        if value["email"]
    )
    return Order(
        template=structs.replace(template, form="letter"),
        values=values,
        sender=sender,
        to=(colleague,) if template.internal else named or (reader,),
        now=NOW,
    )


def _sender(settings: Settings, language: str) -> StaffRecord:
    domain = next(iter(settings.organisation.domains), DOMAIN)
    name, position, phone = SENDERS[language]
    return StaffRecord(name=name, email=f"anna@{domain}", position=position, phone=phone)
