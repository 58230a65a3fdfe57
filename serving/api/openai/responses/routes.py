"""/v1/responses."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing, asynccontextmanager
from hashlib import blake2b
from itertools import count
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Query, Request, Response
from starlette.requests import ClientDisconnect
from starlette.types import Receive, Scope, Send

from serving.api import sse
from serving.api.backend import Backend
from serving.api.body import read_object
from serving.api.caller import caller_of
from serving.api.cold import cold_headers
from serving.api.errors import InternalError
from serving.api.hangup import until_hang_up
from serving.api.idempotent_route import IdempotentRoute, knows_repetitions
from serving.api.json_response import json_response, send_whole
from serving.api.middleware import log_fields
from serving.api.noun_router import NounRouter
from serving.api.openai.context import OpenAIContext
from serving.api.openai.responses.events import ResponseEvents, as_sse
from serving.api.openai.responses.object import response_object
from serving.api.openai.responses.plan import ResponsePlan, in_our_words
from serving.api.openai.wire.responses import ResponseBody, TokenCountBody
from serving.api.openapi import body_of, sends
from serving.api.paging import item_list, item_page_of
from serving.api.reach import reached
from serving.api.retries import Sent, sent
from serving.errors import InvalidRequest, ResponseExists, ResponseNotFound, TenureError
from serving.logs import get_logger
from serving.operations import (
    CancelResponse,
    DeleteResponse,
    FollowResponse,
    GetResponse,
    ListInputItems,
    Respond,
)
from serving.output import PromptProgress
from serving.principal import Principal
from serving.responses import Page, ResponseEvent, ResponseRecord

log = get_logger(__name__)


class ResponseAnswer(Response):
    """An ASGI response that makes a response while it is being sent."""

    def __init__(self, context: OpenAIContext, plan: ResponsePlan, sent: Sent) -> None:
        super().__init__()
        self._sent = sent
        self._context = context
        self._plan = plan

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        new = self._plan.response
        log_fields(scope).update(answer_id=new.record.response_id, tenant=new.tenant, model=new.request.model)
        await self._context.answers.answer(self._sent, self._run, receive, send)

    async def _run(self, send: Send, note_token: Callable[[], None]) -> None:
        async with (
            aclosing(self._events()) as events,
            _started(events) as first,
        ):
            try:
                if self._plan.is_streamed:
                    await self._send_stream(send, first, events, note_token)
                elif self._plan.response.record.is_background:
                    await _send_object(send, await first)
                else:
                    await first
                    await _send_object(send, await _last_of(events))
            except InvalidRequest as error:
                raise in_our_words(error) from None

    async def _events(self) -> AsyncGenerator[ResponseEvent]:
        """Of the response that an earlier request with the same key has begun, where there is one."""
        backend, new = self._context.backend, self._plan.response
        try:
            if (
                not self._may_be_there
                or await made_before(backend, new.tenant, new.record.response_id) is None
            ):
                async with aclosing(backend.stream(Respond(new))) as events:
                    async for event in events:
                        yield event
                return
        except ResponseExists:  # begun at another server meanwhile
            pass
        async with aclosing(backend.stream(FollowResponse(new.tenant, new.record.response_id))) as events:
            async for event in events:
                yield event

    @property
    def _may_be_there(self) -> bool:
        return self._plan.response.is_stored and self._sent.idempotency_key is not None

    async def _send_stream(
        self,
        send: Send,
        first: asyncio.Task[ResponseEvent],
        rest: AsyncGenerator[ResponseEvent],
        note_token: Callable[[], None],
    ) -> None:
        """Raises what `first` raises, in a first while: then nothing has been sent."""
        heartbeat_s = self._context.config.heartbeat_s
        await asyncio.wait([first], timeout=heartbeat_s)
        early = None if first.done() else self._plan.response.record
        if early is None:
            first.result()
        events = ResponseEvents()
        await send_stream(send, first, rest, events, heartbeat_s, early=early, note_token=note_token)


async def id_of_key(backend: Backend, sent: Sent) -> str:
    """That of the response to a request with a key: so who is asked again finds it in the log, also when the
    server that made it has died. One that failed, or was cancelled, is no answer: then it is another one.
    """
    whose = sent.principal
    what = [whose.tenant, whose.user, whose.agent, sent.idempotency_key, sent.path, sent.digest.hex()]
    for attempt in count():
        digest = blake2b(json.dumps([*what, attempt]).encode(), digest_size=16).hexdigest()
        record = await made_before(backend, whose.tenant, f"resp_{digest}")
        if record is None or record.status not in ("failed", "cancelled"):
            return f"resp_{digest}"
    raise AssertionError("there is always another one")


async def made_before(backend: Backend, tenant: str, response_id: str) -> ResponseRecord | None:
    try:
        return await backend.call(GetResponse(tenant, response_id))
    except ResponseNotFound:
        return None


@asynccontextmanager
async def _started(events: AsyncGenerator[ResponseEvent]) -> AsyncGenerator[asyncio.Task[ResponseEvent]]:
    """The first event while it is waited for; the generator can be closed afterwards."""
    first = asyncio.ensure_future(_first_of(events))
    try:
        yield first
    finally:
        first.cancel()
        await asyncio.gather(first, return_exceptions=True)


async def _first_of(events: AsyncGenerator[ResponseEvent]) -> ResponseEvent:
    return await anext(events)


async def _last_of(events: AsyncGenerator[ResponseEvent]) -> ResponseRecord:
    """Raises TenureError where the response failed: a client that waited for a reply must not miss that."""
    last: ResponseEvent | None = None
    async for event in events:
        last = event
    assert isinstance(last, ResponseRecord), "a response ends with the record of its end"
    if last.error is not None:
        raise TenureError(last.error.message)
    return last


async def _send_object(send: Send, record: ResponseEvent) -> None:
    assert isinstance(record, ResponseRecord), "text has no object"
    usages = () if record.usage is None else (record.usage,)
    await send_whole(send, sse.encode_json(response_object(record)), cold_headers(usages))


async def send_stream(
    send: Send,
    first: asyncio.Task[ResponseEvent],
    rest: AsyncGenerator[ResponseEvent],
    events: ResponseEvents,
    heartbeat_s: float,
    *,
    early: ResponseRecord | None = None,
    note_token: Callable[[], None] | None = None,
) -> None:
    """
    Args:
        early: what `first` will be, where it is told before that comes.
        note_token: is called at the first token, and may be later.
    """
    writer = sse.Writer(send)
    await writer.start()
    try:
        async with writer.kept_alive(lambda: _heartbeat(events), heartbeat_s):
            if early is not None:
                await writer.write(_chunk(events, early))
            begun = await asyncio.shield(first)
            if early is None:
                await writer.write(_chunk(events, begun))
            async for step in rest:
                if note_token is not None and not isinstance(step, ResponseRecord | PromptProgress):
                    note_token()
                await writer.write(_chunk(events, step))
    except ClientDisconnect:
        raise
    except TenureError as error:
        await writer.write(as_sse(events.broken_off(error)))
    except Exception:
        log.exception("stream_failed")
        await writer.write(as_sse(events.broken_off(InternalError())))
    await writer.write(sse.DONE, is_last=True)


def _heartbeat(events: ResponseEvents) -> bytes:
    newest = events.heartbeat()
    return b"" if newest is None else as_sse(newest)


def _chunk(events: ResponseEvents, step: ResponseEvent) -> bytes:
    return b"".join(map(as_sse, events.of(step)))


class FollowAnswer(Response):
    """The events of a stored response, from any number on."""

    def __init__(
        self, events: AsyncGenerator[ResponseEvent], starting_after: int, heartbeat_s: float
    ) -> None:
        super().__init__()
        self._heartbeat_s = heartbeat_s
        self._events = events
        self._starting_after = starting_after

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await until_hang_up(receive, send, self._send)

    async def _send(self, send: Send) -> None:
        async with aclosing(self._events) as events, _started(events) as first:
            await asyncio.wait([first])
            first.result()
            numbered = ResponseEvents(starting_after=self._starting_after)
            await send_stream(send, first, events, numbered, self._heartbeat_s)


def router(context: OpenAIContext) -> APIRouter:
    routes = NounRouter(route_class=IdempotentRoute, dependencies=[Depends(reached(context, "response"))])
    backend, planner = context.backend, context.planner
    authenticate = context.keys.require("inference")

    @routes.post(
        "/v1/responses",
        response_model=None,
        openapi_extra=body_of(ResponseBody),
        responses=sends("openai.types.responses:Response", stream=True),
        dependencies=[Depends(context.slots.refuse_when_full)],
        summary="Make a response",
    )
    @knows_repetitions
    async def create_response(
        request: Request, principal: Principal = Depends(authenticate)
    ) -> ResponseAnswer:
        body = planner.body(await read_object(request, context.config.max_body_bytes))
        caller = await caller_of(request, backend, principal, body.model)
        known = sent(request, principal, caller.session_id(body.session_id))
        is_kept = known.idempotency_key is not None and body.store is not False
        response_id = await id_of_key(backend, known) if is_kept else None
        return ResponseAnswer(context, await planner.plan(body, caller, response_id=response_id), known)

    @routes.post(
        "/v1/responses/input_tokens",
        response_model=None,
        openapi_extra=body_of(TokenCountBody),
        responses=sends("openai.types.responses:InputTokenCountResponse"),
        summary="Count the tokens of an input",
    )
    async def count_input_tokens(request: Request, principal: Principal = Depends(authenticate)) -> Response:
        body = planner.count_body(await read_object(request, context.config.max_body_bytes))
        caller = await caller_of(request, backend, principal, body.model)
        num_tokens = await planner.num_tokens(body, caller)
        return json_response({"object": "response.input_tokens", "input_tokens": num_tokens})

    @routes.get(
        "/v1/responses/{response_id}",
        response_model=None,
        responses=sends("openai.types.responses:Response", stream=True),
        summary="Look up a response, or read its events",
    )
    async def retrieve_response(
        response_id: str,
        stream: bool = False,
        starting_after: Annotated[int | None, Query(ge=0)] = None,
        last_event_id: Annotated[str | None, Header()] = None,
        principal: Principal = Depends(authenticate),
    ) -> Response:
        record = await backend.call(GetResponse(principal.tenant, response_id))
        if not stream:
            return json_response(response_object(record))
        after = starting_after if starting_after is not None else _number_of(last_event_id)
        events = backend.stream(FollowResponse(principal.tenant, response_id))
        return FollowAnswer(events, after, context.config.heartbeat_s)

    @routes.delete(
        "/v1/responses/{response_id}", response_model=None, responses=sends(), summary="Delete a response"
    )
    async def delete_response(response_id: str, principal: Principal = Depends(authenticate)) -> Response:
        await backend.call(DeleteResponse(principal.tenant, response_id))
        return json_response({"id": response_id, "object": "response.deleted", "deleted": True})

    @routes.post(
        "/v1/responses/{response_id}/cancel",
        response_model=None,
        responses=sends("openai.types.responses:Response"),
        summary="Cancel a response in the background",
    )
    async def cancel_response(response_id: str, principal: Principal = Depends(authenticate)) -> Response:
        return json_response(
            response_object(await backend.call(CancelResponse(principal.tenant, response_id)))
        )

    @routes.get(
        "/v1/responses/{response_id}/input_items",
        response_model=None,
        responses=sends(),
        summary="What a response was made from",
    )
    async def list_input_items(
        response_id: str,
        page: Annotated[Page, Depends(item_page_of)],
        principal: Principal = Depends(authenticate),
    ) -> Response:
        items = await backend.call(ListInputItems(principal.tenant, response_id, page))
        return json_response(item_list(items.items, items.has_more))

    return routes


def _number_of(last_event_id: str | None) -> int:
    if last_event_id is None:
        return -1
    if not last_event_id.isdecimal():
        raise InvalidRequest(
            f"The header Last-Event-ID must be an event's number, got {last_event_id[:80]!r}."
        )
    return int(last_event_id[:20])
