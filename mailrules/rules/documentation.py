"""A rule's own page: its docstring taken apart, its options listed."""

import sys
import textwrap
from typing import NamedTuple

import msgspec

from mailrules.rules.base import Rule

INDENT = " " * len("Wrong: ")


class Page(NamedTuple):
    """What a rule's module says of it: summary line, paragraphs, examples, options."""

    summary: str
    paragraphs: tuple[str, ...]
    wrong: tuple[str, ...]
    right: tuple[str, ...]
    options: tuple[tuple[str, str], ...]


def page(rule: Rule) -> Page:
    """Read the docstring of the rule's module.

    ``Wrong:`` and ``Right:`` begin its examples, which go on in indented
    lines, blank ones between them included.
    """
    document = sys.modules[rule.check.__module__].__doc__ or ""
    summary, _, rest = document.strip().partition("\n")
    prose: list[str] = []
    examples: dict[str, list[str]] = {"Wrong:": [], "Right:": []}
    example: list[str] | None = None
    for line in rest.strip().split("\n"):
        word = line.partition(" ")[0]
        if word in examples:
            example = examples[word]
            example.append(line.removeprefix(word).strip())
        elif example and (not line or line.startswith("  ")):
            example[-1] += f"\n{line.removeprefix(INDENT)}"
        else:
            example = None
            prose.append(line)
    return Page(
        summary,
        tuple(block.strip() for block in "\n".join(prose).split("\n\n") if block.strip()),
        tuple(one.rstrip() for one in examples["Wrong:"]),
        tuple(one.rstrip() for one in examples["Right:"]),
        tuple(_options(rule)),
    )


def _options(rule: Rule) -> list[tuple[str, str]]:
    defaults = rule.options()
    return [
        (field.name, msgspec.json.encode(getattr(defaults, field.name)).decode())
        for field in msgspec.structs.fields(rule.options)
    ]


def markdown(rule: Rule) -> str:
    """Return the rule's page for docs/rules."""
    about = page(rule)
    lines = [f"# {rule.code} {rule.name}", "", f"Default: **{rule.severity}**.", ""]
    lines += [f"**{about.summary}**", ""]
    for paragraph in about.paragraphs:
        lines += [paragraph, ""]
    for title, examples in (("Wrong", about.wrong), ("Right", about.right)):
        for example in examples:
            lines += [f"{title}:", "", textwrap.indent(example, "    "), ""]
    if about.options:
        lines += ["| option | default |", "|---|---|"]
        lines += [f"| `{name}` | `{default}` |" for name, default in about.options]
        lines.append("")
    return "\n".join(lines)
