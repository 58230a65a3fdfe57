"""Logins that failed, for the audit log: told together, for whoever guesses keys must not fill the disk."""

from __future__ import annotations

import time

from fastapi.requests import HTTPConnection

from serving.api.backend import Backend
from serving.errors import NotAuthenticated, TenureError
from serving.logs import get_logger
from serving.operations import NoteAudit
from serving.principal import Principal

EVERY_S = 1.0  # one row at most
NOBODY = Principal("")  # who it was is what nobody knows
_log = get_logger(__name__)


class FailedLogins:
    """Belongs to the event loop."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._num_untold = 0
        self._told_s = float("-inf")

    async def note(self, error: NotAuthenticated, request: HTTPConnection) -> None:
        self._num_untold += 1
        if time.monotonic() - self._told_s < EVERY_S:
            return
        self._told_s, count, self._num_untold = time.monotonic(), self._num_untold, 0
        client = request.client.host if request.client is not None else ""
        details = {"count": count, "reason": error.code, "path": request.url.path[:256]}
        try:
            await self._backend.call(NoteAudit(NOBODY, "login.failed", client, details))
        except TenureError as failure:  # the answer is a 401 all the same
            _log.error("login_not_noted", error=str(failure))
