"""A Run becomes text: one module a format, each a function ``report(run, view)``."""

from collections.abc import Callable
from importlib import import_module

from mailrules.engine import Run
from mailrules.reports.view import View, visible

FORMATS = (
    "full",
    "concise",
    "json",
    "jsonl",
    "sarif",
    "github",
    "gitlab",
    "junit",
    "rdjson",
    "html",
    "markdown",
)
FOR_PROGRAMS = frozenset(FORMATS) - {"full", "concise"}  # written in UTF-8, without colours

__all__ = ["FORMATS", "FOR_PROGRAMS", "View", "reporter", "visible"]


def reporter(format_name: str) -> Callable[[Run, View], str]:
    """Return the function that writes a run in a format; only its module is imported."""
    report: Callable[[Run, View], str] = import_module(f"mailrules.reports.{format_name}").report
    return report
