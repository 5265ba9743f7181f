"""The style sheet: every colour can be read on its ground (WCAG 2.2, 1.4.3), nothing is fetched."""

import re

import pytest

from mailrules.reports.html.page import STYLE

SHEET = STYLE.read_text("utf-8")
AA = 4.5  # the contrast that small text needs
PAIRS = [
    *((ink, ground) for ink in ("ink", "dim", "link") for ground in ("sheet", "desk")),
    *((ink, "desk") for ink in ("error", "warning", "note")),
    *((ink, "sheet") for ink in ("error", "warning", "note")),
    *((ink, f"{ink}-soft") for ink in ("error", "warning", "note", "good")),
    *(("ink", f"{ground}-soft") for ground in ("error", "warning", "note", "good")),
    *(("on-colour", ground) for ground in ("error", "warning", "note")),
]


def luminance(colour: str) -> float:
    """Return the relative luminance of ``#rrggbb`` (WCAG 2.2)."""
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def palettes() -> dict[str, dict[str, str]]:
    """Return the colours of each :root block that has them: day, night, print."""
    blocks = re.findall(r":root \{(.*?)\}", SHEET, re.DOTALL)
    colours = [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block)) for block in blocks]
    return dict(zip(("day", "night", "print"), filter(None, colours), strict=True))


@pytest.mark.parametrize("name", ["day", "night", "print"])
def test_every_colour_can_be_read(name: str) -> None:
    palette = palettes()[name]
    for ink, ground in PAIRS:
        light, dark = sorted((luminance(palette[ink]), luminance(palette[ground])), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= AA, (ink, ground)


def test_every_colour_is_one_of_the_palette() -> None:
    used = set(re.findall(r"var\(--([\w-]+)\)", SHEET))
    assert used == set(re.findall(r"^\s*--([\w-]+):", SHEET, re.MULTILINE))
    assert "http" not in SHEET
    assert "</" not in SHEET
