"""Server-sent events: bytes of one `data:` line each.

A stream sends thousands of small objects that differ in one choice, so the parts around the choice are
encoded once per stream. Tests hold every chunk against the openai package's types.
"""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any

from starlette.types import Send

from serving.api.heartbeat import Heartbeat

DONE = b"data: [DONE]\n\n"
HEADERS = {
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-cache",
    "x-accel-buffering": "no",  # nginx would hold tokens back
}

_encode: Callable[[Any], str] = json.JSONEncoder(
    ensure_ascii=False, separators=(",", ":"), allow_nan=False
).encode


def encode_json(value: Any) -> str:
    """JSON on one line, also for clients that end lines at Unicode's separators, as httpx's `iter_lines`."""
    text = _encode(value)
    if text.isascii():
        return text
    return text.replace("\x85", "\\u0085").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def event(value: Mapping[str, Any], *, name: str | None = None) -> bytes:
    head = "" if name is None else f"event: {name}\n"
    return f"{head}data: {encode_json(value)}\n\n".encode()


class Writer:
    """The sending side of a stream."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._heartbeat: Heartbeat | None = None

    async def start(self, headers: Mapping[str, str] = HEADERS) -> None:
        pairs = [(name.encode(), value.encode()) for name, value in headers.items()]
        await self._send({"type": "http.response.start", "status": 200, "headers": pairs})

    async def write(self, chunk: bytes, *, is_last: bool = False) -> None:
        if chunk or is_last:
            if self._heartbeat is not None:
                self._heartbeat.note()
            await self._send({"type": "http.response.body", "body": chunk, "more_body": not is_last})

    @asynccontextmanager
    async def kept_alive(self, heartbeat: Callable[[], bytes], period_s: float) -> AsyncGenerator[None]:
        """Within, a `heartbeat` is sent whenever nothing else was for `period_s`."""
        async with Heartbeat(lambda: self.write(heartbeat()), period_s) as self._heartbeat:
            yield


class Envelope:
    """The chunk around a choice, encoded once: `{"id": ..., "choices": [` and what follows it."""

    def __init__(self, fields: Mapping[str, Any], *, null_usage: bool) -> None:
        """`null_usage`: the client asked for usage, so that chunks without it say null."""
        self._head = f'data: {encode_json(fields)[:-1]},"choices":['
        self._tail = '],"usage":null}\n\n' if null_usage else "]}\n\n"

    def chunk(self, choice: Mapping[str, Any]) -> bytes:
        return f"{self._head}{encode_json(choice)}{self._tail}".encode()

    def with_extras(self, choice: Mapping[str, Any] | None, extras: Mapping[str, Any]) -> bytes:
        """A chunk with further top-level fields, `usage` perhaps; without a choice, `choices` is empty."""
        inner = "" if choice is None else encode_json(choice)
        tail = self._tail if "usage" not in extras else "]}\n\n"
        return f"{self._head}{inner}],{encode_json(extras)[1:-1]}{tail[1:]}".encode()
