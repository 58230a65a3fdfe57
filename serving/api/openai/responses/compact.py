"""/v1/responses/compact: a conversation's user messages as they are, and a summary for all the rest."""

from __future__ import annotations

import time
import uuid
from collections.abc import Awaitable, Callable
from contextlib import aclosing
from typing import Any

from fastapi import APIRouter, Depends, Request, Response
from starlette.types import Receive, Scope, Send

from serving.api import sse
from serving.api.body import read_object
from serving.api.caller import Caller, caller_of
from serving.api.fields import refuse_unsupported
from serving.api.json_response import send_whole
from serving.api.noun_router import NounRouter
from serving.api.openai.context import OpenAIContext
from serving.api.openai.fields import IGNORED, REFUSED_IN_RESPONSES
from serving.api.openai.responses.compaction import sealed
from serving.api.openai.responses.fields import new_id
from serving.api.openai.responses.items import SUMMARISE
from serving.api.openai.responses.object import usage_object
from serving.api.openai.responses.plan import check_context, in_our_words, prompt_of
from serving.api.openai.wire.responses import CompactBody
from serving.api.openapi import body_of, sends
from serving.api.retries import Sent, sent
from serving.api.validation import validate
from serving.errors import InvalidRequest, Unavailable
from serving.operations import Generate
from serving.output import ChoiceDelta, TurnFinished, Usage
from serving.principal import Principal
from serving.request import ChatInput, SamplingParams
from serving.request import Request as Turn
from serving.responses import Item

MAX_SUMMARY_TOKENS = 512


class Compactor:
    """Lets the model itself write the summary; nothing of it is stored."""

    def __init__(self, context: OpenAIContext) -> None:
        self._backend = context.backend
        self._planner = context.planner

    async def compact(self, body: CompactBody, caller: Caller) -> dict[str, Any]:
        before = await self._planner.context(caller.principal, body)
        items = (*before.items, *await self._planner.resolved(caller.principal, body.input))
        prompt = prompt_of(body.instructions, items)
        asked = ChatInput((*prompt.messages, {"role": "user", "content": SUMMARISE}))
        summary, usage = await self._summary(asked, caller, before.session_id)
        kept = [item for item in items if item["type"] == "message" and item["role"] == "user"]
        return {
            "id": f"resp_{uuid.uuid4().hex}",
            "object": "response.compaction",
            "created_at": int(time.time()),
            "output": [*kept, _compaction(summary)],
            "usage": usage_object(usage),
        }

    async def _summary(self, prompt: ChatInput, caller: Caller, session_id: str | None) -> tuple[str, Usage]:
        turn = Turn(
            request_id=f"cmp-{uuid.uuid4().hex}",
            model=caller.model,
            principal=caller.principal,
            input=prompt,
            sampling=SamplingParams(max_tokens=MAX_SUMMARY_TOKENS, temperature=0.0),
            session_id=session_id,
            is_recorded=False,
            is_filed=False,
        )
        texts: list[str] = []
        async with aclosing(self._backend.stream(Generate(turn))) as events:
            async for event in events:
                if isinstance(event, ChoiceDelta):
                    texts.append(event.text)
                elif isinstance(event, TurnFinished):
                    return "".join(texts).strip(), event.usage
        raise Unavailable("The server ended the compaction before it was done.")


def _compaction(summary: str) -> Item:
    return {"id": new_id("cmp"), "type": "compaction", "encrypted_content": sealed(summary)}


class CompactAnswer(Response):
    """An ASGI response that lets the summary be written while it is waited for."""

    def __init__(
        self, context: OpenAIContext, known: Sent, compact: Callable[[], Awaitable[dict[str, Any]]]
    ) -> None:
        super().__init__()
        self._context = context
        self._known = known
        self._compact = compact

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._context.answers.answer(self._known, self._run, receive, send)

    async def _run(self, send: Send, _: Callable[[], None]) -> None:
        try:
            await send_whole(send, sse.encode_json(await self._compact()), {})
        except InvalidRequest as error:
            raise in_our_words(error) from None


def router(context: OpenAIContext) -> APIRouter:
    routes = NounRouter()
    compactor = Compactor(context)
    authenticate = context.keys.require("inference")

    @routes.post(
        "/v1/responses/compact",
        response_model=None,
        openapi_extra=body_of(CompactBody),
        responses=sends("openai.types.responses:CompactedResponse"),
        dependencies=[Depends(context.slots.refuse_when_full)],
        summary="Shorten a conversation",
    )
    async def compact_response(
        request: Request, principal: Principal = Depends(authenticate)
    ) -> CompactAnswer:
        value = await read_object(request, context.config.max_body_bytes)
        refuse_unsupported(value, REFUSED_IN_RESPONSES)
        body = validate(CompactBody, value)
        context.unknown.note(body, REFUSED_IN_RESPONSES, IGNORED)
        check_context(body)
        caller = await caller_of(request, context.backend, principal, body.model)
        known = sent(request, principal, caller.session_id(None))
        return CompactAnswer(context, known, lambda: compactor.compact(body, caller))

    return routes
