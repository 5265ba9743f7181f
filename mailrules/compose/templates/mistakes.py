"""Everything that is wrong with a template's front matter, told at once."""

from collections.abc import Iterator
from contextlib import contextmanager

from mailrules.errors import ConfigError


@contextmanager
def kept_in(mistakes: list[ConfigError]) -> Iterator[None]:
    """Keep the first mistake of a part, and go on after the part."""
    try:
        yield
    except ConfigError as error:
        mistakes.append(error)
