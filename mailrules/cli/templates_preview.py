"""``mailrules templates preview``: the letters of all examples on one HTML page."""

from collections.abc import Sequence
from pathlib import Path

import click

from mailrules.cli import options
from mailrules.cli.speech import explain, said, speak
from mailrules.cli.terminal import notice, report_broken, write_report
from mailrules.compose.preview import HEAD, Shown, is_overview, overview, samples_of
from mailrules.compose.templates import open_library
from mailrules.errors import Exit, InputError, UsageError
from mailrules.rules import Bindings

STDOUT = "-"


@click.command(
    "preview",
    help=said("cli.templates.preview.help"),
    short_help=said("cli.templates.preview.summary"),
)
@click.argument("names", nargs=-1, metavar="[NAME|FILE]…")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    default="templates.html",
    show_default=True,
    help=said("cli.templates.preview.output"),
)
@click.option("--force", is_flag=True, help=said("cli.templates.preview.force"))
@click.option("--open", "opened", is_flag=True, help=said("cli.templates.preview.open"))
@options.templates
@options.config
@options.lang
def preview(  # noqa: PLR0913 (one a choice of the user's)
    *,
    names: tuple[str, ...],
    output: str,
    force: bool,
    opened: bool,
    templates: str | None,
    config: str | None,
    lang: str | None,
) -> Exit:
    """Compose every example and write the page; 2 where a template or an example is broken."""
    _keep(output, opened=opened, force=force)
    bindings = Bindings(config)
    binding = bindings.here()
    language = speak(lang or bindings.messages)
    if binding is None:
        return report_broken(bindings)
    library = open_library(binding.settings, templates)
    chosen = [library.find(name) for name in names] if names else library.templates()
    if not chosen and not library.errors:
        raise UsageError("preview.empty", path=library.folder)
    shown = [(template, samples_of(template, binding, library)) for template in chosen]
    _write(overview(shown, language), output, sum(len(samples) for _, samples in shown))
    for error in () if names else library.errors:
        notice(explain(error, language))
    broken = _tell_broken(shown, language) or (not names and library.errors)
    if opened:
        click.launch(Path(output).resolve().as_uri())
    return Exit.USAGE if broken else Exit.CLEAN


def _keep(output: str, *, opened: bool, force: bool) -> None:
    """Raise UsageError where a file is no page of ours, or there is none to open."""
    if output == STDOUT:
        if opened:
            raise UsageError("preview.open-stdout")
        return
    path = Path(output)
    if force or not path.is_file():
        return
    try:
        with path.open("rb") as file:
            beginning = file.read(HEAD)
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError("cli.cannot-write", path=output, reason=reason) from error
    if beginning and not is_overview(beginning):
        raise UsageError("preview.exists", path=output)


def _write(page: str, output: str, count: int) -> None:
    write_report(page, None if output == STDOUT else output, for_programs=True)
    if output != STDOUT:
        notice(said("preview.written", path=output, count=count))


def _tell_broken(shown: Sequence[Shown], language: str) -> bool:
    """Tell which examples make no letter, and whether there are any."""
    broken = False
    for template, samples in shown:
        for sample in samples:
            if sample.problem is not None:
                broken = True
                notice(said("preview.failed", name=template.name, example=sample.example.name))
                notice(f"  {explain(sample.problem, language)}")
    return broken
