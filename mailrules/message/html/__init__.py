"""HTML to the text that a reader sees, and the way back to its source."""

from mailrules.message.html.page import Page, read_html

__all__ = ["Page", "read_html"]
