"""One response in the making: a task of this process, and what its readers see of it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing, suppress

from serving.errors import Overloaded, TenureError, TurnSuspended, TurnTakenOver, Unavailable
from serving.logs import get_logger
from serving.output import PromptProgress
from serving.replica.workers import Workers
from serving.responses import NewResponse, ResponseEvent, ResponseRecord, RunEvent
from serving.runs.response_builder import ResponseBuilder
from serving.runs.run_turns import RunTurns
from serving.sessions.responses.store import ResponseStore

CATCH_UP_S = 10.0  # for the log to end a turn, once its response is to end

Source = Callable[[], AsyncGenerator[RunEvent]]
_log = get_logger(__name__)


class LiveResponse:
    """Belongs to the event loop."""

    task: asyncio.Task[None]

    def __init__(
        self,
        tenant: str,
        record: ResponseRecord,
        source: Source,
        turns: RunTurns,
        store: ResponseStore,
        workers: Workers,
        unstored: NewResponse | None,
        *,
        has_tools: bool = False,
    ) -> None:
        """
        Args:
            has_tools: it may be left between its turns, and gone on with by another process.
            source: its events, from the first one on.
            unstored: is to be stored first; None: the log has it.
        """
        self.tenant = tenant
        self._builder = ResponseBuilder(record.at_start())
        self._has_begun_before = record.is_background and record.status == "in_progress"
        self._source = source
        self._turns = turns
        self._store = store
        self._workers = workers
        self._unstored = unstored
        self._num_taken = 0  # of its events
        self._events: list[ResponseEvent] = [self.record]
        self._stored = asyncio.Event()  # or refused
        self._beginning = asyncio.Lock()  # in the log and for readers at once
        self._is_ending = self._is_over = False
        self._has_tools = has_tools
        self._is_left = False
        self._refusal: TenureError | None = None
        self._changed = asyncio.Event()

    @property
    def record(self) -> ResponseRecord:
        return self._builder.record

    # ---- readers --------------------------------------------------------------------------------

    async def event(self, index: int) -> ResponseEvent | None:
        """The event of that number, once it is there; None behind the last one.

        Raises, before the first event, why the response was refused; after it, TurnSuspended.
        """
        while not self._may_be_read or (index >= len(self._events) and not self._is_over):
            await self._changed.wait()
        if index < len(self._events):
            return self._events[index]
        if self._refusal is not None:
            raise self._refusal
        return None

    @property
    def _may_be_read(self) -> bool:
        # It may be refused until it is stored, in the foreground until it has begun; then it never was.
        is_queued = self.record.is_background and self._stored.is_set()
        return is_queued or self.record.has_begun or self._is_over

    def _publish(self, *events: ResponseEvent, is_over: bool = False) -> None:
        self._events.extend(events)
        self._is_over = is_over
        self._changed.set()
        self._changed = asyncio.Event()

    # ---- the task -------------------------------------------------------------------------------

    async def stop(self) -> None:
        """End it now, if it has not ended; returns when the log has that."""
        await self._stored.wait()  # whatever is stored must also be ended
        async with self._beginning:
            if not self._is_ending:
                self.task.cancel()
        await asyncio.wait([self.task])

    def leave(self) -> None:
        """This process ends: what it calls is broken off, and whoever comes next goes on."""
        if self._has_tools and not self._is_ending:
            self._is_left = True
            self.task.cancel()

    async def make(self) -> None:
        if self._unstored is not None and not await self._create(self._unstored):
            return
        self._stored.set()
        await self._make()

    async def _create(self, response: NewResponse) -> bool:
        refusal: TenureError | None = None
        try:
            await self._workers.run(self._store.create, response)
        except TenureError as error:
            refusal = error
        except Exception:
            refusal = self._unforeseen()
        self._stored.set()
        if refusal is None:
            self._publish()
        else:
            self._never_was(refusal)
        return refusal is None

    def _never_was(self, refusal: TenureError) -> None:
        self._events.clear()
        self._leave(refusal)

    def _leave(self, refusal: TenureError) -> None:
        """Nothing more is said here."""
        self._refusal = refusal
        self._publish(is_over=True)

    def _unforeseen(self) -> TenureError:
        """For the client; what it was is in the log."""
        _log.exception("response_failed", response_id=self.record.response_id)
        return TenureError("The server failed on this response. The log has the details.")

    async def _make(self) -> None:
        try:
            while not await self._generate():
                pass
            ended = self._builder.ended_well()
        except asyncio.CancelledError:
            if self._is_left:
                self._leave(TurnSuspended("This server ends, and the response is gone on with by another."))
                return
            await self._catch_up()
            ended = self._builder.ended("cancelled")
        except TurnSuspended as error:  # whoever takes the turn over goes on with the response
            self._leave(error)
            return
        except TenureError as error:
            if not self.record.is_background and not self.record.has_begun:
                await self._refuse(error)
                return
            await self._catch_up()
            ended = self._builder.failed(error)
        except Exception:
            ended = self._builder.failed(self._unforeseen())
        await self._conclude(ended)

    async def _generate(self) -> bool:
        """False where there was no room, and a response in the background has waited for some."""
        try:
            async with aclosing(self._source()) as events:
                async for event in events:
                    await self._take(event)
        except Overloaded as error:
            if not self.record.is_background or self.record.has_begun:
                raise
            await asyncio.sleep(error.retry_after_s)
            return False
        except Unavailable as error:  # it is stored, and goes on when the server is back
            is_left = self._has_tools if self.record.has_begun else self.record.is_background
            if not is_left:
                raise
            raise TurnSuspended(str(error)) from error
        return True

    async def _take(self, event: RunEvent) -> None:
        if self._builder.begins_with(event) and not await self._begin():
            raise asyncio.CancelledError
        self._num_taken += not isinstance(event, PromptProgress)  # which the log has not
        if seen := self._builder.take(event):
            self._publish(*seen)

    async def _begin(self) -> bool:
        """False where another process has cancelled it, or has taken it over."""
        async with self._beginning:
            is_queued = self.record.is_background and not self._has_begun_before
            if is_queued and not await self._workers.run(self._store.begin, self.record.response_id):
                return False
            record = self._builder.begin()
            self._publish(*([record] if record.is_background else []))
        return True

    async def _catch_up(self) -> None:
        """Take what the log has of it beyond what came here: other readers may have seen it there."""
        self._is_ending = True
        rest = self._turns.follow(self.tenant, self.record.response_id, self._num_taken - 1)
        with suppress(TenureError, TimeoutError):  # its turn never began, or the log cannot be read
            async with asyncio.timeout(CATCH_UP_S), aclosing(rest) as events:
                async for _, event in events:
                    if self._builder.begins_with(event) and not await self._begin():
                        return
                    if seen := self._builder.take(event):
                        self._publish(*seen)

    async def _refuse(self, error: TenureError) -> None:
        self._is_ending = True
        await self._workers.run(self._store.discard, self.record)
        self._never_was(error)

    async def _conclude(self, ended: ResponseRecord) -> None:
        self._is_ending = True
        try:
            stored = await self._workers.run(self._store.finish, ended)
        except TenureError as error:  # the log cannot be written now
            stored = self._builder.failed(error)
        except Exception:
            stored = self._builder.failed(self._unforeseen())
        if stored is not None and not stored.has_ended:
            self._leave(TurnTakenOver())
        else:
            self._publish(stored or ended, is_over=True)
