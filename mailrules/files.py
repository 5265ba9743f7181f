"""Files are written whole or not at all."""

import os
import stat
from pathlib import Path


def write_whole(path: str | Path, data: bytes) -> None:
    """Put ``data`` into the file at ``path``: beside it first, then renamed over it.

    The file keeps its mode, a link stays a link; a device or a pipe is
    written as it is. Raises OSError, and then nothing has changed.
    """
    target = Path(path).resolve()
    if target.exists() and not target.is_file():
        target.write_bytes(data)
        return
    temporary = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        temporary.write_bytes(data)
        if target.exists():
            temporary.chmod(stat.S_IMODE(target.stat().st_mode))
        temporary.replace(target)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
