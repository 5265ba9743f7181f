"""What a terminal shows, as an SVG picture for the README."""

import re
from collections.abc import Iterator
from html import escape

COLOURS = {"1": "#ffffff", "2": "#8b949e", "31": "#ff7b72", "32": "#7ee787", "33": "#e3b341"}
INK, PAPER = "#d0d7de", "#161b22"
CELL, LINE, MARGIN = 8.4, 19, 16
PAINTED = re.compile(r"\x1b\[(\d+)m(.*?)\x1b\[0m|([^\x1b]+)")


def picture(command: str, output: str) -> str:
    """Return an SVG of ``$ command`` and what it printed, ANSI colours included."""
    lines = [f"\x1b[1m$ {command}\x1b[0m", "", *output.rstrip("\n").split("\n")]
    columns = max(len(PAINTED.sub(lambda found: found[2] or found[3], line)) for line in lines)
    width, height = round(columns * CELL + 2 * MARGIN), len(lines) * LINE + 2 * MARGIN
    rows = [
        f'<text x="{MARGIN}" y="{MARGIN + (number + 1) * LINE - 5}">{"".join(_spans(line))}</text>'
        for number, line in enumerate(lines)
        if line
    ]
    style = "ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace"
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">',
            f'<rect width="{width}" height="{height}" rx="8" fill="{PAPER}"/>',
            f'<g font-family="{style}" font-size="14" fill="{INK}" style="white-space: pre">',
            *rows,
            "</g>",
            "</svg>",
            "",
        ]
    )


def _spans(line: str) -> Iterator[str]:
    at = 0
    for found in PAINTED.finditer(line):
        text = found[2] or found[3]
        seen = text.strip()
        start = MARGIN + (at + len(text) - len(text.lstrip())) * CELL
        colour = f' fill="{COLOURS[found[1]]}"' if found[1] else ""
        # Every stretch has its place and length, so that no font can push it aside; spaces at its
        # ends are left out, since not every browser keeps them.
        if seen:
            place = f'x="{start:g}" textLength="{len(seen) * CELL:g}"'
            yield f"<tspan {place}{colour}>{escape(seen)}</tspan>"
        at += len(text)
