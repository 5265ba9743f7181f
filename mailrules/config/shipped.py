"""Where the files that come with mailrules lie."""

from pathlib import Path

PACKAGE = Path(__file__).parents[1]


def shipped(name: str) -> Path:
    """Return the path of ``rules.yaml``, ``staff.yaml`` or ``templates/…`` as shipped.

    In an installed wheel that is package data, in a checkout its top level.
    """
    packed = PACKAGE / "shipped" / name
    return packed if packed.exists() else PACKAGE.parent / name
