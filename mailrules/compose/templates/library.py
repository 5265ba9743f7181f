"""Where templates are looked for, and the pieces that they share."""

import os
from collections.abc import Iterable, Mapping
from functools import cached_property

from msgspec import Struct

from mailrules.compose.templates.front_matter import read_template
from mailrules.compose.templates.model import Template
from mailrules.config import Settings, decode_text, nearest, read_bytes, shipped
from mailrules.errors import ConfigError, ConfigErrors, UsageError
from mailrules.message import lazy_pattern

FOLDER = "templates"
PIECES = "pieces"
SUFFIX = ".j2"
INCLUDE = lazy_pattern(r"""\{%[-+]?[ \t\n]*include[ \t\n]+["']([^"'\n]+)["']""")


class Library(Struct, frozen=True, dict=True):
    """One folder of templates, and the shipped one behind it.

    A template that the folder lacks is taken from the shipped ones, a piece
    too; but only the folder's own are listed. Files are read when asked for.
    """

    folder: str
    behind: str

    @property
    def shipped(self) -> bool:
        """Tell whether the folder is the one that comes with mailrules."""
        return os.path.realpath(self.folder) == os.path.realpath(self.behind)

    def paths(self) -> tuple[str, ...]:
        """Return the folder's template files, sorted by their names."""
        return _files(self.folder)

    @cached_property
    def _read(self) -> tuple[tuple[Template, ...], tuple[ConfigError, ...]]:
        templates: list[Template] = []
        mistakes: list[ConfigError] = []
        for path in self.paths():
            try:
                templates.append(read_template(path))
            except ConfigErrors as error:
                mistakes += error.errors
        return tuple(templates), tuple(mistakes)

    def templates(self) -> tuple[Template, ...]:
        """Return the folder's templates that can be read, in the order of their files' names."""
        return self._read[0]

    @property
    def errors(self) -> tuple[ConfigError, ...]:
        """Return what keeps the folder's other templates from being read."""
        return self._read[1]

    def names(self) -> tuple[str, ...]:
        """Return the names of the folder's templates that can be read."""
        return tuple(template.name for template in self.templates())

    def find(self, word: str) -> Template:
        """Return a template by its name, or the one in the file ``word``.

        ``presale`` is ``presale.en`` where the folder has only that. Raises
        UsageError where there is none, with a name that is near; ConfigErrors
        where its front matter has mistakes.
        """
        if word.endswith(SUFFIX) or os.sep in word:
            return read_template(word)
        for folder in (self.folder, self.behind):
            if found := _named(word, folder):
                return found
        raise _unknown(word, dict.fromkeys((*self.names(), *Library(self.behind, "").names())))

    @cached_property
    def pieces(self) -> Mapping[str, str]:
        """Return the shared pieces by the names that templates include them by."""
        return self._read_pieces[0]

    @property
    def piece_errors(self) -> Mapping[str, ConfigError]:
        """Return why other pieces cannot be read, by their names."""
        return self._read_pieces[1]

    @cached_property
    def _read_pieces(self) -> tuple[dict[str, str], dict[str, ConfigError]]:
        texts: dict[str, str] = {}
        mistakes: dict[str, ConfigError] = {}
        for name, path in self._piece_paths.items():
            try:
                texts[name] = _text(path)
            except ConfigError as error:
                mistakes[name] = error
        return texts, mistakes

    @cached_property
    def _piece_paths(self) -> dict[str, str]:
        folders = (self.behind, self.folder)
        paths = (path for one in folders for path in _files(os.path.join(one, PIECES)))
        return {f"{PIECES}/{os.path.basename(path)}": path for path in paths}

    def piece_path(self, name: str) -> str | None:
        """Return the file of a piece, None where there is no such piece."""
        return self._piece_paths.get(name)

    def includers(self, piece: str) -> tuple[str, ...]:
        """Return the folder's template files that include ``piece``, through others too."""
        wanted = {piece}
        while (
            added := {name for name, text in self.pieces.items() if _includes(text) & wanted}
            - wanted
        ):
            wanted |= added
        return tuple(path for path in self.paths() if _includes(_text(path)) & wanted)


def open_library(settings: Settings, folder: str | None = None) -> Library:
    """Open the templates in force (contract, section 6).

    They are in ``folder``, else in ``templates`` beside the rules.yaml in
    force (in the working folder where there is none), else the shipped ones.
    Raises UsageError where ``folder`` is none.
    """
    ours = str(shipped(FOLDER))
    if folder is not None:
        if not os.path.isdir(folder):
            raise UsageError("templates.no-folder", path=folder)
        return Library(folder, ours)
    beside = folder_beside(settings)
    return Library(beside if _files(beside) else ours, ours)


def folder_beside(settings: Settings) -> str:
    """Return where a house keeps its templates, relative to the working folder if it is below."""
    home = os.path.dirname(os.path.abspath(settings.path)) if settings.path else os.getcwd()
    return from_here(os.path.join(home, FOLDER))


def from_here(folder: str) -> str:
    """Return a folder as a user names it: from the working folder, where it lies below it."""
    below = os.path.relpath(folder)
    return folder if below.startswith(os.pardir) else below


def _files(folder: str) -> tuple[str, ...]:
    try:
        names = sorted(os.listdir(folder), key=lambda name: name.removesuffix(SUFFIX))
    except OSError:
        return ()
    paths = (os.path.join(folder, name) for name in names if name.endswith(SUFFIX))
    return tuple(path for path in paths if os.path.isfile(path))


def _named(name: str, folder: str) -> Template | None:
    """Return the template of a folder that has a name; its file need not be called so."""
    paths = _files(folder)
    own = os.path.join(folder, name + SUFFIX)
    if own in paths:
        template = read_template(own)
        if template.name == name:
            return template
    others = Library(folder, "").templates()
    so_called = [one for one in others if one.name == name]
    translated = [one for one in others if one.name == f"{name}.{one.language}"]
    return next(iter((*so_called, *translated)), None)


def _unknown(word: str, known: Iterable[str]) -> UsageError:
    names = tuple(known)
    if guess := nearest(word, names):
        return UsageError("templates.unknown.guess", name=word, guess=guess)
    return UsageError("templates.unknown", name=word, known=names)


def _text(path: str) -> str:
    text = decode_text(read_bytes(path), path)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _includes(text: str) -> set[str]:
    return {found[1] for found in INCLUDE.finditer(text)}
