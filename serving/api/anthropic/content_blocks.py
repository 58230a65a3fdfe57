"""The content blocks of a stream: one is open at a time, and each has the next index."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from serving.api.sse import encode_json, event
from serving.output import ChoiceDelta

# A block's type: an empty one, and the type and field of its deltas.
_KINDS: dict[str, tuple[dict[str, Any], str, str]] = {
    "text": ({"text": ""}, "text_delta", "text"),
    "thinking": ({"thinking": "", "signature": ""}, "thinking_delta", "thinking"),
    "tool_use": ({"input": {}}, "input_json_delta", "partial_json"),
}


class ContentBlocks:
    def __init__(self) -> None:
        self._index = -1
        self._kind: str | None = None  # of the open block
        self._delta_head = ""  # of its deltas, up to what is new: they are many, and differ in that alone

    def events(self, delta: ChoiceDelta) -> Iterator[bytes]:
        if delta.reasoning:
            yield from self._add("thinking", delta.reasoning)
        if delta.text:
            yield from self._add("text", delta.text)
        for call in delta.tool_calls:
            if call.call_id is not None:
                yield from self._open("tool_use", {"id": call.call_id, "name": call.name})
            if call.arguments:
                yield self._delta(call.arguments)

    def close(self) -> bytes:
        """The end of the open block, if there is one."""
        if self._kind is None:
            return b""
        self._kind = None
        return event({"type": "content_block_stop", "index": self._index}, name="content_block_stop")

    def _add(self, kind: str, text: str) -> Iterator[bytes]:
        if self._kind != kind:
            yield from self._open(kind, {})
        yield self._delta(text)

    def _open(self, kind: str, fields: dict[str, Any]) -> Iterator[bytes]:
        yield self.close()
        self._index += 1
        self._kind = kind
        empty, delta_type, field = _KINDS[kind]
        start = {"index": self._index, "content_block": {"type": kind, **fields, **empty}}
        yield event({"type": "content_block_start", **start}, name="content_block_start")
        delta = {"index": self._index, "delta": {"type": delta_type}}
        head = encode_json({"type": "content_block_delta", **delta})[:-2]
        self._delta_head = f'event: content_block_delta\ndata: {head},"{field}":'

    def _delta(self, text: str) -> bytes:
        return f"{self._delta_head}{encode_json(text)}}}}}\n\n".encode()
