"""How much a client may bring at once: open generation requests, and bytes in a body."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from fastapi import Request

from serving.errors import BodyTooLarge, Overloaded


class Slots:
    """Counts the open generation requests; one more than `max_open` is turned away."""

    def __init__(self, max_open: int) -> None:
        self._max_open = max_open
        self.num_open = 0

    async def refuse_when_full(self) -> None:
        """For use before the body is read, when turning away is cheap. Raises Overloaded."""
        self.require_free()

    @contextmanager
    def hold(self) -> Iterator[None]:
        """Take a slot for as long as the answer lasts. Raises Overloaded."""
        self.require_free()
        self.num_open += 1
        try:
            yield
        finally:
            self.num_open -= 1

    def require_free(self) -> None:
        """Raises Overloaded."""
        if self.num_open >= self._max_open:
            raise Overloaded(
                f"This server answers {self._max_open} generation requests at once and all are taken. "
                "Try again shortly."
            )


async def read_body(request: Request, max_bytes: int) -> bytes:
    """The whole body. Raises BodyTooLarge as soon as it is known to be, chunked or not."""
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and int(declared[:20]) > max_bytes:
        raise BodyTooLarge(max_bytes, int(declared[:20]))
    chunks: list[bytes] = []
    num_bytes = 0
    async for chunk in request.stream():
        num_bytes += len(chunk)
        if num_bytes > max_bytes:
            raise BodyTooLarge(max_bytes)
        chunks.append(chunk)
    return b"".join(chunks)
