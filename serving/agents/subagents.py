"""What calls of the tools for subagents do in this process, beside what they do in the log."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from typing import Protocol

from serving.agents.event_reader import POLL_S
from serving.agents.news import News
from serving.agents.subagent_tools import refusal_of, results_told
from serving.errors import Unavailable
from serving.replica.workers import Workers
from serving.sessions.agents.session_store import AgentSessionStore
from serving.sessions.agents.subagents import SubagentRefused
from serving.sessions.agents.work import (
    CallOutcome,
    SessionWork,
    SubagentCall,
    SubagentChanges,
    SubagentResult,
)


class Family(Protocol):
    """Goes on with sessions; belongs to the event loop."""

    def handover(self) -> AbstractAsyncContextManager[None]:
        """See `Handovers.one`."""

    def go_on_with(self, found: SessionWork) -> None: ...

    async def interrupt(self, tenant: str, session_id: str) -> None:
        """End what is done for a turn of it that the log says is cancelled."""

    def drop_closed(self, tenant: str, session_id: str) -> None:
        """Give up what it alone has in memory, when it has ended."""


class Subagents:
    """Belongs to the event loop."""

    def __init__(self, store: AgentSessionStore, workers: Workers, news: News) -> None:
        self._store = store
        self._workers = workers
        self._news = news
        self._closing = asyncio.Event()

    def close(self) -> None:
        """Who waits goes on in the next process."""
        self._closing.set()

    async def call(self, tenant: str, session_id: str, call: SubagentCall, family: Family) -> None:
        """Make a call, and note what came of it. Raises: TurnTakenOver, Unavailable."""
        run = self._workers.run
        if (refused := refusal_of(call)) is not None:
            await run(self._store.end_call, session_id, call.call_id, refused)
        elif call.name == "wait":
            outcome = await self._wait(session_id, call)
            await run(self._store.end_call, session_id, call.call_id, outcome)
        else:
            # Whoever is cancelled here has begun a session all the same.
            changes = await asyncio.shield(self._change(session_id, call, family))
            await self._follow(tenant, changes, family)
        self._news.tell(session_id)

    async def _change(self, session_id: str, call: SubagentCall, family: Family) -> SubagentChanges:
        async with family.handover():
            changes = await self._workers.run(self._store.change_subagents, session_id, call)
            for work in changes.begun:
                self._news.tell(work.session_id)
                family.go_on_with(work)
        return changes

    async def _follow(self, tenant: str, changes: SubagentChanges, family: Family) -> None:
        for session_id in changes.cancelled:
            self._news.tell(session_id)
            await family.interrupt(tenant, session_id)
        for session_id in changes.closed:
            family.drop_closed(tenant, session_id)

    async def _wait(self, session_id: str, call: SubagentCall) -> CallOutcome:
        """It changes nothing, so that another process may wait again."""
        ids, timeout_s = call.arguments.get("ids", ()), call.arguments.get("timeout_s")
        results: Sequence[SubagentResult] = ()
        news: list[asyncio.Event] = []
        try:
            async with asyncio.timeout(timeout_s):
                while True:
                    results = await self._workers.run(self._store.subagent_results, session_id, ids)
                    at_work = [result.subagent_id for result in results if result.is_at_work]
                    if not at_work:
                        break
                    if news:
                        await self._news_or_end(news)
                    news = [self._news.of(one) for one in at_work]  # before the next look
        except SubagentRefused as refused:
            return CallOutcome(error={"type": "subagent_error", "message": str(refused)})
        except TimeoutError:
            pass
        return results_told(results)

    async def _news_or_end(self, news: Sequence[asyncio.Event]) -> None:
        """Raises: Unavailable when this process ends."""
        waiting = [asyncio.ensure_future(one.wait()) for one in (*news, self._closing)]
        try:
            await asyncio.wait(waiting, timeout=POLL_S, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for one in waiting:
                one.cancel()
        if self._closing.is_set():
            raise Unavailable("This server is ending.", retry_after_s=1)
