"""A line's words as HTML: escaped, with its addresses of web and mail as links."""

import re
from collections.abc import Iterable
from html import escape
from urllib.parse import quote

from markupsafe import Markup

from mailrules.message import lazy_pattern

# A link does not end with the sentence's punctuation. Each run of characters is tried once.
ADDRESS = lazy_pattern(
    r"""(?x)
      (?P<web>\b(?:https?://|www\.)[^\s<>«»"]*[^\s<>«»".,:;!?)\]'’])
    | (?P<mail>(?<![\w.+%-])[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,9})
    """
)
# International («+7 495 …»), or Russian with its long-distance 8; so that no INN becomes a phone.
PHONE = lazy_pattern(
    r"(?<![\w+])(?:\+\d|8(?=[ (\u00a0-]))[\d ()\u00a0\u2010-\u2013-]{8,18}\d(?!\w|[ \u00a0-]\d)"
)
FEWEST, MOST = 10, 15  # digits of a phone number (ITU-T E.164 allows 15)
ANCHOR = Markup('<a href="{}" style="color:#1a5fb4">{}</a>')
CONTACT = Markup('<a href="{}" style="color:#1a5fb4;text-decoration:none">{}</a>')
BREAK = Markup("<br>\n")


def words(text: str) -> Markup:
    """Return ``text`` as HTML, every character as it is."""
    return Markup(escape(text, quote=False))


def linked(text: str, anchor: Markup = ANCHOR) -> Markup:
    """Return one line as HTML, its web and mail addresses as links."""
    done: list[Markup] = []
    end = 0
    for found in ADDRESS.finditer(text):
        done += words(text[end : found.start()]), anchor.format(_target(found), words(found[0]))
        end = found.end()
    return Markup().join([*done, words(text[end:])])


def reachable(text: str) -> Markup:
    """Return one line of a signature: its phone numbers are links too."""
    done: list[Markup] = []
    end = 0
    for found in PHONE.finditer(text):
        digits = "".join(char for char in found[0] if char in "0123456789")
        if FEWEST <= len(digits) <= MOST:
            plus = "+" if found[0].startswith("+") else ""
            number = CONTACT.format(f"tel:{plus}{digits}", words(found[0]))
            done += linked(text[end : found.start()], CONTACT), number
            end = found.end()
    return Markup().join([*done, linked(text[end:], CONTACT)])


def broken(lines: Iterable[str | Markup]) -> Markup:
    """Return lines one under the other."""
    return BREAK.join(lines)


def _target(found: re.Match[str]) -> str:
    """Return where an address leads (RFC 6068 for mail)."""
    if found["mail"]:
        return "mailto:" + quote(found[0], safe="@+")
    return found[0] if found[0].startswith("http") else f"https://{found[0]}"
