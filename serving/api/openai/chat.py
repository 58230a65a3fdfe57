"""/v1/chat/completions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from operator import attrgetter
from typing import Any

from fastapi import APIRouter, Depends, Request

from serving.api.answer import WholeChoice, finish_reason
from serving.api.body import read_object
from serving.api.caller import caller_of
from serving.api.noun_router import NounRouter
from serving.api.openai import usage as usages
from serving.api.openai.answer import ChoicesAnswer
from serving.api.openai.context import OpenAIContext
from serving.api.openai.logprobs import ChatLogprobs
from serving.api.openai.turns import respond
from serving.api.openai.wire.chat import ChatBody
from serving.api.openapi import body_of, sends
from serving.api.respond import TurnsResponse
from serving.api.retries import sent
from serving.api.sse import encode_json
from serving.output import ChoiceDelta, ToolCallDelta, TurnFinished
from serving.principal import Principal


class ChatAnswer(ChoicesAnswer):
    chunk_object = "chat.completion.chunk"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.prompt_token_ids is not None:
            self._extras["prompt_token_ids"] = list(self.prompt_token_ids[0])

    @staticmethod
    def nothing() -> dict[str, Any]:
        return _chunk_choice(0, {})

    def _openings(self) -> Iterator[dict[str, Any]]:
        for index in range(self.num_choices):
            yield _chunk_choice(index, {"role": "assistant", "content": ""})

    def _delta(self, index: int, delta: ChoiceDelta) -> dict[str, Any]:
        choice = _chunk_choice(index, _message_delta(delta))
        if delta.logprobs is not None:
            choice["logprobs"] = self._logprobs(delta.logprobs)
        if self.shape.return_token_ids:
            choice["token_ids"] = delta.token_ids
        return choice

    def body(self, choices: Sequence[WholeChoice], finished: Sequence[TurnFinished]) -> str:
        fields: dict[str, Any] = {
            **self._fields,
            "object": "chat.completion",
            "choices": [self._whole(choice) for choice in choices],
            "usage": usages.total([turn.usage for turn in finished]),
            "prompt_logprobs": self._prompt_logprobs(finished[0]),
            "prompt_token_ids": None,
            **self._extras,
        }
        return encode_json(fields)

    def _whole(self, choice: WholeChoice) -> dict[str, Any]:
        return {
            "index": choice.index,
            "message": _message(choice),
            "logprobs": None if choice.logprobs is None else self._logprobs(choice.logprobs),
            "finish_reason": finish_reason(choice.finish_reason),
            "stop_reason": choice.stop_reason,
            "token_ids": choice.token_ids if self.shape.return_token_ids else None,
        }

    def _logprobs(self, tokens: Sequence[Any]) -> dict[str, Any]:
        return ChatLogprobs(tokens_as_ids=self.shape.tokens_as_ids).content(tokens)


def _chunk_choice(index: int, delta: dict[str, Any]) -> dict[str, Any]:
    return {"index": index, "delta": delta, "logprobs": None, "finish_reason": None}


def _message(choice: WholeChoice) -> dict[str, Any]:
    message: dict[str, Any] = {"role": "assistant", "content": choice.text, "refusal": None}
    message |= _reasoning(choice.reasoning)
    if choice.tool_calls:
        message["content"] = choice.text or None
        message["tool_calls"] = [
            {
                "id": call.call_id,
                "type": "function",
                "function": {"name": call.name, "arguments": call.arguments},
            }
            for call in choice.tool_calls
        ]
    return message


def _message_delta(delta: ChoiceDelta) -> dict[str, Any]:
    fields: dict[str, Any] = _reasoning(delta.reasoning)
    if delta.tool_calls:
        fields["tool_calls"] = [_call_delta(call) for call in _one_per_call(delta.tool_calls)]
    return {"content": delta.text, **fields} if delta.text or not fields else fields


def _reasoning(text: str) -> dict[str, Any]:
    """OpenAI has no field for it; clients look under the name that DeepSeek gave it, or vLLM's."""
    return {"reasoning_content": text, "reasoning": text} if text else {}


def _one_per_call(deltas: Sequence[ToolCallDelta]) -> Iterator[ToolCallDelta]:
    """OpenAI's SDKs keep the first list of calls as it stands, so an index may not be in it twice."""
    for _, (first, *rest) in groupby(deltas, key=attrgetter("index")):
        yield replace(first, arguments=first.arguments + "".join(delta.arguments for delta in rest))


def _call_delta(delta: ToolCallDelta) -> dict[str, Any]:
    """The first of a call has its id and name."""
    if delta.call_id is None:
        return {"index": delta.index, "function": {"arguments": delta.arguments}}
    function = {"name": delta.name, "arguments": delta.arguments}
    return {"index": delta.index, "id": delta.call_id, "type": "function", "function": function}


def router(context: OpenAIContext) -> APIRouter:
    routes = NounRouter(
        dependencies=[Depends(context.keys.require("inference")), Depends(context.slots.refuse_when_full)]
    )

    @routes.post(
        "/v1/chat/completions",
        response_model=None,
        openapi_extra=body_of(ChatBody),
        responses=sends("openai.types.chat:ChatCompletion", stream=True),
        summary="Answer a conversation",
    )
    async def create_chat_completion(
        request: Request, principal: Principal = Depends(context.keys.require("inference"))
    ) -> TurnsResponse:
        body = context.parser.chat_body(await read_object(request, context.config.max_body_bytes))
        caller = await caller_of(request, context.backend, principal, body.model)
        parsed = context.parser.chat(body, caller)
        known = sent(request, principal, caller.session_id(body.session_id))
        return await respond(context, parsed, ChatAnswer, known)

    return routes
