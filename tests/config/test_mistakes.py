"""A broken rules.yaml: where the mistake is, and what a manager reads (mistakes.yaml)."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from mailrules.config import load_settings
from mailrules.errors import ConfigErrors, Exit
from mailrules.wording import LANGUAGES
from tests.config.files import complaints, said

CASES = yaml.safe_load(Path(__file__).with_name("mistakes.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_mistake_is_told_where_it_stands(case: dict[str, Any], tmp_path: Path) -> None:
    for name, text in {"rules.yaml": case["text"], **case.get("files", {})}.items():
        (tmp_path / name).write_text(text, "utf-8")
    with pytest.raises(ConfigErrors) as caught:
        load_settings(str(tmp_path / "rules.yaml"))
    told = complaints(caught.value, tmp_path)
    assert len(told) == len(case["expect"]), told
    for line, expected in zip(told, case["expect"], strict=True):
        *place, words = expected.split(" ", 2 if expected.split(" ")[0].endswith(".yaml") else 1)
        assert line.startswith(" ".join(place) + " "), line
        assert words in line
    assert caught.value.exit_code is Exit.USAGE


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_every_message_is_a_sentence_in_both_languages(
    case: dict[str, Any], tmp_path: Path
) -> None:
    for name, text in {"rules.yaml": case["text"], **case.get("files", {})}.items():
        (tmp_path / name).write_text(text, "utf-8")
    with pytest.raises(ConfigErrors) as caught:
        load_settings(str(tmp_path / "rules.yaml"))
    for error in caught.value.errors:
        for language in LANGUAGES:
            assert error.key not in said(error, language)
