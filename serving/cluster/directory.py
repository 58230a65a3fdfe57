"""The session directory: the one actor that every ingress asks where a session lives.

Serve starts it with the ingress deployment, checks it, and starts a new one if it dies. Nothing in
it needs saving: see `placement`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

import ray
from ray import serve
from ray.exceptions import RayError
from ray.serve.exceptions import RayServeException

from serving.cluster.placement import PlacementTable

DIRECTORY_NAME = "session-directory"
JOIN_TIMEOUT_S = 1.0


class SessionDirectory:
    def __init__(self) -> None:
        self._table = PlacementTable()

    def owner(self, session: str, replica_ids: list[str]) -> str:
        return self._table.owner(session, replica_ids)

    def join(self, session: str, others: list[str]) -> None:
        self._table.join(session, others)


# Its work is a dictionary look-up: it reserves no CPU.
DirectoryActor: Any = ray.remote(num_cpus=0)(SessionDirectory)


async def place_with(session: str, others: Sequence[str]) -> None:
    """Let other sessions live where this one does. Where the directory is gone they are placed as any."""
    try:
        directory = serve.get_deployment_actor(DIRECTORY_NAME)
        await asyncio.wait_for(directory.join.remote(session, list(others)), JOIN_TIMEOUT_S)
    except (RayError, RayServeException, ValueError, TimeoutError):
        return
