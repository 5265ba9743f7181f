"""``mailrules hook``: a git hook that lets no commit break the rules, without pre-commit."""

import signal
from collections.abc import Iterable
from contextlib import chdir
from types import FrameType
from typing import NoReturn

import click

from mailrules import git
from mailrules.cli import options
from mailrules.cli.speech import said, speak
from mailrules.errors import Exit


@click.group("hook", help=said("cli.hook.help"), short_help=said("cli.hook.summary"))
def command() -> None:
    """Group the commands about git's hook."""


@command.command("install", help=said("cli.hook.install.help"))
@options.lang
def install(lang: str | None) -> None:
    """Put the hook in place and tell where, and what became of the one before."""
    speak(lang)
    hook = git.install(git.find_repository(), said("git.nowhere"))
    click.echo(said("git.installed", path=hook.path))
    if hook.before:
        click.echo(said("git.kept", path=hook.before))
    if hook.shared:
        click.echo(said("git.shared", path=hook.path.parent), err=True)


@command.command("uninstall", help=said("cli.hook.uninstall.help"))
@options.lang
def uninstall(lang: str | None) -> None:
    """Take the hook away; where it is not there, say so."""
    speak(lang)
    hook = git.uninstall(git.find_repository())
    if hook is None:
        click.echo(said("git.not-there"))
        return
    click.echo(said("git.given-back" if hook.before else "git.removed", path=hook.path))


@command.command("run", help=said("cli.hook.run.help"))
@options.lang
def run(lang: str | None) -> int:
    """Judge what a commit would hold, and say how to go on where it is refused."""
    speak(lang)
    _tidy_up_when_ended()
    repository = git.find_repository()
    staged = git.read_staged(repository)
    if not staged.entries:
        return Exit.CLEAN
    with repository.objects() as read:
        work = git.work_of(staged, read)
        if work.is_empty:
            return Exit.CLEAN
        from mailrules.config import find_config

        with git.snapshot(work.needed, read, find_config(repository.top)) as top, chdir(top):
            code = _judge(work, lang)
    if code:
        _refuse(repository, work)
    return code


def _judge(work: git.Work, lang: str | None) -> int:
    """Run the commands that a user would run; each is asked only where the one before could be."""
    if broken := _broken(work.configs):
        return broken
    words = ("--quiet", *(("--lang", lang) if lang else ()), "--")
    codes = [int(Exit.CLEAN)]
    if work.letters:
        from mailrules.cli.check import command as check

        codes.append(_called(check, (*words, *work.letters)))
    if work.templates:
        from mailrules.cli.templates_check import check as check_templates

        codes.append(_called(check_templates, (*words, *work.templates)))
    return max(codes)


def _broken(configs: Iterable[str]) -> int:
    """Report every configuration that has a mistake; return how the command ends for it."""
    from mailrules.cli.terminal import report_broken
    from mailrules.rules import Bindings

    code = Exit.CLEAN
    for path in configs:
        bindings = Bindings(path)
        if bindings.here() is None:
            code = report_broken(bindings)
    return code


def _called(judging: click.Command, words: Iterable[str]) -> int:
    code: int = judging.main(list(words), prog_name="mailrules", standalone_mode=False)
    return code


def _refuse(repository: git.Repository, work: git.Work) -> None:
    """Say how to go on; and of a file that is mended already, that git has it as it was."""
    judged = (*work.letters, *work.templates, *work.configs)
    if other := git.unstaged(repository, judged):
        click.echo(said("git.unstaged", names=other, count=len(other)), err=True)
    click.echo(said("git.refused"), err=True)
    if work.letters:
        click.echo(said("git.out-of-place"), err=True)


def _tidy_up_when_ended() -> None:
    """Let a signal end the command as Ctrl+C does, so that no letter stays in a folder."""
    for number in {signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)}:  # not on Windows
        signal.signal(number, _interrupt)


def _interrupt(number: int, frame: FrameType | None) -> NoReturn:
    del number, frame
    raise KeyboardInterrupt
