"""A rule's own page, taken apart: its module's docstring, or the page in another language.

The docstring has a summary line, paragraphs, examples, and options::

    Wrong: Добрый день! Высылаю договор!
    Right: Добрый день. Высылаю договор.

    ``max_lines``: how many lines of 80 columns a paragraph may have.

An example or an option goes on in indented lines, blank ones among them
included. The catalogue's key ``NAME.page`` has the same in another language,
without the summary; examples that it does not repeat are those of the docstring.
"""

import sys
from typing import Any, NamedTuple

import msgspec

from mailrules.message import lazy_pattern
from mailrules.rules.base import Rule
from mailrules.wording import known, render, wording

WRONG = ("Wrong:", "Плохо:")
RIGHT = ("Right:", "Хорошо:")
OPTION = lazy_pattern(r"``(\w+)``: +")
DEMANDS = lazy_pattern(r"\(demands? ([^();]*)")


class Option(NamedTuple):
    """One option of a rule: its name, its default as JSON, what it means."""

    name: str
    default: str
    meaning: str


class Page(NamedTuple):
    """What a rule says of itself; ``demands`` are numbers of the playbook's demands."""

    summary: str
    paragraphs: tuple[str, ...]
    wrong: tuple[str, ...]
    right: tuple[str, ...]
    options: tuple[Option, ...]
    demands: tuple[int, ...]


class _Block(NamedTuple):
    """Lines that belong together, under the label that began them ('' for a paragraph)."""

    label: str
    lines: list[str]

    @property
    def text(self) -> str:
        return "\n".join(self.lines).strip("\n")


def page(rule: Rule, language: str = "en") -> Page:
    """Return the rule's page in ``language``; English where it has none in that one."""
    summary, _, own = (sys.modules[rule.check.__module__].__doc__ or "").strip().partition("\n")
    blocks = list(_blocks(own))
    key = f"{rule.name}.page"
    if language != "en" and known(key, language):
        summary = render(wording(f"{rule.name}.summary"), language) + "."
        translated = list(_blocks(render(wording(key), language)))
    else:
        translated = blocks
    meanings = {block.label: _sentence(block.text) for block in translated}
    return Page(
        summary=summary,
        paragraphs=tuple(block.text for block in translated if not block.label),
        wrong=_examples(WRONG, translated) or _examples(WRONG, blocks),
        right=_examples(RIGHT, translated) or _examples(RIGHT, blocks),
        options=tuple(_options(rule, meanings)),
        demands=tuple(int(one) for found in DEMANDS.finditer(own) for one in _numbers(found[1])),
    )


def options_schema(rule: Rule) -> dict[str, Any]:
    """Return the JSON Schema of the rule's options, each with what it means, under ``$ref``."""
    schema: dict[str, Any] = msgspec.json.schema(rule.options)
    about = page(rule)
    (options,) = schema["$defs"].values()
    for option in about.options:
        options["properties"][option.name]["description"] = option.meaning
    return {**schema, "description": about.summary}


def _numbers(text: str) -> list[str]:
    return [word for word in text.replace(",", " ").split() if word.isdecimal()]


def _blocks(text: str) -> list[_Block]:
    """Part a page into paragraphs, examples and options."""
    blocks: list[_Block] = [_Block("", [])]
    for line in text.strip().split("\n"):
        label = line.partition(" ")[0]
        option = OPTION.match(line)
        last = blocks[-1]
        if label in (*WRONG, *RIGHT):
            blocks.append(_Block(label, [line.removeprefix(label).strip()]))
        elif option:
            blocks.append(_Block(option[1], [line[option.end() :]]))
        elif last.label and (not line or line.startswith("  ")):
            last.lines.append(line.removeprefix(" " * (len(last.label) + 1)))
        elif line and not last.label:
            last.lines.append(line)
        else:
            blocks.append(_Block("", [line]))
    return [block for block in blocks if block.text]


def _examples(labels: tuple[str, str], blocks: list[_Block]) -> tuple[str, ...]:
    return tuple(block.text for block in blocks if block.label in labels)


def _sentence(text: str) -> str:
    words = " ".join(text.split())
    return words[:1].upper() + words[1:]


def _options(rule: Rule, meanings: dict[str, str]) -> list[Option]:
    defaults = rule.options()
    return [
        Option(
            field.name,
            msgspec.json.encode(getattr(defaults, field.name)).decode(),
            meanings.get(field.name, ""),
        )
        for field in msgspec.structs.fields(rule.options)
    ]
