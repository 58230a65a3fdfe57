"""One generation as the ingress sees it: messages from one engine replica, and its end."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Any

from serving.cluster.failures import ReplicaLost, translated
from serving.cluster.messages import Admitted, Events, Failed, Message


class ReplicaStream:
    """Batches of events. Whoever opens it must `close` it, which frees the sequence in the replica."""

    def __init__(self, response: Any) -> None:
        self._response = response  # a DeploymentResponseGenerator
        self._is_finished = False
        self.replica_id = ""

    async def open(self) -> None:
        """Wait for a replica. Raises ReplicaLost: it died, or is about to."""
        admitted = await self._next()
        assert isinstance(admitted, Admitted), f"a stream begins with Admitted, not {admitted!r}"
        self.replica_id = admitted.replica_id

    async def next_events(self) -> Events:
        """Empty at the end of the stream. Raises ReplicaLost and TenureError."""
        message = await self._next()
        if isinstance(message, Failed):
            raise message.error
        assert message is None or isinstance(message, tuple), f"Admitted comes once, got {message!r}"
        return message or ()

    async def _next(self) -> Message | None:
        try:
            message: Message = await anext(self._response)
        except StopAsyncIteration:
            self._is_finished = True
            return None
        except asyncio.CancelledError as error:
            # Ray says so too when it was the replica's side that was cancelled.
            task = asyncio.current_task()
            if task is None or task.cancelling():
                raise
            raise ReplicaLost("the replica cancelled the request") from error
        except Exception as error:
            self._is_finished = True
            meant = translated(error)
            if isinstance(meant, ReplicaLost):
                meant.replica_id = self.replica_id
            raise meant from error
        return message

    def abandon(self) -> None:
        """Let the replica go on without us."""
        self._is_finished = True

    def close(self) -> None:
        """Cancel what still runs in the replica."""
        if not self._is_finished:
            self._is_finished = True
            with suppress(Exception):
                self._response.cancel()
