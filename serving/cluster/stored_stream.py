"""A stored response's events, each once, whichever replicas end while it is made.

The log has all of them. When the replica that sends them ends, another one takes the run over and goes on,
and any replica can read it again from its beginning: what was sent before is left out, and the client sees a
pause.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing, suppress

from serving.cluster.failures import IngressLeaves, ReplicaLost, broken_off
from serving.errors import EngineDead, ResponseNotFound, TurnSuspended, Unavailable
from serving.logs import get_logger
from serving.output import PromptProgress
from serving.responses import ResponseEvent

PATIENCE_S = 120.0  # without an event, once a replica was lost: a new one may have to load its model
RETRY_S = 0.5

Source = Callable[[], AsyncGenerator[ResponseEvent]]
_log = get_logger(__name__)


class StoredStream:
    """Read once."""

    def __init__(self, first: Source, again: Source, expire_owner: Callable[[str], Awaitable[None]]) -> None:
        """
        Args:
            first: the stream that is asked for.
            again: the same events from the first one on, from a replica that lives; ResponseNotFound where
                `first` was lost before it stored anything.
            expire_owner: is told the name of each replica whose process has ended.
        """
        self._first = first
        self._again = again
        self._expire_owner = expire_owner
        self._num_sent = 0
        self._lost_s: float | None = None  # when a replica was lost, and since when nothing came

    async def events(self) -> AsyncGenerator[ResponseEvent]:
        """Raises what `first` raises before its first event, and EngineDead where patience ends."""
        source = self._first
        while True:
            try:
                async with aclosing(self._unsent(source)) as events:
                    async for event in events:
                        yield event
                return
            except ResponseNotFound:
                if source is self._first or self._num_sent:
                    raise
                source = self._first
            except IngressLeaves:
                raise
            except (ReplicaLost, EngineDead, Unavailable) as error:
                await self._note(error)
                source = self._again

    async def _unsent(self, source: Source) -> AsyncGenerator[ResponseEvent]:
        num_read = 0
        async with aclosing(source()) as events:
            async for event in events:
                if isinstance(event, PromptProgress):  # another replica has others
                    yield event
                    continue
                num_read += 1
                if num_read > self._num_sent:
                    self._num_sent = num_read
                    self._lost_s = None
                    yield event

    async def _note(self, error: ReplicaLost | EngineDead | Unavailable) -> None:
        """Raises it, or EngineDead, where there is nothing to wait for."""
        if self._lost_s is None:
            if not self._num_sent and not isinstance(error, ReplicaLost | TurnSuspended):
                raise error  # nothing was stored
            self._lost_s = time.monotonic()
            _log.info("stored_stream_lost", reason=str(error), num_sent=self._num_sent)
        if time.monotonic() - self._lost_s > PATIENCE_S:
            raise broken_off() from error
        if isinstance(error, ReplicaLost) and error.is_dead and error.replica_id:
            with suppress(Unavailable, EngineDead):
                await self._expire_owner(error.replica_id)
        else:
            await asyncio.sleep(RETRY_S)
