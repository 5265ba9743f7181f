"""The command line's own sentences, in the user's language."""

import codecs
import gettext
import locale
import os
import sys
from io import TextIOWrapper

from mailrules.errors import ConfigError, ConfigErrors, MailrulesError
from mailrules.wording import LANGUAGES, LOCALE, render, wording

_DEFAULT = "en"
# What a console of another encoding (cp866) has no character for, in its nearest characters.
NEAREST = {**dict.fromkeys("«»„“”", '"'), **dict.fromkeys("—–", "-"), "…": "...", "│": "|"}


def user_language(arguments: list[str]) -> str:
    """Return ``ru`` or ``en``: by ``--lang`` among the arguments, else by the locale."""
    asked = _lang_option(arguments)
    if asked in LANGUAGES:
        return asked
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            code = locale.normalize(value.split(":")[0])[:2]
            return code if code in LANGUAGES else _DEFAULT
    return _DEFAULT


def _lang_option(arguments: list[str]) -> str:
    for at, word in enumerate(arguments):
        if word.startswith("--lang="):
            return word.partition("=")[2]
        if word == "--lang" and at + 1 < len(arguments):
            return arguments[at + 1]
    return ""


def prepare_click(language: str) -> None:
    """Let click take its own words («Usage», «Options») from our catalogue."""
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain("mailrules", str(LOCALE))
    gettext.textdomain("mailrules")


def speak(language: str | None) -> str:
    """Go on in ``language``, where one is asked for; return the language that is spoken now."""
    if language:
        prepare_click(language)
    return said("cli.language")


def said(key: str, **arguments: object) -> str:
    """Return the catalogue's sentence in the language that ``prepare_click`` set."""
    return render(wording(key, **arguments), os.environ.get("LANGUAGE", _DEFAULT))


def explain(error: MailrulesError, language: str) -> str:
    """Return the lines that tell a user what is wrong and how to mend it."""
    if isinstance(error, ConfigErrors):
        return "\n".join(explain(one, language) for one in error.errors)
    text = render(wording(error.key, **error.arguments), language)
    if isinstance(error, ConfigError):
        return f"{error.path}:{error.line}:{error.column}: {text}"
    return f"mailrules: {text}"


def speak_any_encoding() -> None:
    """Let standard output and error stand for what their encodings lack, rather than fail."""
    codecs.register_error("mailrules", _nearest)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="mailrules")


def _nearest(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeEncodeError)
    lacking = error.object[error.start : error.end]
    return "".join(NEAREST.get(char, "?") for char in lacking), error.end
