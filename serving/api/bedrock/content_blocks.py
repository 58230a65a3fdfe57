"""The content blocks of a stream: one is open at a time, and each has the next index.

Only a block of a call has a start: a text begins with its first delta.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator

from serving.api.bedrock.event_stream import event, event_head, message
from serving.api.sse import encode_json
from serving.output import ChoiceDelta

# A block's kind: what stands around the text of its deltas.
_AROUND = {
    "text": ('{"text":', "}"),
    "reasoning": ('{"reasoningContent":{"text":', "}}"),
    "signature": ('{"reasoningContent":{"signature":', "}}"),
    "carrier": ('{"reasoningContent":{"redactedContent":', "}}"),
    "call": ('{"toolUse":{"input":', "}}"),
}
_DELTA = event_head("contentBlockDelta")


def redacted(carrier: str) -> str:
    """As JSON has bytes."""
    return b64encode(carrier.encode()).decode()


class ContentBlocks:
    def __init__(self, *, shows_reasoning: bool = True) -> None:
        self._shows_reasoning = shows_reasoning
        self._index = -1
        self._kind: str | None = None  # of the open block
        # Of its deltas, around what is new: they are many, and differ in that alone.
        self._before = self._after = ""

    def events(self, delta: ChoiceDelta) -> Iterator[bytes]:
        if delta.reasoning:
            yield from self._add("reasoning", delta.reasoning if self._shows_reasoning else "")
        if delta.signature is not None:  # in the block of the reasoning
            self._set_kind("signature")
            yield self._delta(delta.signature)
        if delta.text:
            yield from self._add("text", delta.text)
        for call in delta.tool_calls:
            if call.call_id is not None:
                yield from self._open("call")
                start = {"toolUse": {"toolUseId": call.call_id, "name": call.name}}
                fields = {"start": start, "contentBlockIndex": self._index}
                yield event("contentBlockStart", encode_json(fields).encode())
            if call.arguments:
                yield self._delta(call.arguments)

    def close(self) -> bytes:
        """The end of the open block, if there is one."""
        if self._kind is None:
            return b""
        self._kind = None
        return event("contentBlockStop", encode_json({"contentBlockIndex": self._index}).encode())

    def add_carrier(self, carrier: str) -> bytes:
        """As a block of its own, which clients send back without looking into it."""
        return b"".join(self._add("carrier", redacted(carrier)))

    def _add(self, kind: str, text: str) -> Iterator[bytes]:
        if self._kind != kind:
            yield from self._open(kind)
        if text:
            yield self._delta(text)

    def _open(self, kind: str) -> Iterator[bytes]:
        yield self.close()
        self._index += 1
        self._set_kind(kind)

    def _set_kind(self, kind: str) -> None:
        self._kind = kind
        before, after = _AROUND[kind]
        self._before = f'{{"contentBlockIndex":{self._index},"delta":{before}'
        self._after = f"{after}}}"

    def _delta(self, text: str) -> bytes:
        return message(_DELTA, f"{self._before}{encode_json(text)}{self._after}".encode())
