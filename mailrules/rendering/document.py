"""A page that stands alone in a browser: no script runs in it, and nothing is fetched."""

from pathlib import Path
from string import Template

PAGE = Path(__file__).with_name("page.html")


def page(*, language: str, title: str, style: str, body: str, head: str = "") -> str:
    """Return the page as HTML. All but ``language`` is put in as it is: markup, escaped before.

    ``head`` are further elements of the head, each with its line break.
    """
    return Template(PAGE.read_text("utf-8")).substitute(
        language=language, title=title, style=style, body=body, head=head
    )
