"""Markdown as the generated pages use it: headings, tables, the words of both languages."""

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
DOCS = HERE.parent / "docs"
ROOTS = {"en": DOCS, "ru": DOCS / "ru"}  # where the pages of each language are


@cache
def data(name: str) -> Any:
    """Return what the YAML file ``name`` of this folder holds."""
    return yaml.safe_load((HERE / name).read_text("utf8"))


def said(key: str, language: str, **arguments: object) -> str:
    """Return the words of ``words.yaml`` under ``key``."""
    words: str = data("words.yaml")[key][language].strip()
    return words.format(**arguments) if arguments else words


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Return the lines of a table; a bar inside a cell is escaped."""
    lines = [head, ["---"] * len(head), *rows]
    return ["| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines]


def fenced(text: str, language: str = "text") -> list[str]:
    """Return the lines of a code block."""
    return [f"```{language}", *text.split("\n"), "```"]


def prose(text: str) -> str:
    """Turn the double backticks of a docstring into those of Markdown."""
    return text.replace("``", "`")


def made(source: str, language: str) -> str:
    """Return the remark that a page is made, and from what."""
    return f"<!-- {said('made', language, source=said(f'made.{source}', language))} -->"
