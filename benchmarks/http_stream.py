"""A small HTTP/1.1 client over asyncio streams that does as little as it can per byte.

The client shares its cores with the server that it measures, so what a full HTTP library spends per
streamed chunk would be measured as the server's time. Connections are kept alive and reused.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass, field
from urllib.parse import urlsplit


class ConnectionFailed(Exception):
    """The server could not be reached, hung up, or spoke something other than HTTP/1.1."""


@dataclass(slots=True)
class Response:
    """Status and headers (lower-case names); `body()` then yields what arrives, as it arrives."""

    status: int
    headers: dict[str, str]
    connection: _Connection

    def body(self) -> AsyncGenerator[bytes]:
        return self.connection.body(self.headers)

    async def read(self) -> bytes:
        return b"".join([piece async for piece in self.body()])


class HttpClient:
    """Keeps idle connections to one origin. For one event loop."""

    def __init__(self, base_url: str) -> None:
        parts = urlsplit(base_url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError(
                f"the base URL must be http://HOST[:PORT][/PATH] or https://..., got {base_url!r}"
            )
        self._host = parts.hostname
        self._host_header = parts.netloc.rpartition("@")[2]
        self._ssl = ssl.create_default_context() if parts.scheme == "https" else None
        self._port = parts.port or (443 if self._ssl else 80)
        self._idle: list[_Connection] = []

    async def request(self, method: str, path: str, headers: dict[str, str], body: bytes = b"") -> Response:
        """Send one request and read its head. The body must be read to the end for the connection's reuse."""
        lines = [f"{method} {path} HTTP/1.1", f"Host: {self._host_header}", f"Content-Length: {len(body)}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        message = "\r\n".join([*lines, "", ""]).encode() + body
        while self._idle:
            connection = self._idle.pop()
            try:
                return await connection.exchange(message)
            except (ConnectionFailed, OSError):
                connection.close()  # the server closed it while it was idle: nothing was answered
        return await (await self._connect()).exchange(message)

    async def _connect(self) -> _Connection:
        try:
            reader, writer = await asyncio.open_connection(self._host, self._port, ssl=self._ssl)
        except OSError as error:
            raise ConnectionFailed(f"cannot connect to {self._host_header}: {error}") from error
        return _Connection(reader, writer, self._idle)

    async def close(self) -> None:
        for connection in self._idle:
            connection.close()
            await connection.wait_closed()
        self._idle.clear()


@dataclass(slots=True)
class _Connection:
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    idle: list[_Connection] = field(repr=False)

    async def exchange(self, message: bytes) -> Response:
        self.writer.write(message)
        await self.writer.drain()
        try:
            head = await self.reader.readuntil(b"\r\n\r\n")
        except asyncio.IncompleteReadError as error:
            raise ConnectionFailed("the server hung up before it answered") from error
        status_line, *lines = head.decode("latin-1").split("\r\n")
        version, _, rest = status_line.partition(" ")
        if not version.startswith("HTTP/1."):
            raise ConnectionFailed(f"the server answered {status_line[:80]!r}, which is not HTTP/1.1")
        headers = {}
        for line in filter(None, lines):
            name, _, value = line.partition(":")
            headers[name.strip().lower()] = value.strip()
        return Response(int(rest[:3]), headers, self)

    async def body(self, headers: dict[str, str]) -> AsyncGenerator[bytes]:
        is_whole = False
        try:
            if "chunked" in headers.get("transfer-encoding", "").lower():
                pieces = self._chunked()
            elif "content-length" in headers:
                pieces = self._exactly(int(headers["content-length"]))
            else:
                pieces = self._until_closed()
            async with aclosing(pieces):
                async for piece in pieces:
                    yield piece
            is_whole = True
        finally:
            has_end = "content-length" in headers or "transfer-encoding" in headers
            if is_whole and has_end and headers.get("connection", "").lower() != "close":
                self.idle.append(self)
            else:
                self.close()

    async def _exactly(self, num_bytes: int) -> AsyncGenerator[bytes]:
        while num_bytes:
            piece = await self._read(num_bytes)
            num_bytes -= len(piece)
            yield piece

    async def _chunked(self) -> AsyncGenerator[bytes]:
        decoder = ChunkedDecoder()
        while not decoder.is_done:
            if piece := decoder.feed(await self._read(65536)):
                yield piece

    async def _until_closed(self) -> AsyncGenerator[bytes]:
        while piece := await self.reader.read(65536):
            yield piece

    async def _read(self, num_bytes: int) -> bytes:
        piece = await self.reader.read(num_bytes)
        if not piece:
            raise ConnectionFailed("the server hung up in the middle of its answer")
        return piece

    def close(self) -> None:
        self.writer.close()

    async def wait_closed(self) -> None:
        try:
            await self.writer.wait_closed()
        except OSError:
            return  # the other side was faster


class ChunkedDecoder:
    """The chunked transfer coding of RFC 9112 section 7.1, fed with whatever a read brought."""

    def __init__(self) -> None:
        self._buffer = b""
        self._num_due = 0  # bytes of the current chunk, its closing CRLF included, still to come
        self._is_trailer = False
        self.is_done = False

    def feed(self, received: bytes) -> bytes:
        """The payload that these bytes complete: many chunks at once, a part of one, or none."""
        self._buffer += received
        payload: list[bytes] = []
        while not self.is_done:
            if self._num_due:
                if not self._take(payload):
                    break
                continue
            line, separator, rest = self._buffer.partition(b"\r\n")
            if not separator:
                break
            self._buffer = rest
            if self._is_trailer:
                self.is_done = not line
            elif size := _chunk_size(line):
                self._num_due = size + 2
            else:
                self._is_trailer = True
        return b"".join(payload)

    def _take(self, payload: list[bytes]) -> bool:
        piece = self._buffer[: self._num_due]
        self._buffer = self._buffer[len(piece) :]
        num_payload = min(len(piece), max(0, self._num_due - 2))  # the last two are CRLF
        self._num_due -= len(piece)
        payload.append(piece[:num_payload])
        return bool(piece)


def _chunk_size(line: bytes) -> int:
    try:
        return int(line.partition(b";")[0], 16)
    except ValueError as error:
        raise ConnectionFailed(f"a chunk begins with {line[:40]!r}, which is no size") from error
