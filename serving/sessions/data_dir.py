"""The directory that a server keeps its state in."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from types import TracebackType

from sqlalchemy import URL

from serving.config import default_data_dir
from serving.errors import DataDirLocked, StartupError

LOCK_FILE = "server.pid"
LOG_FILE = "sessions.sqlite"


class DataDir:
    """Creates the directory, for its owner's eyes only, and can lock it.

    The lock is the kernel's (flock): it goes away with the process, however that ends. The pid in the
    file is for people to read.
    """

    def __init__(self, path: Path | None = None) -> None:
        """Raises: StartupError where the directory cannot be made or written."""
        self.path = default_data_dir() if path is None else path
        self._lock_fd: int | None = None
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise StartupError(
                f"The data directory {self.path} cannot be made: {error.strerror}. Choose another --data-dir."
            ) from error
        if not os.access(self.path, os.W_OK | os.X_OK):
            raise StartupError(
                f"The data directory {self.path} is not writable for this user. Choose another --data-dir."
            )

    @property
    def log_url(self) -> URL:
        """Where `SessionLog` keeps the sessions of this directory."""
        return URL.create("sqlite", database=str(self.path.absolute() / LOG_FILE))

    def lock(self, *, shared: bool = False) -> None:
        """Become the one server that uses this directory.

        Args:
            shared: one of the replicas of a server, which hold the lock together.

        Raises: DataDirLocked naming the pid of the server that does.
        """
        lock_fd = os.open(self.path / LOCK_FILE, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(lock_fd, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError:
            pid = os.pread(lock_fd, 32, 0).decode("ascii", errors="replace").strip()
            os.close(lock_fd)
            raise DataDirLocked(str(self.path), pid or "unknown") from None
        os.ftruncate(lock_fd, 0)
        os.pwrite(lock_fd, f"{os.getpid()}\n".encode("ascii"), 0)
        self._lock_fd = lock_fd

    def close(self) -> None:
        """Give the lock back. The file stays: removing it would race with the next server's lock."""
        if self._lock_fd is not None:
            os.ftruncate(self._lock_fd, 0)
            os.close(self._lock_fd)
            self._lock_fd = None

    def __enter__(self) -> DataDir:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
