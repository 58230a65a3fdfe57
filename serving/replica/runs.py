"""Responses in the making: each is a task of this replica, and whoever asks may read along.

A run in the background goes on when its reader leaves; any other is cancelled then. What a reader sees last
is in the log before.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Coroutine
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from serving.errors import Overloaded, ResponseNotFound, TenureError
from serving.logs import get_logger
from serving.output import Event, TurnStarted
from serving.request import Request
from serving.responses import Making, ResponseRecord, ResponseRun, RunEvent, replay
from serving.sessions.responses import ResponseStore

POLL_S = 0.25  # for a run that another process makes
MAX_LIVE = 4096  # runs, most of them in the background and waiting for their turn

T = TypeVar("T")
_log = get_logger(__name__)


class InWorker(Protocol):
    async def __call__(self, function: Callable[..., T], *arguments: Any) -> T: ...


@dataclass(frozen=True, slots=True)
class Host:
    """What a run needs of its replica."""

    generate: Callable[[Request], AsyncGenerator[Event]]
    spawn: Callable[[Coroutine[Any, Any, None]], asyncio.Task[None]]
    in_worker: InWorker


class Runs:
    """Belongs to the event loop."""

    def __init__(self, host: Host, store: ResponseStore) -> None:
        self._host = host
        self._store = store
        self._live: dict[str, LiveRun] = {}

    async def respond(self, run: ResponseRun) -> AsyncGenerator[RunEvent]:
        """Store the response, make it, and read it.

        Closing this ends a run that is not in the background.

        Raises (before the first event, and then nothing is stored): ConversationLocked,
            ConversationNotFound, and, unless in the background, what `generate` raises.
        """
        live = self._start(run)
        try:
            async with aclosing(live.read()) as events:
                async for event in events:
                    yield event
        finally:
            if not run.record.is_background:
                await live.stop()

    def _start(self, run: ResponseRun) -> LiveRun:
        if len(self._live) >= MAX_LIVE:
            raise Overloaded(f"{MAX_LIVE} responses are being made or wait for it.", retry_after_s=5)
        live = self._live[run.record.response_id] = LiveRun(run, self._host, self._store)
        live.task = self._host.spawn(live.make())
        live.task.add_done_callback(lambda _: self._live.pop(run.record.response_id, None))
        return live

    async def follow(self, tenant: str, response_id: str) -> AsyncGenerator[RunEvent]:
        """A run from its beginning to its end, however often it was read before. Raises ResponseNotFound."""
        live = self._live_of(tenant, response_id)
        if live is None:
            for event in replay(await self._ended(tenant, response_id)):
                yield event
            return
        async with aclosing(live.read()) as events:
            async for event in events:
                yield event

    async def _ended(self, tenant: str, response_id: str) -> ResponseRecord:
        """The record of a run that no task here makes, once whoever makes it is done."""
        while True:
            record = await self._host.in_worker(self._store.get, tenant, response_id)
            if record.has_ended:
                return record
            await asyncio.sleep(POLL_S)

    async def cancel(self, tenant: str, response_id: str) -> ResponseRecord:
        """Raises: ResponseNotFound; InvalidRequest for one that ended, or is not in the background."""
        live = self._live_of(tenant, response_id)
        if live is not None and live.record.is_background:
            await live.stop()
        return await self._host.in_worker(self._store.cancel, tenant, response_id)

    async def delete(self, tenant: str, response_id: str) -> str | None:
        """Remove a response; one in the making is stopped. Returns the session that nothing needs any more.

        Raises: ResponseNotFound.
        """
        live = self._live_of(tenant, response_id)
        if live is not None:
            await live.stop()
        return await self._host.in_worker(self._store.delete, tenant, response_id)

    def _live_of(self, tenant: str, response_id: str) -> LiveRun | None:
        live = self._live.get(response_id)
        if live is not None and live.tenant != tenant:
            raise ResponseNotFound(response_id)
        return live


class LiveRun:
    """One response in the making, and what its readers see of it."""

    task: asyncio.Task[None]

    def __init__(self, run: ResponseRun, host: Host, store: ResponseStore) -> None:
        self.tenant = run.tenant
        self._run = run
        self._making = Making(run.record)
        self._host = host
        self._store = store
        self._events: list[RunEvent] = [run.record]
        self._stored = asyncio.Event()  # or refused
        self._is_ending = self._is_over = False
        self._refusal: TenureError | None = None
        self._changed = asyncio.Event()

    @property
    def record(self) -> ResponseRecord:
        return self._making.record

    # ---- readers --------------------------------------------------------------------------------

    async def read(self) -> AsyncGenerator[RunEvent]:
        """Raises, before the first event, why the run was refused."""
        num_read = 0
        while not self._may_be_read:
            await self._changed.wait()
        while True:
            if self._refusal is not None:
                raise self._refusal
            while num_read < len(self._events):
                num_read += 1
                yield self._events[num_read - 1]
            if self._is_over:
                return
            await self._changed.wait()

    @property
    def _may_be_read(self) -> bool:
        # A run may be refused until it is stored, in the foreground until it has begun; then it never was.
        is_queued = self.record.is_background and self._stored.is_set()
        return is_queued or self.record.has_begun or self._is_over

    def _publish(self, *events: RunEvent, is_over: bool = False) -> None:
        self._events.extend(events)
        self._is_over = is_over
        self._changed.set()
        self._changed = asyncio.Event()

    # ---- the task -------------------------------------------------------------------------------

    async def stop(self) -> None:
        """End it now, if it has not ended; returns when the log has that."""
        await self._stored.wait()  # whatever is stored must also be ended
        if not self._is_ending:
            self.task.cancel()
        await asyncio.wait([self.task])

    async def make(self) -> None:
        if await self._store_run():
            await self._make()

    async def _store_run(self) -> bool:
        try:
            await self._host.in_worker(self._store.create, self._run)
        except TenureError as error:
            self._refusal = error
        except Exception:
            self._refusal = self._unforeseen()
        self._stored.set()
        self._publish(is_over=self._refusal is not None)
        return self._refusal is None

    def _unforeseen(self) -> TenureError:
        """For the client; what it was is in the log."""
        _log.exception("run_failed", response_id=self.record.response_id)
        return TenureError("The server failed on this response. The log has the details.")

    async def _make(self) -> None:
        try:
            while not await self._generate():
                pass
            ended = self._making.ended_well()
        except asyncio.CancelledError:
            ended = self._making.ended("cancelled")
        except TenureError as error:
            if not self.record.is_background and not self.record.has_begun:
                await self._refuse(error)
                return
            ended = self._making.failed(error)
        except Exception:
            ended = self._making.failed(self._unforeseen())
        await self._conclude(ended)

    async def _generate(self) -> bool:
        """False where there was no room, and a run in the background has waited for some."""
        try:
            async with aclosing(self._host.generate(self._run.request)) as events:
                async for event in events:
                    if isinstance(event, TurnStarted):
                        await self._begin()
                    elif seen := self._making.take(event):
                        self._publish(*seen)
        except Overloaded as error:
            if not self.record.is_background or self.record.has_begun:
                raise
            await asyncio.sleep(error.retry_after_s)
            return False
        return True

    async def _begin(self) -> None:
        record = self._making.begin()
        if not record.is_background:
            self._publish()
        elif await self._host.in_worker(self._store.begin, record.response_id):
            self._publish(record)
        else:  # another process cancelled it
            raise asyncio.CancelledError

    async def _refuse(self, error: TenureError) -> None:
        self._is_ending = True
        await self._host.in_worker(self._store.discard, self.record)
        self._refusal = error
        self._publish(is_over=True)

    async def _conclude(self, ended: ResponseRecord) -> None:
        self._is_ending = True
        try:
            stored = await self._host.in_worker(self._store.finish, ended)
        except TenureError as error:  # the log cannot be written now
            stored = self._making.failed(error)
        except Exception:
            stored = self._making.failed(self._unforeseen())
        self._publish(stored or ended, is_over=True)
