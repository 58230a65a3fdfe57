"""The models of one process, each with an engine and KV of its own, over one log."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import aclosing
from typing import TypeVar

from serving.errors import ModelMismatch, ModelNotFound
from serving.output import Event, Health, ImportReport, ModelCard, PrewarmReport, SessionInfo
from serving.principal import Principal
from serving.replica.exposition import merged_exposition
from serving.replica.merge import merged_session, merged_sessions
from serving.replica.replica import Replica
from serving.request import Request
from serving.responses import Page
from serving.sessions.turn import OwnTokens
from serving.sessions.turns.logged_turn import ClaimedTurn, LoggedTurn, TurnError

T = TypeVar("T")


class Replicas:
    """All methods are for the event loop that called `start`."""

    def __init__(self, replicas: Sequence[Replica]) -> None:
        """One of each model, the default one first. They share storage and workers."""
        self._replicas = tuple(replicas)
        self.default = replicas[0]
        self.storage = self.default.storage
        self.workers = self.default.workers

    def of(self, model: str) -> Replica:
        """Which one has the model of that name. Raises: ModelNotFound."""
        if len(self._replicas) == 1:
            return self.default
        for replica in self._replicas:
            if model in replica.model_names:
                return replica
        raise ModelNotFound(model, [name for replica in self._replicas for name in replica.model_names])

    def _of_turn(self, turn: LoggedTurn) -> Replica:
        """Which one makes it, or its events: of the model that it began with, by its name or its template."""
        fitting = [one for one in self._replicas if one.template_fingerprint == turn.template_fingerprint]
        candidates = fitting or [self.default]
        return next((one for one in candidates if turn.request.model in one.model_names), candidates[0])

    async def of_session(self, tenant: str, session_id: str) -> Replica:
        """Which one computed its last turn; the default one where that is not known, or is none of these.

        Raises: SessionNotFound.
        """
        if len(self._replicas) == 1:
            return self.default
        model = await self.workers.run(self.storage.log.sessions.kv_model, tenant, session_id)
        computed = (one for one in self._replicas if model is not None and one.has_kv_of(model))
        return next(computed, self.default)

    # ---- life -----------------------------------------------------------------------------------

    async def start(self) -> None:
        await self._each(lambda replica: replica.start())

    def take_no_more(self) -> None:
        """See `Replica.take_no_more`."""
        for replica in self._replicas:
            replica.take_no_more()

    async def drain(self, timeout_s: float) -> None:
        """See `Replica.drain`."""
        self.take_no_more()  # all of them at once
        await self._each(lambda replica: replica.drain(timeout_s))

    async def close(self) -> None:
        """See `Replica.close`."""
        await self._each(lambda replica: replica.close())

    def check_alive(self) -> None:
        """Raises: EngineDead of any."""
        for replica in self._replicas:
            replica.check_alive()

    async def until_dead(self) -> None:
        """Returns when an engine is gone; only a restart helps."""
        waiting = [asyncio.ensure_future(replica.until_dead()) for replica in self._replicas]
        try:
            await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for one in waiting:
                one.cancel()

    async def _each(self, call: Callable[[Replica], Awaitable[T]]) -> list[T]:
        return list(await asyncio.gather(*map(call, self._replicas)))

    # ---- turns ----------------------------------------------------------------------------------

    def generate(self, request: Request) -> AsyncGenerator[Event]:
        """See `Replica.generate`. Raises (with the first event): ModelNotFound."""
        try:
            return self.of(request.model).generate(request)
        except ModelNotFound as error:
            return _refused(error)

    def resume(self, claimed: ClaimedTurn) -> AsyncGenerator[Event]:
        """See `Replica.resume`."""
        return self._of_turn(claimed.state).resume(claimed)

    async def follow(self, tenant: str, turn_id: str, after: int = -1) -> AsyncGenerator[tuple[int, Event]]:
        """See `Followers.follow`."""
        replica = self.default
        if len(self._replicas) > 1:
            replica = self._of_turn(await self.workers.run(self.storage.turns.read, tenant, turn_id))
        async with aclosing(replica.follow(tenant, turn_id, after)) as events:
            async for event in events:
                yield event

    async def conclude_partial(self, claimed: ClaimedTurn, error: TurnError | None = None) -> None:
        """See `Replica.conclude_partial`."""
        await self._of_turn(claimed.state).conclude_partial(claimed, error)

    @property
    def has_late(self) -> bool:
        """See `TurnStore.has_late`."""
        return any(replica.has_late for replica in self._replicas)

    async def conclude_late(self) -> None:
        """See `TurnStore.conclude_late`."""
        for replica in self._replicas:
            await replica.conclude_late()

    # ---- sessions, which may have KV of several models ----------------------------------------------

    async def page(self, principal: Principal, page: Page) -> list[SessionInfo]:
        """See `Sessions.page`."""
        return merged_sessions(await self._each(lambda replica: replica.sessions.page(principal, page)), page)

    async def session(
        self, tenant: str, session_id: str, *, with_items: bool = True, with_token_ids: bool = False
    ) -> SessionInfo:
        """See `Sessions.get`."""

        async def view(replica: Replica) -> SessionInfo:
            return await replica.sessions.get(
                tenant, session_id, with_items=with_items, with_token_ids=with_token_ids
            )

        return merged_session(await self._each(view))

    async def delete_session(self, tenant: str, session_id: str) -> None:
        """Raises: SessionNotFound."""
        branches = await self.workers.run(self.storage.log.sessions.branch_tokens, tenant, session_id)
        await self.workers.run(self.storage.log.sessions.delete, tenant, session_id)
        for own in branches:
            await self.drop_blocks(tenant, own)

    async def drop_blocks(self, tenant: str, own: OwnTokens) -> None:
        """Give up the KV of what the log does not have any more."""
        for replica in self._replicas:
            await replica.drop_blocks(tenant, own)

    async def drop_anonymous(self, tenant: str | None, unused_s: float = 0.0) -> None:
        """See `Replica.drop_anonymous`. What is kept of their replies goes as well."""
        await self.workers.run(self.storage.kept_replies.forget, tenant, time.time() - unused_s)
        for replica in self._replicas:
            await replica.drop_anonymous(tenant, unused_s)

    async def drop_kv(self, tenant: str, session_id: str) -> None:
        """See `SessionKV.drop`."""
        for replica in self._replicas:
            await replica.session_kv.drop(tenant, session_id)

    async def offload_kv(self, tenant: str, session_id: str) -> None:
        """See `SessionKV.offload`."""
        for replica in self._replicas:
            await replica.session_kv.offload(tenant, session_id)

    async def hand_over_kv(self, tenant: str, session_id: str) -> None:
        """See `SessionKV.hand_over`."""
        for replica in self._replicas:
            await replica.session_kv.hand_over(tenant, session_id)

    async def prewarm(self, tenant: str, session_id: str) -> AsyncGenerator[PrewarmReport]:
        """See `SessionKV.prewarm`."""
        replica = await self.of_session(tenant, session_id)
        async with aclosing(replica.session_kv.prewarm(tenant, session_id)) as reports:
            async for report in reports:
                yield report

    async def export(
        self, tenant: str, session_id: str, *, with_kv: bool, max_bytes: int
    ) -> AsyncGenerator[bytes]:
        """See `Archives.export`."""
        archives = (await self.of_session(tenant, session_id)).archives
        async with aclosing(
            archives.export(tenant, session_id, with_kv=with_kv, max_bytes=max_bytes)
        ) as chunks:
            async for chunk in chunks:
                yield chunk

    async def load(
        self, tenant: str, packed: bytes, session_id: str | None, user: str | None = None
    ) -> ImportReport:
        """See `Archives.load`: by the first model that has the file's tokens."""
        refused: ModelMismatch | None = None
        for replica in self._replicas:
            try:
                return await replica.archives.load(tenant, packed, session_id, user)
            except ModelMismatch as error:
                refused = refused or error
        assert refused is not None, "there is a replica"
        raise refused

    # ---- how they are ------------------------------------------------------------------------------

    def models(self) -> tuple[ModelCard, ...]:
        """The served names, the default one first."""
        return tuple(card for replica in self._replicas for card in replica.models())

    def health(self) -> Health:
        """Ready where all are. Raises: EngineDead of any."""
        each = [replica.health() for replica in self._replicas]
        return Health(
            is_ready=all(health.is_ready for health in each),
            detail=next((health.detail for health in each if not health.is_ready), "ok"),
            num_running=sum(health.num_running for health in each),
            num_waiting=sum(health.num_waiting for health in each),
            num_restoring=sum(health.num_restoring for health in each),
        )

    async def metrics(self) -> bytes:
        """The Prometheus text exposition; each series names its model."""
        expositions = await self._each(lambda replica: replica.metrics())
        if len(expositions) == 1:
            return expositions[0]
        names = [replica.model_names[0] for replica in self._replicas]
        return merged_exposition("model_name", zip(names, expositions, strict=True))


async def _refused(error: ModelNotFound) -> AsyncGenerator[Event]:
    raise error
    yield  # a generator, as what is not refused
