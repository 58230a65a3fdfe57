"""The response header that names a replica."""

from __future__ import annotations

import asyncio

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from serving.cluster.replica_header import ReplicaHeader, note_replica


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


async def generate(request: Request) -> PlainTextResponse:
    async def turn() -> None:
        note_replica(request.query_params["replica"])

    await asyncio.create_task(turn())
    return PlainTextResponse("ok", headers={"x-request-id": request.headers["x-request-id"]})


async def other(request: Request) -> PlainTextResponse:
    return PlainTextResponse("ok", headers={"x-request-id": "made-here"})


@pytest.fixture
async def client():
    app = Starlette(routes=[Route("/generate", generate), Route("/other", other)])
    transport = httpx.ASGITransport(ReplicaHeader(app))
    headers = {"x-request-id": "from-the-proxy"}
    async with httpx.AsyncClient(transport=transport, base_url="http://test", headers=headers) as client:
        yield client


@pytest.mark.anyio
async def test_a_response_names_the_replica_that_was_noted_in_a_task_of_its_request(
    client: httpx.AsyncClient,
):
    first, second = await asyncio.gather(
        client.get("/generate", params={"replica": "r1"}), client.get("/generate", params={"replica": "r2"})
    )
    assert first.headers["x-tenure-replica"] == "r1"
    assert second.headers["x-tenure-replica"] == "r2"


@pytest.mark.anyio
async def test_a_response_that_needed_no_replica_names_none(client: httpx.AsyncClient):
    assert "x-tenure-replica" not in (await client.get("/other")).headers


@pytest.mark.anyio
async def test_a_request_id_that_the_proxy_adds_itself_is_left_to_it(client: httpx.AsyncClient):
    assert "x-request-id" not in (await client.get("/generate", params={"replica": "r1"})).headers
    assert (await client.get("/other")).headers["x-request-id"] == "made-here"
