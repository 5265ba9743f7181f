"""The documentation: every command in it exists, both languages have the same pages."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from mailrules.config import deal_schema, load_deal, load_settings, staff_schema
from mailrules.message import read_list
from mailrules.rules import bind, config_schema
from mailrules.wording import LANGUAGES
from tests.program import ROOT, mailrules
from tools.command_reference import commands
from tools.config_reference import KEYS_RU
from tools.markdown import DOCS, ROOTS, data
from tools.site import build_site
from tools.transcripts import rerun

ENGLISH_ONLY = {"architecture.md", "measurements.md"}
HAND_WRITTEN = [
    ROOT / "README.md",
    ROOT / "examples" / "README.md",
    *(path for path in sorted(DOCS.rglob("*.md")) if "reference" not in path.parts),
]
SHOWN = re.compile(
    r"^(?: {4}|\$ |- run: |  script: )(mailrules [^|<>#\n]*)|`(mailrules [^`]*)`", re.MULTILINE
)
COMMANDS = dict(commands())


def shown() -> Iterator[object]:
    for path in HAND_WRITTEN:
        text = path.read_text("utf8").replace("\\\n", " ")
        for found in SHOWN.finditer(text):
            line = (found[1] or found[2]).strip()
            yield pytest.param(line, id=f"{path.relative_to(ROOT)}: {line}")


@pytest.mark.parametrize("line", list(shown()))
def test_a_command_that_is_shown_exists(line: str) -> None:
    words = line.split()
    if words[1].startswith("--"):
        assert mailrules(*words[1:]).code == 0
        return
    name = " ".join(words[:3]) if " ".join(words[:3]) in COMMANDS else " ".join(words[:2])
    command = COMMANDS[name]
    assert not isinstance(command, click.Group) or name == line
    known = {option for one in command.params for option in (*one.opts, *one.secondary_opts)}
    assert {word.partition("=")[0] for word in words if word.startswith("--")} <= known


def test_both_languages_have_the_same_pages() -> None:
    russian = {path.relative_to(ROOTS["ru"]) for path in ROOTS["ru"].rglob("*.md")}
    english = {
        path.relative_to(DOCS) for path in DOCS.rglob("*.md") if ROOTS["ru"] not in path.parents
    }
    assert {str(path) for path in english - russian} == ENGLISH_ONLY
    assert russian < english


def test_a_page_shows_what_its_commands_print() -> None:
    page = """
<!-- file: house/rules.yaml -->
```yaml
rules: {TXT003: of}
```
<!-- quietly: mailrules init --yes new -->
<!-- $ mailrules config check house/rules.yaml -->
```console
what it printed before
```
<!-- $ mailrules rules list # 1 -->
"""
    made = rerun(DOCS / "page.md", page, "ru")
    assert "before" not in made
    assert "\n$ mailrules config check house/rules.yaml\nhouse/rules.yaml:1:17: " in made
    assert "SUB001  subject-missing  " in made
    assert made.endswith("\n…\n```\n")
    assert rerun(DOCS / "page.md", made, "ru") == made


def test_the_keys_are_explained_in_both_languages() -> None:
    def keys(path: Path) -> list[str]:
        return [line.split()[0] for line in read_list(path)]

    assert keys(KEYS_RU) == keys(ROOT / "mailrules" / "config" / "keys.txt")


def test_the_schemas_explain_every_key() -> None:
    schemas = (config_schema(), deal_schema(), staff_schema())
    definitions = {name: one for schema in schemas for name, one in schema["$defs"].items()}
    for name, definition in definitions.items():
        assert name == "Rules" or definition.get("description"), name
        for key, shape in definition.get("properties", {}).items():
            assert name == "Rules" or shape["description"], f"{name}.{key}"


def test_generated_pages_have_words_in_both_languages() -> None:
    for name in ("words.yaml", "demands.yaml"):
        assert all(set(words) == set(LANGUAGES) for words in data(name).values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_examples_of_settings_are_right(language: str, tmp_path: Path) -> None:
    guide = (ROOTS[language] / "configuration.md").read_text("utf8")
    *settings, deal = re.findall(r"```yaml\n(.*?)```", guide, re.DOTALL)
    file = tmp_path / "example.yaml"
    for example in settings:
        file.write_text(example, "utf8")
        assert bind(load_settings(str(file))).rules
    file.write_text(deal, "utf8")
    assert load_deal(str(file)).confirmed


def test_the_site_has_no_broken_links_and_asks_no_other_host(tmp_path: Path) -> None:
    assert build_site(tmp_path)
    fetched = re.compile(r"""<(?:script|img|link rel="(?:stylesheet|preconnect)")[^>]*"https?://""")
    for language in ("", "ru"):
        pages = [*(tmp_path / language).glob("*.html"), *(tmp_path / language).glob("rules/*.html")]
        assert len(pages) > 25
        for page in pages:
            assert not fetched.search(page.read_text("utf8")), page
