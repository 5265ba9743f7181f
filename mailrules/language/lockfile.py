"""A lock file: of several processes that want to make one file, one makes it.

The lock is advice. Whoever dies with it leaves it behind, so an old one is
taken over; the file itself is put into place whole, so two makers do no harm.
"""

import contextlib
import os
import time
from pathlib import Path

STALE = 60.0  # seconds; nothing that we make takes longer
PAUSE = 0.1  # seconds between two looks


def taken(lock: Path) -> bool:
    """Take the lock and return True, or False where another process has it; raises OSError."""
    with contextlib.suppress(FileNotFoundError):
        if time.time() - lock.stat().st_mtime > STALE:
            lock.unlink()
    try:
        os.close(os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        return False
    return True


def released(lock: Path) -> None:
    """Give the lock back; one that is gone, or cannot be removed, is no matter."""
    with contextlib.suppress(OSError):
        lock.unlink()


def wait(lock: Path) -> None:
    """Wait until the lock is given back, or is so old that its owner has died."""
    with contextlib.suppress(FileNotFoundError):
        while time.time() - lock.stat().st_mtime <= STALE:
            time.sleep(PAUSE)
