"""The house's own files, as shipped: they load, and agree with schema and reference."""

import json
import re
from importlib import import_module
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from msgspec import Struct
from msgspec import json as json_of

from mailrules.config import (
    Settings,
    load_deal,
    load_settings,
    schema,
    shipped,
    signature_of,
)
from mailrules.config.show import show
from tests.config.files import settings_of

place = import_module("mailrules.config.shipped")  # the function of this name hides it
ROOT = Path(str(place.__file__)).parents[2]


class Core(yaml.SafeLoader):
    """YAML 1.2 as editors read it: only true and false are truth values."""


Core.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if not tag.endswith(("bool", "timestamp"))]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


class Options(Struct):
    max_lines: int = 8


@pytest.fixture(scope="module")
def house() -> Settings:
    return load_settings(str(shipped("rules.yaml")))


@pytest.fixture(scope="module")
def validator() -> Any:
    made = schema({"TXT004": ("paragraph-spacing", json_of.schema(Options))})
    jsonschema.Draft202012Validator.check_schema(made)
    return jsonschema.Draft202012Validator(made)


def test_shipped_files_lie_in_the_package_or_in_the_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert shipped("rules.yaml") == ROOT / "rules.yaml"
    (tmp_path / "shipped").mkdir()
    (tmp_path / "shipped" / "rules.yaml").touch()
    monkeypatch.setattr(place, "PACKAGE", tmp_path)
    assert shipped("rules.yaml") == tmp_path / "shipped" / "rules.yaml"
    assert shipped("staff.yaml") == tmp_path.parent / "staff.yaml"


def test_the_house_is_ready_for_work(house: Settings) -> None:
    anna = house.staff[0]
    assert signature_of(house, anna) == (
        "С уважением,\nАнна Ким\nменеджер по продажам, Nirro Call Center\n"
        "Тел. +7 495 000-00-01\nanna@nirro.example"
    )
    assert len(house.vocabulary) >= 20
    assert len(house.letters["handover"].required) == 7
    assert len(house.moratoria.client_types) == 5
    assert len(house.moratoria.payment_schemes) == 4
    assert all(lexicon.why and lexicon.instead for lexicon in house.moratoria.client_types)


def test_the_house_names_rules_that_there_are(house: Settings) -> None:
    from mailrules.rules import bind

    assert bind(house).settings.locked.keys() == {"CCP001", "THR001"}


def test_the_commented_examples_hold(tmp_path: Path) -> None:
    from mailrules.rules import bind

    text = shipped("rules.yaml").read_text("utf-8")
    text = re.sub(
        r"^# (overrides:|custom:|ignore:|  +(?:-|[a-z]+:))", r"\1", text, flags=re.MULTILINE
    )
    text = re.sub(r"^(custom|ignore): \[\]$", "", text, flags=re.MULTILINE)
    loaded = settings_of(tmp_path, text, staff=shipped("staff.yaml").read_text("utf-8"))
    assert (len(loaded.overrides), len(loaded.custom), len(loaded.ignore)) == (1, 1, 1)
    assert bind(loaded).rules


def test_the_deal_of_the_examples_is_read() -> None:
    deal = load_deal(str(ROOT / "examples" / "deal.yaml"))
    assert [one.email for one in deal.contacts][:1] == ["petr@motor.example"]


def test_the_schema_accepts_the_house(validator: Any) -> None:
    validator.validate(yaml.load(shipped("rules.yaml").read_text("utf-8"), Core))
    staff = yaml.load(shipped("staff.yaml").read_text("utf-8"), Core)
    validator.validate({"staff": staff})


@pytest.mark.parametrize(
    "wrong",
    [
        {"versoin": 1},
        {"version": 2},
        {"messages": "fr"},
        {"organisation": {"domain": []}},
        {"staff": [{"name": "Анна Ким"}]},
        {"rules": {"TXT004": {"max_line": 8}}},
        {"rules": {"paragraph-spacing": "fatal"}},
        {"overrides": [{"when": {}, "rules": {"TXT004": {"max_lines": "x"}}}]},
        {"moratoria": {"clients": []}},
        {"custom": [{"code": "HOUSE01"}]},
    ],
)
def test_the_schema_refuses_what_loading_refuses(wrong: dict[str, Any], validator: Any) -> None:
    assert not validator.is_valid(wrong)


def test_the_schema_leaves_unknown_rules_to_the_program(validator: Any) -> None:
    known = {"TXT004": False, "HOUSE01": {"anything": 1}, "TXT012": "off", "TXT005": None}
    validator.validate({"rules": known, "staff": [{"name": "a", "email": "b", "desk": 12}]})


def test_a_key_in_the_schema_says_what_it_means() -> None:
    made = schema({})
    keys = [
        (name, key, shape)
        for name, definition in made["$defs"].items()
        for key, shape in definition.get("properties", {}).items()
    ]
    assert len(keys) > 50
    assert all(shape["description"].endswith(".") for _, _, shape in keys)
    assert json.loads(json.dumps(made)) == made


def test_the_reference_names_every_key() -> None:
    reference = (ROOT / "docs" / "reference" / "configuration.md").read_text("utf-8")
    for definition in schema({})["$defs"].values():
        for key in definition.get("properties", {}):
            assert f"| `{key}` |" in reference, key


def test_what_is_shown_loads_as_the_same(house: Settings, tmp_path: Path) -> None:
    shown = show(house)
    again = settings_of(tmp_path, shown)
    assert show(again) == shown
    assert (again.staff, again.signature, again.vocabulary, again.moratoria, again.letters) == (
        house.staff, house.signature, house.vocabulary, house.moratoria, house.letters
    )  # fmt: skip


def test_rules_are_shown_as_they_are_written(tmp_path: Path) -> None:
    text = (
        "version: 1\norganisation:\n  no_reply:\n  - robot@*\n"
        "staff:\n- name: Анна Ким\n  email: anna@nirro.example\n  phone: +7 495 000-00-01\n"
        "  desk: 012\n"
        "rules:\n  TXT003: off\n  TXT004:\n    max_lines: 6\n  TXT005:\n    severity: note\n"
        "    names:\n    - a\n  TXT009: {}\n"
        "compose:\n  wrap: off\n  width: 66\n"
        "overrides:\n- when:\n    to: '*@partner.example'\n  rules:\n    TXT012: off\n"
        "custom:\n- code: HOUSE01\n  name: x\n  type: occurrence\n  message: m\n  scope: body\n"
        "  words:\n  - 'no'\n  max: 2\n  severity: warning\n"
        "ignore:\n- code: SUB001\n  reason: старые письма\n  path: '*'\n"
        "locked:\n- CCP001\n"
    ).replace("'no'", "no")
    assert show(settings_of(tmp_path, text)) == text
