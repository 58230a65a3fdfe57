"""The sessions of a replica: what the log has of each, and where its KV is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from serving.output import ForkReport, KVInfo, SessionInfo
from serving.principal import Principal
from serving.replica.hosting.link import EngineLink
from serving.replica.loaded import Loaded
from serving.replica.running import Running
from serving.replica.session_info import kv_info, residency_of, session_info
from serving.replica.workers import Workers
from serving.responses import FIRST_PAGE, Page
from serving.sessions.log import SessionLog
from serving.sessions.placements import Placements
from serving.sessions.turn import SessionRecord


class Sessions:
    """Belongs to the event loop."""

    def __init__(
        self,
        log: SessionLog,
        placements: Placements,
        engine: EngineLink,
        running: Running,
        loaded: Loaded,
        workers: Workers,
        *,
        replica_name: str,
    ) -> None:
        self._log = log
        self._placements = placements
        self._engine = engine
        self._running = running
        self._block_size = loaded.engine_config.block_size
        self._bytes_per_block = loaded.runner.bytes_per_block
        self._workers = workers
        self._replica_name = replica_name

    async def page(self, principal: Principal, page: Page = FIRST_PAGE) -> list[SessionInfo]:
        """Without the items of their branches, and where those have their KV."""
        records = await self._workers.run(self._log.sessions.page, principal, page)
        return [await self._describe(principal.tenant, record) for record in records]

    async def get(
        self, tenant: str, session_id: str, *, with_items: bool = True, with_token_ids: bool = False
    ) -> SessionInfo:
        store = self._log.sessions
        with_items_of = partial(store.get_with_items, with_token_ids=with_token_ids)
        record = await self._workers.run(with_items_of if with_items else store.get, tenant, session_id)
        kv = [await self._kv(tenant, branch.branch_id) for branch in record.branches]
        branches = tuple(
            replace(branch, kv=branch_kv) for branch, branch_kv in zip(record.branches, kv, strict=True)
        )
        info = await self._describe(tenant, replace(record, branches=branches))
        prefixes = [await self._branch_ids(branch.branch_id) for branch in record.branches]
        count = await self._engine.count_by_tier(tenant, prefixes)
        residency = residency_of(count, self._replica_name, self._bytes_per_block)
        placement = await self._workers.run(self._placements.find, tenant, session_id)
        return replace(info, residency=residency, placement=placement)

    async def _describe(self, tenant: str, record: SessionRecord) -> SessionInfo:
        """The log's record, and how much of its KV is on the device at this moment."""
        kv = await self._kv(tenant, record.head_branch_id)
        running = {(turn.request.tenant, turn.request.session_id) for turn in self._running.turns()}
        return session_info(record, kv, is_running=(tenant, record.session_id) in running)

    async def _kv(self, tenant: str, branch_id: str | None) -> KVInfo:
        token_ids = await self._branch_ids(branch_id)
        resident = await self._engine.count_resident(tenant, token_ids)
        running = (turn.opened.turn for turn in self._running.turns())
        return kv_info(
            resident,
            num_tokens=len(token_ids),
            block_size=self._block_size,
            bytes_per_block=self._bytes_per_block,
            is_running=branch_id in {turn.branch_id for turn in running if turn is not None},
        )

    async def _branch_ids(self, branch_id: str | None) -> list[int]:
        if branch_id is None:
            return []
        return await self._workers.run(self._log.branch_token_ids, branch_id)

    # ---- what changes them ----------------------------------------------------------------------

    async def fork(
        self, tenant: str, session_id: str, new_ids: Sequence[str], at: str | int | None, user: str | None
    ) -> ForkReport:
        """See `SessionStore.fork`. What they share has KV already, under the names that theirs will have."""
        node = await self._workers.run(self._log.sessions.fork, tenant, session_id, at, new_ids, user)
        return ForkReport(session_id, node.seq, node.num_items, tuple(new_ids))

    async def rewind(self, tenant: str, session_id: str, to: str | int) -> None:
        """See `SessionStore.rewind`. The KV of what is left behind is evicted before all other."""
        left = await self._workers.run(self._log.sessions.rewind, tenant, session_id, to)
        if left is not None:
            await self._engine.supersede_blocks(tenant, left.token_ids, left.num_shared_tokens)
