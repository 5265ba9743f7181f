"""The signature that a letter of ours must carry."""

import subprocess
import sys

import pytest

from mailrules.config import (
    Mark,
    Organisation,
    Settings,
    StaffRecord,
    default_settings,
    signature_of,
)
from mailrules.errors import ConfigError

ANNA = StaffRecord(
    "Анна Ким", "anna@nirro.example", position="менеджер", phone="+7 495 000-00-01",
    extra={"desk": "12"},
)  # fmt: skip


def house(template: str) -> Settings:
    organisation = Organisation(name="Nirro Call Center")
    return Settings(
        organisation=organisation, signature=template, signature_mark=Mark("rules.yaml", 7, 1)
    )


def test_a_record_fills_the_template() -> None:
    template = (
        "С уважением,\n{{ name }}\n{{ position }}, {{ organisation.name }}\n"
        "Тел. {{phone}}, {{ desk }}\n{{ email }}\n\n"
    )
    assert signature_of(house(template), ANNA) == (
        "С уважением,\nАнна Ким\nменеджер, Nirro Call Center\n"
        "Тел. +7 495 000-00-01, 12\nanna@nirro.example"
    )


def test_a_template_may_leave_out_what_is_empty() -> None:
    template = "{{ name }}\n{% if fax is defined %}\nФакс {{ fax }}\n{% endif %}\n{{ email }}"
    assert signature_of(house(template), ANNA) == "Анна Ким\nanna@nirro.example"


def test_without_a_template_there_is_no_form() -> None:
    assert signature_of(default_settings(), ANNA) is None


def test_a_template_that_fails_is_told_at_its_line() -> None:
    with pytest.raises(ConfigError, match=r"config\.signature") as caught:
        signature_of(house("С уважением,\n{{ name }}\n{{ fax }}"), ANNA)
    assert (caught.value.path, caught.value.line) == ("rules.yaml", 9)


def test_an_everyday_signature_does_not_load_jinja() -> None:
    program = (
        "import sys; from mailrules.config import load_settings, shipped;"
        "assert load_settings(str(shipped('rules.yaml'))).signature;"
        "assert not {'jinja2', 'mailparser', 'pymorphy3', 'marisa_trie'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
