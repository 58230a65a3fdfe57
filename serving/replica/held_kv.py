"""What each tenant's KV has held, brought to the metrics when they are asked for."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from serving.errors import EngineDead
from serving.kv.keys import tenant_salt
from serving.metrics import Metrics
from serving.output import Tier
from serving.replica.hosting.link import EngineLink

TIMEOUT_S = 1.0  # an engine that is in a long step tells the next time


class HeldKV:
    """Belongs to the event loop."""

    def __init__(self, engine: EngineLink, metrics: Metrics) -> None:
        self._engine = engine
        self._metrics = metrics
        self._tenants: dict[str, str] = {}  # by folder: who has asked for something here
        self._told: dict[tuple[str, Tier], float] = {}

    def know(self, tenant: str) -> None:
        """What is in this tenant's folder can be told to be its own."""
        self._tenants[tenant_salt(tenant).hex()] = tenant

    async def observe(self) -> None:
        """What is held of others, who have asked for nothing since the start, has no tenant's name."""
        with suppress(TimeoutError, EngineDead):
            async with asyncio.timeout(TIMEOUT_S):
                held = await self._engine.count_held()
            for (folder, tier), byte_seconds in held.items():
                new = byte_seconds - self._told.get((folder, tier), 0.0)
                self._metrics.observe_held(self._tenants.get(folder, ""), tier, max(0.0, new))
            self._told.update(held)
