"""/v1/responses as a WebSocket: many responses over one connection.

Each frame of a client is an event, text or binary; each of ours is one, in text. Events with one `stream_id`
are a lane: they are answered one after the other, beside those of other lanes, and each answer has its
`stream_id`. The newest response of each lane stays known to the connection even where it is not stored, so
that `previous_response_id` can name it from any lane; a request that goes on from it and fails makes the
connection forget it.
"""

from __future__ import annotations

import asyncio
from contextlib import aclosing, suppress
from typing import Any

from fastapi import APIRouter
from starlette.websockets import WebSocket, WebSocketDisconnect

from serving.api import sse
from serving.api.caller import caller_of
from serving.api.errors import InternalError, error_headers, error_response
from serving.api.heartbeat import Heartbeat
from serving.api.noun_router import NounRouter
from serving.api.openai.context import OpenAIContext
from serving.api.openai.errors import error_body
from serving.api.openai.responses.client_event import STEER, ClientEvent
from serving.api.openai.responses.events import ResponseEvents
from serving.api.openai.responses.lane import Lane
from serving.api.openai.responses.plan import ResponsePlan, in_our_words
from serving.api.openai.wire.responses import ResponseBody
from serving.api.validation import invalid
from serving.errors import InvalidRequest, NotAuthenticated, Overloaded, TenureError
from serving.logs import get_logger
from serving.operations import Respond
from serving.output import PromptProgress
from serving.principal import Principal
from serving.responses import ResponseContext, ResponseRecord

log = get_logger(__name__)

MAX_CONNECTION_S = 60 * 60  # OpenAI's limit
MAX_LANES = 64  # of one connection; beyond them, the lane that was idle for longest is forgotten
MAX_WAITING = 16  # messages of one lane that wait for the response before them
NORMAL_CLOSE = 1000


