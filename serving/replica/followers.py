"""Those who read a kept run from the log while it is made, here or by another process."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator
from weakref import WeakValueDictionary

from models.tokenizer import Tokenizer
from serving.output import Event
from serving.replica.prompts import Prompts
from serving.replica.turn import Turn
from serving.replica.turn_events import TurnReader
from serving.replica.workers import Workers
from serving.sessions.turns.turn_log import TurnLog

FOLLOW_S = 0.1  # between looks at a run that another process makes


class Followers:
    """Belongs to the event loop."""

    def __init__(self, runs: TurnLog, prompts: Prompts, tokenizer: Tokenizer, workers: Workers) -> None:
        self._runs = runs
        self._prompts = prompts
        self._tokenizer = tokenizer
        self._workers = workers
        self._news: WeakValueDictionary[str, asyncio.Event] = WeakValueDictionary()  # by run id

    async def follow(self, tenant: str, run_id: str, after: int = -1) -> AsyncGenerator[tuple[int, Event]]:
        """A kept run's (number, event) pairs behind number `after`, as they come, until it has ended.

        Any number may follow, wherever the run is made: all is read from the log. A cancelled run ends
        without a TurnFinished.

        Raises: TurnNotFound, also when its session is deleted meanwhile; TurnFailed.
        """
        reader = TurnReader(self._tokenizer, self._prompts.tool_format)
        while True:
            news = self._news.setdefault(run_id, asyncio.Event())  # before the look, to miss nothing
            state = await self._workers.run(self._runs.read, tenant, run_id, reader.num_tokens)
            for number, event in reader.read(state):
                if number > after:
                    yield number, event
            if state.has_ended:
                return
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(news.wait(), FOLLOW_S)

    def tell(self, turn: Turn) -> None:
        """The log has more of this turn."""
        news = self._news.pop(turn.run.run_id, None) if turn.run is not None else None
        if news is not None:
            news.set()
