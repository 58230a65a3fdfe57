"""/v1/messages, and how many tokens a prompt would have."""

from __future__ import annotations

from functools import partial

from fastapi import APIRouter, Depends, Request, Response

from serving.api.anthropic.answer import MessageAnswer
from serving.api.anthropic.clients import require_known_version
from serving.api.anthropic.parse import asked, checked
from serving.api.anthropic.prompt import chat_input
from serving.api.anthropic.wire import MessagesBody, PromptBody
from serving.api.body import read_object
from serving.api.caller import caller_of, served_model
from serving.api.context import Context
from serving.api.json_response import json_response
from serving.api.noun_router import NounRouter
from serving.api.openapi import body_of, sends
from serving.api.request_id import request_id
from serving.api.respond import TurnsResponse
from serving.api.retries import sent
from serving.operations import Tokenize
from serving.principal import Principal


def router(context: Context) -> APIRouter:
    routes = NounRouter(
        dependencies=[Depends(context.keys.require("inference")), Depends(require_known_version)],
    )
    max_bytes = context.config.max_body_bytes

    @routes.post(
        "/v1/messages",
        response_model=None,
        dependencies=[Depends(context.slots.refuse_when_full)],
        openapi_extra=body_of(MessagesBody),
        responses=sends(stream=True),
        summary="Answer a conversation, in Anthropic's form",
    )
    async def create_message(
        request: Request, principal: Principal = Depends(context.keys.require("inference"))
    ) -> TurnsResponse:
        body = checked(MessagesBody, await read_object(request, max_bytes), context.unknown)
        caller = await caller_of(request, context.backend, principal, body.model)
        wanted = asked(body, caller)
        known = sent(request, principal, caller.session_id(body.session_id))
        id_ = request_id(request.scope)
        answer = partial(MessageAnswer, wanted, id_)
        return TurnsResponse(context, wanted, answer, MessageAnswer.before_start(id_), known)

    @routes.post(
        "/v1/messages/count_tokens",
        response_model=None,
        openapi_extra=body_of(PromptBody),
        responses=sends(),
        summary="Count the tokens that a prompt would have",
    )
    async def count_tokens(
        request: Request, principal: Principal = Depends(context.keys.require("inference"))
    ) -> Response:
        body = checked(PromptBody, await read_object(request, max_bytes), context.unknown)
        card = await served_model(context.backend, body.model)
        token_ids = await context.backend.call(Tokenize(chat_input(body), card.name, tenant=principal.tenant))
        return json_response({"input_tokens": len(token_ids)})

    return routes
