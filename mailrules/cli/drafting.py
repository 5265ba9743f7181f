"""How a letter comes about: fields are asked for, the letter is shown, judged, and written."""

import json
import shlex
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import click

from mailrules.cli.asking import ask, ask_fields, change_one, choose, shown, somebody_is_there, tell
from mailrules.cli.speech import explain, said
from mailrules.cli.terminal import notice, print_utf8, write_file, write_report
from mailrules.compose.letters import (
    Desk,
    Written,
    answers_text,
    data_of,
    keep_answers,
    laid,
    mailto,
    parts_of,
    readable,
)
from mailrules.compose.templates import Field
from mailrules.errors import Exit, MailrulesError, UsageError
from mailrules.reports import View, reporter, visible

Given = dict[str, object]


class Way(NamedTuple):
    """What becomes of the letter.

    ``kind`` is eml, json, preview or mailto; ``output`` a file, None for
    standard output. ``interactive`` asks for all fields, ``edit`` opens them
    in an editor first.
    """

    kind: str
    output: str | None
    view: View
    interactive: bool = False
    edit: bool = False


def draft(desk: Desk, given: Given, way: Way) -> Exit:
    """Write the letter, with the user where fields are missing; return the exit code.

    What was typed is kept in a data file whenever no letter comes of it.
    """
    before = dict(given)
    try:
        if way.edit:
            _edit(desk, given, way)
        asked = _ask_missing(desk, given, way)
        if asked and way.kind == "eml" and desk.template.form == "letter":
            return _converse(desk, given, way)
        return _conclude(desk, given, desk.write(given), way)
    except (click.Abort, MailrulesError):
        if given != before:
            _keep(desk, given, way)
        raise


def new_file(written: str, *, force: bool = False) -> str:
    """Return the path of a file to write; raise UsageError where it cannot be a new one."""
    path = Path(written.strip())
    if path.exists() and not force:
        raise UsageError("compose.exists", path=str(path))
    if not path.parent.is_dir():
        raise UsageError("compose.no-folder", path=str(path.parent))
    return str(path)


def _edit(desk: Desk, given: Given, way: Way) -> None:
    """Let the user fill the fields in an editor; what is emptied there stays empty."""
    values = laid(desk.answers(given).values, desk.known(), given)
    text = answers_text(desk.template, values, way.view.language)
    while (changed := click.edit(text, extension=".yaml")) is not None:
        try:
            data = data_of(changed, f"{desk.template.name}.yaml", desk.template)
            desk.answers(data)
        except MailrulesError as error:
            if not somebody_is_there():
                _tell_kept(keep_answers(desk.template.name, changed, _folder(way)))
                raise
            tell(explain(error, way.view.language))
            _once_more(desk, changed, way)
            text = changed
        else:
            given.clear()
            given |= {field.name: "" for field in desk.template.fields} | dict(data)
            return


def _once_more(desk: Desk, text: str, way: Way) -> None:
    """Ask whether to go back to the editor; raise Abort where not, with the text kept."""
    choices = [("edit", said("compose.choice.edit")), ("stop", said("compose.choice.stop"))]
    if choose(said("compose.ask.next"), choices) == "stop":
        _tell_kept(keep_answers(desk.template.name, text, _folder(way)))
        raise click.Abort


def _ask_missing(desk: Desk, given: Given, way: Way) -> bool:
    """Ask for what is missing (all, where that was asked for); tell whether anything was asked."""
    found = desk.answers(given)
    fields = desk.template.fields if way.interactive else found.missing
    if fields and not somebody_is_there():
        raise _missing(desk, found.missing)
    if fields:
        tell(said("compose.ask.fields", template=desk.template.summary or desk.template.name))
        ask_fields(fields, given, found.values)
    return bool(fields) or way.interactive


