"""A stream of another form's events, each as the bytes of a `chunk`."""

from __future__ import annotations

import time
from base64 import b64encode
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from pydantic_core import from_json

from serving.api.answer import Answer, BeforeStart, WholeChoice
from serving.api.bedrock.answer import error_chunk
from serving.api.bedrock.event_stream import HEADERS, event_head, message
from serving.api.sse import DONE, encode_json
from serving.output import ChoiceDelta, PromptProgress, TurnFinished, TurnStarted

_HEADERS = {**HEADERS, "x-amzn-bedrock-content-type": "application/json"}
_CHUNK = event_head("chunk")
_METRICS = "amazon-bedrock-invocationMetrics"  # in a stream's last event


class ChunksAnswer:
    end = b""

    def __init__(self, inner: Answer, asked_at_s: float) -> None:
        self._inner = inner
        self._asked_at_s = asked_at_s
        self._first_byte_s: float | None = None
        self.num_choices = inner.num_choices

    @classmethod
    def over(
        cls,
        inner: Callable[[Sequence[TurnStarted]], Answer],
        asked_at_s: float,
        started: Sequence[TurnStarted],
    ) -> ChunksAnswer:
        return cls(inner(started), asked_at_s)

    error_chunk = staticmethod(error_chunk)

    @classmethod
    def before_start(cls, inner: BeforeStart) -> BeforeStart:
        return BeforeStart(lambda: _chunks(inner.heartbeat()), error_chunk, cls.end, _HEADERS)

    def heartbeat(self, progress: PromptProgress | None = None) -> bytes:
        return _chunks(self._inner.heartbeat(progress))

    def index(self, turn: int, delta: ChoiceDelta) -> int:
        return self._inner.index(turn, delta)

    def first_chunks(self) -> bytes:
        return _chunks(self._inner.first_chunks())

    def chunk(self, turn: int, delta: ChoiceDelta) -> bytes:
        if self._first_byte_s is None:
            self._first_byte_s = self._seconds()
        return _chunks(self._inner.chunk(turn, delta))

    def last_chunks(self, finished: Sequence[TurnFinished]) -> bytes:
        *others, last = _events(self._inner.last_chunks(finished))
        last = encode_json({**from_json(last), _METRICS: self._metrics(finished)}).encode()
        return b"".join(map(_chunk, [*others, last]))

    def body(self, choices: Sequence[WholeChoice], finished: Sequence[TurnFinished]) -> str:
        return self._inner.body(choices, finished)

    def _metrics(self, finished: Sequence[TurnFinished]) -> dict[str, Any]:
        now_s = self._seconds()
        return {
            "inputTokenCount": sum(turn.usage.num_prompt_tokens for turn in finished),
            "outputTokenCount": sum(turn.usage.num_completion_tokens for turn in finished),
            "invocationLatency": round(now_s * 1000),
            "firstByteLatency": round((self._first_byte_s or now_s) * 1000),
        }

    def _seconds(self) -> float:
        return time.monotonic() - self._asked_at_s


def _chunks(events: bytes) -> bytes:
    return b"".join(map(_chunk, _events(events)))


def _chunk(json: bytes) -> bytes:
    return message(_CHUNK, b'{"bytes":"' + b64encode(json) + b'"}')


def _events(events: bytes) -> Iterator[bytes]:
    """The JSON of each server-sent event: each has one line of data, behind one with its name perhaps."""
    for event in events.removesuffix(DONE).split(b"\n\n"):
        if event:
            yield event.rpartition(b"\n")[2].removeprefix(b"data: ")
