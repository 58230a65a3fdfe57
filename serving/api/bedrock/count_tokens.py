"""/model/{id}/count-tokens: as many as the prompt of that request would have without a session."""

from __future__ import annotations

from base64 import b64decode
from binascii import Error as Base64Error
from collections.abc import Sequence

from fastapi import APIRouter, Request, Response

from serving.api.bedrock.access import read_as
from serving.api.bedrock.invoke import form_of
from serving.api.bedrock.model_id import served_name
from serving.api.bedrock.parse import additional_fields, checked
from serving.api.bedrock.prompt import chat_input
from serving.api.bedrock.wire import CountTokensBody, PromptBody
from serving.api.body import object_of, parse_object, require_json
from serving.api.body_form import BodyForm
from serving.api.caller import Caller, caller_of
from serving.api.context import Context
from serving.api.json_response import json_response
from serving.api.noun_router import NounRouter
from serving.api.openapi import body_of, sends
from serving.api.validation import invalid, validate
from serving.operations import Tokenize
from serving.request import Input


def router(context: Context, forms: Sequence[BodyForm]) -> APIRouter:
    routes = NounRouter()

    @routes.post(
        "/model/{model_id:path}/count-tokens",
        response_model=None,
        openapi_extra=body_of(CountTokensBody),
        responses=sends(),
        summary="Count the tokens that a prompt would have",
    )
    async def count_tokens(model_id: str, request: Request) -> Response:
        principal, raw = await read_as(request, context)
        require_json(request.headers.get("content-type"))
        body = validate(CountTokensBody, object_of(request, raw, context.config.max_body_bytes))
        caller = await caller_of(request, context.backend, principal, served_name(model_id))
        prompt = _prompt(context, forms, body, caller)
        token_ids = await context.backend.call(Tokenize(prompt, caller.model, tenant=principal.tenant))
        return json_response({"inputTokens": len(token_ids)})

    return routes


def _prompt(context: Context, forms: Sequence[BodyForm], body: CountTokensBody, caller: Caller) -> Input:
    """Raises InvalidRequest."""
    given = body.input
    if (given.converse is None) == (given.invoke_model is None):
        raise invalid("input", "must have either converse or invokeModel")
    if given.converse is not None:
        prompt = checked(PromptBody, given.converse, context.unknown, "input.converse")
        return chat_input(prompt, additional_fields(prompt, context.unknown).reasoning)
    assert given.invoke_model is not None, "one of them is there"
    try:
        raw = b64decode(given.invoke_model.body, validate=True)
    except (Base64Error, ValueError):
        raise invalid("input.invokeModel.body", "must be JSON in base64") from None
    value = parse_object(raw, "body in `input.invokeModel.body`")
    return form_of(forms, value).read(context, value, caller, False).asked.requests[0].input
