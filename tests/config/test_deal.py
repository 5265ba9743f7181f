"""A deal's file: what is read, and what is refused."""

from pathlib import Path

import pytest

from mailrules.config import Contact, load_deal, load_deals
from mailrules.errors import ConfigError
from mailrules.message import Address
from tests.config.files import aloud

DEAL = """
id: motor-oil-2026
client: ООО «Мотор»
contacts: [{name: Пётр Сидоров, email: petr@motor.example, role: ЛПР}, {name: Ольга Белова}]
always_cc: [boss@motor.example]
services: [холодные звонки]
confirmed: [{what: запуск, date: 2026-12-07}]
facts: {dialogues: 500, inn: 0077001234}
"""


def test_a_deal_is_read_and_its_facts_stay_text(tmp_path: Path) -> None:
    path = tmp_path / "deal.yaml"
    path.write_text(DEAL, "utf-8")
    deal = load_deal(str(path))
    assert deal.contacts[0] == Contact("Пётр Сидоров", "petr@motor.example", "ЛПР")
    assert deal.addresses == {Address("", "petr@motor.example").key}
    assert deal.confirmed[0].date == "2026-12-07"
    assert deal.facts == {"dialogues": "500", "inn": "0077001234"}
    assert load_deals(str(path)) == (deal,)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("client: x", "1:1 В разделе «deal» нужен ключ «id»"),
        ("id:\nclient: x", "1:1 В разделе «deal» нужен ключ «id»"),
        ("", "1:1 нужен ключ «id»"),
        ("id: a\nclient_name: x", "2:1 Ключа «client_name» нет"),
        ("id: a\ncontacts: [{email: petr}]", "2:20 «petr» — не адрес почты"),
        ("id: a\nalways_cc: [boss@]", "2:13 «boss@» — не адрес почты"),
        ("id: a\nalways_cc: ['']", "2:13 «» — не адрес почты"),
        ("id: a\nconfirmed: [{what: запуск, date: 7 декабря}]", "2:34 «7 декабря» — не дата"),
        ("id: a\nconfirmed: [{what: запуск, date: }]", "2:34 «» — не дата"),
        ("id: a\nconfirmed: [{what: запуск}]", "2:13 нужен ключ «date»"),
        ("id: a\nservices: звонки", "2:11 должно быть перечисление"),
    ],
)
def test_a_mistake_in_a_deal_has_its_place(text: str, expected: str, tmp_path: Path) -> None:
    (tmp_path / "deal.yaml").write_text(text, "utf-8")
    with pytest.raises(ConfigError) as caught:
        load_deal(str(tmp_path / "deal.yaml"))
    told = aloud(caught.value, tmp_path)
    place, words = expected.split(" ", 1)
    assert told.startswith(f"deal.yaml {place} ")
    assert words in told


def test_a_folder_holds_deals_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name in ("b.yml", "a.yaml"):
        (tmp_path / name).write_text(f"id: {name}", "utf-8")
    (tmp_path / "notes.txt").write_text("no deal", "utf-8")
    assert [deal.id for deal in load_deals(str(tmp_path))] == ["a.yaml", "b.yml"]


def test_two_deals_of_one_id_are_a_mistake(tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text("id: x", "utf-8")
    with pytest.raises(ConfigError) as caught:
        load_deals(str(tmp_path))
    assert aloud(caught.value, tmp_path).startswith("b.yaml 1:1 Сделка «x» уже описана в файле a.")


def test_an_empty_folder_has_no_deals(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"config\.deal\.none"):
        load_deals(str(tmp_path))


def test_a_folder_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: str) -> list[str]:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("mailrules.config.deal.os.listdir", refuse)
    with pytest.raises(ConfigError, match="Permission denied"):
        load_deals(str(tmp_path))
