"""Character references of HTML (WHATWG HTML, 13.5): ``&nbsp;``, ``&#171;``, ``&#xAB;``."""

from mailrules.message.pattern import lazy_pattern

REFERENCE = r"&(?:\#[0-9]{1,8}|\#[xX][0-9a-fA-F]{1,7}|[a-zA-Z][a-zA-Z0-9]{1,31});?"
WHOLE = lazy_pattern(REFERENCE)


def reference_end(source: str, at: int) -> int:
    """Return where the reference at ``source[at]`` ends; behind one character if it is none."""
    found = WHOLE.match(source, at)
    return found.end() if found else at + 1
