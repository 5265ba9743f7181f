"""rules.yaml with all that it extends becomes one Settings value."""

import os
from functools import partial, reduce
from typing import TypeVar

from msgspec import Struct, structs

from mailrules.config.document import read_document
from mailrules.config.layers import merge_tables
from mailrules.config.sections import Extended, RulesFile, read_rules_file
from mailrules.config.settings import Layer, Mark, Moratoria, Organisation, Settings, StaffRecord
from mailrules.config.signature import signature_of
from mailrules.config.staff import Person, check_unique
from mailrules.config.typed import error_at
from mailrules.errors import ConfigError, ConfigErrors

Section = TypeVar("Section", bound=Struct)

FILE_NAME = "rules.yaml"
NO_REPLY = ("noreply@*", "no-reply@*", "donotreply@*", "do-not-reply@*", "mailer-daemon@*")


def default_settings() -> Settings:
    """Return what holds without any rules.yaml: nothing but addresses that nobody reads."""
    return Settings(organisation=Organisation(no_reply=NO_REPLY))


def find_config(start: str | None = None) -> str | None:
    """Return the rules.yaml in the folder of ``start`` or the nearest above it.

    ``start`` is a message or a folder; None is the working folder.
    """
    folder = os.path.abspath(start or os.curdir)
    if not os.path.isdir(folder):
        folder = os.path.dirname(folder)
    while True:
        path = os.path.join(folder, FILE_NAME)
        if os.path.isfile(path):
            return path
        above = os.path.dirname(folder)
        if above == folder:
            return None
        folder = above


def load_settings(path: str) -> Settings:
    """Read a rules.yaml, the files it extends, its staff and vocabulary.

    Rules keep the names they have in the files; ``settle_rules`` looks them up.
    Raises ConfigErrors with the first mistake of every section.
    """
    settings, errors = read_settings(path)
    if errors:
        raise ConfigErrors(errors)
    return settings


def read_settings(path: str) -> tuple[Settings, tuple[ConfigError, ...]]:
    """Read as ``load_settings`` does, but give what is sound along with the mistakes.

    So a caller can look for what only it can see, an unknown rule or a wrong
    option, and tell all of it at once.
    """
    errors: list[ConfigError] = []
    files = _Chain(errors).read(Extended(path, Mark(path)), ())
    staff = tuple(person for file in files for person in file.staff)
    settings = structs.replace(reduce(_lay, files, default_settings()), path=path)
    for check in (partial(check_unique, staff), partial(_check_signatures, settings)):
        try:
            check()
        except ConfigError as error:
            errors.append(error)
    return settings, tuple(errors)


class _Chain:
    """Reads a file after those it extends; a file that is named twice counts once."""

    def __init__(self, errors: list[ConfigError]) -> None:
        self.errors = errors
        self.done: set[str] = set()

    def read(self, file: Extended, above: tuple[str, ...]) -> tuple[RulesFile, ...]:
        identity = os.path.realpath(file.path)
        if identity in above:
            self.errors.append(error_at(file.mark, "config.extends.cycle", name=file.path))
            return ()
        if identity in self.done:
            return ()
        self.done.add(identity)
        try:
            node = read_document(file.path, file.mark)
        except ConfigError as error:
            self.errors.append(error)
            return ()
        own = read_rules_file(node, file.path, self.errors)
        below = (self.read(one, (*above, identity)) for one in own.extends)
        return (*(one for files in below for one in files), own)


def _check_signatures(settings: Settings) -> None:
    for record in settings.staff:
        signature_of(settings, record)


def _lay(settings: Settings, file: RulesFile) -> Settings:
    """Lay one file over what the files before it have settled (docs/configuration.md)."""
    layer = Layer(
        file.path,
        file.rules,
        file.overrides,
        file.ignore,
        file.locked,
        file.custom_names,
        file.said,
    )
    signed = file.signature is not None
    return structs.replace(
        settings,
        messages=file.messages or settings.messages,
        organisation=_over(settings.organisation, file.organisation, file.organisation_keys),
        staff=(*settings.staff, *_records(file.staff)),
        signature=file.signature if signed else settings.signature,
        signature_mark=file.signature_mark if signed else settings.signature_mark,
        vocabulary=settings.vocabulary | file.vocabulary,
        rules=merge_tables(settings.rules, file.rules),
        moratoria=_moratoria(settings.moratoria, file.moratoria),
        letters={**settings.letters, **file.letters},
        compose=_over(settings.compose, file.compose, file.compose_keys),
        overrides=(*settings.overrides, *file.overrides),
        custom=(*settings.custom, *file.custom),
        ignore=(*settings.ignore, *file.ignore),
        locked={**file.locked, **settings.locked},
        layers=(*settings.layers, layer),
    )


def _over(before: Section, said: Section | None, keys: frozenset[str]) -> Section:
    """Lay the keys that a file has of a section over those before."""
    return structs.replace(before, **{key: getattr(said, key) for key in keys})


def _records(people: tuple[Person, ...]) -> tuple[StaffRecord, ...]:
    return tuple(person.record for person in people)


def _moratoria(before: Moratoria, added: Moratoria) -> Moratoria:
    return Moratoria(
        client_types=(*before.client_types, *added.client_types),
        payment_schemes=(*before.payment_schemes, *added.payment_schemes),
    )
