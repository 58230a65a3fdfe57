"""Runs the engine on a thread of this process: one wake-up of the event loop per step."""

from __future__ import annotations

import asyncio
import logging
import queue
import sys
import threading
from collections.abc import Callable
from typing import TypeVar

from serving.engine.engine import Engine, Message
from serving.replica.hosting.link import EngineLink, EngineListener, dead_of
from serving.replica.hosting.loop import EngineLoop, Inbox, Report, Stop

# The engine comes back from the model twice a step and wants the interpreter's lock. At Python's own 5 ms
# it waits so long each time that another thread is at work: infra/decisions/0011.
SWITCH_INTERVAL_S = 0.0005

T = TypeVar("T")

_log = logging.getLogger(__name__)


class EngineThread(EngineLink):
    def __init__(self, engine: Engine) -> None:
        super().__init__()
        self._inbox: Inbox = queue.SimpleQueue()
        self._engine_loop = EngineLoop(engine, self._inbox, self._emit)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread = threading.Thread(target=self._run, name="tenure-engine", daemon=True)

    async def start(self, listener: EngineListener) -> None:
        self._listener = listener
        self._loop = asyncio.get_running_loop()
        sys.setswitchinterval(min(sys.getswitchinterval(), SWITCH_INTERVAL_S))
        self._thread.start()

    async def stop(self) -> None:
        self._inbox.put(Stop())
        if self._thread.ident is None:  # it never ran, and the engine is still to be closed
            await asyncio.to_thread(self._engine_loop.run)
        elif self._thread.is_alive():
            await asyncio.to_thread(self._thread.join)

    def post(self, message: Message) -> None:
        self._inbox.put(message)

    # ---- on the engine thread -------------------------------------------------------------------

    def _run(self) -> None:
        try:
            self._engine_loop.run()
        except Exception as error:  # whatever broke, everybody who waits must hear of it
            _log.exception("engine_died")
            self._call(self._die, dead_of(error))

    def _emit(self, report: Report) -> None:
        self._call(self._take, report)

    def _call(self, function: Callable[[T], None], argument: T) -> None:
        assert self._loop is not None, "start() comes first"
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(function, argument)
