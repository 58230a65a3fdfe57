"""/model/{id}/converse and converse-stream."""

from __future__ import annotations

import time
from functools import partial
from typing import Any

from fastapi import APIRouter, Depends, Request

from serving.api.bedrock.access import read_as
from serving.api.bedrock.answer import ConverseAnswer
from serving.api.bedrock.model_id import served_name
from serving.api.bedrock.parse import asked, checked, session_id
from serving.api.bedrock.wire import ConverseBody
from serving.api.body import object_of, require_json
from serving.api.caller import caller_of
from serving.api.context import Context
from serving.api.noun_router import NounRouter
from serving.api.openapi import body_of, sends
from serving.api.respond import TurnsResponse
from serving.api.retries import sent


def router(context: Context) -> APIRouter:
    routes = NounRouter(dependencies=[Depends(context.slots.refuse_when_full)])
    described: dict[str, Any] = {
        "response_model": None,
        "openapi_extra": body_of(ConverseBody),
        "responses": sends(),
    }

    @routes.post(
        "/model/{model_id:path}/converse", summary="Answer a conversation, in Bedrock's form", **described
    )
    async def converse(model_id: str, request: Request) -> TurnsResponse:
        return await _answer(context, request, model_id, is_streamed=False)

    @routes.post("/model/{model_id:path}/converse-stream", summary="The same as a stream", **described)
    async def converse_stream(model_id: str, request: Request) -> TurnsResponse:
        return await _answer(context, request, model_id, is_streamed=True)

    return routes


async def _answer(context: Context, request: Request, model_id: str, *, is_streamed: bool) -> TurnsResponse:
    asked_at_s = time.monotonic()
    principal, raw = await read_as(request, context)
    require_json(request.headers.get("content-type"))
    body = checked(ConverseBody, object_of(request, raw, context.config.max_body_bytes), context.unknown)
    caller = await caller_of(request, context.backend, principal, served_name(model_id))
    wanted = asked(body, caller, context.unknown, is_streamed=is_streamed)
    paths = body.additional_model_response_field_paths or ()
    answer = partial(ConverseAnswer, wanted, asked_at_s, paths)
    known = sent(request, principal, session_id(body, caller))
    return TurnsResponse(context, wanted, answer, ConverseAnswer.before_start(), known)
