"""The turns of a parsed body, answered in one of OpenAI's two forms."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from serving.api.context import Context
from serving.api.openai.answer import ChoicesAnswer
from serving.api.openai.parse import Parsed
from serving.api.respond import TurnsResponse
from serving.api.retries import Sent
from serving.operations import Tokenize
from serving.request import Request, TokenInput


async def respond(context: Context, parsed: Parsed, answer: type[ChoicesAnswer], sent: Sent) -> TurnsResponse:
    """Raises what tokenising the prompts raises, where the client wants to see their ids."""
    prompt_token_ids = await _prompt_token_ids(context, parsed) if parsed.shape.return_token_ids else None
    before_start = answer.before_start(parsed)
    return TurnsResponse(context, parsed, partial(answer, parsed, prompt_token_ids), before_start, sent)


async def _prompt_token_ids(context: Context, parsed: Parsed) -> Sequence[Sequence[int]]:
    return [await _token_ids(context, request) for request in parsed.requests]


async def _token_ids(context: Context, request: Request) -> Sequence[int]:
    if isinstance(request.input, TokenInput):
        return request.input.token_ids
    return await context.backend.call(Tokenize(request.input, request.model, tenant=request.tenant))
