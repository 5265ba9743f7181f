"""Regular expressions that are compiled when first used, not when a module is imported."""

import re
from collections.abc import Iterator
from functools import cached_property


class lazy_pattern:  # noqa: N801 (reads as the function that it stands for)
    """A regular expression; compiling waits for the first match."""

    def __init__(self, source: str, flags: int = 0) -> None:
        self.source = source
        self.flags = flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """Return the compiled expression."""
        return re.compile(self.source, self.flags)

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Find the first match from ``start`` on."""
        return self.compiled.search(text, start)

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Match at ``start``."""
        return self.compiled.match(text, start)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Match the whole of ``text``."""
        return self.compiled.fullmatch(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Find all matches."""
        return self.compiled.finditer(text)

    def sub(self, replacement: str, text: str) -> str:
        """Replace all matches."""
        return self.compiled.sub(replacement, text)
