"""A session's events as a stream: each is in the log before it is sent."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing
from typing import Any

from fastapi import Response
from starlette.requests import ClientDisconnect
from starlette.types import Receive, Scope, Send

from serving.agent_sessions import RESTING, AgentEvent, event_object
from serving.api import sse
from serving.api.hangup import until_hang_up
from serving.errors import NotFound, TenureError
from serving.logs import get_logger

# A comment, and no `id:` lines: some clients take the two together for an event without data.
HEARTBEAT = b": alive\n\n"
_ENDS = tuple(f"agent.session.{status}" for status in RESTING)
_log = get_logger(__name__)


class EventStream(Response):
    """The headers are sent at once: clients send their input when these have come."""

    def __init__(
        self,
        session_id: str,
        events: AsyncGenerator[AgentEvent],
        heartbeat_s: float,
        *,
        ends_with_turn: bool = False,
    ) -> None:
        """`ends_with_turn`: the stream is over when the session rests."""
        super().__init__()
        self._session_id = session_id
        self._events = events
        self._heartbeat_s = heartbeat_s
        self._ends_with_turn = ends_with_turn

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await until_hang_up(receive, send, self._send)

    async def _send(self, send: Send) -> None:
        writer = sse.Writer(send)
        await writer.start()
        await writer.write(HEARTBEAT)  # some send no headers before there is a body
        try:
            async with (
                aclosing(self._events) as events,
                writer.kept_alive(lambda: HEARTBEAT, self._heartbeat_s),
            ):
                async for event in events:
                    await writer.write(self._encoded(event_object(self._session_id, event)))
                    if self._ends_with_turn and event.type in _ENDS:
                        break
        except (ClientDisconnect, NotFound):  # deleted: there is nothing left to tell
            pass
        except TenureError as error:
            _log.warning("agent_stream_ended", session_id=self._session_id, error=str(error))
        await writer.write(b"", is_last=True)

    def _encoded(self, event: Mapping[str, Any]) -> bytes:
        return sse.event(event, name=event["type"])
