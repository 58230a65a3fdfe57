"""The event loop's end of an engine that runs elsewhere."""

from __future__ import annotations

import asyncio
import itertools
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from models.lora import LoraAdapter
from serving.engine.engine import Message
from serving.engine.messages import (
    AddAdapter,
    CountByTier,
    CountHeld,
    CountResident,
    DropAnonymous,
    DropBlocks,
    EngineStats,
    LeaseBlocks,
    OffloadBlocks,
    ReadHeld,
    ReadPrefix,
    RefreshElsewhere,
    RemoveAdapter,
    Reply,
    SupersedeBlocks,
    WritePrefix,
    together,
)
from serving.errors import EngineDead, reason_of
from serving.kv.holdings import HeldSoFar
from serving.output import Tier
from serving.replica.hosting.loop import Report, StepReport

REFRESH_TIMEOUT_S = 1.0  # then a turn goes on with what is known


class EngineListener(Protocol):
    """Whom an engine tells, on the event loop."""

    def on_step(self, report: StepReport) -> None: ...

    def on_idle(self, stats: EngineStats) -> None: ...

    def on_death(self, error: EngineDead) -> None: ...


class EngineLink(ABC):
    """All methods are for the event loop's thread."""

    _listener: EngineListener  # from `start` on

    def __init__(self) -> None:
        self._query_ids = itertools.count()
        self._queries: dict[int, asyncio.Future[Reply]] = {}
        self._death: EngineDead | None = None
        self.adapters: list[str | None] = [None]  # that a session's KV may be of

    @abstractmethod
    async def start(self, listener: EngineListener) -> None: ...

    @abstractmethod
    async def stop(self) -> None:
        """End the engine, wherever it is with its work, and wait for its end."""

    @abstractmethod
    def post(self, message: Message) -> None: ...

    async def count_resident(self, tenant: str, token_ids: Sequence[int]) -> Reply:
        """(tokens, blocks) of this prefix whose KV is on the device."""
        replies = await self._resident(tenant, token_ids)
        return replace(together(replies), num_blocks=max(reply.num_blocks for reply in replies))

    async def adapter_of(self, tenant: str, token_ids: Sequence[int]) -> str | None:
        """Which one has the most KV of this prefix, here or elsewhere; None: the model itself."""
        if len(self.adapters) == 1:
            return None
        replies = await self._resident(tenant, token_ids)
        num_blocks = [max(reply.num_blocks, reply.num_elsewhere_blocks) for reply in replies]
        return self.adapters[num_blocks.index(max(num_blocks))]

    async def _resident(self, tenant: str, token_ids: Sequence[int]) -> list[Reply]:
        ids = tuple(token_ids)
        return await self._ask_each(lambda query_id, adapter: CountResident(query_id, tenant, ids, adapter))

    async def count_by_tier(self, tenant: str, prefixes: Iterable[Sequence[int]]) -> Reply:
        """`Reply.by_tier` of these prefixes together."""
        ids = tuple(tuple(token_ids) for token_ids in prefixes)
        return await self._ask_of_all(lambda query_id, adapter: CountByTier(query_id, tenant, ids, adapter))

    async def refresh_elsewhere(self, tenant: str) -> None:
        """Returns when it is known what other servers have put into shared tiers; soon, or not at all."""
        with suppress(TimeoutError):
            async with asyncio.timeout(REFRESH_TIMEOUT_S):
                await self._ask_of_all(lambda query_id, adapter: RefreshElsewhere(query_id, tenant, adapter))

    async def drop_blocks(
        self,
        tenant: str,
        token_ids: Sequence[int],
        *,
        num_kept_tokens: int = 0,
        is_forgotten: bool = True,
    ) -> Reply:
        """Free the idle blocks of a prefix that nothing else continues: (0, blocks freed)."""
        ids = tuple(token_ids)
        return await self._ask_of_all(
            lambda query_id, adapter: DropBlocks(
                query_id,
                tenant,
                ids,
                adapter,
                num_kept_tokens=num_kept_tokens,
                is_forgotten=is_forgotten,
            )
        )

    async def drop_anonymous(self, tenant: str | None, unused_s: float = 0.0) -> None:
        """See `DropAnonymous`; adapters included."""
        await self._ask(lambda query_id: DropAnonymous(query_id, tenant, unused_s))

    async def supersede_blocks(self, tenant: str, token_ids: Sequence[int], num_kept_tokens: int) -> Reply:
        """Evict those blocks before all others: (0, blocks)."""
        ids = tuple(token_ids)
        return await self._ask_of_all(
            lambda query_id, adapter: SupersedeBlocks(query_id, tenant, ids, num_kept_tokens, adapter)
        )

    async def lease_blocks(
        self, tenant: str, token_ids: Sequence[int], seconds: float, num_kept_tokens: int
    ) -> Reply:
        """Evict what is here of a prefix after all that is not leased. See `LeaseBlocks`."""
        ids = tuple(token_ids)
        return await self._ask_of_all(
            lambda query_id, adapter: LeaseBlocks(query_id, tenant, ids, seconds, num_kept_tokens, adapter)
        )

    async def offload_blocks(self, tenant: str, session_id: str, token_ids: Sequence[int]) -> Reply:
        """Begin to write what is here of a session's prefix elsewhere: (0, whole blocks)."""
        ids = tuple(token_ids)
        return await self._ask_of_all(
            lambda query_id, adapter: OffloadBlocks(query_id, tenant, ids, session_id, adapter)
        )

    async def read_prefix(self, tenant: str, token_ids: Sequence[int]) -> Reply:
        """The KV of this prefix that is on the device: (tokens, blocks, payload); without adapters."""
        return await self._ask(lambda query_id: ReadPrefix(query_id, tenant, tuple(token_ids)))

    async def write_prefix(
        self, tenant: str, session_id: str, token_ids: Sequence[int], payload: NDArray[np.generic]
    ) -> Reply:
        """Give this prefix of a session its KV: (tokens that have it now, 0)."""
        return await self._ask(
            lambda query_id: WritePrefix(query_id, tenant, tuple(token_ids), payload, session_id)
        )

    async def count_held(self) -> Mapping[tuple[str, Tier], float]:
        """Byte-seconds of each tenant's folder in each tier, in all."""
        return (await self._ask(CountHeld)).byte_seconds

    async def read_held(self) -> Mapping[Tier, HeldSoFar]:
        """The same of sessions too, as the next process is to know it."""
        return (await self._ask(ReadHeld)).held

    async def add_adapter(self, adapter: LoraAdapter) -> None:
        """Returns when sequences may ask for it."""
        await self._ask(lambda query_id: AddAdapter(query_id, adapter))
        if adapter.digest not in self.adapters:
            self.adapters.append(adapter.digest)

    def remove_adapter(self, digest: str) -> None:
        """No sequence has it any more. Its KV is still found."""
        self.post(RemoveAdapter(digest))

    async def _ask_of_all(self, make: Callable[[int, str | None], Message]) -> Reply:
        """The same of the model and of each of its adapters, whose KV are not each other's."""
        return together(await self._ask_each(make))

    async def _ask_each(self, make: Callable[[int, str | None], Message]) -> list[Reply]:
        return [await self._ask(_of(adapter, make)) for adapter in self.adapters]

    async def _ask(self, make: Callable[[int], Message]) -> Reply:
        if self._death is not None:
            raise self._death
        query_id = next(self._query_ids)
        future: asyncio.Future[Reply] = asyncio.get_running_loop().create_future()
        self._queries[query_id] = future
        self.post(make(query_id))
        try:
            return await future
        finally:
            self._queries.pop(query_id, None)

    def _take(self, report: Report) -> None:
        match report:
            case StepReport():
                self._listener.on_step(report)
            case EngineStats():
                self._listener.on_idle(report)
            case Reply():
                self._answer(report)

    def _answer(self, reply: Reply) -> None:
        future = self._queries.get(reply.query_id)
        if future is not None and not future.done():
            future.set_result(reply)

    def _die(self, error: EngineDead) -> None:
        self._death = error
        for future in self._queries.values():
            if not future.done():
                future.set_exception(error)
        self._listener.on_death(error)


def dead_of(error: BaseException) -> EngineDead:
    return EngineDead(f"The engine stopped: {type(error).__name__}: {reason_of(error)}. Restart the server.")


def _of(adapter: str | None, make: Callable[[int, str | None], Message]) -> Callable[[int], Message]:
    return lambda query_id: make(query_id, adapter)
