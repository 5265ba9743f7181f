"""Run every benchmark: ``python -m benchmarks [NAME…]``.

Accuracy is measured on the data that MAILRULES_CORPORA names; without it only
speed is.
"""

import sys
from importlib import import_module

ALL = ("speed", "segments", "spelling", "findings", "threads", "history")

for name in sys.argv[1:] or ALL:
    print(f"## {name}\n")
    import_module(f"benchmarks.{name}").main()
    print()
