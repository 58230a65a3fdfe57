"""Those who read a kept turn from the log while it is made, here or by another process."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator
from weakref import WeakValueDictionary

from serving.output import Event
from serving.replica.turn import Turn
from serving.replica.turn_events import TurnReader
from serving.replica.workers import Workers
from serving.sessions.turns.turn_log import TurnLog
from serving.text.prompts import Prompts

FOLLOW_S = 0.1  # between looks at a turn that another process makes


class Followers:
    """Belongs to the event loop."""

    def __init__(self, turns: TurnLog, prompts: Prompts, workers: Workers) -> None:
        self._turns = turns
        self._prompts = prompts
        self._workers = workers
        self._news: WeakValueDictionary[str, asyncio.Event] = WeakValueDictionary()  # by turn id

    async def follow(self, tenant: str, turn_id: str, after: int = -1) -> AsyncGenerator[tuple[int, Event]]:
        """A kept turn's (number, event) pairs behind number `after`, as they come, until it has ended.

        Any number may follow, wherever the turn is made: all is read from the log. A cancelled turn ends
        without a TurnFinished.

        Raises: TurnNotFound, also when its session is deleted meanwhile; TurnFailed.
        """
        reader = TurnReader(self._prompts.tokenizer, self._prompts.formats)
        while True:
            news = self._news.setdefault(turn_id, asyncio.Event())  # before the look, to miss nothing
            state = await self._workers.run(self._turns.read, tenant, turn_id, reader.num_tokens)
            for number, event in reader.read(state):
                if number > after:
                    yield number, event
            if state.has_ended:
                return
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(FOLLOW_S):
                    await news.wait()

    def tell(self, turn: Turn) -> None:
        """The log has more of this turn."""
        news = self._news.pop(turn.lease.turn_id, None) if turn.lease is not None else None
        if news is not None:
            news.set()
