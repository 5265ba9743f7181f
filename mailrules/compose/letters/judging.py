"""A composed letter is judged like any other, before anybody sees it."""

from mailrules.compose.letters.order import Composed
from mailrules.engine import Request, Run, run
from mailrules.fixes import Mending, mend
from mailrules.message import STDIN, Source
from mailrules.rules import Binding


def judge(composed: Composed, binding: Binding, request: Request, path: str = STDIN) -> Run:
    """Return what the rules say of a letter; ``path`` is where it will lie."""
    return run([Source(path, 0, composed.raw)], lambda _: binding, request)


def mended(composed: Composed, binding: Binding, request: Request, path: str = STDIN) -> Mending:
    """Return the letter with its safe fixes made: a value's "..." is nobody's intention."""
    return mend([Source(path, 0, composed.raw)], lambda _: binding, request)
