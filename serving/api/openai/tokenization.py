"""/tokenize, /detokenize and /tokenizer_info, as vLLM has them."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Depends, Request, Response

from serving.api.body import read_object
from serving.api.caller import served_model
from serving.api.fields import refuse_unsupported
from serving.api.noun_router import NounRouter
from serving.api.openai.context import OpenAIContext
from serving.api.openai.fields import IGNORED, REFUSED_IN_TOKENIZE
from serving.api.openai.parse import chat_input
from serving.api.openai.wire.tokenize import DetokenizeBody, TokenizeBody
from serving.api.openapi import body_of, sends
from serving.api.sse import encode_json
from serving.api.validation import validate
from serving.errors import InvalidRequest
from serving.operations import DescribeTokenizer, Detokenize, Tokenize, TokenStrings
from serving.principal import Principal
from serving.request import TextInput


def router(context: OpenAIContext) -> APIRouter:
    routes = NounRouter(dependencies=[Depends(context.keys.require("inference"))])
    max_bytes = context.config.max_body_bytes

    @routes.post(
        "/tokenize",
        response_model=None,
        openapi_extra=body_of(TokenizeBody),
        responses=sends(),
        summary="The token ids of a prompt or of messages",
    )
    async def tokenize(
        request: Request, principal: Principal = Depends(context.keys.require("inference"))
    ) -> Response:
        value = await read_object(request, max_bytes)
        refuse_unsupported(value, REFUSED_IN_TOKENIZE)
        body = validate(TokenizeBody, value)
        context.unknown.note(body, REFUSED_IN_TOKENIZE, IGNORED)
        card = await served_model(context.backend, body.model)
        token_ids = await _token_ids(context, body, card.name, principal.tenant)
        strings = None
        if body.return_token_strs:
            strings = await context.backend.call(TokenStrings(tuple(token_ids), card.name))
        return _json(
            {
                "count": len(token_ids),
                "max_model_len": card.max_model_len,
                "tokens": token_ids,
                "token_strs": strings,
            }
        )

    @routes.post(
        "/detokenize",
        response_model=None,
        openapi_extra=body_of(DetokenizeBody),
        responses=sends(),
        summary="The text of token ids",
    )
    async def detokenize(request: Request) -> Response:
        body = validate(DetokenizeBody, await read_object(request, max_bytes))
        context.unknown.note(body, IGNORED)
        card = await served_model(context.backend, body.model)
        return _json({"prompt": await context.backend.call(Detokenize(tuple(body.tokens), card.name))})

    @routes.get(
        "/tokenizer_info",
        response_model=None,
        responses=sends(),
        summary="The chat template, and the tokens that it writes around a prompt",
    )
    async def tokenizer_info(model: str | None = None) -> Response:
        card = await served_model(context.backend, model)
        info = await context.backend.call(DescribeTokenizer(card.name))
        # The class is the one of transformers that reads any tokenizer.json; vLLM's answer always has one.
        return _json(
            {
                "tokenizer_class": "PreTrainedTokenizerFast",
                "bos_token": info.bos_token,
                "eos_token": info.eos_token,
                "chat_template": info.chat_template,
                "model_max_length": card.max_model_len,
            }
        )

    return routes


async def _token_ids(context: OpenAIContext, body: TokenizeBody, model: str, tenant: str) -> list[int]:
    if (body.prompt is None) == (body.messages is None):
        raise InvalidRequest("Give one of `prompt` and `messages`.", param="prompt")
    if body.prompt is not None:
        adds_special = body.add_special_tokens is not False
        return await context.backend.call(Tokenize(TextInput(body.prompt), model, adds_special))
    if body.add_special_tokens:
        raise InvalidRequest(
            "`add_special_tokens` goes with `prompt`: the chat template writes those of messages itself.",
            param="add_special_tokens",
        )
    return await context.backend.call(Tokenize(chat_input(body), model, tenant=tenant))


def _json(value: dict[str, Any]) -> Response:
    return Response(encode_json(value), media_type="application/json")
