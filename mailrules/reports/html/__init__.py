"""A run as one web page: each letter as its reader sees it, findings marked in place.

``placing`` finds where in the shown letter each finding stands, ``marks`` and ``notes`` draw it,
``paper`` draws the letter; ``page`` puts everything on one page, with ``style.css``.
"""

from mailrules.reports.html.page import report

__all__ = ["report"]
