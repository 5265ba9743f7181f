"""The repository, asked through the program ``git``: whatever it respects, we respect."""

import os
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from msgspec import Struct

from mailrules.errors import InputError, UsageError

Read = Callable[[str], bytes]


class Repository(Struct, frozen=True):
    """A working tree: its top folder, as git names it."""

    top: str

    def ask(self, *arguments: str, given: bytes = b"") -> bytes:
        """Return what ``git ARGUMENTS`` prints at the top. Raises InputError where it fails."""
        return _git(arguments, self.top, given)

    def line(self, *arguments: str) -> str:
        """Return the one line that ``git ARGUMENTS`` prints; a path may be any."""
        return os.fsdecode(self.ask(*arguments).removesuffix(b"\n"))

    def find(self, revision: str) -> str | None:
        """Return the object that a revision names, None where there is none (yet)."""
        try:
            return self.line("rev-parse", "--quiet", "--verify", revision)
        except InputError:
            return None

    @contextmanager
    def objects(self) -> Iterator[Read]:
        """Give a function that reads an object by its id: the bytes that git stores, unfiltered."""
        command = ("git", "cat-file", "--batch")
        pipe = subprocess.PIPE
        with subprocess.Popen(command, cwd=self.top, stdin=pipe, stdout=pipe) as process:
            asked, given = process.stdin, process.stdout
            assert asked
            assert given

            def read(name: str) -> bytes:
                asked.write(name.encode() + b"\n")
                asked.flush()
                head = given.readline()
                if not head.rstrip().rpartition(b" ")[2].isdigit():
                    raise InputError("git.failed", detail=os.fsdecode(head.strip()) or name)
                content = given.read(int(head.split()[-1]))
                given.read(1)  # a line break ends each answer
                return content

            yield read


def find_repository(folder: str = ".") -> Repository:
    """Return the repository around ``folder``. Raises UsageError where there is none, or no git."""
    try:
        top = _git(("rev-parse", "--show-toplevel"), folder)
    except InputError as error:
        here = os.path.abspath(folder)
        raise UsageError("git.outside", folder=here, detail=error.arguments["detail"]) from None
    return Repository(os.fsdecode(top.removesuffix(b"\n")))


def unstaged(repository: Repository, paths: Sequence[str]) -> list[str]:
    """Return those of ``paths`` that the working tree has otherwise than the index."""
    asked = ("--literal-pathspecs", "diff", "--name-only", "-z", "--", *paths)
    return names(repository.ask(*asked))


def names(answer: bytes) -> list[str]:
    """Return the paths of an answer to ``-z``."""
    return [os.fsdecode(one) for one in answer.split(b"\0") if one]


def _git(arguments: Sequence[str], folder: str, given: bytes = b"") -> bytes:
    try:
        done = subprocess.run(
            ("git", *arguments), cwd=folder, input=given, capture_output=True, check=False
        )
    except FileNotFoundError:
        raise UsageError("git.missing") from None
    if done.returncode:
        said = os.fsdecode(done.stderr).strip()
        raise InputError("git.failed", detail=said or " ".join(arguments))
    return done.stdout
