"""Runs: responses in the making. Each is a task of one process, and whoever asks any process may read along.

A response in the background goes on when its reader leaves; any other is cancelled then. What a reader sees
last is in the log before.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from functools import partial

from serving.agents.tools import AgentTools
from serving.errors import (
    ModelNotFound,
    Overloaded,
    ResponseNotFound,
    TurnFailed,
    TurnNotFound,
    TurnSuspended,
    TurnTakenOver,
)
from serving.logs import get_logger
from serving.output import Event
from serving.replica.replicas import Replicas
from serving.request import Request
from serving.responses import NewResponse, ResponseEvent, ResponseRecord, RunEvent, ServerTools
from serving.runs.live_response import LiveResponse, Source
from serving.runs.logged_response import LoggedResponse
from serving.runs.run_turns import RunTurns
from serving.runs.tool_run import ToolRun
from serving.sessions.claims import Claimed, ClaimedResponse
from serving.sessions.owner import MAX_ATTEMPTS
from serving.sessions.turns.logged_turn import ClaimedTurn, TurnError

MAX_LIVE = 4096  # responses, most of them in the background and waiting for their turn

_log = get_logger(__name__)


class Runs:
    """Belongs to the event loop."""

    def __init__(self, replicas: Replicas, tools: AgentTools) -> None:
        self._replicas = replicas
        self._tools = tools
        self._storage = replicas.storage
        self._workers = replicas.workers
        self.turns = RunTurns(replicas)
        self._live: dict[str, LiveResponse] = {}

    @property
    def live_ids(self) -> tuple[str, ...]:
        """The responses that tasks of this process make."""
        return tuple(self._live)

    # ---- readers ----------------------------------------------------------------------------------

    def respond(self, response: NewResponse) -> AsyncGenerator[ResponseEvent]:
        """Store the response, make it, and read it.

        Closing this ends a response that is not in the background.

        Raises (before the first event, and then nothing is stored): ConversationLocked,
            ConversationNotFound, and, unless in the background, what `generate` raises.
        """
        record = response.record
        begin = partial(self._begin, response)
        return self._read(response.tenant, record.response_id, begin, is_followed=record.is_background)

    def follow(self, tenant: str, response_id: str) -> AsyncGenerator[ResponseEvent]:
        """A response from its beginning to its end, however often it was read. Raises ResponseNotFound."""
        return self._read(tenant, response_id, partial(self._find, tenant, response_id), is_followed=True)

    def _find(self, tenant: str, response_id: str) -> LiveResponse | None:
        self._replicas.check_alive()
        return self._live_of(tenant, response_id)

    async def _read(
        self, tenant: str, response_id: str, find: Callable[[], LiveResponse | None], *, is_followed: bool
    ) -> AsyncGenerator[ResponseEvent]:
        """From here, as long as it is made here; from the log, where another process makes it.

        Args:
            is_followed: its reader may leave it.
        """
        live = find()
        num_read = 0
        try:
            with contextlib.suppress(TurnTakenOver):
                while live is not None and (event := await live.event(num_read)) is not None:
                    num_read += 1
                    yield event
                if live is not None:
                    return
            logged = LoggedResponse(
                tenant, response_id, self.turns, self._storage.response_queries, self._workers
            )
            async with aclosing(logged.read(num_read)) as events:
                async for event in events:
                    yield event
        finally:
            if live is not None and not is_followed:
                await live.stop()

    # ---- makers -----------------------------------------------------------------------------------

    def _begin(self, response: NewResponse) -> LiveResponse:
        if len(self._live) >= MAX_LIVE:
            raise Overloaded(f"{MAX_LIVE} responses are being made or wait for it.", retry_after_s=5)
        source: Source = partial(self._replicas.generate, response.request)
        if response.tools is not None:
            source = self._tool_run(response.record, response.request, response.tools).events
        has_tools = response.tools is not None
        return self._launch(response.tenant, response.record, source, response, has_tools=has_tools)

    def _tool_run(self, record: ResponseRecord, request: Request, tools: ServerTools) -> ToolRun:
        return ToolRun(self._replicas, self._tools, record, request, tools, self._storage.server_calls)

    def _launch(
        self,
        tenant: str,
        record: ResponseRecord,
        source: Source,
        unstored: NewResponse | None = None,
        *,
        has_tools: bool = False,
    ) -> LiveResponse:
        store = self._storage.responses
        live = LiveResponse(
            tenant, record, source, self.turns, store, self._workers, unstored, has_tools=has_tools
        )
        self._live[record.response_id] = live
        live.task = self._workers.spawn(live.make())
        live.task.add_done_callback(lambda _: self._live.pop(record.response_id, None))
        return live

    # ---- what another process left ----------------------------------------------------------------

    async def take_over(self, claimed: Claimed) -> None:
        """Go on with what this process has claimed, or end it where that is not to be done."""
        if isinstance(claimed, ClaimedResponse):
            self._take_over_response(claimed)
        else:
            await self._take_over_turn(claimed)

    async def _take_over_turn(self, claimed: ClaimedTurn) -> None:
        """A run's turn is gone on with. Any other had a client whose connection ended with its process."""
        _log.info("turn_taken_over", goes_on=claimed.is_kept, **_described(claimed))
        if claimed.num_attempts >= MAX_ATTEMPTS:
            await self._replicas.conclude_partial(claimed, _exhausted(claimed))
        elif claimed.is_kept:
            await self._resume(claimed)
        else:
            await self._replicas.conclude_partial(claimed)

    async def _resume(self, claimed: ClaimedTurn) -> None:
        tenant, run_id = claimed.state.tenant, claimed.state.request.run_id
        assert run_id is not None, "a kept turn is a run's"
        source = partial(self._replicas.resume, claimed)
        try:
            record = await self._workers.run(self._storage.response_queries.get, tenant, run_id)
        except ResponseNotFound:
            self._workers.spawn(_run_to_end(source()))
            return
        if record.has_ended:  # it was cancelled
            await self._replicas.conclude_partial(claimed)
        else:
            await self._workers.run(self._storage.claims.claim_response, run_id)
            gone_on_with = await self._gone_on_with(record, claimed)
            has_tools = gone_on_with is not None
            self._launch(tenant, record, gone_on_with or source, has_tools=has_tools)

    async def _gone_on_with(
        self, record: ResponseRecord, resumed: ClaimedTurn | None = None
    ) -> Source | None:
        """The events of a response that calls tools, from the log and on; None: it is one turn."""
        noted = await self._workers.run(self._storage.server_calls.read, record.response_id)
        if noted is None:
            return None
        turn_ids = await self._workers.run(self._storage.steps.turn_ids, record.response_id)
        run = self._tool_run(record, noted.request, noted.tools)
        return partial(run.events, noted, turn_ids, resumed)

    def _take_over_response(self, claimed: ClaimedResponse) -> None:
        """One that nobody has begun, or whose end was not noted."""
        response_id = claimed.record.response_id
        if response_id not in self._live:
            _log.info("response_taken_over", response_id=response_id, num_attempts=claimed.num_attempts)
            rest = partial(self._rest, claimed)
            self._launch(claimed.tenant, claimed.record, rest, has_tools=claimed.has_tools)

    async def _rest(self, claimed: ClaimedResponse) -> AsyncGenerator[RunEvent]:
        source = await self._gone_on_with(claimed.record)
        if source is None:
            try:
                await self.turns.last(claimed.tenant, claimed.record.response_id)
            except TurnNotFound:
                source = partial(self._replicas.generate, _not_begun(claimed))
            else:
                source = partial(self._logged, claimed.tenant, claimed.record.response_id)
        async with aclosing(source()) as events:
            async for event in events:
                yield event

    async def _logged(
        self, tenant: str, run_id: str, *, is_cancelled: bool = False
    ) -> AsyncGenerator[RunEvent]:
        """The events of a run whose turns have ended. Raises CancelledError at the end of a cancelled one."""
        async with aclosing(self.turns.follow(tenant, run_id)) as events:
            async for _, event in events:
                yield event
        if is_cancelled or (await self.turns.last(tenant, run_id)).status == "cancelled":
            raise asyncio.CancelledError

    # ---- the end ----------------------------------------------------------------------------------

    async def cancel(self, tenant: str, response_id: str) -> ResponseRecord:
        """Raises: ResponseNotFound; InvalidRequest for one that ended, or is not in the background."""
        live = self._live_of(tenant, response_id)
        if live is None:
            await self._end_elsewhere(tenant, response_id)
        elif live.record.is_background:
            await live.stop()
        return await self._workers.run(self._storage.responses.cancel, tenant, response_id)

    async def _end_elsewhere(self, tenant: str, response_id: str) -> None:
        """Stop a background response that another process makes; it gets what the log has of it."""
        record = await self._workers.run(self._storage.response_queries.get, tenant, response_id)
        if record.has_ended or not record.is_background:
            return
        try:
            await self.turns.cancel(tenant, response_id)
        except TurnNotFound:  # it has not begun: whoever makes it finds out when it would
            return
        await self._workers.run(self._storage.claims.claim_response, response_id)
        has_tools = await self._workers.run(self._storage.server_calls.read, response_id) is not None
        source = partial(self._logged, tenant, response_id, is_cancelled=has_tools)
        live = self._launch(tenant, record, source)
        await asyncio.wait([live.task])

    async def delete(self, tenant: str, response_id: str) -> str | None:
        """Remove a response; one in the making is stopped. Returns the session that nothing needs any more.

        Raises: ResponseNotFound.
        """
        live = self._live_of(tenant, response_id)
        if live is not None:
            await live.stop()
        else:
            with contextlib.suppress(TurnNotFound):  # it may be made elsewhere
                await self.turns.cancel(tenant, response_id)
        return await self._workers.run(self._storage.responses.delete, tenant, response_id)

    def leave(self) -> None:
        """This process ends: responses that call tools are left to others, and all else with its turns."""
        for live in self._live.values():
            live.leave()

    def _live_of(self, tenant: str, response_id: str) -> LiveResponse | None:
        live = self._live.get(response_id)
        if live is not None and live.tenant != tenant:
            raise ResponseNotFound(response_id)
        return live


