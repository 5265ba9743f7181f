"""Which configuration is in force where: each file is read and bound once."""

from pathlib import Path

from mailrules.config import default_settings, find_config, read_settings
from mailrules.errors import ConfigErrors, UsageError
from mailrules.message import STDIN
from mailrules.rules.binding import Binding, Selection, bind


class Bindings:
    """Finds the binding for a letter's path.

    ``config`` names one file for all; without it the nearest rules.yaml counts.
    A broken file raises each time it is asked for, and is noted once in ``errors``.
    """

    def __init__(self, config: str | None = None, selection: Selection | None = None) -> None:
        self.errors: list[ConfigErrors] = []
        self._config = config
        self._selection = selection or Selection()
        self._languages: list[str] = []
        self._by_folder: dict[str, str | None] = {}
        self._by_file: dict[str | None, Binding | ConfigErrors] = {}

    def __call__(self, path: str) -> Binding:
        """Return the binding for the letter at ``path``; raise what is wrong with its file."""
        folder = "." if path == STDIN else str(Path(path).parent)
        if folder not in self._by_folder:
            self._by_folder[folder] = self._config or find_config(folder)
        file = self._by_folder[folder]
        if file not in self._by_file:
            self._by_file[file] = self._read(file)
        found = self._by_file[file]
        if isinstance(found, Binding):
            return found
        raise found

    def here(self) -> Binding | None:
        """Return the binding for the working folder, None where its file is broken."""
        try:
            return self(STDIN)
        except ConfigErrors:
            return None

    @property
    def messages(self) -> str | None:
        """Return the language that a configuration asks for, a broken one too; the first counts."""
        return next(iter(self._languages), None)

    @property
    def files(self) -> tuple[str | None, ...]:
        """Return the files in force so far; None stands for the built-in defaults."""
        return tuple(self._by_file)

    def _read(self, file: str | None) -> Binding | ConfigErrors:
        """Read and bind a file; what both find wrong is told together, in the file's order."""
        if file is None:
            return bind(default_settings(), self._selection)
        settings, errors = read_settings(file)
        if settings.messages:
            self._languages.append(settings.messages)
        try:
            binding = bind(settings, self._selection)
        except ConfigErrors as error:
            errors = (*errors, *error.errors)
        except UsageError:  # a rule that the broken section may have held
            if not errors:
                raise
        if not errors:
            return binding
        broken = ConfigErrors(tuple(sorted(errors, key=lambda one: (one.path, one.line))))
        self.errors.append(broken)
        return broken
