"""A reply as this API shows it: one message of content blocks, whole or as named events."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any

from serving.api import sse
from serving.api.answer import BeforeStart, ToolCall, WholeChoice, finish_reason, session_report
from serving.api.anthropic.content_blocks import ContentBlocks, call_block, carrier_block, result_block
from serving.api.anthropic.errors import error_body
from serving.api.anthropic.parse import AskedMessage
from serving.api.anthropic.searching import PAUSED
from serving.api.anthropic.usage import finished_usage, usage_object
from serving.api.progress import progress_report
from serving.api.stop_reason import stop_reason
from serving.errors import TenureError
from serving.output import ChoiceDelta, PromptProgress, TurnFinished, TurnStarted, Usage
from serving.responses import loosened_report


class MessageAnswer:
    num_choices = 1
    end = b""

    def __init__(self, asked: AskedMessage, request_id: str, started: Sequence[TurnStarted]) -> None:
        self._request_id = request_id
        self._max_tokens = asked.requests[0].sampling.max_tokens
        self._num_prompt_tokens = started[0].num_prompt_tokens
        self._fields = {"id": asked.answer_id, "type": "message", "role": "assistant", "model": asked.model}
        self._extras = {
            **session_report(started[0].session),
            **loosened_report(started[0].loosened_tools),
            **asked.left_out,
        }
        self._shows_thinking = asked.shows_thinking
        self._knows_thinking = asked.knows_thinking
        self._blocks = ContentBlocks(shows_thinking=asked.shows_thinking)
        self._last = ChoiceDelta(0, "")

    @staticmethod
    def heartbeat(progress: PromptProgress | None = None) -> bytes:
        return sse.event({"type": "ping", **progress_report(progress)}, name="ping")

    @classmethod
    def before_start(cls, request_id: str) -> BeforeStart:
        return BeforeStart(
            heartbeat=cls.heartbeat,
            error_chunk=lambda error: sse.event(error_body(error, request_id), name="error"),
            end=cls.end,
        )

    def index(self, turn: int, delta: ChoiceDelta) -> int:
        return 0

    def first_chunks(self) -> bytes:
        # What was resident is known at the end, which says it all again.
        usage = usage_object(Usage(self._num_prompt_tokens, 0, 0))
        end = {"stop_reason": None, "stop_sequence": None}
        message = {**self._fields, "content": [], **end, "usage": usage, **self._extras}
        return sse.event({"type": "message_start", "message": message}, name="message_start")

    def chunk(self, turn: int, delta: ChoiceDelta) -> bytes:
        if delta.finish_reason is not None:
            finish_reason(delta.finish_reason)
            self._last = delta
        return b"".join(self._blocks.events(delta))

    def last_chunks(self, finished: Sequence[TurnFinished]) -> bytes:
        turn = finished[0]
        delta = self._end(self._last.finish_reason, self._last.stop_reason, turn.usage)
        carrier = self._carrier(turn)
        return b"".join(
            (
                b"" if carrier is None else self._blocks.add_carrier(carrier),
                self._blocks.close(),
                sse.event(
                    {"type": "message_delta", "delta": delta, "usage": finished_usage(turn)},
                    name="message_delta",
                ),
                sse.event({"type": "message_stop"}, name="message_stop"),
            )
        )

    def error_chunk(self, error: TenureError) -> bytes:
        return sse.event(error_body(error, self._request_id), name="error")

    def body(self, choices: Sequence[WholeChoice], finished: Sequence[TurnFinished]) -> str:
        choice, turn = choices[0], finished[0]
        carrier = self._carrier(turn)
        message = {
            **self._fields,
            "content": [*self._content(choice), *([] if carrier is None else [carrier_block(carrier)])],
            **self._end(choice.finish_reason, choice.stop_reason, turn.usage),
            "usage": finished_usage(turn),
            **self._extras,
        }
        return sse.encode_json(message)

    def _carrier(self, turn: TurnFinished) -> str | None:
        """The reply's ids, where the client needs them and knows blocks that it cannot read."""
        return turn.carrier if self._knows_thinking and turn.needs_carrier else None

    def _content(self, choice: WholeChoice) -> Iterator[dict[str, Any]]:
        """Text, and the calls behind it; where the server answered calls, that of each turn."""
        if choice.reasoning:
            thinking = choice.reasoning if self._shows_thinking else ""
            yield {"type": "thinking", "thinking": thinking, "signature": choice.signature}
        num_chars = num_calls = 0
        for place, results in groupby(choice.results, key=attrgetter("num_chars", "num_calls")):
            yield from _said(choice.text[num_chars : place[0]], choice.tool_calls[num_calls : place[1]])
            for result in results:
                yield result_block(choice.tool_calls[result.call_index].call_id, result.result)
            num_chars, num_calls = place
        yield from _said(choice.text[num_chars:], choice.tool_calls[num_calls:])

    def _end(self, reason: str | None, stop: str | int | None, usage: Usage) -> dict[str, Any]:
        """Why the reply ended. Raises what `stop_reason` raises."""
        if stop == PAUSED:
            return {"stop_reason": PAUSED, "stop_sequence": None}
        word, sequence = stop_reason(reason, stop, usage, self._max_tokens)
        return {"stop_reason": word, "stop_sequence": sequence}


def _said(text: str, calls: Sequence[ToolCall]) -> Iterator[dict[str, Any]]:
    if text:
        yield {"type": "text", "text": text}
    for call in calls:
        kind, fields = call_block(call.call_id, call.name, is_servers=call.is_servers)
        yield {"type": kind, **fields, "input": call.as_object}