async def _run_to_end(turn: AsyncGenerator[Event]) -> None:
    with contextlib.suppress(TurnSuspended, ModelNotFound):  # the log has why
        async with aclosing(turn) as events:
            async for _ in events:
                pass


def _num_tokens(claimed: ClaimedTurn) -> int:
    return sum(len(tokens.token_ids) for tokens in claimed.state.tokens)


def _described(claimed: ClaimedTurn) -> dict[str, object]:
    """For a line of the server's log."""
    state = claimed.state
    return {
        "turn_id": state.turn_id,
        "run_id": state.request.run_id,
        "num_tokens": _num_tokens(claimed),
        "num_attempts": claimed.num_attempts,
        "numerics_changed": state.numerics_changed,
    }


def _exhausted(claimed: ClaimedTurn) -> TurnError:
    return TurnError(
        f"{claimed.num_attempts} servers have ended, one after the other, while they made this response, "
        f"each after {_num_tokens(claimed)} tokens of it. It is not tried again.",
        code="run_failed",
    )


def _not_begun(claimed: ClaimedResponse) -> Request:
    """What a response whose turn was never begun is to be made from. Raises where it is not to be made."""
    if claimed.num_attempts >= MAX_ATTEMPTS:
        raise TurnFailed(
            f"{claimed.num_attempts} servers have ended while they began this response. It is not tried "
            "again."
        )
    if claimed.request is None:
        raise TurnFailed("The server that made this response ended, and the log has nothing to make it from.")
    return claimed.request
