"""/model/{id}/invoke and invoke-with-response-stream: the body is one that a model's maker defined.

Which of them it is, is told by what is in it; the reply has the same form. In a stream each of that form's
events is the bytes of a `chunk`.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from fastapi import APIRouter, Depends, Request

from serving.api.bedrock.access import read_as
from serving.api.bedrock.chunks import ChunksAnswer
from serving.api.bedrock.fields import COUNTED_HEADERS, GUARDRAIL_HEADER, NO_GUARDRAILS
from serving.api.bedrock.model_id import served_name
from serving.api.body import object_of, require_json
from serving.api.body_form import BodyForm
from serving.api.caller import caller_of
from serving.api.context import Context
from serving.api.noun_router import NounRouter
from serving.api.openapi import sends
from serving.api.respond import TurnsResponse, turn_headers
from serving.api.retries import sent
from serving.api.validation import invalid, shown
from serving.errors import InvalidRequest
from serving.output import TurnFinished


def router(context: Context, forms: Sequence[BodyForm]) -> APIRouter:
    routes = NounRouter(dependencies=[Depends(context.slots.refuse_when_full)])
    described: dict[str, Any] = {"response_model": None, "responses": sends()}

    @routes.post("/model/{model_id:path}/invoke", summary="Answer a body of a maker's own form", **described)
    async def invoke(model_id: str, request: Request) -> TurnsResponse:
        return await _answer(context, forms, request, model_id, is_streamed=False)

    @routes.post(
        "/model/{model_id:path}/invoke-with-response-stream", summary="The same as a stream", **described
    )
    async def invoke_with_response_stream(model_id: str, request: Request) -> TurnsResponse:
        return await _answer(context, forms, request, model_id, is_streamed=True)

    return routes


async def _answer(
    context: Context, forms: Sequence[BodyForm], request: Request, model_id: str, *, is_streamed: bool
) -> TurnsResponse:
    asked_at_s = time.monotonic()
    principal, raw = await read_as(request, context)
    # boto3 sends no type with a body that is bytes to it.
    require_json(request.headers.get("content-type", "application/json"))
    _check_headers(context, request)
    value = object_of(request, raw, context.config.max_body_bytes)
    caller = await caller_of(request, context.backend, principal, served_name(model_id))
    read = form_of(forms, value).read(context, _own_fields(value, model_id, is_streamed), caller, is_streamed)
    known = sent(request, principal, read.session_id)
    if not is_streamed:
        headers_of = partial(_headers, asked_at_s)
        return TurnsResponse(context, read.asked, read.answer, read.before_start, known, headers_of)
    answer = partial(ChunksAnswer.over, read.answer, asked_at_s)
    before_start = ChunksAnswer.before_start(read.before_start)
    return TurnsResponse(context, read.asked, answer, before_start, known)


def _headers(asked_at_s: float, finished: Sequence[TurnFinished]) -> dict[str, str]:
    """Where clients look that do not know the form."""
    return {
        **turn_headers(finished),
        "x-amzn-bedrock-input-token-count": str(sum(turn.usage.num_prompt_tokens for turn in finished)),
        "x-amzn-bedrock-output-token-count": str(sum(turn.usage.num_completion_tokens for turn in finished)),
        "x-amzn-bedrock-invocation-latency": str(round(1000 * (time.monotonic() - asked_at_s))),
    }


def form_of(forms: Sequence[BodyForm], value: Mapping[str, Any]) -> BodyForm:
    """Raises InvalidRequest."""
    for form in forms:
        if form.has_form(value):
            return form
    raise InvalidRequest(
        f"The body is of none of the forms that are read here: {', '.join(form.name for form in forms)}."
    )


def _own_fields(value: Mapping[str, Any], model_id: str, is_streamed: bool) -> dict[str, Any]:
    """Without what the path says. Raises InvalidRequest where the body says something else."""
    for name, said in (("model", model_id), ("stream", is_streamed)):
        if value.get(name) not in (None, said):
            raise invalid(
                name, f"must be {shown(said)}, as the path has it, or be left out, got {shown(value[name])}"
            )
    return {name: field for name, field in value.items() if name not in ("model", "stream")}


def _check_headers(context: Context, request: Request) -> None:
    """Raises InvalidRequest."""
    if request.headers.get(GUARDRAIL_HEADER):
        raise invalid(GUARDRAIL_HEADER, f"is not supported. {NO_GUARDRAILS.rstrip('.')}")
    for name, usual in COUNTED_HEADERS.items():
        if request.headers.get(name, usual).lower() != usual:
            context.unknown.note_ignored(name)
