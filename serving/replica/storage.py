"""What a replica keeps on disk: the session log, in a data directory."""

from __future__ import annotations

from serving.sessions.answers import Answers
from serving.sessions.conversations import ConversationStore
from serving.sessions.data_dir import DataDir
from serving.sessions.log import SessionLog
from serving.sessions.responses import ResponseStore


class Storage:
    """Closes both."""

    def __init__(self, data_dir: DataDir, *, numerics: str) -> None:
        """Takes over the directory, locked. Raises StartupError where the log cannot be used."""
        self._data_dir = data_dir
        self.log = SessionLog(data_dir.log_url, numerics=numerics)
        self.responses = ResponseStore(self.log.database)
        if data_dir.is_exclusive:
            self.responses.fail_unfinished()
        self.conversations = ConversationStore(self.log.database)
        self.answers = Answers(self.responses, self.conversations)

    def close(self) -> None:
        self.log.close()
        self._data_dir.close()
