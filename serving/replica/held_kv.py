"""What each tenant's and each session's KV has held: for the metrics, and for the process after this one."""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from serving.engine.messages import GoOnFrom
from serving.errors import EngineDead
from serving.kv.holdings import Account, HeldSoFar
from serving.kv.keys import tenant_salt
from serving.logs import get_logger
from serving.metrics import Metrics
from serving.output import KVUsage, Tier
from serving.replica.hosting.link import EngineLink
from serving.replica.kv_accounts import AccountsFile, KVAccounts, digest_of
from serving.replica.workers import Workers
from serving.sessions.turn import PreparedTurn

TIMEOUT_S = 1.0  # an engine that is in a long step tells the next time
SAVE_S = 60.0  # a process that is killed has lost what was held for so long at most
MAX_OWNERS = 64  # processes before this one
MAX_SESSIONS = 1 << 16  # of earlier processes, that have not come back

log = get_logger(__name__)


class HeldKV:
    """Belongs to the event loop."""

    def __init__(
        self,
        engine: EngineLink,
        metrics: Metrics,
        workers: Workers,
        data_dir: Path,
        model: str,
        owner_id: str,
    ) -> None:
        self._engine = engine
        self._metrics = metrics
        self._workers = workers
        self._data_dir = data_dir
        self._model = model
        self._owner_id = owner_id
        self._file: AccountsFile | None = None
        self._before = KVAccounts()
        self._to_come: dict[str, Mapping[Tier, float]] = {}  # of sessions that have not come back yet
        self._tenants: dict[str, str] = {}  # by folder: who has asked for something
        self._told: dict[tuple[str, Tier], float] = {}
        self._saving: asyncio.Task[None] | None = None

    # ---- life -----------------------------------------------------------------------------------

    async def start(self) -> None:
        """Go on from what the process before has left."""
        try:
            self._file = await self._workers.run(AccountsFile, self._data_dir, self._model)
        except OSError as error:
            log.warning("kv_accounts_not_kept", reason=str(error))
            return
        self._before = await self._workers.run(self._file.read)
        self._to_come = dict(self._before.sessions)
        self._tenants.update(self._before.names)
        by_tier: dict[Tier, dict[str, float]] = defaultdict(dict)
        for folder, usage in self._before.tenants.items():
            for tier, byte_seconds in usage.byte_seconds.items():
                by_tier[tier][folder] = byte_seconds
            self._metrics.go_on_from(self._tenants.get(folder, ""), usage)
        self._engine.post(GoOnFrom({tier: HeldSoFar({}, held) for tier, held in by_tier.items()}))
        self._saving = asyncio.create_task(self._save_often())

    async def close(self) -> None:
        """While the engine still answers."""
        if self._saving is not None:
            self._saving.cancel()
        if self._file is not None:
            await self._save(is_last=True)
            self._file.close()

    async def _save_often(self) -> None:
        while True:
            await asyncio.sleep(SAVE_S)
            await self._save(is_last=False)

    async def _save(self, *, is_last: bool) -> None:
        assert self._file is not None, "it was opened"
        try:
            async with asyncio.timeout(TIMEOUT_S):
                held = await self._engine.read_held()
            await self._workers.run(self._file.write, self._accounts(held, is_last=is_last))
        except (TimeoutError, EngineDead):
            return  # the next time
        except OSError as error:
            log.warning("kv_accounts_not_written", reason=str(error))

    def _accounts(self, held: Mapping[Tier, HeldSoFar], *, is_last: bool) -> KVAccounts:
        sessions: dict[str, dict[Tier, float]] = defaultdict(dict)
        tenants: dict[str, dict[Tier, float]] = defaultdict(dict)
        for tier, so_far in held.items():
            for account, byte_seconds in so_far.sessions.items():
                sessions[digest_of(account)][tier] = byte_seconds
            for folder, byte_seconds in so_far.tenants.items():
                tenants[folder][tier] = byte_seconds
        sums = {tenant_salt(name).hex(): kv for name, kv in self._metrics.tenants_kv().items() if name}
        waiting = [*self._to_come.items(), *sessions.items()][-MAX_SESSIONS:]
        owner_ids = (*self._before.owner_ids, self._owner_id)[-MAX_OWNERS:]
        return KVAccounts(
            saved_at=time.time(),
            owner_ids=owner_ids if is_last else (),
            sessions=dict(waiting),
            tenants={
                folder: replace(sums.get(folder, KVUsage()), byte_seconds=tenants.get(folder, {}))
                for folder in dict.fromkeys((*tenants, *sums))
            },
            names=self._tenants,
        )

    # ---- turns ----------------------------------------------------------------------------------

    def know(self, tenant: str) -> None:
        """What is in this tenant's folder can be told to be its own."""
        self._tenants[tenant_salt(tenant).hex()] = tenant

    def come_back(self, prepared: PreparedTurn) -> None:
        """A turn of a session is about to begin: it hears of what its KV has held in earlier processes."""
        account = Account(tenant_salt(prepared.tenant).hex(), prepared.session_name)
        held = self._to_come.pop(digest_of(account), None)
        # A later turn than what was written down has told it already.
        if held and prepared.last_used <= self._before.saved_at:
            sessions = {tier: HeldSoFar({account: seconds}, {}) for tier, seconds in held.items()}
            self._engine.post(GoOnFrom(sessions))

    def is_partial(self, prepared: PreparedTurn) -> bool:
        """Whether another process has held KV of this session, and not told what."""
        expectation = prepared.expectation
        return prepared.was_computed_elsewhere and (
            expectation is None or expectation.computed_by not in self._before.owner_ids
        )

    # ---- metrics --------------------------------------------------------------------------------

    async def observe(self) -> None:
        """What is held of others, who have asked for nothing yet, has no tenant's name."""
        with suppress(TimeoutError, EngineDead):
            async with asyncio.timeout(TIMEOUT_S):
                held = await self._engine.count_held()
            for (folder, tier), byte_seconds in held.items():
                new = byte_seconds - self._told.get((folder, tier), 0.0)
                self._metrics.observe_held(self._tenants.get(folder, ""), tier, max(0.0, new))
            self._told.update(held)
