"""What a replica keeps on disk: the session log, in a data directory."""

from __future__ import annotations

from pathlib import Path

from serving.sessions.data_dir import DataDir
from serving.sessions.log import SessionLog


class Storage:
    """Opens both, and closes both."""

    def __init__(self, path: Path, *, numerics: str, owns_data_dir: bool) -> None:
        """
        Args:
            owns_data_dir: take its lock, as the one server that uses it.

        Raises: StartupError where the directory cannot be used, DataDirLocked where another server does.
        """
        self._data_dir = DataDir(path)
        if owns_data_dir:
            self._data_dir.lock()
        try:
            self.log = SessionLog(self._data_dir.log_url, numerics=numerics)
        except BaseException:
            self._data_dir.close()
            raise

    def close(self) -> None:
        self.log.close()
        self._data_dir.close()
