"""``python -m mailrules`` is the same program as ``mailrules``."""

from mailrules.cli import main

main()
