"""A POST that is sent again under its `Idempotency-Key` is done once, and answered as the first time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from hashlib import blake2b
from typing import Any, TypeVar

from fastapi import Request, Response
from fastapi.routing import APIRoute
from starlette.types import Message, Receive, Scope, Send

from serving.api.limits import read_body
from serving.api.retries import Sent, idempotency_key
from serving.api.shared_answers import SharedAnswers

Handle = Callable[[Request], Coroutine[Any, Any, Response]]
EndpointT = TypeVar("EndpointT", bound=Callable[..., Any])
_MARK = "knows_repetitions"


def knows_repetitions(endpoint: EndpointT) -> EndpointT:
    """A decorator, below that of the route: its keys are left to the endpoint."""
    setattr(endpoint, _MARK, True)
    return endpoint


class IdempotentRoute(APIRoute):
    """For routes that do not generate: those ask `SharedAnswers` themselves."""

    def get_route_handler(self) -> Handle:
        handle = super().get_route_handler()
        if hasattr(self.endpoint, _MARK):
            return handle

        async def handle_once(request: Request) -> Response:
            if request.method != "POST" or (key := idempotency_key(request)) is None:
                return await handle(request)
            state = request.app.state
            principal = await state.keys.authenticate(request, None)
            body = await read_body(request, state.max_body_bytes)
            path = f"{request.url.path}?{request.url.query}"
            digest = blake2b(body, digest_size=32).digest()
            return _Once(handle, state.answers, Sent(principal, path, digest, None, key, None), body)

        return handle_once


class _Once(Response):
    def __init__(self, handle: Handle, answers: SharedAnswers, sent: Sent, body: bytes) -> None:
        super().__init__()
        self._handle = handle
        self._answers = answers
        self._sent = sent
        self._body: bytes | None = body  # None: it was received

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def make(send: Send, _: Callable[[], None]) -> None:
            response = await self._handle(Request(scope, self._receive))
            await response(scope, self._receive, send)

        await self._answers.answer(self._sent, make, receive, send, goes_on=True)

    async def _receive(self) -> Message:
        """The body, which was read; and then nothing, as who makes the answer hears of no hang-up."""
        if self._body is None:
            await asyncio.get_running_loop().create_future()
        body, self._body = self._body, None
        return {"type": "http.request", "body": body, "more_body": False}
