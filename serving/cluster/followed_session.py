"""An agent's session as an ingress reads it: each event once, whichever replicas end meanwhile.

The log has all of them, numbered, so any replica tells what comes behind the last one that was sent. One that
has nothing to tell is left after a while for whichever has the session then: Serve does not say when it takes
a replica out, waits for what it answers, and nobody knows when a session that rests has more to tell.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing, suppress

from serving.agent_sessions import AgentEvent
from serving.cluster.failures import IngressLeaves, ReplicaLost, broken_off
from serving.errors import EngineDead, Unavailable
from serving.logs import get_logger

PATIENCE_S = 120.0  # while no replica can be read from: a new one may have to load its model
RETRY_S = 0.5
QUIET_S = 30.0

_log = get_logger(__name__)


class FollowedSession:
    """Read once."""

    def __init__(
        self,
        follow: Callable[[int], AsyncGenerator[AgentEvent]],
        after: int,
        expire_owner: Callable[[str], Awaitable[None]],
        *,
        quiet_s: float = QUIET_S,
    ) -> None:
        """
        Args:
            follow: the events behind a number, from a replica that lives.
            after: the number that the first event is behind.
            expire_owner: is told the name of each replica whose process has ended.
        """
        self._follow = follow
        self._after = after
        self._expire_owner = expire_owner
        self._quiet_s = quiet_s
        self._lost_s: float | None = None  # since when there is no replica to read from

    async def events(self) -> AsyncGenerator[AgentEvent]:
        """Raises: AgentSessionNotFound, also when it is deleted meanwhile; IngressLeaves; EngineDead."""
        while True:
            try:
                async with aclosing(self._until_quiet()) as events:
                    async for event in events:
                        self._after = event.number
                        yield event
            except IngressLeaves:
                raise
            except (ReplicaLost, EngineDead, Unavailable) as error:
                await self._note(error)

    async def _until_quiet(self) -> AsyncGenerator[AgentEvent]:
        async with aclosing(self._follow(self._after)) as events:
            while True:
                try:
                    async with asyncio.timeout(self._quiet_s) as waiting:
                        event = await anext(events)
                except StopAsyncIteration:  # a replica that serves does not end it
                    raise Unavailable("The engine replica is shutting down.") from None
                except TimeoutError:
                    if not waiting.expired():
                        raise
                    self._lost_s = None  # it is there, and has nothing to tell
                    return
                self._lost_s = None
                yield event

    async def _note(self, error: ReplicaLost | EngineDead | Unavailable) -> None:
        """Raises EngineDead where there is nothing to wait for any more."""
        if self._lost_s is None:
            self._lost_s = time.monotonic()
            _log.info("agent_stream_lost", reason=str(error), after=self._after)
        if time.monotonic() - self._lost_s > PATIENCE_S:
            raise broken_off() from error
        if isinstance(error, ReplicaLost) and error.is_dead and error.replica_id:
            with suppress(Unavailable, EngineDead):
                await self._expire_owner(error.replica_id)
        else:
            await asyncio.sleep(RETRY_S)
