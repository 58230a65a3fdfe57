"""Runs the engine on a thread of its own: messages in, one wake-up of the event loop per step out."""

from __future__ import annotations

import asyncio
import itertools
import logging
import queue
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from serving.engine.engine import Engine
from serving.engine.messages import (
    AbortSequence,
    AddSequence,
    CountResident,
    DropBlocks,
    EngineStats,
    Reply,
    SequenceUpdate,
)
from serving.errors import EngineDead

CHECK_PERIOD_S = 10.0  # the conservation check reads every block: not at each quiet moment of a busy server

T = TypeVar("T")

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class StepReport:
    """What one step did, handed to the event loop in one piece."""

    updates: tuple[SequenceUpdate, ...]
    stats: EngineStats


class _Stop:
    """The last message."""


Message = AddSequence | AbortSequence | CountResident | DropBlocks


class EngineThread:
    """Owns the engine. `post` and `ask` are for the event loop's thread."""

    def __init__(
        self,
        engine: Engine,
        on_step: Callable[[StepReport], None],
        on_idle: Callable[[EngineStats], None],
        on_death: Callable[[EngineDead], None],
    ) -> None:
        self._engine = engine
        self._on_step = on_step
        self._on_idle = on_idle
        self._on_death = on_death
        self._inbox: queue.SimpleQueue[Message | _Stop] = queue.SimpleQueue()
        self._query_ids = itertools.count()
        self._queries: dict[int, asyncio.Future[Reply]] = {}
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread = threading.Thread(target=self._run, name="tenure-engine", daemon=True)
        self._checked_s = 0.0
        self._is_load_told = True  # the last report has what aborts changed since
        self._death: EngineDead | None = None

    def start(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._thread.start()

    async def stop(self) -> None:
        self._inbox.put(_Stop())
        if self._thread.is_alive():
            await asyncio.to_thread(self._thread.join)

    def post(self, message: Message) -> None:
        self._inbox.put(message)

    async def count_resident(self, tenant: str, token_ids: Sequence[int]) -> Reply:
        """(tokens, blocks) of this prefix whose KV is on the device."""
        return await self._ask(lambda query_id: CountResident(query_id, tenant, tuple(token_ids)))

    async def drop_blocks(self, tenant: str, token_ids: Sequence[int]) -> Reply:
        """Free the idle blocks of a prefix that nothing else continues: (0, blocks freed)."""
        return await self._ask(lambda query_id: DropBlocks(query_id, tenant, tuple(token_ids)))

    async def _ask(self, make: Callable[[int], Message]) -> Reply:
        if self._death is not None:
            raise self._death
        query_id = next(self._query_ids)
        future: asyncio.Future[Reply] = asyncio.get_running_loop().create_future()
        self._queries[query_id] = future
        self._inbox.put(make(query_id))
        try:
            return await future
        finally:
            self._queries.pop(query_id, None)

    # ---- on the engine thread -------------------------------------------------------------------

    def _run(self) -> None:
        try:
            while self._take_messages():
                if self._engine.has_work:
                    self._step()
        except Exception as error:  # whatever broke, everybody who waits must hear of it
            _log.exception("engine_died")
            dead = EngineDead(f"The engine stopped: {type(error).__name__}: {error}. Restart the server.")
            self._call(self._die, dead)
        finally:
            self._engine.close()

    def _take_messages(self) -> bool:
        """Handle what is in the inbox; wait for something if there is no work. False: stop."""
        while True:
            is_idle = not self._engine.has_work
            if is_idle and self._inbox.empty():
                self._fall_idle()
            try:
                message = self._inbox.get(block=is_idle)
            except queue.Empty:
                return True
            if isinstance(message, _Stop):
                return False
            self._is_load_told = False
            reply = self._engine.handle(message)
            if reply is not None:
                self._call(self._answer, reply)

    def _step(self) -> None:
        updates, stats = self._engine.step()
        self._is_load_told = True
        self._call(self._on_step, StepReport(tuple(updates), stats))

    def _fall_idle(self) -> None:
        # After the last abort there is no step to report by.
        if not self._is_load_told:
            self._is_load_told = True
            self._call(self._on_idle, self._engine.stats())
        now_s = time.monotonic()
        if now_s - self._checked_s >= CHECK_PERIOD_S:
            self._checked_s = now_s
            self._engine.check()

    def _call(self, function: Callable[[T], None], argument: T) -> None:
        assert self._loop is not None, "start() comes first"
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(function, argument)

    # ---- on the event loop ----------------------------------------------------------------------

    def _answer(self, reply: Reply) -> None:
        future = self._queries.get(reply.query_id)
        if future is not None and not future.done():
            future.set_result(reply)

    def _die(self, error: EngineDead) -> None:
        self._death = error
        for future in self._queries.values():
            if not future.done():
                future.set_exception(error)
        self._on_death(error)
