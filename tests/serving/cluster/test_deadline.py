"""Requests that end before somebody else ends them."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

pytest.importorskip("ray", reason="the extra `ray` is not installed")

from starlette.types import Message, Receive, Scope, Send

from serving.cluster.deadline import Deadline, DeadlineMiddleware
from serving.cluster.failures import IngressLeaves
from serving.errors import TimedOut

SHORT_S = 0.01


async def wait_for_ever(deadline: Deadline) -> None:
    async with deadline.bound():
        await asyncio.Event().wait()


def test_a_request_ends_at_its_limit_and_the_error_names_it():
    async def serve() -> None:
        deadline = Deadline()
        with deadline.request(SHORT_S):
            await wait_for_ever(deadline)

    with pytest.raises(TimedOut, match=r"may take 0\.01 s") as raised:
        asyncio.run(serve())
    assert raised.value.http_status == 504


def test_every_wait_of_a_request_has_the_same_end():
    async def serve() -> None:
        deadline = Deadline()
        with deadline.request(SHORT_S):
            while True:
                async with deadline.bound():
                    await asyncio.sleep(0)

    with pytest.raises(TimedOut):
        asyncio.run(serve())


def test_a_time_out_inside_is_not_taken_for_the_limit():
    async def serve() -> None:
        async with Deadline().bound():
            raise TimeoutError("its own")

    with pytest.raises(TimeoutError, match="its own"):
        asyncio.run(serve())


def test_who_leaves_ends_what_waits_and_what_comes_later():
    async def serve() -> None:
        deadline = Deadline()
        waiting = asyncio.create_task(wait_for_ever(deadline))
        await asyncio.sleep(0)
        deadline.leave_in(SHORT_S)
        with pytest.raises(IngressLeaves):
            await waiting
        with pytest.raises(IngressLeaves):
            await wait_for_ever(deadline)

    asyncio.run(serve())


def test_the_earlier_of_both_ends_counts():
    async def serve() -> None:
        deadline = Deadline()
        deadline.leave_in(60)
        with deadline.request(SHORT_S), pytest.raises(TimedOut):
            await wait_for_ever(deadline)

    asyncio.run(serve())


def test_it_is_idle_when_its_last_request_has_ended():
    async def serve() -> None:
        deadline = Deadline()
        with deadline.busy():
            idle = asyncio.create_task(deadline.wait_until_idle())
            await asyncio.sleep(0)
            assert not idle.done()
        await idle

    asyncio.run(serve())


@pytest.mark.parametrize(
    ("header", "default_s", "is_limited"),
    [(None, None, False), (None, SHORT_S, True), (b"0.01", None, True), (b"0", SHORT_S, False)],
)
def test_the_limit_is_the_proxys_or_that_of_the_header_that_the_proxy_reads(
    header: bytes | None, default_s: float | None, is_limited: bool
):
    deadline = Deadline()
    ends: list[float | None] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        async with deadline.bound() as wait:
            ends.append(wait.when())

    async def serve() -> None:
        headers = [] if header is None else [(b"x-request-timeout-seconds", header)]
        middleware = DeadlineMiddleware(app, deadline, default_s)
        await middleware({"type": "http", "headers": headers}, unused, unused)

    asyncio.run(serve())
    assert (ends[0] is not None) == is_limited


async def unused(*_: Any) -> Message:
    raise AssertionError("nothing is received or sent")
