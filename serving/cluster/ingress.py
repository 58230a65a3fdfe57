"""The ingress deployment: the HTTP application of `tenure serve` over a RayBackend. It keeps no state."""

from __future__ import annotations

from typing import Any

from serving.api.app import create_app
from serving.cluster.backend import RayBackend
from serving.cluster.replica_header import ReplicaHeader
from serving.config import ApiConfig


class Ingress:
    def __init__(self, engines: Any, api: ApiConfig, route_timeout_s: float) -> None:
        self._backend = RayBackend(engines, route_timeout_s=route_timeout_s)
        self._api = api

    def __serve_build_asgi_app__(self) -> Any:
        """Serve calls this once in each replica, after the constructor."""
        app = create_app(self._backend, self._api)
        app.add_middleware(ReplicaHeader)
        return app
