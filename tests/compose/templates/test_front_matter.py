"""A template file is read: what it says, and every mistake at its place."""

from datetime import date
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from mailrules.compose.templates import examine_template, read_template
from mailrules.config import Mark
from mailrules.errors import ConfigErrors
from mailrules.wording import LANGUAGES, known, render, wording

CASES = yaml.safe_load(Path(__file__).with_name("mistakes.yaml").read_text("utf-8"))
LETTER = """\
---
name: presale
summary: После консультации
letter: presale
subject: "{{ service }}"
fields:
  service: {type: text, required: true, help: Что делаем}
  price: {type: money, required: true}
  start: {type: date}
  client: {type: person}
  way: {type: choice, choices: [скан, почта], default: Скан}
  questions: {type: list, default: []}
  signed: {type: boolean, default: no}
  note:
blocks: [task, project-type]
examples:
  - name: масло
    data:
      service: Холодные звонки
      price: 1 200,50
      start: 7 декабря 2026
      client: Пётр Сидоров <petr@motor.example>
      questions:
        - Кто согласует скрипт?
      signed: да
      note:
  - name: пусто
---
Добрый день.
---
"""
GRAMMAR = st.lists(
    st.sampled_from(
        ["---\n", "name: a\n", "subject: b\n", "fields:\n", "  x: {type: ", "list", "date", "}\n"]
        + ["examples:\n", "  - name: e\n", "    data: {x: ", "[", "]", "{", ": ", "? ", "&a ", "*a"]
        + [
            "blocks: [",
            "pattern: '(",
            "default: ",
            "\n",
            "\t",
            "#",
            "'",
            '"',
            "|\n",
            "\u2028",
            "\ufeff",
        ]
    ),
    max_size=25,
).map("".join)


def text_of(case: dict[str, Any]) -> str:
    if "text" in case:
        return str(case["text"])
    matter = case.get("matter", "name: a\nsubject: b\n")
    if "fields" in case:
        entries = "".join(f"  {line}\n" for line in case["fields"].splitlines())
        matter += f"fields:\n{entries}"
    if "examples" in case:
        between = "" if "fields" in case else "letter: x\n"
        matter += f"{between}examples: {case['examples'].rstrip()}\n"
    return f"---\n{matter.rstrip()}\n---\nДобрый день.\n"


def test_what_a_template_says(tmp_path: Path) -> None:
    file = tmp_path / "presale.j2"
    file.write_text(LETTER, "utf-8")
    template = read_template(str(file))
    assert (template.name, template.summary, template.letter) == (
        "presale",
        "После консультации",
        "presale",
    )
    assert (template.language, template.form, template.internal) == ("ru", "letter", False)
    assert (template.subject, template.subject_mark.line) == ("{{ service }}", 5)
    assert template.digest == sha256(LETTER.encode()).hexdigest()
    assert (template.body, template.body_line) == ("Добрый день.\n---\n", 29)
    assert template.blocks == ("task", "project-type")
    assert template.block_marks["project-type"] == Mark(str(file), 15, 16)
    service, price, *_ = template.fields
    assert (service.name, service.required, service.help) == ("service", True, "Что делаем")
    assert (price.type, price.mark) == ("money", Mark(str(file), 8, 3))
    defaults = {field.name: field.default for field in template.fields}
    assert (defaults["way"], defaults["questions"], defaults["signed"]) == ("скан", (), False)
    assert (defaults["service"], defaults["note"]) == (None, None)


def test_examples_are_typed_and_placed() -> None:
    first, second = read_template("x.j2", LETTER).examples
    assert first.data == {
        "service": "Холодные звонки",
        "price": Decimal("1200.50"),
        "start": date(2026, 12, 7),
        "client": {"name": "Пётр Сидоров", "email": "petr@motor.example"},
        "questions": ("Кто согласует скрипт?",),
        "signed": True,
        "note": None,
    }
    assert (first.name, first.mark, first.marks["price"]) == (
        "масло",
        Mark("x.j2", 17, 5),
        Mark("x.j2", 20, 14),
    )
    assert (second.name, second.data) == ("пусто", {})


def test_what_is_no_letter_needs_no_subject() -> None:
    comment = read_template("x.j2", "---\nname: note\nform: text\n---\n")
    assert (comment.form, comment.subject, comment.body, comment.body_line) == ("text", "", "", 5)


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_and_a_byte_order_mark_change_nothing(end: str) -> None:
    plain, other = (
        read_template("x.j2", text) for text in (LETTER, "\ufeff" + LETTER.replace("\n", end))
    )
    assert (other.fields, other.body, other.body_line) == (
        plain.fields,
        plain.body,
        plain.body_line,
    )


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_mistake_is_told_where_it_stands(case: dict[str, Any]) -> None:
    with pytest.raises(ConfigErrors) as caught:
        read_template("x.j2", text_of(case))
    told = []
    for error in caught.value.errors:
        assert all(known(error.key, language) for language in LANGUAGES), error.key
        said = render(wording(error.key, **error.arguments), "ru")
        told.append(f"{error.line}:{error.column} {said}")
    assert len(told) == len(case["expect"]), told
    for line, expected in zip(told, case["expect"], strict=True):
        place, words = expected.split(" ", 1)
        assert line.startswith(f"{place} "), told
        assert words in line


def test_what_is_sound_comes_with_the_mistakes() -> None:
    fields = "fields:\n  a: {type: none}\n  c:\n"
    examples = "examples: [{name: e, data: {a: 1, c: x}}]\n"
    text = f"---\nsubject: [b]\n{fields}{examples}---\nТекст\n"
    template, mistakes = examine_template("dir/offer.j2", text)
    assert template
    assert (template.name, template.subject, template.body) == ("offer", "", "Текст\n")
    assert [field.name for field in template.fields] == ["c"]
    assert template.examples[0].data == {"c": "x"}
    assert len(mistakes) == 3
    assert examine_template("x.j2", "Текст")[0] is None


@pytest.mark.parametrize("raw", [None, b"\xff---"])
def test_a_file_that_cannot_be_read(raw: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "x.j2"
    if raw:
        path.write_bytes(raw)
    with pytest.raises(ConfigErrors) as caught:
        read_template(str(path))
    assert caught.value.errors[0].path == str(path)


@given(
    st.text(st.characters(), max_size=200) | GRAMMAR | GRAMMAR.map(lambda one: f"---\n{one}\n---\n")
)
def test_no_text_raises_anything_else(text: str) -> None:
    template, mistakes = examine_template("x.j2", text)
    assert template or mistakes
    assert all(one.path == "x.j2" and one.line >= 1 for one in mistakes)
    if mistakes:
        with pytest.raises(ConfigErrors):
            read_template("x.j2", text)
