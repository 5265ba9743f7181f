"""Take the pictures of the HTML report and of an HTML letter for docs/.

    python -m tools.screenshot

The report is of examples/draft.eml, by day and by night, in Russian. The letter is the first
example of templates/offer.j2, side by side in a wide window by day and on a telephone by night.
`make check` does not run this: it needs Chromium, and fonts differ from machine to machine.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from html import escape
from pathlib import Path
from typing import NamedTuple

from mailrules.compose.preview import samples_of
from mailrules.compose.templates import open_library
from mailrules.engine import Request, run
from mailrules.message import read_sources
from mailrules.reports import View, reporter
from mailrules.rules import Bindings

ROOT = Path(__file__).parent.parent
DRAFT = "examples/draft.eml"
TEMPLATE = "offer"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
LIGHT, DARK = "1", "0"  # Blink's preferred colour schemes
LIMIT = 200_000  # bytes of a picture in the repository
SIDE_BY_SIDE = """<!DOCTYPE html>
<meta charset="utf-8">
<style>
body {{ align-items: flex-start; background: #e9e7e2; display: flex; gap: 24px; margin: 24px; }}
iframe {{ border: 0; border-radius: 8px; height: {height}px; }}
.day {{ background: #ffffff; color-scheme: light; width: 676px; }}
.night {{ background: #1b1d20; color-scheme: dark; width: 360px; }}
</style>
<iframe class="day" srcdoc="{letter}"></iframe>
<iframe class="night" srcdoc="{letter}"></iframe>
"""


class Picture(NamedTuple):
    """A page, and how it is to be looked at; sizes in pixels."""

    name: str
    page: str
    width: int
    height: int
    scheme: str


def main() -> int:
    """Write every picture; 1 where there is no browser, or a picture is too large."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        print(
            "no Chromium found; install it and run this again"
            " (Debian, Ubuntu: apt-get install chromium fonts-noto-core)",
            file=sys.stderr,
        )
        return 1
    os.chdir(ROOT)
    report, letter = _report(), _letter(932)
    pictures = (
        Picture("report-light.png", report, 1280, 1424, LIGHT),
        Picture("report-dark.png", report, 1280, 1424, DARK),
        Picture("compose-letter.png", letter, 1108, 980, LIGHT),
    )
    with tempfile.TemporaryDirectory() as folder:
        sizes = [_take(browser, picture, Path(folder)) for picture in pictures]
    shutil.copy("docs/compose-letter.png", "docs/ru")  # a page shows only what lies beside it
    return int(max(sizes) > LIMIT)


def _report() -> str:
    result = run(read_sources([DRAFT], sys.stdin.buffer), Bindings(), Request())
    return reporter("html")(result, View("ru"))


def _letter(height: int) -> str:
    """Return a page that shows the letter twice, in frames of a height."""
    binding = Bindings()(TEMPLATE)
    library = open_library(binding.settings)
    sample = samples_of(library.find(TEMPLATE), binding, library)[0]
    assert sample.page, sample.problem
    return SIDE_BY_SIDE.format(letter=escape(sample.page), height=height)


def _take(browser: str, picture: Picture, folder: Path) -> int:
    """Write one picture; return its size in bytes."""
    page, target = folder / "page.html", ROOT / "docs" / picture.name
    page.write_text(picture.page, "utf-8")
    command = [
        browser,
        "--headless",
        "--disable-gpu",
        "--hide-scrollbars",
        "--force-device-scale-factor=1",
        f"--window-size={picture.width},{picture.height}",
        f"--blink-settings=preferredColorScheme={picture.scheme}",
        f"--user-data-dir={folder / 'profile'}",
        f"--screenshot={target}",
        page.as_uri(),
    ]
    if os.geteuid() == 0:
        command.insert(1, "--no-sandbox")  # Chromium's sandbox refuses to be run by root
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    size = target.stat().st_size
    print(f"{target.relative_to(ROOT)}: {size} bytes")
    return size


if __name__ == "__main__":
    sys.exit(main())
