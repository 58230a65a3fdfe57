"""The thread that writes down what was sampled, before anybody is told.

Each step of the engine is one entry of its queue. It takes all that has gathered and writes it in one
transaction, so that a slow disk makes larger transactions, not a longer queue.
"""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol

from serving.engine.messages import SequenceUpdate
from serving.errors import TenureError, Unavailable, reason_of
from serving.logs import get_logger
from serving.replica.choice import Choice
from serving.replica.turn import Turn
from serving.sessions.turns.logged_turn import SampledTokens
from serving.sessions.turns.turn_log import TurnLog

_log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class LoggedUpdate:
    """News of one choice, which it hears once the tokens are written."""

    turn: Turn
    choice: Choice
    update: SequenceUpdate
    tokens: SampledTokens | None  # None: nothing to write


Step = tuple[LoggedUpdate, ...]


@dataclass(frozen=True, slots=True)
class WrittenSteps:
    """What became of them: written, but for the turns that are lost; or nothing at all, with an error."""

    steps: tuple[Step, ...]
    lost_turn_ids: Collection[str] = ()
    error: TenureError | None = None


class WriteListener(Protocol):
    def on_written(self, written: WrittenSteps) -> None: ...


class LogWriter:
    """`start`, `put` and `close` are for the event loop; the log is written on the writer's thread."""

    def __init__(
        self,
        turns: TurnLog,
    ) -> None:
        self._turns = turns
        self._listener: WriteListener
        self._queue: queue.SimpleQueue[Step | None] = queue.SimpleQueue()
        self._broken_turn_ids: set[str] = set()  # a step of theirs is missing: no later one is written
        self._thread = threading.Thread(target=self._run, name="tenure-log-writer", daemon=True)
        self._loop: asyncio.AbstractEventLoop | None = None

    def start(self, listener: WriteListener) -> None:
        self._listener = listener
        self._loop = asyncio.get_running_loop()
        self._thread.start()

    def put(self, step: Step) -> None:
        self._queue.put(step)

    async def close(self) -> None:
        """Returns when everything that was put is written."""
        self._queue.put(None)
        if self._thread.is_alive():
            await asyncio.to_thread(self._thread.join)

    # ---- on the thread --------------------------------------------------------------------------

    def _run(self) -> None:
        is_open = True
        while is_open:
            gathered = self._gather()
            is_open = None not in gathered
            steps = tuple(step for step in gathered if step is not None)
            if steps:
                self._tell(self._write(steps))

    def _gather(self) -> list[Step | None]:
        gathered = [self._queue.get()]
        while not self._queue.empty():
            gathered.append(self._queue.get())
        return gathered

    def _write(self, steps: tuple[Step, ...]) -> WrittenSteps:
        entries = [entry.tokens for step in steps for entry in step if entry.tokens is not None]
        tokens = [entry for entry in entries if entry.turn_id not in self._broken_turn_ids]
        try:
            if tokens:
                self._broken_turn_ids |= self._turns.append(tokens)
        except Exception as error:  # whatever it is, these turns must not hang
            self._broken_turn_ids |= {entry.turn_id for entry in tokens}
            if isinstance(error, TenureError):
                return WrittenSteps(steps, error=error)
            _log.exception("log_write_failed")
            why = f"The session log cannot be written: {reason_of(error)}."
            return WrittenSteps(steps, error=Unavailable(why))
        return WrittenSteps(steps, self._broken_turn_ids & {entry.turn_id for entry in entries})

    def _tell(self, written: WrittenSteps) -> None:
        assert self._loop is not None, "start() comes first"
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._listener.on_written, written)
