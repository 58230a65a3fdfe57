"""The response header that names the engine replica which ran the request, for clients and tests."""

from __future__ import annotations

from contextvars import ContextVar

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

REPLICA_HEADER = "x-tenure-replica"
REQUEST_ID_HEADER = "x-request-id"

_noted: ContextVar[dict[str, str] | None] = ContextVar("tenure_replica", default=None)


def note_replica(replica_id: str) -> None:
    """Called where a request meets its replica, in the task of that request or one started by it."""
    note = _noted.get()
    if note is not None:
        note[REPLICA_HEADER] = replica_id


class ReplicaHeader:
    """ASGI middleware: adds what `note_replica` was told before the response started."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        note: dict[str, str] = {}
        request_id = Headers(scope=scope).get(REQUEST_ID_HEADER)

        async def send_with_replica(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(note)
                if headers.get(REQUEST_ID_HEADER) == request_id:
                    # Serve's proxy adds the very same one.
                    del headers[REQUEST_ID_HEADER]
            await send(message)

        token = _noted.set(note)
        try:
            await self._app(scope, receive, send_with_replica)
        finally:
            _noted.reset(token)
