"""A reply as Converse shows it: one message of content blocks, whole or as events of a stream."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from typing import Any

from serving.api import sse
from serving.api.answer import BeforeStart, WholeChoice, finish_reason, session_report
from serving.api.bedrock.content_blocks import ContentBlocks, redacted
from serving.api.bedrock.errors import error_message, exception_type
from serving.api.bedrock.event_stream import HEADERS, event, exception
from serving.api.bedrock.parse import AskedConverse
from serving.api.bedrock.response_fields import selected
from serving.api.bedrock.usage import usage_object
from serving.api.cold import cold_fields
from serving.api.heads import head_fields
from serving.api.stop_reason import stop_reason
from serving.errors import TenureError
from serving.output import ChoiceDelta, PromptProgress, TurnFinished, TurnStarted
from serving.responses import ignored_carriers_report, loosened_report

# An event that this API does not have: clients pass over it, as over those of later versions.
_HEARTBEAT = event("ping", b"{}")


def error_chunk(error: TenureError) -> bytes:
    return exception(exception_type(error), error_message(error))


class ConverseAnswer:
    num_choices = 1
    end = b""

    def __init__(
        self,
        asked: AskedConverse,
        asked_at_s: float,
        field_paths: Sequence[str],
        started: Sequence[TurnStarted],
    ) -> None:
        """`asked_at_s`: by the monotonic clock. `field_paths`: of what is shown of the extra fields."""
        self._max_tokens = asked.requests[0].sampling.max_tokens
        self._asked_at_s = asked_at_s
        self._field_paths = field_paths
        self._extras = {**session_report(started[0].session), **loosened_report(started[0].loosened_tools)}
        self._knows_reasoning = asked.knows_reasoning
        self._shows_reasoning = asked.shows_reasoning
        self._blocks = ContentBlocks(shows_reasoning=asked.shows_reasoning)
        self._last = ChoiceDelta(0, "")

    @staticmethod
    def heartbeat(progress: PromptProgress | None = None) -> bytes:
        del progress  # nobody reads it
        return _HEARTBEAT

    error_chunk = staticmethod(error_chunk)

    @classmethod
    def before_start(cls) -> BeforeStart:
        return BeforeStart(cls.heartbeat, error_chunk, cls.end, HEADERS)

    def index(self, turn: int, delta: ChoiceDelta) -> int:
        return 0

    def first_chunks(self) -> bytes:
        return _event("messageStart", {"role": "assistant"})

    def chunk(self, turn: int, delta: ChoiceDelta) -> bytes:
        if delta.finish_reason is not None:
            finish_reason(delta.finish_reason)
            self._last = delta
        return b"".join(self._blocks.events(delta))

    def last_chunks(self, finished: Sequence[TurnFinished]) -> bytes:
        turn = finished[0]
        end = self._end(self._last.finish_reason, self._last.stop_reason, turn)
        metadata = {"usage": usage_object(turn.usage), "metrics": self._metrics()}
        carrier = self._carrier(turn)
        carried = b"" if carrier is None else self._blocks.add_carrier(carrier)
        return carried + self._blocks.close() + _event("messageStop", end) + _event("metadata", metadata)

    def body(self, choices: Sequence[WholeChoice], finished: Sequence[TurnFinished]) -> str:
        choice, turn = choices[0], finished[0]
        content = list(self._content(choice, self._carrier(turn)))
        return sse.encode_json(
            {
                "output": {"message": {"role": "assistant", "content": content}},
                **self._end(choice.finish_reason, choice.stop_reason, turn),
                "usage": usage_object(turn.usage),
                "metrics": self._metrics(),
            }
        )

    def _carrier(self, turn: TurnFinished) -> str | None:
        """The reply's ids, where the client needs them and knows blocks that it cannot read."""
        return turn.carrier if self._knows_reasoning and turn.needs_carrier else None

    def _content(self, choice: WholeChoice, carrier: str | None) -> Iterator[dict[str, Any]]:
        if choice.reasoning:
            text = choice.reasoning if self._shows_reasoning else ""
            signature = {"signature": choice.signature} if choice.signature else {}
            yield {"reasoningContent": {"reasoningText": {"text": text, **signature}}}
        if choice.text:
            yield {"text": choice.text}
        for call in choice.tool_calls:
            yield {"toolUse": {"toolUseId": call.call_id, "name": call.name, "input": call.as_object}}
        if carrier is not None:
            yield {"reasoningContent": {"redactedContent": redacted(carrier)}}

    def _metrics(self) -> dict[str, int]:
        return {"latencyMs": round((time.monotonic() - self._asked_at_s) * 1000)}

    def _end(self, reason: str | None, stop: str | int | None, turn: TurnFinished) -> dict[str, Any]:
        """Why the reply ended. Raises what `stop_reason` raises."""
        word, sequence = stop_reason(reason, stop, turn.usage, self._max_tokens)
        extras = {
            "stop_sequence": sequence,
            **self._extras,
            **cold_fields([turn.usage]),
            **head_fields([turn.usage]),
            **ignored_carriers_report(turn.ignored_carriers),
        }
        shown = selected(extras, self._field_paths)
        return {"stopReason": word, **({"additionalModelResponseFields": shown} if shown else {})}


def _event(event_type: str, fields: dict[str, Any]) -> bytes:
    return event(event_type, sse.encode_json(fields).encode())
