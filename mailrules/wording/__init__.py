"""What mailrules says, in Russian and English.

Code names a message by its key; the sentences are in ``locale/LANGUAGE/*.po``
(one file a family) and are compiled to one gettext catalogue a language by
``make generate``.
"""

import gettext as _gettext
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from msgspec import Struct

LANGUAGES = ("ru", "en")
LOCALE = Path(__file__).with_name("locale")


class Wording(Struct, frozen=True):
    """A message not yet in any language: a catalogue key and its arguments.

    An argument may be a string, a number, a Wording, or a sequence of these
    (joined with commas). ``count`` chooses the plural form.
    """

    key: str
    arguments: Mapping[str, object] = {}


def wording(key: str, **arguments: object) -> Wording:
    """Name the message ``key`` with its arguments."""
    return Wording(key, arguments)


def render(message: Wording, language: str) -> str:
    """Return the sentence for ``message`` in ``language`` (``ru`` or ``en``).

    A key that the catalogue lacks comes back as it is, with its arguments:
    an incomplete translation must never hide a finding.
    """
    catalogue = _catalogue(language)
    count = message.arguments.get("count")
    if isinstance(count, int):
        sentence = catalogue.ngettext(message.key, message.key, count)
    else:
        sentence = catalogue.gettext(message.key)
    if sentence == message.key:
        said = ", ".join(_spoken(value, language) for value in message.arguments.values())
        return f"{message.key}: {said}" if said else message.key
    return sentence.format_map(
        {name: _spoken(value, language) for name, value in message.arguments.items()}
    )


def known(key: str, language: str) -> bool:
    """Tell whether the catalogue of ``language`` has ``key``."""
    catalogue = _catalogue(language)
    return catalogue.gettext(key) != key or catalogue.ngettext(key, key, 1) != key


def _spoken(value: object, language: str) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, Wording):
        return render(value, language)
    if isinstance(value, Sequence):
        return ", ".join(_spoken(one, language) for one in value)
    return str(value)


@cache
def _catalogue(language: str) -> _gettext.NullTranslations:
    path = LOCALE / language / "LC_MESSAGES" / "mailrules.mo"
    with path.open("rb") as file:
        return _gettext.GNUTranslations(file)
