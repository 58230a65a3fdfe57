"""/v1/completions: raw prompts, text or token ids, one or many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from fastapi import APIRouter, Depends, Request
from openai.types import Completion, CompletionUsage
from openai.types.completion_choice import CompletionChoice, Logprobs

from serving.api.answer import Answer, Choice, finish_reason
from serving.api.body import read_object
from serving.api.caller import caller_of
from serving.api.context import Context
from serving.api.logprobs import LegacyLogprobs
from serving.api.openapi import body_of, sends
from serving.api.respond import TurnsResponse
from serving.api.wire_completions import CompletionBody
from serving.output import ChoiceDelta


class CompletionAnswer(Answer):
    chunk_object = "text_completion"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Per choice, as a stream's text offsets go on from chunk to chunk.
        self._logprobs = [
            LegacyLogprobs(tokens_as_ids=self.shape.tokens_as_ids) for _ in range(self.num_choices)
        ]

    def _openings(self) -> Iterator[dict[str, Any]]:
        # Nothing comes before the text, except what only the first chunk says.
        if self._extras or self.prompt_token_ids is not None:
            for index in range(self.num_choices):
                yield {**_chunk_choice(index, ""), **self._prompt_ids(index)}

    def _delta(self, index: int, delta: ChoiceDelta) -> dict[str, Any]:
        choice = _chunk_choice(index, delta.text)
        if delta.logprobs is not None:
            choice["logprobs"] = self._logprobs[index].arrays(delta.logprobs)
        if self.shape.return_token_ids:
            choice["token_ids"] = delta.token_ids
        return choice

    def _ending(self, index: int, reason: str, stop_reason: str | int | None) -> dict[str, Any]:
        return {**_chunk_choice(index, ""), "finish_reason": reason, "stop_reason": stop_reason}

    def body(self, choices: Sequence[Choice], usage: CompletionUsage) -> str:
        answer = Completion.model_validate(
            {
                **self._fields,
                "object": "text_completion",
                "choices": [self._whole(choice) for choice in choices],
                "usage": usage,
                **self._extras,
            }
        )
        # The first logprob of an echoed prompt is null, which OpenAI's API sends and its type does not say.
        return answer.model_dump_json(exclude_unset=True, warnings=False)

    def _whole(self, choice: Choice) -> CompletionChoice:
        fields: dict[str, Any] = {
            "index": choice.index,
            "text": choice.text,
            "logprobs": None,
            "finish_reason": finish_reason(choice.finish_reason),
            "stop_reason": choice.stop_reason,
            **self._prompt_ids(choice.index),
        }
        if choice.logprobs is not None:
            fields["logprobs"] = Logprobs.model_construct(
                None, **self._logprobs[choice.index].arrays(choice.logprobs)
            )
        if self.shape.return_token_ids:
            fields["token_ids"] = choice.token_ids
        return CompletionChoice.model_validate(fields)

    def _prompt_ids(self, index: int) -> dict[str, Any]:
        if self.prompt_token_ids is None:
            return {}
        return {"prompt_token_ids": list(self.prompt_token_ids[index // self._n])}


def _chunk_choice(index: int, text: str) -> dict[str, Any]:
    return {"index": index, "text": text, "logprobs": None, "finish_reason": None}


def router(context: Context) -> APIRouter:
    routes = APIRouter(
        dependencies=[Depends(context.keys.authenticate), Depends(context.slots.refuse_when_full)]
    )

    @routes.post(
        "/v1/completions",
        response_model=None,
        openapi_extra=body_of(CompletionBody),
        responses=sends(Completion, stream=True),
        summary="Continue a prompt",
    )
    async def create_completion(
        request: Request, tenant: str = Depends(context.keys.authenticate)
    ) -> TurnsResponse:
        body = context.parser.completion_body(await read_object(request, context.config.max_body_bytes))
        caller = await caller_of(request, context.backend, tenant, body.model)
        return TurnsResponse(context, context.parser.completions(body, caller), CompletionAnswer)

    return routes
