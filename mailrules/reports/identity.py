"""Which finding is which: the same from run to run, also where lines have moved."""

from collections import Counter
from collections.abc import Iterator
from hashlib import sha256

from mailrules.engine import Letter, Run
from mailrules.findings import Finding


def numbered(run: Run) -> Iterator[tuple[Letter, Finding, int]]:
    """Yield every finding, and how many of the same fingerprint its file has had, itself included.

    Suppressed findings are counted as well: who suppresses one renames no other.
    """
    seen: Counter[tuple[str, str]] = Counter()
    for letter in run.letters:
        for finding in letter.findings:
            key = (letter.path, finding.fingerprint)
            seen[key] += 1
            yield letter, finding, seen[key]


def unique(path: str, finding: Finding, number: int) -> str:
    """Return what no other finding of a run has: 64 hexadecimal digits.

    ``path`` is what other programs call the file, ``number`` what ``numbered`` says.
    """
    whole = "\0".join((path, finding.fingerprint, str(number)))
    return sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()
