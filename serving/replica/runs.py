"""Responses in the making: each is a task of one replica, and whoever asks any replica may read along.

A run in the background goes on when its reader leaves; any other is cancelled then. What a reader sees last
is in the log before.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass
from functools import partial

from serving.errors import (
    Overloaded,
    ResponseNotFound,
    TurnFailed,
    TurnNotFound,
    TurnTakenOver,
)
from serving.logs import get_logger
from serving.output import Event
from serving.replica.live_run import Host, LiveRun, Source
from serving.replica.logged_run import LoggedRun
from serving.request import Request
from serving.responses import NewResponse, ResponseEvent, ResponseRecord
from serving.sessions.owner import MAX_ATTEMPTS
from serving.sessions.responses.claims import ClaimedResponse, ResponseClaims
from serving.sessions.responses.queries import ResponseQueries
from serving.sessions.responses.store import ResponseStore
from serving.sessions.turns.logged_turn import ClaimedTurn

MAX_LIVE = 4096  # runs, most of them in the background and waiting for their turn

_log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class StoredResponses:
    """The log's three sides of them."""

    store: ResponseStore
    claims: ResponseClaims
    queries: ResponseQueries


class Runs:
    """Belongs to the event loop."""

    def __init__(self, host: Host, stored: StoredResponses) -> None:
        self._host = host
        self._stored = stored
        self._live: dict[str, LiveRun] = {}

    async def respond(self, run: NewResponse) -> AsyncGenerator[ResponseEvent]:
        """Store the response, make it, and read it.

        Closing this ends a run that is not in the background.

        Raises (before the first event, and then nothing is stored): ConversationLocked,
            ConversationNotFound, and, unless in the background, what `generate` raises.
        """
        live = self._start(run)
        try:
            async with aclosing(self._read(live)) as events:
                async for event in events:
                    yield event
        finally:
            if not run.record.is_background:
                await live.stop()

    def _start(self, run: NewResponse) -> LiveRun:
        if len(self._live) >= MAX_LIVE:
            raise Overloaded(f"{MAX_LIVE} responses are being made or wait for it.", retry_after_s=5)
        return self._launch(run.tenant, run.record, partial(self._host.generate, run.request), run)

    def _launch(
        self, tenant: str, record: ResponseRecord, source: Source, unstored: NewResponse | None = None
    ) -> LiveRun:
        live = LiveRun(tenant, record, source, self._host, self._stored.store, unstored)
        self._live[record.response_id] = live
        live.task = self._host.spawn(live.make())
        live.task.add_done_callback(lambda _: self._live.pop(record.response_id, None))
        return live

    # ---- what another process left ----------------------------------------------------------------

    async def adopt(self, claimed: ClaimedTurn) -> bool:
        """Go on with the response of a run that was taken over. False where the run has none."""
        tenant, run_id = claimed.state.tenant, claimed.state.run_id
        try:
            record = await self._host.in_worker(self._stored.queries.get, tenant, run_id)
        except ResponseNotFound:
            return False
        if record.has_ended:  # it was cancelled
            await self._host.cancel_run(tenant, run_id)
        else:
            await self._host.in_worker(self._stored.claims.take, run_id)
            self._launch(tenant, record, partial(self._host.resume, claimed))
        return True

    async def settle(self) -> None:
        """Begin what nobody has begun, and end what was not noted as ended, where its owner is gone."""
        claimed = await self._host.in_worker(self._stored.claims.claim_orphans, tuple(self._live))
        for response in claimed:
            record = response.record
            if record.response_id not in self._live:
                _log.info(
                    "response_taken_over",
                    response_id=record.response_id,
                    num_attempts=response.num_attempts,
                )
                self._launch(response.tenant, record, partial(self._rest, response))

    async def _rest(self, claimed: ClaimedResponse) -> AsyncGenerator[Event]:
        try:
            await self._host.in_worker(self._host.read_run, claimed.tenant, claimed.record.response_id)
        except TurnNotFound:
            source = self._host.generate(_not_begun(claimed))
        else:
            source = self._logged(claimed.tenant, claimed.record.response_id)
        async with aclosing(source) as events:
            async for event in events:
                yield event

    async def _logged(self, tenant: str, run_id: str) -> AsyncGenerator[Event]:
        """The events of a run that has ended. Raises CancelledError at the end of one that was cancelled."""
        async with aclosing(self._host.follow(tenant, run_id, -1)) as events:
            async for _, event in events:
                yield event
        state = await self._host.in_worker(self._host.read_run, tenant, run_id)
        if state.status == "cancelled":
            raise asyncio.CancelledError

    # ---- readers ----------------------------------------------------------------------------------

    async def follow(self, tenant: str, response_id: str) -> AsyncGenerator[ResponseEvent]:
        """A run from its beginning to its end, however often it was read before. Raises ResponseNotFound."""
        live = self._live_of(tenant, response_id)
        source = self._log_of(tenant, response_id) if live is None else self._read(live)
        async with aclosing(source) as events:
            async for event in events:
                yield event

    async def _read(self, live: LiveRun) -> AsyncGenerator[ResponseEvent]:
        """Here, as long as it is made here; where another process has taken it over, from the log."""
        num_read = 0
        try:
            async with aclosing(live.read()) as events:
                async for event in events:
                    num_read += 1
                    yield event
        except TurnTakenOver:
            async with aclosing(self._log_of(live.tenant, live.record.response_id)) as events:
                async for event in events:
                    num_read -= 1
                    if num_read < 0:
                        yield event

    def _log_of(self, tenant: str, response_id: str) -> AsyncGenerator[ResponseEvent]:
        return LoggedRun(tenant, response_id, self._host, self._stored.queries).read()

    # ---- the end ----------------------------------------------------------------------------------

    async def cancel(self, tenant: str, response_id: str) -> ResponseRecord:
        """Raises: ResponseNotFound; InvalidRequest for one that ended, or is not in the background."""
        live = self._live_of(tenant, response_id)
        if live is None:
            await self._end_elsewhere(tenant, response_id)
        elif live.record.is_background:
            await live.stop()
        return await self._host.in_worker(self._stored.store.cancel, tenant, response_id)

    async def _end_elsewhere(self, tenant: str, response_id: str) -> None:
        """Stop a background run that another process makes; its response gets what the log has of it."""
        record = await self._host.in_worker(self._stored.queries.get, tenant, response_id)
        if record.has_ended or not record.is_background:
            return
        try:
            await self._host.cancel_run(tenant, response_id)
        except TurnNotFound:  # it has not begun: whoever makes it finds out when it would
            return
        await self._host.in_worker(self._stored.claims.take, response_id)
        live = self._launch(tenant, record, partial(self._logged, tenant, response_id))
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
                await self._host.cancel_run(tenant, response_id)
        return await self._host.in_worker(self._stored.store.delete, tenant, response_id)

    def _live_of(self, tenant: str, response_id: str) -> LiveRun | None:
        live = self._live.get(response_id)
        if live is not None and live.tenant != tenant:
            raise ResponseNotFound(response_id)
        return live


def _not_begun(claimed: ClaimedResponse) -> Request:
    """What a response whose run was never begun is to be made from. Raises where it is not to be made."""
    if claimed.num_attempts >= MAX_ATTEMPTS:
        raise TurnFailed(
            f"{claimed.num_attempts} servers have ended while they began this response. It is not tried "
            "again."
        )
    if claimed.request is None:
        raise TurnFailed("The server that made this response ended, and the log has nothing to make it from.")
    return claimed.request
