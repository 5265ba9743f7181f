"""Answers as a data file: for a letter that could not be written, and for an editor."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from mailrules.compose.templates import Field, Template
from mailrules.errors import InputError
from mailrules.files import write_whole
from mailrules.wording import render, wording

OURS = "# mailrules compose "  # what the first line of our files begins with


def answers_text(template: Template, given: Mapping[str, object], language: str) -> str:
    """Return the answers as YAML: every field under a comment that says what it is for.

    A field without an answer stands empty, and counts as not given.
    """
    import yaml

    lines = [f"{OURS}{template.name}", f"# {template.summary}", ""]
    for field in template.fields:
        lines += [f"# {one}" for one in _about(field, language)]
        value = given.get(field.name)
        if value is None:
            lines += [f"{field.name}:", ""]
            continue
        dumped = yaml.safe_dump(
            {field.name: _data(value)}, allow_unicode=True, sort_keys=False, width=10_000
        )
        lines += [dumped.rstrip("\n"), ""]
    return "\n".join(lines)


def keep_answers(name: str, text: str, folder: Path) -> Path:
    """Write answers as ``compose-NAME.yaml`` in ``folder``; return where.

    A file of that name that is not ours stays, and the name gets a number.
    Raises InputError where nothing can be written.
    """
    path = next(one for one in _names(folder, name) if _is_ours_or_free(one))
    try:
        write_whole(path, text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError("cli.cannot-write", path=str(path), reason=reason) from error
    return path


def _names(folder: Path, name: str) -> Iterator[Path]:
    yield folder / f"compose-{name}.yaml"
    number = 2
    while True:
        yield folder / f"compose-{name}-{number}.yaml"
        number += 1


def _is_ours_or_free(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(OURS)) == OURS.encode()
    except FileNotFoundError:
        return True
    except OSError:
        return False


def _about(field: Field, language: str) -> Iterator[str]:
    """Yield what a comment says of a field: its help, its type, whether it must be there."""
    if field.help:
        yield field.help.replace("\n", " ")
    must = "required" if field.required and field.default is None else "optional"
    kind = render(wording(f"compose.type.{field.type}"), language)
    said = [kind, render(wording(f"compose.{must}"), language)]
    if field.choices:
        said.append(render(wording("compose.choices", choices=field.choices), language))
    yield "; ".join(said)


def _data(value: object) -> object:
    """Return a value as YAML's own types: texts, lists and tables."""
    if isinstance(value, Mapping):
        return {str(name): _data(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_data(one) for one in value]
    return value if isinstance(value, str | int | float) else str(value)
