"""The marks of quoted lines: «>» in plain text, and for what a page shows by a bar."""

from mailrules.message import Part, SegmentKind, lazy_pattern

ANNOUNCED = lazy_pattern(r"[^\n]{1,300}:[ \t]*(?:\n|$)")


def marked(part: Part, text: str) -> str:
    """Return a quote with its marks: HTML shows it by a bar, plain text by «>» (RFC 3676, 4.5).

    The line that says whose letter it is has none. White space at the ends of
    lines, and blank lines around, are gone.
    """
    text = neat(text)
    if not part.is_html:
        return text
    above = ANNOUNCED.match(text)
    at = above.end() if above else 0
    below = neat(text[at:])
    lines = below.split("\n") if below else []
    return (text[:at] + "\n".join(quoted(line) for line in lines)).rstrip("\n")


def with_marks(part: Part) -> str:
    """Return a part's readable text; the quotes of a page bear marks, as those of plain text do."""
    if not part.is_html:
        return part.text.strip("\n")
    pieces = []
    for segment in part.segments:
        text = part.text[segment.start : segment.end]
        cited = segment.kind is SegmentKind.QUOTE and text.strip()
        pieces.append(_spaced(text, marked(part, text)) if cited else text)
    return "".join(pieces).strip("\n")


def quoted(line: str) -> str:
    """Return a line with one mark more (RFC 3676, 4.5)."""
    if line.startswith(">"):
        return f">{line}"
    return f"> {line}".rstrip()


def neat(text: str) -> str:
    """Return lines without what is blank at their ends, and no blank lines around them."""
    lines = [line if line == "-- " else line.rstrip() for line in text.split("\n")]
    return "\n".join(lines).strip("\n")


def _spaced(text: str, quote: str) -> str:
    """Return ``quote`` with the blank lines that stand around ``text``."""
    before = len(text) - len(text.lstrip("\n"))
    after = len(text) - len(text.rstrip("\n"))
    return "\n" * before + quote + "\n" * after
