"""What every template may say without asking: who writes, to whom, when, of which deal."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from mailrules.compose.templates import FILTERS, RESERVED, implicit
from mailrules.config import Confirmed, Deal, Organisation, Settings, StaffRecord
from mailrules.message import Address

HOUSE = Settings(organisation=Organisation(name="Nirro Call Center"))
ANNA = StaffRecord(
    "Анна Ким", "anna@nirro.example", (), "менеджер", "+7 495 000-00-01", {"mobile": "5"}
)
PETR = Address("Сидоров Пётр", "petr@motor.example")
NOON = datetime(2026, 11, 23, 12, 30)
DEAL = Deal(
    id="motor",
    client="ООО «Мотор»",
    subject="Холодные звонки",
    services=("холодные звонки",),
    confirmed=(
        Confirmed("запуск", "2026-12-07", "anna@nirro.example"),
        Confirmed("итоги", "потом"),
    ),
    facts={
        "dialogues": "500",
        "price": "95.50",
        "phone": "+74950000001",
        "code": "007",
        "cities": ["Москва", "2"],
        "more": {"hours": "3"},
        "none": None,
    },
)


def test_everything_is_there() -> None:
    known = implicit(HOUSE, ANNA, DEAL, PETR, NOON)
    assert known.keys() == RESERVED
    assert known["organisation"] == {"name": "Nirro Call Center"}
    assert (known["recipient"], known["today"]) == ("Пётр", date(2026, 11, 23))
    assert known["sender"] == {
        "name": "Анна Ким",
        "position": "менеджер",
        "phone": "+7 495 000-00-01",
        "email": "anna@nirro.example",
        "extra": {"mobile": "5"},
    }
    assert known["deal"] == {
        "id": "motor",
        "client": "ООО «Мотор»",
        "subject": "Холодные звонки",
        "services": ("холодные звонки",),
        "confirmed": (
            {"what": "запуск", "date": date(2026, 12, 7), "by": "anna@nirro.example"},
            {"what": "итоги", "date": "потом", "by": ""},
        ),
        "facts": {
            "dialogues": 500,
            "price": Decimal("95.50"),
            "phone": "+74950000001",
            "code": "007",
            "cities": ("Москва", 2),
            "more": {"hours": 3},
            "none": None,
        },
    }


def test_nothing_known_is_empty_and_there_all_the_same() -> None:
    known = implicit(Settings(), None, None, None, NOON)
    assert known.keys() == RESERVED
    assert known["recipient"] == ""
    assert known["deal"] == {
        "id": "",
        "client": "",
        "subject": "",
        "facts": {},
        "services": (),
        "confirmed": (),
    }


@pytest.mark.parametrize(
    ("hour", "russian", "english"),
    [
        (4, "Добрый вечер", "Good evening"),
        (5, "Доброе утро", "Good morning"),
        (10, "Доброе утро", "Good morning"),
        (11, "Добрый день", "Good afternoon"),
        (16, "Добрый день", "Good afternoon"),
        (17, "Добрый вечер", "Good evening"),
    ],
)
def test_the_greeting_goes_by_the_hour(hour: int, russian: str, english: str) -> None:
    now = NOON.replace(hour=hour)
    assert implicit(HOUSE, ANNA, None, None, now)["daytime"] == russian
    assert implicit(HOUSE, ANNA, None, None, now, "en")["daytime"] == english


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("dative", "Пётр Сидоров", "Петру Сидорову"),
        ("dative", {"name": "Анна Ким", "email": "anna@nirro.example"}, "Анне Ким"),
        ("accusative", ["Анна Ким", {"name": "Пётр"}], ("Анну Ким", "Петра")),
        ("genitive", "продажа масла", "продажи масла"),
        ("instrumental", "Peter Brown", "Peter Brown"),
        ("prepositional", "", ""),
        ("dative", 5, "5"),
        ("first_name", {"name": "Сидоров Пётр"}, "Пётр"),
        ("first_name", "Xiaoming Li", "Xiaoming"),
        ("first_name", {"email": "petr@motor.example"}, ""),
        ("greeting_name", "Олеговна Марина", "Марина Олеговна"),
        ("greeting_name", {"name": "Отдел закупок"}, ""),
    ],
)
def test_filters(name: str, value: object, expected: object) -> None:
    assert FILTERS[name](value) == expected
