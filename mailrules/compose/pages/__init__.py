"""The HTML alternative of a composed letter, out of its plain text."""

from mailrules.compose.pages.letter import letter_page

__all__ = ["letter_page"]
