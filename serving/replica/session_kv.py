"""What a tenant has done with a session's KV. Its log stays as it is."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing, suppress

from serving.engine.messages import Reply
from serving.errors import EngineDead, InvalidRequest, LeaseBudgetExceeded, SessionNotFound, Unavailable
from serving.output import Event, PrewarmReport, TurnFinished
from serving.principal import Principal
from serving.replica.hosting.link import EngineLink
from serving.replica.loaded import Loaded
from serving.replica.workers import Workers
from serving.request import Request, SamplingParams, TokenInput
from serving.sessions.session_store import SessionStore
from serving.sessions.turn import OwnTokens
from serving.sessions.writing import new_id

POLL_S = 0.02
PATIENCE_S = 10.0  # with a tier that takes no more blocks


class SessionKV:
    """Belongs to the event loop."""

    def __init__(
        self,
        store: SessionStore,
        engine: EngineLink,
        generate: Callable[[Request], AsyncGenerator[Event]],
        loaded: Loaded,
        workers: Workers,
        *,
        owner_id: str,
    ) -> None:
        self._store = store
        self._engine = engine
        self._generate = generate
        self._loaded = loaded
        self._block_size = loaded.engine_config.block_size
        self.has_other_tier = bool(loaded.kv_places)
        self._workers = workers
        self._owner_id = owner_id

    async def drop(self, tenant: str, session_id: str) -> None:
        """In every tier, but for what other sessions go on with. Raises: SessionNotFound, SessionBusy."""
        branches = await self._branches(tenant, session_id)
        await self._workers.run(self._store.note_dropped, tenant, session_id)
        for own in branches:
            await self._engine.drop_blocks(tenant, own.token_ids, num_kept_tokens=own.num_shared_tokens)

    async def prewarm(self, tenant: str, session_id: str) -> AsyncGenerator[PrewarmReport]:
        """A turn over all of the session's tokens that says nothing and leaves nothing in the log.

        It is made by that one of the model and its adapters which has the most KV of them.

        Raises: SessionNotFound, SessionBusy, and what a turn raises.
        """
        branches = await self._branches(tenant, session_id, is_idle=True)
        if not branches or not branches[-1].token_ids:
            yield PrewarmReport(0, 0, None)
            return
        token_ids = branches[-1].token_ids
        await self._engine.refresh_elsewhere(tenant)
        adapter = await self._engine.adapter_of(tenant, token_ids)
        model = self._loaded.kv_model(adapter)
        request = Request(
            request_id=new_id("prewarm"),
            model=self._loaded.adapters.name_of(adapter) or self._loaded.served_names[0],
            principal=Principal(tenant),
            input=TokenInput(tuple(token_ids)),
            sampling=SamplingParams(max_tokens=0),
            session_id=session_id,
            is_recorded=False,
        )
        async with aclosing(self._generate(request)) as events:
            async for event in events:
                if isinstance(event, TurnFinished):
                    usage = event.usage
                    await self._workers.run(
                        self._store.note_computed, tenant, session_id, self._owner_id, model, usage
                    )
                    yield PrewarmReport(usage.num_prompt_tokens, usage.num_cached_tokens, usage.restored)

    async def offload(self, tenant: str, session_id: str) -> None:
        """Whole blocks: the few tokens behind them are computed again.

        Raises: SessionNotFound, SessionBusy; InvalidRequest where there is no other tier; Unavailable where
            it does not take them: then they are still on the device.
        """
        self._require_other_tier("offload KV to")
        branches = await self._branches(tenant, session_id, is_idle=True)
        for own in branches:
            noted = await self._engine.offload_blocks(tenant, session_id, own.token_ids)
            await self._wait_until_written(
                tenant, own, noted.num_blocks, lambda count: count.num_elsewhere_blocks
            )
        for own in branches:
            await self._engine.drop_blocks(
                tenant, own.token_ids, num_kept_tokens=own.num_shared_tokens, is_forgotten=False
            )

    async def hand_over(self, tenant: str, session_id: str) -> None:
        """Have the whole blocks where other servers find them. They stay here, too.

        Raises: SessionNotFound, SessionBusy; InvalidRequest where nothing is shared; Unavailable where the
            shared tier does not take them.
        """
        self._require_other_tier("hand KV over by")
        for own in await self._branches(tenant, session_id, is_idle=True):
            noted = await self._engine.offload_blocks(tenant, session_id, own.token_ids)
            await self._wait_until_written(
                tenant, own, noted.num_blocks, lambda count: count.num_shared_blocks
            )

    async def is_found(self, tenant: str, session_id: str) -> bool:
        """Whether another tier has KV of it, perhaps from another server. Raises: SessionNotFound."""
        branches = await self._branches(tenant, session_id)
        if not branches:
            return False
        await self._engine.refresh_elsewhere(tenant)
        count = await self._engine.count_resident(tenant, branches[-1].token_ids)
        return count.num_elsewhere_blocks > 0

    def _require_other_tier(self, purpose: str) -> None:
        if not self.has_other_tier:
            raise InvalidRequest(
                f"There is nowhere to {purpose}: this server keeps it in the device's memory alone. Start it "
                "with --disk-kv-dir or --object-kv-url.",
                code="no_other_tier",
            )

    async def _wait_until_written(
        self, tenant: str, own: OwnTokens, num_blocks: int, count_of: Callable[[Reply], int]
    ) -> None:
        num_there, last_s = -1, time.monotonic()
        while True:
            num_now = count_of(await self._engine.count_resident(tenant, own.token_ids))
            if num_now >= num_blocks:
                return
            if num_now > num_there:
                num_there, last_s = num_now, time.monotonic()
            if time.monotonic() - last_s > PATIENCE_S:
                raise Unavailable(
                    f"Of {num_blocks} blocks of KV {num_there} were written in time. All of them are still "
                    "in the device's memory. The metric tenure:kv_failed_blocks says whether writing fails.",
                    retry_after_s=10,
                )
            await asyncio.sleep(POLL_S)

    async def lease(self, tenant: str, session_id: str, seconds: float) -> None:
        """Raises: SessionNotFound, LeaseBudgetExceeded."""
        branches = await self._branches(tenant, session_id)
        if seconds and branches:
            count = await self._engine.count_resident(tenant, branches[-1].token_ids)
            self._check_budget(session_id, branches[-1], count)
        own = await self._workers.run(self._store.lease, tenant, session_id, seconds)
        if own is not None:
            await self._engine.lease_blocks(tenant, own.token_ids, seconds, own.num_shared_tokens)

    def _check_budget(self, session_id: str, own: OwnTokens, count: Reply) -> None:
        num_wanted = -(-len(own.token_ids) // self._block_size)
        num_others = count.num_tenant_leased_blocks - count.num_leased_blocks
        if num_others + num_wanted > count.max_leased_blocks:
            raise LeaseBudgetExceeded(session_id, num_wanted, num_others, count.max_leased_blocks)

    async def let_go(self, tenant: str, session_id: str) -> None:
        """Nobody comes back to the session: its KV is evicted before all other, and not leased."""
        with suppress(SessionNotFound, EngineDead):
            branches = await self._branches(tenant, session_id)
            await self._workers.run(self._store.lease, tenant, session_id, 0.0)
            for own in branches:
                await self._engine.supersede_blocks(tenant, own.token_ids, own.num_shared_tokens)

    async def _branches(self, tenant: str, session_id: str, *, is_idle: bool = False) -> list[OwnTokens]:
        return await self._workers.run(lambda: self._store.branch_tokens(tenant, session_id, is_idle=is_idle))
