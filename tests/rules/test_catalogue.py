"""What every rule owes its reader: a page, messages in both languages, options in the schema."""

import re
from pathlib import Path

import pytest

from mailrules.errors import UsageError
from mailrules.rules import RULES, Rule, config_schema, find_rule, markdown, page
from mailrules.rules.catalogue import codes_of, promised
from mailrules.wording import known

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
class TestEachRule:
    def test_has_a_page_with_wrong_and_right(self, rule: Rule) -> None:
        about = page(rule)
        assert about.summary.endswith(".")
        assert about.paragraphs
        assert about.wrong
        assert about.right
        assert all((*about.wrong, *about.right))
        for name, _ in about.options:
            assert f"``{name}``" in "\n".join(about.paragraphs)

    def test_speaks_both_languages(self, rule: Rule) -> None:
        for language in ("ru", "en"):
            for key in (rule.name, f"{rule.name}.summary", f"{rule.name}.help"):
                assert known(key, language) or key == rule.name, key

    def test_is_in_the_documentation(self, rule: Rule) -> None:
        written = (ROOT / "docs" / "rules" / f"{rule.code}.md").read_text("utf8")
        assert written == markdown(rule)


def test_codes_and_names_are_unique() -> None:
    words = [word for rule in promised() for word in (rule.code, rule.name)]
    assert len(words) == len(set(words))
    assert len(words) == 2 * 52


def test_rules_are_found_by_code_and_name() -> None:
    assert find_rule("txt003") is find_rule("Exclamation")
    with pytest.raises(UsageError) as error:
        find_rule("exclamaton")
    assert error.value.arguments["near"] == ("exclamation",)
    with pytest.raises(UsageError) as error:
        find_rule("ъ")
    assert error.value.key == "rule.unknown"


@pytest.mark.parametrize(
    ("word", "codes"),
    [
        ("SUB001", {"SUB001"}),
        ("sig", {"SIG001", "SIG002", "SIG003", "SIG004"}),
        ("exclamation", {"TXT003"}),
        ("HOUSE", {"HOUSE01"}),
        ("MOR003", {"MOR003"}),
    ],
)
def test_a_word_selects_codes(word: str, codes: set[str]) -> None:
    assert codes_of(word, ["HOUSE01"]) == codes
    assert codes < codes_of("all", ["HOUSE01"])


def test_the_schema_knows_every_rule_and_its_options() -> None:
    written = str(config_schema())
    for rule in RULES:
        assert rule.code in written
        assert rule.name in written
    assert "max_length" in written


def test_every_key_that_the_code_names_is_in_the_catalogue() -> None:
    spoken = re.compile(r"""(?:wording|said|finding)\(\s*(?:[\w.]+,\s*)?["']([a-z][a-z.-]+)["']""")
    for path in (ROOT / "mailrules").rglob("*.py"):
        for key in spoken.findall(path.read_text("utf8")):
            assert known(key, "ru"), f"{path}: {key}"
            assert known(key, "en"), f"{path}: {key}"
