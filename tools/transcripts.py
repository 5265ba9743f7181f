"""What the commands of the tutorials print: run anew, so that the pages stay true.

A page says in comments what is run. All of one page happens in one new folder::

    <!-- folder: rules.yaml examples/draft.eml -->  these files are copied into it
    <!-- file: rules.yaml -->                       the block below is written to the file
    <!-- $ mailrules check draft.eml -->            the block below is what this prints
    <!-- $ mailrules rules list # 5 -->             its first five lines only
    <!-- quietly: mailrules init --yes -->          run, and not shown
"""

import io
import os
import re
import shlex
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

from mailrules.cli import main
from mailrules.errors import Exit
from tools.markdown import DOCS, ROOTS

ROOT = DOCS.parent
NOON = "1795521600"  # seconds since 1970: a letter's greeting follows the clock
STEP = re.compile(
    r"<!-- (?P<what>folder:|file:|quietly:|\$) (?P<how>.+?) -->\n"
    r"(?:```\w+\n(?P<block>(?:(?!```).*\n)*)```\n)?"
)


def transcripts() -> Iterator[tuple[Path, str]]:
    """Yield every page that shows what commands print, with what they print today."""
    for path in sorted(DOCS.rglob("*.md")):
        text = path.read_text("utf8")
        if "\n<!-- $ " in text:
            language = "ru" if ROOTS["ru"] in path.parents else "en"
            yield path, rerun(path, text, language)


def rerun(path: Path, text: str, language: str) -> str:
    """Run what the page says, in a folder of its own, and return the page."""
    home = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            return STEP.sub(lambda step: _after(step, path, language), text)
        finally:
            os.chdir(home)


def _after(step: re.Match[str], path: Path, language: str) -> str:
    """Take one step; return it as the page has it afterwards."""
    what, how = step["what"], step["how"]
    whole: str = step[0]
    if what == "folder:":
        for name in how.split():
            shutil.copy(ROOT / name, Path(name).name)
    elif what == "file:":
        Path(how).parent.mkdir(parents=True, exist_ok=True)
        Path(how).write_text(step["block"], "utf8")
    elif what == "quietly:":
        _printed(how, path, language)
    else:
        command, _, lines = how.partition(" # ")
        printed = _printed(command, path, language).rstrip("\n").split("\n")
        shown = [*printed[: int(lines)], "…"] if lines else printed
        return "\n".join([f"<!-- $ {how} -->", "```console", f"$ {command}", *shown, "```", ""])
    return whole


def _printed(command: str, path: Path, language: str) -> str:
    """Return what a ``mailrules`` command writes, errors included, and no path of this machine."""
    program, *arguments = shlex.split(command)
    if program != "mailrules":
        sys.exit(f"{path}: only mailrules can be run here, not {program}")
    written = io.BytesIO()
    output = io.TextIOWrapper(written, "utf8", write_through=True)
    nothing = io.TextIOWrapper(io.BytesIO(), "utf8")
    status: object = None
    with (
        mock.patch.dict(os.environ, LANGUAGE=language, NO_COLOR="1", SOURCE_DATE_EPOCH=NOON),
        mock.patch.multiple(sys, stdin=nothing, stdout=output, stderr=output),
    ):
        try:
            main(arguments)
        except SystemExit as ended:
            status = ended.code
    text = written.getvalue().decode().replace("\r\n", "\n")
    if status == Exit.INTERNAL:
        sys.exit(f"{path}: {command}: {text}")
    return text.replace(f"{Path.cwd()}{os.sep}", "").replace(str(Path.cwd()), ".")
