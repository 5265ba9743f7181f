"""One finding a line, each the object that the ``json`` format has; for streams."""

from collections.abc import Iterator

import msgspec

from mailrules.engine import Run
from mailrules.reports.json import as_object
from mailrules.reports.view import View


def report(run: Run, view: View) -> str:
    """Return a JSON object a line (JSON Lines), nothing where nothing was found."""
    return "".join(_lines(run, view))


def _lines(run: Run, view: View) -> Iterator[str]:
    encode = msgspec.json.Encoder().encode
    for letter in run.letters:
        for finding in letter.findings:
            yield encode(as_object(letter, finding, view)).decode() + "\n"
