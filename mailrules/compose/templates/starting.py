"""A new template: a file that explains itself, and works as it is."""

import os
from pathlib import Path

from mailrules.compose.templates.front_matter import NAME
from mailrules.compose.templates.library import SUFFIX, folder_beside
from mailrules.config import Settings
from mailrules.errors import InputError, UsageError
from mailrules.files import write_whole

PLACEHOLDER = "NAME"  # where the new template's name goes in the text


def start_template(name: str, settings: Settings, folder: str | None, language: str) -> str:
    """Write a template that explains itself in ``language`` (``ru``, ``en``); return its path.

    It goes into ``folder``, else into ``templates`` beside the rules.yaml in
    force or in the working folder, which is made where it is missing. Raises
    UsageError for a name that no template can have and for a file that is
    there, InputError where nothing can be written.
    """
    if not NAME.fullmatch(name):
        raise UsageError("templates.new.name", name=name)
    home = folder or folder_beside(settings)
    path = os.path.join(home, name + SUFFIX)
    if os.path.lexists(path):
        raise UsageError("templates.new.exists", path=path)
    text = Path(__file__).with_name(f"new.{language}{SUFFIX}").read_text("utf-8")
    try:
        os.makedirs(home, exist_ok=True)
        write_whole(path, text.replace(PLACEHOLDER, name).encode())
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError("cli.cannot-write", path=path, reason=reason) from None
    return path
