"""Blank out what is code in a text: back quotes, patches, lines of programs."""

from collections.abc import Iterator

from mailrules.message import lazy_pattern

QUOTED = lazy_pattern(r"(?s)```.*?```|`[^`\n]+`")
# A line of C, Java, JavaScript and the like: a call or an assignment, and what ends a statement.
CALL = lazy_pattern(r"\w\(|->|=|\w\[")
STATEMENT_ENDS = (";", "{", "}")
DIRECTIVES = ("#include", "#define", "#if", "#endif", "{", "}")
# The unified format of patches (GNU diffutils, "Detailed Unified").
HUNK = "@@ -"
HEADS = ("diff -", "index ", "--- ", "+++ ", HUNK)
IN_HUNK = (" ", "+", "-", "\\", "\n", "\r")


def without_code(text: str) -> str:
    """Return ``text`` with spaces for what is code; offsets stay."""
    if "`" in text:
        text = QUOTED.compiled.sub(lambda code: " " * len(code.group()), text)
    if HUNK in text or ";" in text or "{" in text:
        text = "".join(_prose(text))
    return text


def _prose(text: str) -> Iterator[str]:
    """Yield the lines, those of patches and programs as spaces."""
    patched = HUNK in text
    in_hunk = False
    for line in text.splitlines(keepends=True):
        head = patched and line.startswith(HEADS)
        in_hunk = line.startswith(HUNK) or (in_hunk and (head or line.startswith(IN_HUNK)))
        if head or in_hunk or (line.isascii() and _is_program(line.strip())):
            yield " " * (len(line) - 1) + line[-1:]
        else:
            yield line


def _is_program(line: str) -> bool:
    if line.startswith(DIRECTIVES):
        return True
    return line.endswith(STATEMENT_ENDS) and CALL.search(line) is not None
