"""The ingress deployment: the HTTP application of `tenure serve` over a RayBackend. It keeps no state."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4
from ray import serve
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from serving import telemetry
from serving.api.app import create_app
from serving.api.retries import Sent
from serving.api.shared_answers import AnswerPart, SharedAnswer, SharedAnswers
from serving.cluster.backend import RayBackend
from serving.cluster.calls import ask_all
from serving.cluster.deadline import Deadline, DeadlineMiddleware, proxy_timeout_s
from serving.cluster.failures import NoneRunning
from serving.cluster.replica_header import ReplicaHeader
from serving.config import ApiConfig, TelemetryUse
from serving.errors import IdempotencyMismatch, TenureError
from serving.replica.exposition import merged_exposition

WATCH_S = 4.0  # twice this is less than config.CLOSE_S


@dataclass(frozen=True, slots=True)
class OtherBody:
    """An ingress has a request of the same key with another body. A value, as errors are passed over."""


class Ingress:
    def __init__(
        self,
        engines: Any,
        api: ApiConfig,
        *,
        route_timeout_s: float,
        wake_timeout_s: float,
        drain_timeout_s: float,
        telemetry_use: TelemetryUse = "off",
    ) -> None:
        telemetry.configure(telemetry_use)
        place = serve.get_replica_context()
        self._replica_id: str = place.replica_tag
        self._ingresses = serve.get_deployment_handle(place.deployment, place.app_name)
        self._drain_timeout_s = drain_timeout_s
        self._deadline = Deadline()
        self._backend = RayBackend(
            engines, self._deadline, route_timeout_s=route_timeout_s, wake_timeout_s=wake_timeout_s
        )
        self._app = create_app(self._backend, api)
        self._answers: SharedAnswers = self._app.state.answers
        self._answers.peers = self
        self._num_ingresses = 2  # perhaps, until it is known
        self._watching = asyncio.create_task(self._watch())
        # The application's own route would show this ingress alone, and the next scrape another.
        self._app.router.routes.insert(0, Route("/metrics", self.show_metrics))
        self._app.add_middleware(ReplicaHeader)
        self._app.add_middleware(DeadlineMiddleware, deadline=self._deadline, default_s=proxy_timeout_s())

    def __serve_build_asgi_app__(self) -> Any:
        """Serve calls this once, after the constructor."""
        return self._app

    async def http_metrics(self) -> tuple[str, bytes]:
        """(replica id, exposition) of what this ingress counts."""
        return self._replica_id, self._app.state.metrics.exposition()

    async def drain(self) -> None:
        """For `tenure deploy`: refuse new turns, let the running ones finish, end the rest with an error."""
        self._backend.is_draining = True
        self._deadline.leave_in(self._drain_timeout_s)
        await self._deadline.wait_until_idle()

    async def answer_part(
        self, asker_id: str, sent: Sent, start: int | None
    ) -> AnswerPart | OtherBody | None:
        """Of an answer that this ingress makes, for another one."""
        try:
            return None if asker_id == self._replica_id else await self._answers.part(sent, start)
        except IdempotencyMismatch:
            return OtherBody()

    async def part(self, sent: Sent, start: int | None) -> AnswerPart | None:
        """Of an answer that another ingress makes: `Peers`."""
        if self._num_ingresses == 1:
            return None
        try:
            parts = await ask_all(self._ingresses, "answer_part", self._replica_id, sent, start)
        except TenureError:  # none of them can say: it is made here
            return None
        found = next((part for part in parts if part is not None), None)
        if isinstance(found, OtherBody):
            raise IdempotencyMismatch(sent.idempotency_key or "")
        return found

    async def tell(self, shared: SharedAnswer) -> None:
        """Nothing: the others ask this ingress."""

    async def name(self) -> str:
        return self._replica_id

    async def _watch(self) -> None:
        """Leave when Serve has taken this ingress out: it says so to nobody, and kills it in the end."""
        was_there = False
        while True:
            # One that has requests is in Serve's list, and may be taken out before it has looked there.
            is_known = was_there or self._deadline.is_busy
            await asyncio.sleep(WATCH_S)
            if was_there and not self._deadline.is_busy:
                continue  # each look is a line in every ingress's log
            try:
                # One that is merely slow to answer itself has not been taken out.
                names = await ask_all(self._ingresses, "name", wants_all=True)
                is_there, self._num_ingresses = self._replica_id in names, len(names)
            except NoneRunning:  # the application is being deleted
                is_there = False
            except TenureError:
                continue
            if is_known and not is_there:
                self._deadline.leave_in(self._drain_timeout_s)
                return
            was_there = is_there

    async def show_metrics(self, _: Request) -> Response:
        """Every series of every replica of the application, told apart by the label `replica`."""
        sources = await ask_all(self._ingresses, "http_metrics") + await self._backend.expositions()
        return Response(merged_exposition("replica", sources), media_type=CONTENT_TYPE_PLAIN_0_0_4)
