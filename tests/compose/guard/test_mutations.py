"""Any template that somebody spoils is caught, at the line that was spoilt."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree
from typing import NamedTuple

import pytest

from mailrules.compose.templates import Template, read_template
from tests.compose.guard.folder import check

SHIPPED = Path(__file__).parent.parent.parent.parent / "templates"
TEMPLATES = sorted(SHIPPED.glob("*.j2"))
TAG = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
SENTENCE_END = re.compile(r"(?<=[а-яёa-z])\.(?=\s)")
WORD = re.compile(r"(?<![\w-])[а-яёa-z]{7,}(?![\w-])")


class Spoilt(NamedTuple):
    """A template's text with a mistake, its code, and the place: the column where it is certain."""

    text: str
    code: str
    line: int
    column: int | None = None


Spoil = Callable[[Template, str], Iterator[Spoilt]]


@pytest.fixture
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Return one template, in a copy of the whole folder."""
    copytree(SHIPPED, tmp_path / "templates")
    return tmp_path / "templates" / Path(request.param).name


def words_only(template: Template, text: str) -> str:
    """Return the file with blanks in the stead of all but the body's own words."""
    lines = text.split("\n")
    head = "\n".join(" " * len(line) for line in lines[: template.body_line - 1])
    body = "\n".join(lines[template.body_line - 1 :])
    return head + "\n" + TAG.sub(lambda tag: re.sub(r"\S", " ", tag[0]), body)


def at(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def shouting(template: Template, text: str) -> Iterator[Spoilt]:
    """A full stop becomes an exclamation mark."""
    for found in SENTENCE_END.finditer(words_only(template, text)):
        start = found.start()
        yield Spoilt(f"{text[:start]}!{text[start + 1 :]}", "TXT003", *at(text, start))


def misspelling(template: Template, text: str) -> Iterator[Spoilt]:
    """Two letters in the middle of a word change places."""
    for found in WORD.finditer(words_only(template, text)):
        word, start = found[0], found.start()
        if word[3] != word[4]:
            wrong = f"{word[:3]}{word[4]}{word[3]}{word[5:]}"
            spoilt = f"{text[:start]}{wrong}{text[start + len(word) :]}"
            yield Spoilt(spoilt, "TXT001", *at(text, start))


def broken_tag(_template: Template, text: str) -> Iterator[Spoilt]:
    """A block's, a condition's or a loop's end is misspelt."""
    for found in re.finditer(r"\{% end(?=block|if|for)", text):
        spoilt = f"{text[: found.start()]}{{% edn{text[found.end() :]}"
        yield Spoilt(spoilt, "TPL001", at(text, found.start())[0])


def broken_bracket(_template: Template, text: str) -> Iterator[Spoilt]:
    """A bracket of the body is lost."""
    body = text.index("\n---\n") + 5
    for found in re.finditer(r"\}\}", text[body:]):
        start = body + found.start()
        yield Spoilt(f"{text[:start]}}}{text[start + 2 :]}", "TPL001", at(text, start)[0])


def dropped_data(template: Template, text: str) -> Iterator[Spoilt]:
    """An example lacks what a required field asks for."""
    lines = text.split("\n")
    required = {field.name for field in template.fields if field.required}
    for example in template.examples:
        for name, mark in example.marks.items():
            line = lines[mark.line - 1]
            if name in required and line.lstrip().startswith(f"{name}: "):
                left = "\n".join([*lines[: mark.line - 1], *lines[mark.line :]])
                yield Spoilt(left, "TPL005", example.mark.line)


SPOILS: tuple[Spoil, ...] = (shouting, misspelling, broken_tag, broken_bracket, dropped_data)


def spoilt_by(spoil: Spoil, path: Path) -> Spoilt | None:
    return next(spoil(read_template(str(path)), path.read_text("utf8")), None)


POSSIBLE = [
    pytest.param(path, spoilt, id=f"{path.stem}-{spoil.__name__}")
    for spoil in SPOILS
    for path in TEMPLATES
    if (spoilt := spoilt_by(spoil, path))
]


@pytest.mark.parametrize(("path", "spoilt"), POSSIBLE, indirect=["path"])
def test_a_spoilt_template_is_caught_where_it_was_spoilt(path: Path, spoilt: Spoilt) -> None:
    path.write_text(spoilt.text, "utf8")
    (letter,) = (one for one in check(path).letters if one.path == str(path))
    found = {
        (one.code, one.location.line, spoilt.column and one.location.column)
        for one in letter.findings
    }
    assert found == {(spoilt.code, spoilt.line, spoilt.column)}


@pytest.mark.parametrize("path", TEMPLATES, indirect=True, ids=lambda path: path.stem)
def test_a_field_that_is_dropped_is_missed_where_it_is_used(path: Path) -> None:
    template, text = read_template(str(path)), path.read_text("utf8")
    lines = text.split("\n")
    for field in template.fields[:2]:
        after = next(
            number
            for number, line in enumerate(lines[field.mark.line :], field.mark.line)
            if not line.startswith("   ")
        )
        path.write_text("\n".join([*lines[: field.mark.line - 1], *lines[after:]]), "utf8")
        run = check(path)
        missed = [
            one
            for letter in run.letters
            for one in letter.findings
            if one.code == "TPL002" and one.message.arguments["name"] == field.name
        ]
        assert missed, field.name
        assert all(field.name in one.excerpt or "{% include" in one.excerpt for one in missed)


def test_nearly_every_template_can_be_spoilt_in_each_way() -> None:
    for spoil in SPOILS[1:]:
        possible = sum(spoilt_by(spoil, path) is not None for path in TEMPLATES)
        assert possible >= len(TEMPLATES) * 0.7, spoil.__name__
