"""The errors that end a command, each with its exit code (contract, section 1).

An error carries a key of the catalogue and its arguments, never a finished
sentence: ``cli`` renders it in the user's language, in one place.
"""

from enum import IntEnum

Argument = object  # whatever wording.render understands: str, int, a Wording, a sequence of them


class Exit(IntEnum):
    """Exit codes of every command."""

    CLEAN = 0
    FINDINGS = 1
    USAGE = 2
    INTERNAL = 3


class MailrulesError(Exception):
    """Something the user can mend; the message is ``key`` with ``arguments``."""

    exit_code = Exit.USAGE

    def __init__(self, key: str, **arguments: Argument) -> None:
        super().__init__(key, arguments)
        self.key = key
        self.arguments = arguments


class UsageError(MailrulesError):
    """The command line asks for something that does not exist, or contradicts itself."""


class InputError(MailrulesError):
    """A message, mailbox or folder that cannot be read; the others still are."""


class ConfigError(MailrulesError):
    """One place of a configuration file that is wrong. Line and column are 1-based."""

    def __init__(
        self, key: str, *, path: str, line: int = 1, column: int = 1, **arguments: Argument
    ) -> None:
        super().__init__(key, **arguments)
        self.path = path
        self.line = line
        self.column = column


class OptionError(MailrulesError):
    """A value that ``option`` of a rule cannot have; the configuration gives it its place."""

    def __init__(self, option: str, key: str, **arguments: Argument) -> None:
        super().__init__(key, **arguments)
        self.option = option


class ConfigErrors(MailrulesError):  # noqa: N818 (several of them)
    """All that is wrong with a configuration: one error a section at the most."""

    def __init__(self, errors: tuple[ConfigError, ...]) -> None:
        super().__init__("config.errors", count=len(errors))
        self.errors = errors
