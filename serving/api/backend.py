"""What the HTTP layer needs from whatever is behind it: one process, or many replicas behind Ray."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from typing import Protocol, TypeVar

from serving.operations import Operation, StreamOperation
from serving.output import Health

T = TypeVar("T")


class Calls(Protocol):
    """What whoever looks something up needs."""

    async def call(self, operation: Operation[T]) -> T:
        """Returns, and raises, what the operation's class says."""
        ...


class Backend(Calls, Protocol):
    """All methods may raise a TenureError; everything they take and return pickles."""

    def stream(self, operation: StreamOperation[T]) -> AsyncGenerator[T]:
        """Yields, and raises, what the operation's class says. Closing the generator ends it."""
        ...

    async def health(self) -> Health:
        """Whether new turns are taken. Raises EngineDead where only a restart helps."""
        ...

    async def metrics(self) -> bytes:
        """The Prometheus text exposition of this backend's process(es)."""
        ...
