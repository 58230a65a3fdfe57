"""The engine deployment: each Serve replica holds one LocalBackend, the same class as `tenure serve`."""

from __future__ import annotations

import asyncio
import dataclasses
import time
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from typing import Any

import ray
from ray import serve

from serving import telemetry
from serving.cluster.coalesce import coalesce
from serving.cluster.messages import Admitted, Failed, Message, with_errors_as_values
from serving.cluster.session_keys import turn_of
from serving.config import ReplicaConfig, TelemetryUse
from serving.errors import EngineDead, TenureError
from serving.operations import Operation, StreamOperation
from serving.output import Health

HAND_OVER_S = 3.0  # for leased sessions, at least
NO_TRACE: telemetry.Carrier = {}


def with_assigned_threads(config: ReplicaConfig) -> ReplicaConfig:
    """As many compute threads as Ray assigned CPUs to this actor, where the config does not say."""
    num_cpus = int(ray.get_runtime_context().get_assigned_resources().get("CPU", 0))
    if config.num_threads is not None or num_cpus < 1:
        return config
    return dataclasses.replace(config, num_threads=num_cpus)


class ReplicaActor:
    """A Backend's methods for Ray to call, with errors as values (`messages.Failed`)."""

    async def __init__(  # type: ignore[misc]
        self, config: ReplicaConfig, drain_timeout_s: float, telemetry_use: TelemetryUse = "off"
    ) -> None:
        # Here, so that the process which only builds the application need not load torch.
        from serving.runs.build import build_backend

        telemetry.configure(telemetry_use)
        self._drain_timeout_s = drain_timeout_s
        self._replica_id: str = serve.get_replica_context().replica_tag
        # The replicas of a host share its data directory, and keep a `tenure serve` out of it.
        self._backend = await asyncio.to_thread(
            build_backend, with_assigned_threads(config), member=self._replica_id
        )
        await self._backend.start()

    async def stream(
        self,
        operation: StreamOperation[Any],
        avoid: Sequence[str] = (),
        at: str = "",
        takes_session: bool = False,
        trace: telemetry.Carrier = NO_TRACE,
    ) -> AsyncGenerator[Message]:
        """A turn is refused (SessionMoved) where another replica has its session.

        Args:
            avoid, at: for the router; see `router.AVOID`.
            takes_session: from whoever has it, who is not there, or loses it again and again.
            trace: the ingress's span.
        """
        yield Admitted(self._replica_id)
        try:
            if (session := turn_of(operation)) is not None:
                await self._backend.hold_session(*session, takes_it=takes_session)
            events = coalesce(self._backend.stream(operation), context=telemetry.context_of(trace))
            async with aclosing(events) as batches:
                async for batch in batches:
                    yield batch
        except TenureError as error:
            yield Failed(error)

    @with_errors_as_values
    async def call(self, operation: Operation[Any], trace: telemetry.Carrier = NO_TRACE) -> Any:
        with telemetry.received(trace):
            return await self._backend.call(operation)

    @with_errors_as_values
    async def expire_owner(self, replica_id: str) -> None:
        """Ray says that this replica's process has ended."""
        await self._backend.expire_owner(replica_id)

    async def name(self) -> str:
        return self._replica_id

    async def health(self) -> Health:
        try:
            return await self._backend.health()
        except EngineDead as error:
            return Health(is_ready=False, detail=str(error))

    @with_errors_as_values
    async def metrics(self) -> tuple[str, bytes]:
        """(replica id, its exposition)"""
        return self._replica_id, await self._backend.metrics()

    async def drain(self) -> None:
        """End what nobody reads any more: stored responses, which go on after the next start."""
        await self._backend.drain(0)

    async def check_health(self) -> None:
        """Serve asks every few seconds, and restarts this replica when it raises thrice in a row."""
        await self._backend.health()

    async def __del__(self) -> None:
        """Serve calls this once, when no request comes any more and the running ones ended or were cut."""
        backend: Any = getattr(self, "_backend", None)  # None: the constructor failed
        if backend is not None:
            end_s = time.monotonic() + self._drain_timeout_s
            await backend.drain(self._drain_timeout_s)
            await backend.hand_over(max(HAND_OVER_S, end_s - time.monotonic()))
            await backend.close()
