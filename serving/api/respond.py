"""Runs an answer's turns and sends them, in one piece or as a stream.

Nothing is sent before every turn has started, so whatever the backend raises until then is a plain HTTP
error, for streams too. After that, an error is the stream's last event; and so it is where a stream's turns
take so long to start that its client would think that nobody is there.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field

from fastapi import Response
from starlette.requests import ClientDisconnect
from starlette.types import Receive, Scope, Send

from serving.api import sse
from serving.api.answer import Answer, BeforeStart, WholeChoice
from serving.api.cold import cold_headers
from serving.api.context import Context
from serving.api.errors import InternalError
from serving.api.json_response import send_whole
from serving.api.middleware import log_fields
from serving.api.retries import Sent
from serving.api.turn_group import EventsOf, TurnGroup, generated
from serving.errors import EngineDead, TenureError
from serving.logs import get_logger
from serving.output import ChoiceDelta, PromptProgress, TurnFinished, TurnStarted
from serving.principal import Principal
from serving.request import Request

log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Asked:
    """What one body asks for: a turn per prompt."""

    answer_id: str
    requests: tuple[Request, ...]
    is_streamed: bool
    events_of: EventsOf = field(default=generated, kw_only=True)

    @property
    def model(self) -> str:
        return self.requests[0].model

    @property
    def principal(self) -> Principal:
        return self.requests[0].principal

    @property
    def n(self) -> int:
        return self.requests[0].n


def turn_headers(finished: Sequence[TurnFinished]) -> dict[str, str]:
    return cold_headers(turn.usage for turn in finished)


class TurnsResponse(Response):
    """An ASGI response that generates while it is being sent."""

    def __init__(
        self,
        context: Context,
        asked: Asked,
        answer: Callable[[Sequence[TurnStarted]], Answer],
        before_start: BeforeStart,
        sent: Sent,
        headers_of: Callable[[Sequence[TurnFinished]], Mapping[str, str]] = turn_headers,
    ) -> None:
        """`headers_of`: of an answer in one piece."""
        super().__init__()
        self._headers_of = headers_of
        self._sent = sent
        self._before_start = before_start
        self._context = context
        self._asked = asked
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        log_fields(scope).update(
            answer_id=self._asked.answer_id, tenant=self._asked.principal.tenant, model=self._asked.model
        )
        await self._context.answers.answer(self._sent, self._run, receive, send)

    async def _run(self, send: Send, note_token: Callable[[], None]) -> None:
        turns = TurnGroup(self._context.backend, self._asked.requests, self._asked.events_of)
        starting = asyncio.create_task(turns.start())
        try:
            if self._asked.is_streamed:
                stream = _Stream(send, self._asked.answer_id, self._context.config.heartbeat_s)
                await stream.run(starting, self._answer, self._before_start, turns, note_token)
            else:
                body, finished = await _collect(self._answer(await starting), turns)
                await send_whole(send, body, self._headers_of(finished))
        finally:
            starting.cancel()
            await asyncio.gather(starting, return_exceptions=True)
            await turns.aclose()


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

    def __init__(self, send: Send, answer_id: str, heartbeat_s: float) -> None:
        self._writer = sse.Writer(send)
        self._answer_id = answer_id
        self._heartbeat_s = heartbeat_s
        self._progress: PromptProgress | None = None  # of the first prompt that is not computed yet

    async def run(
        self,
        starting: asyncio.Task[list[TurnStarted]],
        make_answer: Callable[[Sequence[TurnStarted]], Answer],
        before_start: BeforeStart,
        turns: TurnGroup,
        note_token: Callable[[], None],
    ) -> None:
        """Raises what `starting` raises in the first while."""
        await asyncio.wait([starting], timeout=self._heartbeat_s)
        if starting.done():
            starting.result()
        await self._writer.start(before_start.headers)
        told: Answer | BeforeStart = before_start

        def heartbeat() -> bytes:
            return told.heartbeat() if isinstance(told, BeforeStart) else told.heartbeat(self._progress)

        try:
            async with self._writer.kept_alive(heartbeat, self._heartbeat_s):
                if not starting.done():
                    await self._writer.write(before_start.heartbeat())
                told = answer = make_answer(await asyncio.shield(starting))
                await self._writer.write(answer.first_chunks())
                finished = await self._generate(answer, turns, note_token)
            await self._writer.write(answer.last_chunks(finished))
        except ClientDisconnect:
            raise
        except TenureError as error:
            await self._writer.write(told.error_chunk(error))
        except Exception:
            log.exception("stream_failed", answer_id=self._answer_id)
            await self._writer.write(told.error_chunk(InternalError()))
        await self._writer.write(told.end, is_last=True)

    async def _generate(
        self, answer: Answer, turns: TurnGroup, note_token: Callable[[], None]
    ) -> list[TurnFinished]:
        finished: list[TurnFinished] = []
        async with aclosing(turns.events()) as events:
            async for turn, event in events:
                if isinstance(event, PromptProgress):
                    self._progress = event
                elif isinstance(event, ChoiceDelta):
                    self._progress = None
                    note_token()
                    await self._writer.write(answer.chunk(turn, event))
                elif isinstance(event, TurnFinished):
                    finished.append(event)
        _require_all(len(finished), turns)
        return finished
