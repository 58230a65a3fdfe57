"""/v1/completions: raw prompts, text or token ids, one or many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from fastapi import APIRouter, Depends, Request

from serving.api.answer import WholeChoice, finish_reason
from serving.api.body import read_object
from serving.api.caller import caller_of
from serving.api.noun_router import NounRouter
from serving.api.openai import usage as usages
from serving.api.openai.answer import ChoicesAnswer
from serving.api.openai.context import OpenAIContext
from serving.api.openai.logprobs import LegacyLogprobs
from serving.api.openai.turns import respond
from serving.api.openai.wire.completions import CompletionBody
from serving.api.openapi import body_of, sends
from serving.api.respond import TurnsResponse
from serving.api.retries import sent
from serving.api.sse import encode_json
from serving.output import ChoiceDelta, TurnFinished
from serving.principal import Principal


class CompletionAnswer(ChoicesAnswer):
    chunk_object = "text_completion"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._logprobs = LegacyLogprobs(tokens_as_ids=self.shape.tokens_as_ids)
        self._begun: set[int] = set()  # choices that have had a chunk

    @staticmethod
    def nothing() -> dict[str, Any]:
        return _chunk_choice(0, "")

    def _openings(self) -> Iterator[dict[str, Any]]:
        return iter(())  # nothing comes before the text

    def _delta(self, index: int, delta: ChoiceDelta) -> dict[str, Any]:
        choice = _chunk_choice(index, delta.text)
        if delta.logprobs is not None:
            choice["logprobs"] = self._logprobs.arrays(delta.logprobs)
        if self.shape.return_token_ids:
            choice["token_ids"] = delta.token_ids
            if index not in self._begun:
                choice["prompt_token_ids"] = self._prompt_ids(index)
        self._begun.add(index)
        return choice

    def body(self, choices: Sequence[WholeChoice], finished: Sequence[TurnFinished]) -> str:
        return encode_json(
            {
                **self._fields,
                "object": "text_completion",
                "choices": [self._whole(choice, finished[choice.index // self._n]) for choice in choices],
                "usage": usages.total([turn.usage for turn in finished]),
                **self._extras,
            }
        )

    def _whole(self, choice: WholeChoice, turn: TurnFinished) -> dict[str, Any]:
        logprobs = choice.logprobs
        return {
            "index": choice.index,
            "text": choice.text,
            "logprobs": None if logprobs is None else self._logprobs.arrays(logprobs),
            "finish_reason": finish_reason(choice.finish_reason),
            "stop_reason": choice.stop_reason,
            "token_ids": choice.token_ids if self.shape.return_token_ids else None,
            "prompt_token_ids": self._prompt_ids(choice.index),
            "prompt_logprobs": self._prompt_logprobs(turn),
        }

    def _prompt_ids(self, index: int) -> list[int] | None:
        return None if self.prompt_token_ids is None else list(self.prompt_token_ids[index // self._n])


def _chunk_choice(index: int, text: str) -> dict[str, Any]:
    return {"index": index, "text": text, "logprobs": None, "finish_reason": None}


def router(context: OpenAIContext) -> APIRouter:
    routes = NounRouter(
        dependencies=[Depends(context.keys.require("inference")), Depends(context.slots.refuse_when_full)]
    )

    @routes.post(
        "/v1/completions",
        response_model=None,
        openapi_extra=body_of(CompletionBody),
        responses=sends("openai.types:Completion", stream=True),
        summary="Continue a prompt",
    )
    async def create_completion(
        request: Request, principal: Principal = Depends(context.keys.require("inference"))
    ) -> TurnsResponse:
        body = context.parser.completion_body(await read_object(request, context.config.max_body_bytes))
        caller = await caller_of(request, context.backend, principal, body.model)
        parsed = context.parser.completions(body, caller)
        known = sent(request, principal, caller.session_id(body.session_id))
        return await respond(context, parsed, CompletionAnswer, known)

    return routes
