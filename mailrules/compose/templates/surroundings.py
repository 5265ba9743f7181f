"""The names that every template may use besides its fields: who writes, to whom, when, of what."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

from mailrules.compose.templates.amounts import date_of, number_of
from mailrules.compose.templates.cases import greeting_name
from mailrules.config import Deal, Settings, StaffRecord
from mailrules.message import Address

RESERVED = frozenset({"sender", "organisation", "deal", "daytime", "today", "recipient"})
MORNING, AFTERNOON, EVENING = 5, 11, 17  # the hours that begin them
GREETINGS = {
    "ru": ("Доброе утро", "Добрый день", "Добрый вечер"),
    "en": ("Good morning", "Good afternoon", "Good evening"),
}
NOBODY = StaffRecord(name="", email="")
NO_DEAL = Deal(id="")


def implicit(  # noqa: PLR0913, PLR0917 (each is a thing of its own)
    settings: Settings,
    sender: StaffRecord | None,
    deal: Deal | None,
    recipient: Address | None,
    now: datetime,
    language: Literal["ru", "en"] = "ru",
) -> dict[str, object]:
    """Return the values of ``RESERVED``, each of them always there.

    ``recipient`` is the name that the greeting uses («Пётр», «Марина
    Олеговна»), empty where nobody in particular is greeted. Without a deal
    its texts are empty. ``daytime`` is the greeting at the time of ``now``,
    in the template's ``language``.
    """
    return {
        "sender": _sender(sender or NOBODY),
        "organisation": {"name": settings.organisation.name},
        "deal": _deal(deal or NO_DEAL),
        "daytime": _daytime(now.hour, language),
        "today": now.date(),
        "recipient": greeting_name(recipient.name) if recipient else "",
    }


def _sender(record: StaffRecord) -> dict[str, Any]:
    own = {key: getattr(record, key) for key in ("name", "position", "phone", "email")}
    return {**own, "extra": dict(record.extra)}


def _deal(deal: Deal) -> dict[str, Any]:
    return {
        "id": deal.id,
        "client": deal.client,
        "subject": deal.subject,
        "facts": {name: _fact(value) for name, value in deal.facts.items()},
        "services": deal.services,
        "confirmed": tuple(
            {"what": one.what, "date": date_of(one.date) or one.date, "by": one.by}
            for one in deal.confirmed
        ),
    }


def _fact(value: object) -> object:
    """Return a number where a text is nothing but one: deals are read as text."""
    if isinstance(value, Mapping):
        return {name: _fact(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return tuple(map(_fact, value))
    number = number_of(value) if isinstance(value, str) else None
    return number if str(number) == value else value


def _daytime(hour: int, language: Literal["ru", "en"]) -> str:
    morning, afternoon, evening = GREETINGS[language]
    if MORNING <= hour < AFTERNOON:
        return morning
    return afternoon if AFTERNOON <= hour < EVENING else evening
