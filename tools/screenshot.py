"""Take the pictures of the HTML report for docs/, by day and by night.

    python -m tools.screenshot

The letter is examples/draft.eml, the language Russian. `make check` does not run this: it needs
Chromium, and fonts differ from machine to machine.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from mailrules.engine import Request, run
from mailrules.message import read_sources
from mailrules.reports import View, reporter
from mailrules.rules import Bindings

ROOT = Path(__file__).parent.parent
DRAFT = "examples/draft.eml"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
WIDTH, HEIGHT = 1280, 1424
PICTURES = {"report-light.png": "1", "report-dark.png": "0"}  # Blink's preferred colour scheme
LIMIT = 200_000  # bytes of a picture in the repository


def main() -> int:
    """Write both pictures; 1 where there is no browser, or a picture is too large."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        print(
            "no Chromium found; install it and run this again"
            " (Debian, Ubuntu: apt-get install chromium fonts-noto-core)",
            file=sys.stderr,
        )
        return 1
    os.chdir(ROOT)
    result = run(read_sources([DRAFT], sys.stdin.buffer), Bindings(), Request())
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "report.html")
        page.write_text(reporter("html")(result, View("ru")), "utf-8")
        sizes = [
            _take(browser, page, ROOT / "docs" / name, scheme) for name, scheme in PICTURES.items()
        ]
    return int(max(sizes) > LIMIT)


def _take(browser: str, page: Path, picture: Path, scheme: str) -> int:
    """Write one picture; return its size in bytes."""
    command = [
        browser,
        "--headless",
        "--disable-gpu",
        "--hide-scrollbars",
        "--force-device-scale-factor=1",
        f"--window-size={WIDTH},{HEIGHT}",
        f"--blink-settings=preferredColorScheme={scheme}",
        f"--user-data-dir={page.parent / 'profile'}",
        f"--screenshot={picture}",
        page.as_uri(),
    ]
    if os.geteuid() == 0:
        command.insert(1, "--no-sandbox")  # Chromium's sandbox refuses to be run by root
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    size = picture.stat().st_size
    print(f"{picture.relative_to(ROOT)}: {size} bytes")
    return size


if __name__ == "__main__":
    sys.exit(main())
