"""Threads for what takes longer than the event loop may wait, and tasks that nobody waits for."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from serving.logs import get_logger

NUM_THREADS = 4  # that tokenise and use the log

T = TypeVar("T")

_log = get_logger(__name__)


class Workers:
    """All methods are for the event loop."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(NUM_THREADS, thread_name_prefix="tenure-worker")
        self._tasks: set[asyncio.Task[None]] = set()
        self.num_begun = 0  # tasks, ever

    @property
    def is_busy(self) -> bool:
        """Whether a task is under way."""
        return bool(self._tasks)

    async def run(self, function: Callable[..., T], *arguments: Any) -> T:
        """Call it in a thread."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, function, *arguments)

    def spawn(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Begin it on the event loop; `close` waits for its end."""
        task = asyncio.get_running_loop().create_task(work)
        self.num_begun += 1
        self._tasks.add(task)
        task.add_done_callback(self._note_done)
        return task

    def _note_done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and task.exception() is not None:
            _log.error("task_failed", error=repr(task.exception()))

    async def wait(self, timeout_s: float | None = None) -> None:
        """For the tasks that were spawned."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=timeout_s)

    async def close(self) -> None:
        await self.wait()
        self._threads.shutdown()
