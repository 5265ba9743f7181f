"""What PyYAML could not read, in a manager's words and at the place to look at."""

import re
from typing import Any

from mailrules.errors import ConfigError

# What libyaml, or PyYAML's own scanner, says contains these words: the key of what we say, and
# whether to point at the beginning of the construct rather than at where reading stopped.
KNOWN = (
    ("tab character", "tab", False),
    ("quoted scalar found unexpected end", "quote", True),
    ("quoted scalar found unexpected document", "quote", True),
    ("quoted scalar", "escape", False),
    ("mapping values are not allowed", "colon", False),
    ("could not find expected ':'", "no-colon", True),
    ("flow sequence", "bracket", True),
    ("flow mapping", "bracket", True),
    ("flow node", "bracket", True),
    ("directive", "directive", True),
    ("scanning an alias", "character", True),
    ("scanning an anchor", "character", True),
    ("block scalar", "block", False),
    ("block mapping", "indent", False),
    ("block collection", "indent", False),
    ("sequence entries are not allowed", "indent", False),
    ("document start", "indent", False),
)
LINE_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")


def syntax_error(error: Any, text: str, path: str) -> ConfigError:
    """Turn PyYAML's error about ``text``, a MarkedYAMLError, into one of ours.

    Its scanners and parsers always say where they stopped (``problem_mark``),
    and where the construct began if they say what it was (``context_mark``).
    """
    said = f"{error.context or ''} {error.problem or ''}"
    key, at_start = next(
        ((key, at_start) for words, key, at_start in KNOWN if words in said), ("syntax", False)
    )
    place = error.context_mark if at_start else error.problem_mark
    character = _character(text, place)
    if "cannot start any token" in said:
        key = "tab" if character == "\t" else "character"
    return ConfigError(
        f"config.yaml.{key}",
        path=path,
        line=place.line + 1,
        column=place.column + 1,
        character=character,
    )


def _character(text: str, mark: Any) -> str:
    lines = LINE_BREAK.split(text)
    return lines[mark.line][mark.column : mark.column + 1] if mark.line < len(lines) else ""
