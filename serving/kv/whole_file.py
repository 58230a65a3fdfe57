"""Files that appear whole: written under another name, then renamed."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import uuid
from collections.abc import Iterable
from pathlib import Path

UNFINISHED = ".unfinished"  # locked by who writes it
MAX_CREATIONS = 8


def write_whole(path: Path, parts: Iterable[memoryview]) -> None:
    """For this user's eyes only, and on disk when this returns. Raises: OSError; there is nothing then."""
    unfinished = path.with_name(f"{uuid.uuid4().hex}{UNFINISHED}")
    fd = _create(unfinished)
    try:
        fcntl.flock(fd, fcntl.LOCK_EX)
        for part in parts:
            _write_all(fd, part)
        os.fsync(fd)
        os.rename(unfinished, path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    finally:
        os.close(fd)


def _create(path: Path) -> int:
    """Its folder goes when another process removes the last of it."""
    for _ in range(MAX_CREATIONS):
        path.parent.mkdir(mode=0o700, exist_ok=True)
        with contextlib.suppress(FileNotFoundError):
            return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))


def _write_all(fd: int, content: memoryview) -> None:
    while content:
        content = content[os.write(fd, content) :]
