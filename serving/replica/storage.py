"""What a replica keeps on disk: the session log, in a data directory."""

from __future__ import annotations

from serving.sessions.data_dir import DataDir
from serving.sessions.log import SessionLog


class Storage:
    """Closes both."""

    def __init__(self, data_dir: DataDir, *, numerics: str) -> None:
        """Takes over the directory, locked. Raises StartupError where the log cannot be used."""
        self._data_dir = data_dir
        self.log = SessionLog(data_dir.log_url, numerics=numerics)

    def close(self) -> None:
        self.log.close()
        self._data_dir.close()
