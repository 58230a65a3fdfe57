"""/v1/responses as a WebSocket: many responses, one after the other, over one connection.

Each text frame of a client is a `response.create`; each of ours is one event. The newest response stays known
to its connection even where it is not stored, so that `previous_response_id` can name it; a request that
goes on from it and fails makes the connection forget it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import aclosing, suppress
from typing import Any

from fastapi import APIRouter
from starlette.websockets import WebSocket, WebSocketDisconnect

from serving.api import sse
from serving.api.body import parse_object
from serving.api.caller import caller_of
from serving.api.context import Context
from serving.api.errors import InternalError, error_body, error_response
from serving.api.parse import invalid
from serving.api.response_events import ResponseEvents
from serving.api.response_plan import Plan, in_our_words
from serving.api.responses import run_of
from serving.api.validation import shown
from serving.api.wire_responses import ResponseBody
from serving.errors import InvalidRequest, Overloaded, TenureError
from serving.logs import get_logger
from serving.responses import ResponseContext, ResponseRecord

log = get_logger(__name__)

MAX_CONNECTION_S = 60 * 60  # OpenAI's limit
MAX_QUEUED = 16  # messages that wait for the response before them
NORMAL_CLOSE = 1000
_NOT_OVER_WEBSOCKET = ("background", "stream_options")


class Connection:
    """One client."""

    def __init__(self, context: Context, websocket: WebSocket, tenant: str) -> None:
        self._context = context
        self._websocket = websocket
        self._tenant = tenant
        self._queue: asyncio.Queue[str] = asyncio.Queue(MAX_QUEUED)
        # The newest response, and what a turn after it has before its input.
        self._newest_id: str | None = None
        self._newest = ResponseContext()

    async def serve(self) -> None:
        """Until the client leaves, or the hour is over."""
        reading = asyncio.create_task(self._read())
        answering = asyncio.create_task(self._answer_all())
        try:
            await asyncio.wait((reading, answering), return_when=asyncio.FIRST_COMPLETED)
        finally:
            reading.cancel()
            answering.cancel()
            for result in await asyncio.gather(reading, answering, return_exceptions=True):
                if isinstance(result, Exception) and not isinstance(result, WebSocketDisconnect):
                    log.error("websocket_failed", error=repr(result))

    async def _read(self) -> None:
        while True:
            text = await self._websocket.receive_text()
            try:
                self._queue.put_nowait(text)
            except asyncio.QueueFull:
                await self._send_error(Overloaded(f"{MAX_QUEUED} messages are waiting on this connection."))

    async def _answer_all(self) -> None:
        deadline = asyncio.get_running_loop().time() + MAX_CONNECTION_S
        while True:
            try:
                async with asyncio.timeout_at(deadline):
                    text = await self._queue.get()
            except TimeoutError:
                break
            await self._answer(text)
        await self._send_error(
            InvalidRequest(
                f"A connection may last {MAX_CONNECTION_S // 60} minutes. Open another one.",
                code="websocket_connection_limit_reached",
            )
        )
        await self._websocket.close(NORMAL_CLOSE)

    async def _answer(self, text: str) -> None:
        previous_id: Any = None
        try:
            message = _message(text)
            previous_id = message.get("previous_response_id")
            await self._respond(message)
        except WebSocketDisconnect:
            raise
        except TenureError as error:
            self._forget(previous_id)
            await self._send_error(in_our_words(error) if isinstance(error, InvalidRequest) else error)
        except Exception:
            self._forget(previous_id)
            log.exception("websocket_response_failed")
            await self._send_error(InternalError())

    async def _respond(self, message: Mapping[str, Any]) -> None:
        context = self._context
        body = context.planner.body(message)
        caller = await caller_of(self._websocket, context.backend, self._tenant, body.model)
        plan = await context.planner.plan(body, caller, self._known(body))
        events = ResponseEvents()
        with context.slots.hold():
            async with aclosing(run_of(context, plan)) as run:
                async for step in run:
                    for event in events.of(step):
                        await self._websocket.send_text(sse.encode_json(event))
        assert isinstance(step, ResponseRecord), "a run ends with the record of its end"
        self._remember(plan, step)

    # ---- what this connection knows -----------------------------------------------------------------

    def _known(self, body: ResponseBody) -> ResponseContext | None:
        is_newest = self._newest_id is not None and body.previous_response_id == self._newest_id
        return self._newest if is_newest else None

    def _remember(self, plan: Plan, record: ResponseRecord) -> None:
        if record.status == "failed":
            self._forget(record.previous_response_id)
            return
        self._newest_id = record.response_id
        items = (*plan.context.items, *plan.run.input, *record.output)
        self._newest = ResponseContext(items, plan.run.request.session_id)

    def _forget(self, response_id: Any) -> None:
        if response_id is not None and response_id == self._newest_id:
            self._newest_id, self._newest = None, ResponseContext()

    async def _send_error(self, error: TenureError) -> None:
        status = 400 if error.code == "previous_response_not_found" else error.http_status
        body = error_body(error)["error"]
        body["code"] = error.code or error.error_type  # Open Responses: here it is never null
        await self._websocket.send_text(sse.encode_json({"type": "error", "status": status, "error": body}))


def _message(text: str) -> dict[str, Any]:
    """The fields of a `response.create`. Raises InvalidRequest."""
    message = parse_object(text.encode(errors="replace"))
    kind = message.pop("type", None)
    if kind != "response.create":
        raise InvalidRequest(
            f"`type` must be response.create, got {shown(kind)}.", param="type", code="unknown_event_type"
        )
    for name in _NOT_OVER_WEBSOCKET:
        if message.get(name):
            raise invalid(name, "is not possible over a WebSocket")
    message["stream"] = True
    return message


def router(context: Context) -> APIRouter:
    routes = APIRouter()

    @routes.websocket("/v1/responses")
    async def connect(websocket: WebSocket) -> None:
        try:
            tenant = context.keys.authenticate(websocket)
        except TenureError as error:
            await websocket.send_denial_response(error_response(error))
            return
        await websocket.accept()
        with suppress(WebSocketDisconnect):
            await Connection(context, websocket, tenant).serve()

    return routes
