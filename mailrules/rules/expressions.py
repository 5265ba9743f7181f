"""The house's regular expressions at work: each letter has so much time for them, and no more."""

from time import process_time

from mailrules.config import Mark
from mailrules.errors import ConfigError, ConfigErrors
from mailrules.message import BoundedPattern
from mailrules.rules.base import Context

SECONDS = 1.0  # of processor time for all expressions on one letter


class Allowance:
    """The time that the expressions of one letter may still take."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self.left = seconds

    def spans(
        self, pattern: BoundedPattern, text: str, code: str, mark: Mark
    ) -> list[tuple[int, int]]:
        """Return where the expression of a rule matches.

        Raises ConfigErrors (``custom.too-slow``) at ``mark``, where it stands, when the time is up.
        """
        begun = process_time()
        try:
            return pattern.spans(text, max(self.left, 0.001))
        except TimeoutError:
            raise too_slow(code, mark) from None
        finally:
            self.left -= process_time() - begun


def matches_whole(context: Context, option: str, source: str, text: str) -> bool:
    """Tell whether the expression that an option of the rule holds matches all of ``text``.

    Raises ConfigErrors at the option's place where that takes too long.
    """
    try:
        return BoundedPattern(source).matches_whole(text, SECONDS)
    except TimeoutError:
        table = context.settings.rules.get(context.rule.code)
        places = table.marks if table else {}
        mark = places.get(option, Mark(context.settings.path or ""))
        raise too_slow(context.rule.code, mark) from None


def too_slow(code: str, mark: Mark) -> ConfigErrors:
    """Make the error about an expression that a letter keeps too busy."""
    error = ConfigError(
        "custom.too-slow", path=mark.path, line=mark.line, column=mark.column, code=code
    )
    return ConfigErrors((error,))
