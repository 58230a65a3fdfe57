"""What orchestrators and dashboards ask. None of it needs a key."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

from fastapi import APIRouter, Response
from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4

from serving.api.context import Context
from serving.api.noun_router import NounRouter
from serving.api.sse import encode_json
from serving.errors import EngineDead, Unavailable
from serving.output import Health


def router(context: Context) -> APIRouter:
    routes = NounRouter()

    @routes.get("/health", response_model=None, summary="Ready to take requests?")
    @routes.get("/readyz", response_model=None, summary="Ready to take requests?")
    async def ready() -> Response:
        health = await _health(context)
        return _report(health, is_well=health.is_ready)

    @routes.get("/healthz", response_model=None, summary="Alive? Starting up and draining count.")
    async def alive() -> Response:
        try:
            health = await context.backend.health()
        except EngineDead as error:
            return _report(Health(is_ready=False, detail=str(error)), is_well=False)
        except Unavailable as error:
            health = Health(is_ready=False, detail=str(error))
        return _report(health, is_well=True)

    @routes.get("/version", response_model=None, summary="The server's version")
    async def show_version() -> Response:
        return Response(encode_json({"version": server_version()}), media_type="application/json")

    @routes.get("/metrics", response_model=None, summary="Prometheus metrics")
    async def metrics() -> Response:
        exposition = context.metrics.exposition() + await context.backend.metrics()
        return Response(exposition, media_type=CONTENT_TYPE_PLAIN_0_0_4)

    return routes


def server_version() -> str:
    try:
        return version("tenure")
    except PackageNotFoundError:  # run from a checkout
        return "0+checkout"


async def _health(context: Context) -> Health:
    try:
        return await context.backend.health()
    except (EngineDead, Unavailable) as error:
        return Health(is_ready=False, detail=str(error))


def _report(health: Health, *, is_well: bool) -> Response:
    body = {
        "status": health.detail,
        "num_requests_running": health.num_running,
        "num_requests_waiting": health.num_waiting,
        "num_requests_restoring": health.num_restoring,
    }
    return Response(encode_json(body), 200 if is_well else 503, media_type="application/json")
