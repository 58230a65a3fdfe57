"""The ingress deployment: the HTTP application of `tenure serve` over a RayBackend. It keeps no state."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4
from ray import serve
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from serving.api.app import create_app
from serving.api_keys import with_key_file
from serving.cluster.backend import RayBackend, ask_all
from serving.cluster.exposition import merged_exposition
from serving.cluster.replica_header import ReplicaHeader
from serving.config import ApiConfig


class Ingress:
    def __init__(
        self, engines: Any, api: ApiConfig, api_key_file: Path | None, route_timeout_s: float
    ) -> None:
        place = serve.get_replica_context()
        self._replica_id: str = place.replica_tag
        self._ingresses = serve.get_deployment_handle(place.deployment, place.app_name)
        self._backend = RayBackend(engines, route_timeout_s=route_timeout_s)
        self._app = create_app(self._backend, with_key_file(api, api_key_file))
        # The application's own route would show this ingress alone, and the next scrape another.
        self._app.router.routes.insert(0, Route("/metrics", self.show_metrics))
        self._app.add_middleware(ReplicaHeader)

    def __serve_build_asgi_app__(self) -> Any:
        """Serve calls this once, after the constructor."""
        return self._app

    async def http_metrics(self) -> tuple[str, bytes]:
        """(replica id, exposition) of what this ingress counts."""
        return self._replica_id, self._app.state.metrics.exposition()

    async def show_metrics(self, _: Request) -> Response:
        """Every series of every replica of the application, told apart by the label `replica`."""
        sources = await ask_all(self._ingresses, "http_metrics") + await self._backend.expositions()
        return Response(merged_exposition("replica", sources), media_type=CONTENT_TYPE_PLAIN_0_0_4)
