"""How long a request waits for a replica: a moment where there should be one, longer where one must wake."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

from serving.cluster.deadline import Deadline
from serving.cluster.replica_states import ReplicaStates
from serving.errors import TimedOut

LOOK_S = 2.0  # between looks at replicas that wake: they may fail
FRESH_S = 10.0  # from the controller's word that one is awake until the router here has sent it a request

T = TypeVar("T")


class Patience:
    def __init__(
        self,
        states: ReplicaStates,
        deadline: Deadline,
        wake_timeout_s: float,
        look_s: float = LOOK_S,
        fresh_s: float = FRESH_S,
    ) -> None:
        self._states = states
        self._deadline = deadline
        self._wake_timeout_s = wake_timeout_s
        self._look_s = look_s
        self._fresh_s = fresh_s

    async def wait(self, awaitable: Awaitable[T], timeout_s: float) -> T:
        """The result, within `timeout_s`, or within the time to wake where the replicas sleep.

        Raises: what it raises; TimeoutError where no replica has answered; TimedOut; IngressLeaves.
        """
        answer = asyncio.ensure_future(awaitable)
        try:
            async with self._deadline.bound():
                return await self._answered(answer, timeout_s)
        except TimedOut:
            if (await self._states.read()).is_asleep:
                raise TimeoutError from None
            raise
        finally:
            answer.cancel()

    async def _answered(self, answer: asyncio.Future[T], timeout_s: float) -> T:
        waited_s, turn_s, fresh_s = 0.0, timeout_s, 0.0
        while not (await asyncio.wait({answer}, timeout=turn_s))[0]:
            waited_s += turn_s
            state = await self._states.read()
            if state.is_asleep:
                fresh_s = self._fresh_s
            elif state.name == "failed" or fresh_s <= 0:
                raise TimeoutError
            else:
                fresh_s -= self._look_s
            if waited_s >= self._wake_timeout_s:
                raise TimeoutError
            turn_s = self._look_s
        return answer.result()
