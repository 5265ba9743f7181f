"""What every rule owes its reader: a page, messages in both languages, options in the schema."""

import re
from pathlib import Path

import pytest

from mailrules.config import CustomRule
from mailrules.errors import UsageError
from mailrules.rules import RULES, Rule, config_schema, find_rule, page
from mailrules.rules.catalogue import codes_of, promised
from mailrules.wording import LANGUAGES, known
from tests.rules.test_cases import judged
from tools.markdown import ROOTS
from tools.rule_pages import cases_of, mends, rule_page

ROOT = Path(__file__).parent.parent.parent
CYRILLIC = re.compile("[а-яё]")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
class TestEachRule:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_has_a_page_with_wrong_and_right(self, rule: Rule, language: str) -> None:
        about = page(rule, language)
        assert about.summary.endswith(".")
        assert about.paragraphs
        assert about.wrong
        assert about.right
        assert all(option.meaning for option in about.options)

    def test_has_a_page_in_russian(self, rule: Rule) -> None:
        assert known(f"{rule.name}.page", "ru")
        english, russian = page(rule), page(rule, "ru")
        assert CYRILLIC.search(russian.summary)
        assert all(CYRILLIC.search(one) for one in russian.paragraphs)
        assert not set(english.paragraphs) & set(russian.paragraphs)
        assert all(CYRILLIC.search(option.meaning) for option in russian.options)
        assert len(english.wrong) == len(russian.wrong)
        assert len(english.right) == len(russian.right)

    def test_speaks_both_languages(self, rule: Rule) -> None:
        for language in ("ru", "en"):
            for key in (rule.name, f"{rule.name}.summary", f"{rule.name}.help"):
                assert known(key, language) or key == rule.name, key

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_is_in_the_documentation(self, rule: Rule, language: str) -> None:
        written = (ROOTS[language] / "rules" / f"{rule.code}.md").read_text("utf8")
        assert written == rule_page(rule, language)

    def test_is_said_to_be_mended_as_it_is(self, rule: Rule, tmp_path: Path) -> None:
        """The page tells what the cases declare; what the rule proposes in them is the same."""
        found = [one for case in cases_of(rule) for one in judged(rule, case, tmp_path)]
        levels = {str(one.fix.applicability) for one in found if one.fix}
        assert mends(rule) == ("both" if len(levels) > 1 else next(iter(levels), "none"))

    def test_yields_to_rules_that_there_are(self, rule: Rule) -> None:
        assert set(rule.yields_to) < {one.code for one in promised()}


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
    with pytest.raises(UsageError) as error:
        find_rule("MOR001")
    assert error.value.key == "rule.planned"


@pytest.mark.parametrize(
    ("word", "codes"),
    [
        ("SUB001", {"SUB001"}),
        ("sig", {"SIG001", "SIG002", "SIG003", "SIG004"}),
        ("exclamation", {"TXT003"}),
        ("HOUSE", {"HOUSE01"}),
        ("own", {"HOUSE01"}),
        ("MOR003", {"MOR003"}),
    ],
)
def test_a_word_selects_codes(word: str, codes: set[str]) -> None:
    own = CustomRule("HOUSE01", "own", "existence", "message")
    assert codes_of(word, [own]) == codes
    assert codes < codes_of("all", [own])


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
