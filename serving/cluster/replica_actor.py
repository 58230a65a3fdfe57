"""The engine deployment: each Serve replica holds one Replica, the same class as `tenure serve`."""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from typing import Any

import ray
from ray import serve

from serving.cluster.coalesce import coalesce
from serving.cluster.messages import Admitted, Failed, Message, answer
from serving.config import ReplicaConfig
from serving.errors import EngineDead, TenureError
from serving.output import Health, ImportReport, ModelCard, SessionInfo
from serving.queries import Query
from serving.request import Input, Request
from serving.responses import NewResponse, Page, ResponseRecord


def with_assigned_threads(config: ReplicaConfig) -> ReplicaConfig:
    """As many compute threads as Ray assigned CPUs to this actor, where the config does not say."""
    num_cpus = int(ray.get_runtime_context().get_assigned_resources().get("CPU", 0))
    if config.num_threads is not None or num_cpus < 1:
        return config
    return dataclasses.replace(config, num_threads=num_cpus)


class Engine:
    """A Backend's methods for Ray to call, with errors as values (`messages.Failed`)."""

    async def __init__(self, config: ReplicaConfig, drain_timeout_s: float) -> None:  # type: ignore[misc]
        # Here, so that the process which only builds the application need not load torch.
        from serving.replica.build import build_replica

        self._drain_timeout_s = drain_timeout_s
        self._replica_id: str = serve.get_replica_context().replica_tag
        # The replicas of a host share its data directory, and keep a `tenure serve` out of it.
        self._replica = await asyncio.to_thread(
            build_replica, with_assigned_threads(config), member=self._replica_id
        )
        await self._replica.start()

    async def generate(self, request: Request, avoid: Sequence[str] = ()) -> AsyncGenerator[Message]:
        """`avoid`, here and below, is for the router: see `router.AVOID`."""
        async with aclosing(self._batches(self._replica.generate(request))) as messages:
            async for message in messages:
                yield message

    async def respond(self, run: NewResponse, avoid: Sequence[str] = ()) -> AsyncGenerator[Message]:
        async with aclosing(self._batches(self._replica.respond(run))) as messages:
            async for message in messages:
                yield message

    async def follow_response(
        self, tenant: str, response_id: str, avoid: Sequence[str] = ()
    ) -> AsyncGenerator[Message]:
        async with aclosing(self._batches(self._replica.follow_response(tenant, response_id))) as messages:
            async for message in messages:
                yield message

    async def export_session(
        self, tenant: str, session_id: str, *, with_kv: bool, max_bytes: int, avoid: Sequence[str] = ()
    ) -> AsyncGenerator[Message]:
        pieces = self._replica.export_session(tenant, session_id, with_kv=with_kv, max_bytes=max_bytes)
        async with aclosing(self._batches(pieces)) as messages:
            async for message in messages:
                yield message

    async def _batches(self, events: AsyncGenerator[Any]) -> AsyncGenerator[Message]:
        yield Admitted(self._replica_id)
        try:
            async with aclosing(coalesce(events)) as batches:
                async for batch in batches:
                    yield batch
        except TenureError as error:
            yield Failed(error)

    @answer
    async def cancel_response(self, tenant: str, response_id: str) -> ResponseRecord:
        return await self._replica.cancel_response(tenant, response_id)

    @answer
    async def delete_response(self, tenant: str, response_id: str) -> None:
        await self._replica.delete_response(tenant, response_id)

    @answer
    async def delete_conversation(self, tenant: str, conversation_id: str) -> None:
        await self._replica.delete_conversation(tenant, conversation_id)

    @answer
    async def bury(self, replica_id: str) -> None:
        """Ray says that this replica's process has ended."""
        await self._replica.bury(replica_id)

    @answer
    async def query(self, query: Query[Any]) -> Any:
        return await self._replica.query(query)

    @answer
    async def models(self) -> list[ModelCard]:
        return list(await self._replica.models())

    @answer
    async def tokenize(self, prompt: Input, *, add_special_tokens: bool = True) -> list[int]:
        return await self._replica.tokenize(prompt, add_special_tokens=add_special_tokens)

    @answer
    async def token_strings(self, token_ids: Sequence[int]) -> list[str]:
        return await self._replica.token_strings(token_ids)

    @answer
    async def detokenize(self, token_ids: Sequence[int]) -> str:
        return await self._replica.detokenize(token_ids)

    @answer
    async def sessions(self, tenant: str, page: Page) -> list[SessionInfo]:
        return await self._replica.sessions(tenant, page)

    @answer
    async def session(self, tenant: str, session_id: str, *, with_token_ids: bool) -> SessionInfo:
        return await self._replica.session(tenant, session_id, with_token_ids=with_token_ids)

    @answer
    async def delete_session(self, tenant: str, session_id: str) -> None:
        await self._replica.delete_session(tenant, session_id)

    @answer
    async def import_session(self, tenant: str, packed: bytes, session_id: str | None) -> ImportReport:
        return await self._replica.import_session(tenant, packed, session_id)

    async def health(self) -> Health:
        try:
            return await self._replica.health()
        except EngineDead as error:
            return Health(is_ready=False, detail=str(error))

    @answer
    async def metrics(self) -> tuple[str, bytes]:
        """(replica id, its exposition)"""
        return self._replica_id, await self._replica.metrics()

    async def drain(self) -> None:
        """End what nobody reads any more: stored responses, which go on after the next start."""
        await self._replica.drain(0)

    async def check_health(self) -> None:
        """Serve asks every few seconds, and restarts this replica when it raises thrice in a row."""
        await self._replica.health()

    async def __del__(self) -> None:
        """Serve calls this once, when no request comes any more and the running ones ended or were cut."""
        replica: Any = getattr(self, "_replica", None)  # None: the constructor failed
        if replica is not None:
            await replica.drain(self._drain_timeout_s)
            await replica.close()
