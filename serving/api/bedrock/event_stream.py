"""AWS's event stream encoding: messages of headers and a payload, both checked by a CRC.

A message is its length, the length of its headers, the CRC of these two, the headers, the payload, and the
CRC of all before: numbers of 32 bits, big-endian; CRC-32 as zlib has it. Source of the format: Smithy's
specification "Amazon Event Stream".
"""

from __future__ import annotations

import struct
from functools import cache
from zlib import crc32

from serving.api.sse import encode_json

HEADERS = {"content-type": "application/vnd.amazon.eventstream", "cache-control": "no-cache"}
_STRING = 7  # the type of a header's value
_LENGTHS = struct.Struct("!II")
_CRC = struct.Struct("!I")
_NUM_FRAME_BYTES = 16  # besides headers and payload


def event(event_type: str, payload: bytes) -> bytes:
    """`payload`: the event as JSON."""
    return message(event_head(event_type), payload)


def exception(exception_type: str, text: str) -> bytes:
    return message(_exception_head(exception_type), encode_json({"message": text}).encode())


def message(head: bytes, payload: bytes) -> bytes:
    """`head`: the encoded headers."""
    lengths = _LENGTHS.pack(_NUM_FRAME_BYTES + len(head) + len(payload), len(head))
    start = b"".join((lengths, _CRC.pack(crc32(lengths)), head, payload))
    return start + _CRC.pack(crc32(start))


@cache
def event_head(event_type: str) -> bytes:
    """The same for all events of a type, of which a stream has thousands."""
    return _headers(
        {":event-type": event_type, ":content-type": "application/json", ":message-type": "event"}
    )


@cache
def _exception_head(exception_type: str) -> bytes:
    return _headers(
        {":exception-type": exception_type, ":content-type": "application/json", ":message-type": "exception"}
    )


def _headers(values: dict[str, str]) -> bytes:
    return b"".join(
        struct.pack(f"!B{len(name)}sBH", len(name), name.encode(), _STRING, len(value)) + value.encode()
        for name, value in values.items()
    )