def _missing(desk: Desk, fields: Iterable[Field]) -> UsageError:
    """Make the error that names all missing fields, with help and a command that fills them."""
    fields = tuple(fields)
    told = (
        f"  {field.name}: {field.help or said(f'compose.type.{field.type}')}" for field in fields
    )
    data = desk.template.examples[0].data if desk.template.examples else {}
    words = (f"{field.name}={shown(data.get(field.name)) or '…'}" for field in fields)
    example = " ".join(f"--set {shlex.quote(word)}" for word in words)
    name = desk.template.name
    return UsageError(
        "compose.missing", count=len(fields), name=name, fields="\n".join(told), example=example
    )


def _converse(desk: Desk, given: Given, way: Way) -> Exit:
    """Show the letter until the user saves it or stops."""
    while True:
        written = _attempt(desk, given, way)
        sound = written is not None and not written.broken
        names = ("save", "open", "change", "stop") if sound else ("change", "stop")
        choice = choose(
            said("compose.ask.next"), [(name, said(f"compose.choice.{name}")) for name in names]
        )
        if choice == "change":
            change_one(desk.template.fields, given, desk.answers(given).values)
        elif choice == "stop" or written is None:
            _keep(desk, given, way)
            return Exit.FINDINGS
        else:
            _save(desk, written, way, launch=choice == "open")
            return Exit.CLEAN


def _attempt(desk: Desk, given: Given, way: Way) -> Written | None:
    """Show the letter and what the rules say of it; None where it cannot be composed."""
    try:
        written = desk.write(given)
    except UsageError as error:
        tell(explain(error, way.view.language))
        return None
    tell("\n" + said("compose.shown"))
    tell("\n" + readable(written.message, way.view.language))
    _report(written, way)
    return written


def _save(desk: Desk, written: Written, way: Way, *, launch: bool) -> None:
    """Write the letter where the user says, and open it in the mail program."""
    path = way.output
    if path is None and sys.stdout and sys.stdout.isatty():
        path = ask(said("compose.ask.file"), new_file, f"{desk.template.name}.eml")
    _put(written.raw, path)
    if launch and path and click.launch(path):
        tell(said("compose.cannot-open", path=path))


def _conclude(desk: Desk, given: Given, written: Written, way: Way) -> Exit:
    """Show the findings, and write the letter where there are no errors."""
    _report(written, way)
    if written.broken:
        notice(said("compose.not-written"))
        _keep(desk, given, way)
        return Exit.FINDINGS
    _put(_payload(desk, written, way), way.output, text=way.kind != "eml")
    return Exit.CLEAN


def _report(written: Written, way: Way) -> None:
    if any(written.run.counted()):
        write_report(reporter("full")(written.run, way.view), None, for_programs=False, aside=True)


def _payload(desk: Desk, written: Written, way: Way) -> bytes:
    """Return what is to be written: the letter, or one of its other forms."""
    if way.kind == "eml":
        return written.raw
    if way.kind == "json":
        found = json.loads(reporter("json")(written.run, way.view))["findings"]
        parts = parts_of(written.message, desk.template, found)
        return (json.dumps(parts, ensure_ascii=False, indent=2) + "\n").encode()
    if way.kind == "mailto":
        return (mailto(written.message) + "\n").encode()
    shown_text = readable(written.message, way.view.language)
    return ("\n".join(map(visible, shown_text.rstrip("\n").split("\n"))) + "\n").encode()


def _put(data: bytes, path: str | None, *, text: bool = False) -> None:
    """Write to a file, and tell that it is a draft, or to standard output."""
    if path is not None:
        write_file(path, data)
        notice(said("compose.written", path=path))
    elif text:
        print_utf8(data.decode())
    elif sys.stdout:
        sys.stdout.buffer.write(data)


def _keep(desk: Desk, given: Given, way: Way) -> None:
    text = answers_text(desk.template, given, way.view.language)
    _tell_kept(keep_answers(desk.template.name, text, _folder(way)))


def _tell_kept(path: Path) -> None:
    notice(said("compose.kept", path=str(path)))


def _folder(way: Way) -> Path:
    return Path(way.output).parent if way.output else Path()
