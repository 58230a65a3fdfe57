"""Runs an answer's turns and sends them, in one piece or as a stream.

Nothing is sent before every turn has started, so whatever the backend raises until then is a plain HTTP
error, for streams too. After that, an error is the stream's last event but `[DONE]`.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import aclosing

from fastapi import Response
from starlette.requests import ClientDisconnect
from starlette.types import Receive, Scope, Send

from serving.api import sse
from serving.api.cold import cold_headers
from serving.api.errors import InternalError
from serving.api.hangup import until_hang_up
from serving.api.json_response import send_whole
from serving.api.middleware import log_fields
from serving.api.openai import usage as usages
from serving.api.openai.answer import Answer, WholeChoice
from serving.api.openai.context import OpenAIContext
from serving.api.openai.errors import error_body
from serving.api.openai.parse import Parsed
from serving.api.turn_group import TurnGroup
from serving.errors import EngineDead, TenureError
from serving.logs import get_logger
from serving.operations import Tokenize
from serving.output import ChoiceDelta, TurnFinished, Usage
from serving.request import TokenInput

log = get_logger(__name__)


class TurnsResponse(Response):
    """An ASGI response that generates while it is being sent."""

    def __init__(self, context: OpenAIContext, parsed: Parsed, dialect: type[Answer]) -> None:
        super().__init__()
        self._context = context
        self._parsed = parsed
        self._dialect = dialect

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        log_fields(scope).update(
            answer_id=self._parsed.answer_id, tenant=self._parsed.principal.tenant, model=self._parsed.model
        )
        with self._context.slots.hold():
            await until_hang_up(receive, send, self._run)

    async def _run(self, send: Send) -> None:
        prompt_token_ids = await self._prompt_token_ids()
        turns = TurnGroup(self._context.backend, self._parsed.requests)
        try:
            started = await turns.start()
            answer = self._dialect(self._parsed, started, prompt_token_ids)
            if self._parsed.shape.stream:
                await _Stream(send, self._parsed.answer_id).run(answer, turns)
            else:
                body, finished = await _collect(answer, turns)
                await send_whole(send, body, cold_headers(turn.usage for turn in finished))
        finally:
            await turns.aclose()

    async def _prompt_token_ids(self) -> Sequence[Sequence[int]] | None:
        if not self._parsed.shape.return_token_ids:
            return None
        backend = self._context.backend
        inputs = [request.input for request in self._parsed.requests]
        return [
            prompt.token_ids if isinstance(prompt, TokenInput) else await backend.call(Tokenize(prompt))
            for prompt in inputs
        ]


async def _collect(answer: Answer, turns: TurnGroup) -> tuple[str, Sequence[TurnFinished]]:
    choices = [WholeChoice(index) for index in range(answer.num_choices)]
    finished: dict[int, TurnFinished] = {}
    async with aclosing(turns.events()) as events:
        async for turn, event in events:
            if isinstance(event, ChoiceDelta):
                choices[answer.index(turn, event)].add(event)
            elif isinstance(event, TurnFinished):
                finished[turn] = event
    _require_all(len(finished), turns)
    in_order = [finished[turn] for turn in range(turns.num_turns)]
    return answer.body(choices, in_order), in_order


def _require_all(num_finished: int, turns: TurnGroup) -> None:
    if num_finished < turns.num_turns:
        raise EngineDead("The engine ended the turn before it was done.")


class _Stream:
    """The sending side of a stream of server-sent events."""

    def __init__(self, send: Send, answer_id: str) -> None:
        self._writer = sse.Writer(send)
        self._answer_id = answer_id

    async def run(self, answer: Answer, turns: TurnGroup) -> None:
        await self._writer.start()
        try:
            await self._writer.write(answer.first_chunks())
            await self._generate(answer, turns)
        except ClientDisconnect:
            raise
        except TenureError as error:
            await self._writer.write(sse.event(error_body(error)))
        except Exception:
            log.exception("stream_failed", answer_id=self._answer_id)
            await self._writer.write(sse.event(error_body(InternalError())))
        await self._writer.write(sse.DONE, is_last=True)

    async def _generate(self, answer: Answer, turns: TurnGroup) -> None:
        finished: list[Usage] = []
        async with aclosing(turns.events()) as events:
            async for turn, event in events:
                if isinstance(event, ChoiceDelta):
                    await self._writer.write(answer.chunk(turn, event))
                elif isinstance(event, TurnFinished):
                    finished.append(event.usage)
        _require_all(len(finished), turns)
        if answer.shape.include_usage:
            await self._writer.write(answer.usage_chunk(usages.total(finished)))
