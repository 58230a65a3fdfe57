"""Python values over a stream socket between two processes of one user: a length, then a pickle."""

from __future__ import annotations

import pickle
import socket
import struct
from collections.abc import Iterator
from typing import Any

_LENGTH = struct.Struct("<Q")


def frame(value: Any) -> bytes:
    content = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    return _LENGTH.pack(len(content)) + content


def send(sock: socket.socket, value: Any) -> None:
    """Waits for room. Raises OSError where the other side has gone."""
    sock.sendall(frame(value))


def receive(sock: socket.socket) -> Any:
    """Waits for the next value. Raises EOFError where the other side has gone."""
    (length,) = _LENGTH.unpack(_read(sock, _LENGTH.size))
    return pickle.loads(_read(sock, length))


def _read(sock: socket.socket, num_bytes: int) -> bytearray:
    content = bytearray(num_bytes)
    view, num_read = memoryview(content), 0
    while num_read < num_bytes:
        try:
            num_new = sock.recv_into(view[num_read:])
        except ConnectionError:
            num_new = 0
        if not num_new:
            raise EOFError("the other process has closed the connection")
        num_read += num_new
    return content


class FrameDecoder:
    """Values from bytes as they arrive."""

    def __init__(self) -> None:
        self._buffer = bytearray()

    def feed(self, received: bytes) -> Iterator[Any]:
        self._buffer += received
        start = 0
        while (end := self._end_of_frame(start)) is not None:
            yield pickle.loads(memoryview(self._buffer)[start + _LENGTH.size : end].tobytes())
            start = end
        del self._buffer[:start]

    def _end_of_frame(self, start: int) -> int | None:
        if len(self._buffer) < start + _LENGTH.size:
            return None
        (length,) = _LENGTH.unpack_from(self._buffer, start)
        end = start + _LENGTH.size + int(length)
        return end if end <= len(self._buffer) else None
