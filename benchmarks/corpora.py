"""Where the data to measure on lies."""

import os
from pathlib import Path


def corpus(name: str) -> Path | None:
    """Return a folder or file of MAILRULES_CORPORA; say so where it is not there."""
    root = os.environ.get("MAILRULES_CORPORA")
    if not root:
        print("not measured: set MAILRULES_CORPORA to the folder with the data")
        return None
    path = Path(root) / name
    if not path.exists():
        print(f"not measured: MAILRULES_CORPORA has no {name}")
        return None
    return path
