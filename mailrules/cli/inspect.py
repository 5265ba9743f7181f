"""``mailrules inspect``: what the parser sees of a letter."""

import sys
from typing import Any

import click

from mailrules.cli import options
from mailrules.cli.speech import said
from mailrules.cli.terminal import colour_wanted, read_message, speak_here, write_json
from mailrules.message import inspect
from mailrules.reports import View, visible

_MARGIN = {
    "greeting": "good",
    "author": "good",
    "closing": "good",
    "signature": "note",
    "disclaimer": "dim",
    "quote": "dim",
    "forwarded": "dim",
}


@click.command("inspect", help=said("cli.inspect.help"), short_help=said("cli.inspect.summary"))
@click.argument("path", metavar="EML|-")
@options.text_or_json
@options.lang
def command(path: str, format_name: str, lang: str | None) -> None:
    """Read one message and show its headers, parts, defects and segments."""
    view = View(speak_here(lang), colour_wanted(sys.stdout))
    seen = inspect(read_message(path), view.language)
    if format_name == "json":
        write_json(seen)
    else:
        click.echo(_as_text(seen, view))


def _as_text(seen: dict[str, Any], view: View) -> str:
    """Lay the JSON of the contract out for a person: headers, parts, then text with its kinds."""
    lines = [
        f"{view.paint(name + ':', 'bold')} {visible(_header(value))}"
        for name, value in seen["headers"].items()
        if value
    ]
    lines.append("")
    lines += [f"{part['number']:<4}  {_part(part)}" for part in seen["parts"]]
    lines += [
        view.paint(f"{said('cli.inspect.defect')}: {defect['message']}", "warning")
        for defect in seen["defects"]
    ]
    for segment in seen["segments"]:
        margin = view.paint(f"{segment['kind']:>10} │ ", _MARGIN[segment["kind"]])
        text = segment["text"].rstrip().splitlines()
        lines += ["", *(margin + visible(line) for line in text)]
    return "\n".join(lines)


def _part(part: dict[str, Any]) -> str:
    described = (part["media_type"], part["charset"], part["encoding"], part["name"])
    return visible(", ".join(word for word in described if word))


def _header(value: object) -> str:
    if isinstance(value, dict):
        return f"{value['name']} <{value['email']}>".strip()
    if isinstance(value, list):
        return ", ".join(map(_header, value))
    return str(value)
