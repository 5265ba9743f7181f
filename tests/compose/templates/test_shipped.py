"""The templates that come with mailrules: whole, with examples, agreed with rules.yaml."""

import pytest

from mailrules.compose.templates import Template, answers, open_library
from mailrules.config import Settings, default_settings, load_settings, shipped

LIBRARY = open_library(default_settings(), str(shipped("templates")))


@pytest.fixture(scope="module")
def house() -> Settings:
    return load_settings(str(shipped("rules.yaml")))


def test_all_can_be_read() -> None:
    assert LIBRARY.errors == ()
    assert len(LIBRARY.paths()) == len(set(LIBRARY.names()))
    assert all(text.strip() for text in LIBRARY.pieces.values())


@pytest.mark.parametrize("template", LIBRARY.templates(), ids=LIBRARY.names())
def test_a_template_is_whole(template: Template, house: Settings) -> None:
    assert template.path.endswith(f"/{template.name}.j2")
    assert template.name.endswith(".en") == (template.language == "en")
    assert template.summary
    assert all(field.help for field in template.fields)
    assert (template.form == "text") == (template.letter is None)
    if template.letter and template.letter in house.letters:
        assert set(template.blocks) == set(house.letters[template.letter].required)
    assert len(template.examples) >= 2
    for example in template.examples:
        assert answers(template, example.data).missing == ()
