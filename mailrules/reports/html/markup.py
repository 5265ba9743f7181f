"""HTML that cannot be forgotten to be escaped: only ``text`` and ``element`` make it."""

from html import escape
from typing import NewType

from mailrules.reports.view import View, visible
from mailrules.wording import wording

Html = NewType("Html", str)
EMPTY = Html("")


def text(said: str) -> Html:
    """Return anybody's words as HTML, control and bidirectional characters shown as escapes."""
    return Html(escape(visible(said)))


def say(view: View, key: str, **arguments: object) -> Html:
    """Return the catalogue's message ``key`` in the reader's language."""
    return text(view.say(wording(key, **arguments)))


def element(name: str, *inside: Html, **attributes: str | bool) -> Html:
    """Return ``<name>`` around ``inside``.

    ``class_`` is ``class``, ``aria_label`` is ``aria-label``; True is an
    attribute without a value, False and '' are none.
    """
    written = [name]
    for key, value in attributes.items():
        label = key.rstrip("_").replace("_", "-")
        if value is True:
            written.append(label)
        elif value:
            written.append(f'{label}="{escape(visible(value))}"')
    return Html(f"<{' '.join(written)}>{''.join(inside)}</{name}>")


def lines(*pieces: Html) -> Html:
    """Put each piece that is not empty on a line of its own."""
    return Html("\n".join(filter(None, pieces)))
