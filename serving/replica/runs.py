"""Responses in the making: each is a task of this replica, and whoever asks may read along.

A run in the background goes on when its reader leaves; any other is cancelled then. What a reader sees last
is in the log before.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Callable, Coroutine
from contextlib import aclosing
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol, TypeVar

from serving.errors import (
    Overloaded,
    ResponseNotFound,
    RunNotFound,
    RunSuspended,
    TenureError,
    Unavailable,
)
from serving.logs import get_logger
from serving.output import Event, TurnStarted
from serving.request import Request
from serving.responses import Making, ResponseRecord, ResponseRun, RunEvent, replay
from serving.sessions.responses import ResponseStore
from serving.sessions.run import ClaimedRun, RunState

POLL_S = 0.25  # for a run that another process makes
MAX_LIVE = 4096  # runs, most of them in the background and waiting for their turn

T = TypeVar("T")
Source = Callable[[], AsyncGenerator[Event]]
_log = get_logger(__name__)


class InWorker(Protocol):
    async def __call__(self, function: Callable[..., T], *arguments: Any) -> T: ...


@dataclass(frozen=True, slots=True)
class Host:
    """What a run needs of its replica."""

    generate: Callable[[Request], AsyncGenerator[Event]]
    resume: Callable[[ClaimedRun], AsyncGenerator[Event]]
    follow: Callable[[str, str], AsyncGenerator[tuple[int, Event]]]  # (tenant, run id)
    cancel_run: Callable[[str, str], Coroutine[Any, Any, None]]
    read_run: Callable[[str, str], RunState]  # in a worker
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
        return self._launch(run.tenant, run.record, partial(self._host.generate, run.request), run)

    def _launch(
        self, tenant: str, record: ResponseRecord, source: Source, unstored: ResponseRun | None = None
    ) -> LiveRun:
        live = LiveRun(tenant, record, source, self._host, self._store, unstored)
        self._live[record.response_id] = live
        live.task = self._host.spawn(live.make())
        live.task.add_done_callback(lambda _: self._live.pop(record.response_id, None))
        return live

    # ---- what a process before this one left ------------------------------------------------------

    async def adopt(self, claimed: ClaimedRun) -> bool:
        """Go on with the response of a run that was taken over. False where the run has none."""
        tenant, run_id = claimed.state.tenant, claimed.state.run_id
        try:
            record = await self._host.in_worker(self._store.get, tenant, run_id)
        except ResponseNotFound:
            return False
        if record.has_ended:  # it was cancelled
            await self._host.cancel_run(tenant, run_id)
        else:
            self._launch(tenant, record, partial(self._host.resume, claimed))
        return True

    async def settle(self) -> None:
        """Begin what never began, and end what was not noted as ended. For the one process that there is."""
        for tenant, record, request in await self._host.in_worker(self._store.unfinished):
            if record.response_id not in self._live:
                self._launch(tenant, record, partial(self._rest, tenant, record, request))

    async def _rest(
        self, tenant: str, record: ResponseRecord, request: Request | None
    ) -> AsyncGenerator[Event]:
        try:
            state = await self._host.in_worker(self._host.read_run, tenant, record.response_id)
        except RunNotFound:
            if request is None:
                raise Unavailable("The server ended before this response began.") from None
            source = self._host.generate(request)
        else:
            if state.status == "cancelled":
                raise asyncio.CancelledError
            source = _events(self._host.follow(tenant, record.response_id))
        async with aclosing(source) as events:
            async for event in events:
                yield event

    # ---- readers ----------------------------------------------------------------------------------

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
        elif live is None:
            with contextlib.suppress(RunNotFound):  # it may be made elsewhere
                await self._host.cancel_run(tenant, response_id)
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

    def __init__(
        self,
        tenant: str,
        record: ResponseRecord,
        source: Source,
        host: Host,
        store: ResponseStore,
        unstored: ResponseRun | None,
    ) -> None:
        """
        Args:
            source: the events of its turn, from the first one on.
            unstored: is to be stored first; None: the log has it.
        """
        self.tenant = tenant
        self._making = Making(record.at_start())
        self._has_begun_before = record.is_background and record.status == "in_progress"
        self._source = source
        self._host = host
        self._store = store
        self._unstored = unstored
        self._events: list[RunEvent] = [self.record]
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
        if self._unstored is not None and not await self._store_run(self._unstored):
            return
        self._stored.set()
        await self._make()

    async def _store_run(self, run: ResponseRun) -> bool:
        try:
            await self._host.in_worker(self._store.create, run)
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
        except RunSuspended as error:  # whoever takes the run over goes on with the response
            self._refusal = error
            self._publish(is_over=True)
            return
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
            async with aclosing(self._source()) as events:
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
        except Unavailable as error:  # it is stored, and begins when the server is back
            if not self.record.is_background or self.record.has_begun:
                raise
            raise RunSuspended(str(error)) from error
        return True

    async def _begin(self) -> None:
        record = self._making.begin()
        if not record.is_background:
            self._publish()
        elif self._has_begun_before or await self._host.in_worker(self._store.begin, record.response_id):
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


async def _events(numbered: AsyncGenerator[tuple[int, Event]]) -> AsyncGenerator[Event]:
    async with aclosing(numbered):
        async for _, event in numbered:
            yield event
