"""What a commit is about to hold, and the hook that has it judged; git itself does the reading."""

from mailrules.git.hook import Hook, install, uninstall
from mailrules.git.repository import Repository, find_repository, unstaged
from mailrules.git.snapshot import snapshot
from mailrules.git.staged import Staged, read_staged
from mailrules.git.work import Work, work_of

__all__ = [
    "Hook",
    "Repository",
    "Staged",
    "Work",
    "find_repository",
    "install",
    "read_staged",
    "snapshot",
    "uninstall",
    "unstaged",
    "work_of",
]
