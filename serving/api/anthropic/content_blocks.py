"""The content blocks of a stream: one is open at a time, and each has the next index."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from serving.api.anthropic.tools import SERVER_CALL
from serving.api.sse import encode_json, event
from serving.output import ChoiceDelta, SearchResult

# A block's type: an empty one, and the type and field of its deltas.
_KINDS: dict[str, tuple[dict[str, Any], str, str]] = {
    "text": ({"text": ""}, "text_delta", "text"),
    "thinking": ({"thinking": "", "signature": ""}, "thinking_delta", "thinking"),
    "tool_use": ({"input": {}}, "input_json_delta", "partial_json"),
    "server_tool_use": ({"input": {}}, "input_json_delta", "partial_json"),
}


def call_block(call_id: str, name: str, *, is_servers: bool) -> tuple[str, dict[str, Any]]:
    """(type, what it begins with)"""
    if is_servers:
        return "server_tool_use", {"id": f"{SERVER_CALL}{call_id}", "name": name}
    return "tool_use", {"id": call_id, "name": name}


def result_block(call_id: str, result: SearchResult) -> dict[str, Any]:
    references = [{"type": "tool_reference", "tool_name": name} for name in result.names]
    content: dict[str, Any] = {"type": "tool_search_tool_search_result", "tool_references": references}
    if result.error is not None:
        error = {"error_code": "invalid_tool_input", "error_message": result.error}
        content = {"type": "tool_search_tool_result_error", **error}
    return {"type": "tool_search_tool_result", "tool_use_id": f"{SERVER_CALL}{call_id}", "content": content}


def carrier_block(carrier: str) -> dict[str, Any]:
    """Clients that know thinking send it back as they got it, without looking into it."""
    return {"type": "redacted_thinking", "data": carrier}


class ContentBlocks:
    def __init__(self, *, shows_thinking: bool = True) -> None:
        self._shows_thinking = shows_thinking
        self._signature = ""  # of the open block
        self._call_ids: list[str] = []
        self._index = -1
        self._kind: str | None = None  # of the open block
        self._delta_head = ""  # of its deltas, up to what is new: they are many, and differ in that alone

    def events(self, delta: ChoiceDelta) -> Iterator[bytes]:
        if delta.reasoning:
            yield from self._think(delta.reasoning)
        if delta.signature is not None:
            self._signature = delta.signature
        if delta.text:
            yield from self._add("text", delta.text)
        for call in delta.tool_calls:
            if call.call_id is not None and call.name is not None:
                self._call_ids.append(call.call_id)
                yield from self._open(*call_block(call.call_id, call.name, is_servers=call.is_servers))
            if call.arguments:
                yield self._delta(call.arguments)
            if call.result is not None:
                yield from self._whole(result_block(self._call_ids[call.index], call.result))

    def close(self) -> bytes:
        """The end of the open block, if there is one."""
        if self._kind is None:
            return b""
        signature = self._signed() if self._kind == "thinking" else b""
        self._kind = None
        stop = event({"type": "content_block_stop", "index": self._index}, name="content_block_stop")
        return signature + stop

    def add_carrier(self, carrier: str) -> bytes:
        """As a block of its own."""
        return b"".join(self._whole(carrier_block(carrier)))

    def _think(self, text: str) -> Iterator[bytes]:
        if self._kind != "thinking":
            yield from self._open("thinking", {})
            self._signature = ""
        if self._shows_thinking:
            yield self._delta(text)

    def _signed(self) -> bytes:
        delta = {"type": "signature_delta", "signature": self._signature}
        fields = {"type": "content_block_delta", "index": self._index, "delta": delta}
        return event(fields, name="content_block_delta")

    def _whole(self, block: dict[str, Any]) -> Iterator[bytes]:
        """A block that does not come bit by bit."""
        yield self.close()
        self._index += 1
        self._kind = block["type"]
        start = {"type": "content_block_start", "index": self._index, "content_block": block}
        yield event(start, name="content_block_start")

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
