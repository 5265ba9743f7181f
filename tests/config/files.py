"""What the tests of the configuration share: writing files, reading errors aloud."""

from pathlib import Path

from mailrules.config import Settings, load_settings
from mailrules.errors import ConfigError, ConfigErrors
from mailrules.wording import render, wording


def settings_of(folder: Path, text: str, **files: str) -> Settings:
    """Load ``text`` as the rules.yaml of ``folder``; ``files`` are NAME=TEXT beside it (.yaml)."""
    for name, content in files.items():
        (folder / f"{name}.yaml").write_text(content, "utf-8")
    path = folder / "rules.yaml"
    path.write_text(text, "utf-8")
    return load_settings(str(path))


def aloud(error: ConfigError, folder: Path) -> str:
    """Say an error as `mailrules check` does; rules.yaml is not named, the folder never."""
    text = f"{error.path} {error.line}:{error.column} {said(error)}"
    return text.replace(f"{folder}/", "").removeprefix("rules.yaml ")


def said(error: ConfigError, language: str = "ru") -> str:
    return render(wording(error.key, **error.arguments), language)


def complaints(errors: ConfigErrors, folder: Path) -> list[str]:
    return [aloud(error, folder) for error in errors.errors]
