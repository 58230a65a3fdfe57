"""The engine's own loop: messages in, one report per step out. The same on a thread and in a process."""

from __future__ import annotations

import queue
import time
from collections.abc import Callable
from dataclasses import dataclass

from serving.engine.engine import Engine, Message
from serving.engine.messages import (
    BlocksFetched,
    ElsewhereRefreshed,
    EngineStats,
    Reply,
    ResidencyChanged,
    SequenceUpdate,
)
from serving.kv.block_file import Payload

CHECK_PERIOD_S = 10.0  # the conservation check reads every block: not at each quiet moment of a busy server


@dataclass(frozen=True, slots=True)
class StepReport:
    """What one step did, handed to the event loop in one piece."""

    updates: tuple[SequenceUpdate, ...]
    stats: EngineStats


class Stop:
    """The last message."""


Inbox = queue.SimpleQueue[Message | Stop]
Report = StepReport | EngineStats | Reply  # bare stats: the engine begins, or has fallen idle


class EngineLoop:
    """Owns the engine while it runs."""

    def __init__(self, engine: Engine, inbox: Inbox, emit: Callable[[Report], None]) -> None:
        self._engine = engine
        self._inbox = inbox
        self._emit = emit
        self._checked_s = 0.0
        self._is_load_told = True  # the last report has what aborts changed since

    def run(self) -> None:
        """Returns after Stop, with the engine closed. Raises what the engine raises."""
        try:
            self._engine.start(self)
            has_begun = False
            while self._take_messages():
                if not has_begun:
                    self._emit(self._engine.stats())  # what its warm-up did is nobody's
                    has_begun = True
                if self._engine.has_work:
                    updates, stats = self._engine.step()
                    self._is_load_told = True
                    self._emit(StepReport(tuple(updates), stats))
                    self._engine.copy_blocks()
            self._engine.flush()
        finally:
            self._engine.close()

    # ---- from the threads that move blocks ------------------------------------------------------

    def on_fetched(self, seq_id: str, first_block: int, payload: Payload | None, is_last: bool) -> None:
        self._inbox.put(BlocksFetched(seq_id, first_block, payload, is_last))

    def on_refreshed(self, query_id: int) -> None:
        self._inbox.put(ElsewhereRefreshed(query_id))

    def on_change(self) -> None:
        self._inbox.put(ResidencyChanged())

    # ---- on the engine's own --------------------------------------------------------------------

    def _take_messages(self) -> bool:
        """Handle what is in the inbox; wait for something if there is no work. False: stop."""
        while True:
            if self._engine.is_idle and self._inbox.empty():
                self._fall_idle()
            is_busy = self._engine.has_work or self._engine.copy_blocks()
            try:
                message = self._inbox.get(block=not is_busy)
            except queue.Empty:
                return True
            if isinstance(message, Stop):
                return False
            self._is_load_told = False
            reply = self._engine.handle(message)
            if reply is not None:
                self._emit(reply)

    def _fall_idle(self) -> None:
        # After the last abort there is no step to report by.
        if not self._is_load_told:
            self._is_load_told = True
            self._emit(self._engine.stats())
        now_s = time.monotonic()
        if now_s - self._checked_s >= CHECK_PERIOD_S:
            self._checked_s = now_s
            self._engine.check()
