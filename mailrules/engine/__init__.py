"""Which rules on which letter, what is suppressed, in what order. No printing."""

from mailrules.engine.baseline import Baseline, read_baseline
from mailrules.engine.cases import Case
from mailrules.engine.examples import RIGHT, WRONG, Failure, Trial, try_examples
from mailrules.engine.model import Letter, Request, Run
from mailrules.engine.running import Docket, Judged, Progress, gather, judged, new_baseline, run
from mailrules.engine.suppressions import ignore

__all__ = [
    "RIGHT",
    "WRONG",
    "Baseline",
    "Case",
    "Docket",
    "Failure",
    "Judged",
    "Letter",
    "Progress",
    "Request",
    "Run",
    "Trial",
    "gather",
    "ignore",
    "judged",
    "new_baseline",
    "read_baseline",
    "run",
    "try_examples",
]