class Connection:
    """One client."""

    def __init__(self, context: OpenAIContext, websocket: WebSocket, principal: Principal) -> None:
        self._context = context
        self._websocket = websocket
        self._principal = principal
        self._tasks = asyncio.TaskGroup()
        self._lanes: dict[str | None, Lane] = {}  # the one that was used last comes last

    async def serve(self) -> None:
        """Until the client leaves, or the hour is over."""
        try:
            async with self._tasks:
                await self._read()
            await self._send_end()
        except* WebSocketDisconnect:
            pass  # what was being made is cancelled
        except* Exception as failures:
            log.error("websocket_failed", error=repr(failures.exceptions))

    async def _read(self) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(MAX_CONNECTION_S):
                while True:
                    frame = await self._websocket.receive()
                    if frame["type"] == "websocket.disconnect":
                        raise WebSocketDisconnect(frame.get("code") or NORMAL_CLOSE)
                    await self._take(ClientEvent.of(frame, self._context.config.max_body_bytes))

    async def _take(self, event: ClientEvent) -> None:
        if event.kind == STEER:
            await self._refuse_steer(event)
            return
        try:
            lane = self._lane(event.stream_id)
            if len(lane.waiting) >= MAX_WAITING:
                raise Overloaded(f"{MAX_WAITING} messages are waiting on this lane of the connection.")
        except Overloaded as error:
            await self._send_error(error, event.stream_id)
            return
        lane.waiting.append(event)
        if not lane.is_busy:
            lane.is_busy = True
            self._tasks.create_task(self._answer_all(lane))

    def _lane(self, stream_id: str | None) -> Lane:
        """Raises Overloaded."""
        lane = self._lanes.pop(stream_id, None)
        if lane is None:
            if len(self._lanes) >= MAX_LANES:
                self._drop_idle_lane()
            lane = Lane(stream_id)
        self._lanes[stream_id] = lane
        return lane

    def _drop_idle_lane(self) -> None:
        idle = next((lane for lane in self._lanes.values() if not lane.is_busy), None)
        if idle is None:
            raise Overloaded(f"A connection may be busy on {MAX_LANES} lanes at once, and all of them are.")
        del self._lanes[idle.stream_id]

    # ---- one lane -------------------------------------------------------------------------------

    async def _answer_all(self, lane: Lane) -> None:
        while lane.waiting:
            await self._answer(lane, lane.waiting.popleft())
        lane.is_busy = False

    async def _answer(self, lane: Lane, event: ClientEvent) -> None:
        previous_id = event.fields.get("previous_response_id")
        try:
            if event.error is not None:
                raise event.error
            await self._respond(lane, event)
        except WebSocketDisconnect:
            raise
        except TenureError as error:
            self._forget(previous_id)
            said = in_our_words(error) if isinstance(error, InvalidRequest) else error
            await self._send_error(said, lane.stream_id)
        except Exception:
            self._forget(previous_id)
            log.exception("websocket_response_failed")
            await self._send_error(InternalError(), lane.stream_id)
        finally:
            lane.running_id = None

    async def _respond(self, lane: Lane, event: ClientEvent) -> None:
        context = self._context
        if event.fields.get("background"):
            raise invalid("background", "is not possible over a WebSocket")
        body = context.planner.body({**event.fields, "stream": True})
        caller = await caller_of(self._websocket, context.backend, self._principal, body.model)
        plan = await context.planner.plan(body, caller, self._known(body))
        lane.running_id = plan.response.record.response_id
        events = ResponseEvents()

        async def beat() -> None:
            if (newest := events.heartbeat()) is not None:
                await self._send(newest, lane.stream_id)

        with context.slots.hold():
            async with (
                aclosing(context.backend.stream(Respond(plan.response))) as stream,
                Heartbeat(beat, context.config.heartbeat_s) as heartbeat,
            ):
                async for step in stream:
                    if not isinstance(step, PromptProgress):  # the client hears nothing of it yet
                        heartbeat.note()
                    if isinstance(step, ResponseRecord) and step.has_ended:
                        self._note_end(lane, plan, step)  # first: who hears of it may go on from it at once
                    for told in events.of(step):
                        await self._send(told, lane.stream_id)

    def _note_end(self, lane: Lane, plan: ResponsePlan, record: ResponseRecord) -> None:
        if record.status == "failed":
            self._forget(record.previous_response_id)
        else:
            lane.remember(plan, record)

    def _known(self, body: ResponseBody) -> ResponseContext | None:
        lane = self._newest_in(body.previous_response_id)
        return None if lane is None else lane.newest

    def _forget(self, response_id: Any) -> None:
        lane = self._newest_in(response_id)
        if lane is not None:
            lane.forget()

    def _newest_in(self, response_id: Any) -> Lane | None:
        """The lane whose newest response that is."""
        if response_id is None:
            return None
        return next((lane for lane in self._lanes.values() if lane.newest_id == response_id), None)

    # ---- what is said besides responses ---------------------------------------------------------------

    async def _refuse_steer(self, event: ClientEvent) -> None:
        """At once: it is about a response that is under way, and says nothing of how that ends."""
        response_id, given = event.fields["previous_response_id"], event.fields["input"]
        lane = next(
            (one for one in self._lanes.values() if response_id in (one.running_id, one.newest_id)), None
        )
        reason, why = "response_not_found", "is not one of this connection's"
        if lane is not None:
            reason, why = "steering_not_supported", "cannot be steered: this server does not do that"
        error = {"type": "invalid_request_error", "code": reason, "message": f"The response {why}."}
        steer = {"previous_response_id": response_id, "input": given}
        failed = {"type": "response.steer.failed", "error": error, "steer": steer, "sequence_number": 0}
        await self._send(failed, None if lane is None else lane.stream_id)

    async def _send_end(self) -> None:
        message = f"A connection may last {MAX_CONNECTION_S // 60} minutes. Open another one."
        await self._send_error(InvalidRequest(message, code="websocket_connection_limit_reached"), None)
        await self._websocket.close(NORMAL_CLOSE)

    async def _send_error(self, error: TenureError, stream_id: str | None) -> None:
        status = 400 if error.code == "previous_response_not_found" else error.http_status
        body = error_body(error)["error"]
        body["code"] = error.code or error.error_type  # Open Responses: here it is never null
        headers = error_headers(error)
        if headers:
            body["headers"] = headers
        await self._send({"type": "error", "status": status, "error": body}, stream_id)

    async def _send(self, event: dict[str, Any], stream_id: str | None) -> None:
        marked = event if stream_id is None else {**event, "stream_id": stream_id}
        await self._websocket.send_text(sse.encode_json(marked))


def router(context: OpenAIContext) -> APIRouter:
    routes = NounRouter()

    @routes.websocket("/v1/responses")
    async def connect(websocket: WebSocket) -> None:
        try:
            principal = await context.keys.authenticate(websocket, "inference")
        except TenureError as error:
            if isinstance(error, NotAuthenticated):
                await context.failed_logins.note(error, websocket)
            await websocket.send_denial_response(error_response(error, error_body(error), error.http_status))
            return
        await websocket.accept()
        await Connection(context, websocket, principal).serve()

    return routes
