"""What ``check`` and ``fix`` do: read, judge, mend, report."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from msgspec import structs

from mailrules.cli.reporting import Wanted, count, report, selection, tell, verdict, view_of
from mailrules.cli.speech import said
from mailrules.cli.terminal import (
    notice,
    progress,
    read_message,
    report_broken,
    standard_input,
    write_file,
)
from mailrules.config import load_deals
from mailrules.engine import Request, Run, new_baseline, read_baseline, run
from mailrules.errors import Exit, UsageError
from mailrules.message import STDIN, Source, Unreadable, read_sources
from mailrules.rules import Bindings

if TYPE_CHECKING:
    from mailrules.conversation.history import Store

Letters = Sequence[Source | Unreadable]


class Asked(NamedTuple):
    """The options of ``check`` and ``fix``, as the user gave them."""

    paths: tuple[str, ...]
    config: str | None
    parent: str | None
    history: str | None
    record: bool
    deal: str | None
    letter: str | None
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    extend_select: tuple[str, ...]
    baseline: str | None
    write_baseline: str | None
    fix: bool
    unsafe_fixes: bool
    final: bool
    diff: bool
    format_name: str
    output: str | None
    statistics: bool
    lang: str | None
    fail_level: str
    exit_zero: bool
    quiet: bool
    verbose: bool

    @property
    def mends(self) -> bool:
        """Tell whether letters are to be mended, or mended ones shown."""
        return self.fix or self.diff

    @property
    def pipes(self) -> bool:
        """Tell whether standard output is for mended letters or a diff, not for findings."""
        return self.diff or (self.mends and STDIN in self.paths)

    @property
    def wanted(self) -> Wanted:
        """Return the options of the report."""
        return Wanted(*(getattr(self, name) for name in Wanted._fields))


def judge(asked: Asked) -> int:
    """Judge what was asked for, report, and return the exit code."""
    if asked.final and not (asked.fix or asked.diff):
        raise UsageError("cli.check.final-alone")
    if asked.record and not asked.history:
        raise UsageError("cli.record.where")
    if not asked.history:
        return _judge(asked, None)
    from mailrules.conversation import history

    with history.open_history(asked.history, write=asked.record, create=asked.record) as store:
        return _judge(asked, store)


def _judge(asked: Asked, store: "Store | None") -> int:
    chosen = selection(asked.select, asked.ignore, asked.extend_select)
    bindings = Bindings(asked.config, chosen)
    if asked.config and bindings.here() is None:
        return report_broken(bindings)
    letters = list(read_sources(asked.paths, standard_input()))
    request = structs.replace(_request(asked), history=store)
    if asked.write_baseline:
        request = _with_new_baseline(asked.write_baseline, letters, bindings, request)
    result, sound = (_mend if asked.mends else _run)(asked, letters, bindings, request)
    if store and asked.record:
        _record(store, result, quiet=asked.quiet)
    view = view_of(asked.wanted, bindings, aside=asked.pipes)
    if asked.output or not asked.diff:
        report(result, view, asked.wanted, aside=asked.pipes)
    count(result, view, asked.wanted, aside=asked.pipes)
    tell(bindings, result, view, verbose=asked.verbose)
    if request.baseline and (gone := request.baseline.vanished()):
        notice(said("cli.baseline.gone", letters=gone, path=request.baseline.file))
    return verdict(result, bindings, asked.wanted) if sound else Exit.USAGE


def _record(store: "Store", result: Run, *, quiet: bool) -> None:
    """Keep the letters that were judged: ours, as they are now."""
    from mailrules.conversation import history

    judged = (letter.message for letter in result.letters if letter.judged)
    new = history.record(store, filter(None, judged))
    if not quiet:
        notice(said("cli.record.done", count=new, path=store.path))


def _run(asked: Asked, letters: Letters, bindings: Bindings, request: Request) -> tuple[Run, bool]:
    return run(letters, bindings, request, iter if asked.quiet else progress), True


def _mend(asked: Asked, letters: Letters, bindings: Bindings, request: Request) -> tuple[Run, bool]:
    """Mend, and return what is to be reported, and whether all could be written."""
    from mailrules.cli.mending import put_back, show
    from mailrules.fixes import mend

    mending = mend(
        letters,
        bindings,
        request,
        unsafe=asked.unsafe_fixes,
        final=asked.final,
        progress=iter if asked.quiet else progress,
    )
    view = view_of(asked.wanted, bindings, aside=asked.pipes)
    return show(mending, view) if asked.diff else put_back(mending, view)


def _request(asked: Asked) -> Request:
    return Request(
        parent=read_message(asked.parent) if asked.parent else None,
        deals=load_deals(asked.deal) if asked.deal else (),
        letter=asked.letter,
        baseline=read_baseline(asked.baseline) if asked.baseline else None,
    )


def _with_new_baseline(
    path: str, letters: Letters, bindings: Bindings, request: Request
) -> Request:
    """Write what is found now as known, whatever was known before, and go on to judge by it."""
    made = new_baseline(letters, bindings, structs.replace(request, baseline=None), path)
    write_file(path, made.content)
    notice(said("cli.baseline.written", count=made.findings, path=path))
    return structs.replace(request, baseline=read_baseline(path))
