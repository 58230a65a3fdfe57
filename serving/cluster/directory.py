"""The session directory: the one actor that every ingress asks where a session lives.

Serve starts it with the ingress deployment, checks it, and starts a new one if it dies. It keeps nothing:
what it knows is in the log's database, which outlives it and its cluster, and where others may write, too.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import ray
from ray import serve
from ray.exceptions import RayError
from ray.serve.exceptions import RayServeException

from serving.cluster.failures import translated
from serving.cluster.messages import Failed, with_errors_as_values
from serving.cluster.placement import choose
from serving.cluster.session_keys import parts_of
from serving.errors import TenureError, Unavailable
from serving.output import Placement
from serving.sessions.data_dir import DataDir
from serving.sessions.database import Database
from serving.sessions.placements import Placements

DIRECTORY_NAME = "session-directory"
JOIN_TIMEOUT_S = 1.0
MOVE_TIMEOUT_S = 10.0


class SessionDirectory:
    def __init__(self, database_url: str | None, data_dir: str) -> None:
        self._placements = Placements(Database(database_url or DataDir(Path(data_dir)).log_url))

    async def owner(self, session: str, replica_ids: Sequence[str]) -> str:
        """The replica of this session, one of `replica_ids` (those alive; at least one).

        Asking is placing: the answer is written down, and given again while that replica is alive.
        """
        return await asyncio.to_thread(self._owner, session, replica_ids)

    def _owner(self, session: str, replica_ids: Sequence[str]) -> str:
        tenant, session_id = parts_of(session)
        placement = self._placements.find(tenant, session_id)
        while placement is None or placement.replica not in replica_ids:
            chosen = choose(session, replica_ids, self._placements.count(replica_ids))
            placement = self._placements.claim(tenant, session_id, chosen, placement)
        return placement.replica

    async def join(self, session: str, others: Sequence[str]) -> None:
        """Place other sessions where this one is, full or not: it has their KV."""
        await asyncio.to_thread(self._join, session, others)

    def _join(self, session: str, others: Sequence[str]) -> None:
        placement = self._placements.find(*parts_of(session))
        if placement is not None:
            for other in others:
                self._placements.take(*parts_of(other), placement.replica)

    @with_errors_as_values
    async def move(self, session: str, replica_id: str) -> Placement:
        """Raises: SessionNotFound, SessionBusy."""
        return await asyncio.to_thread(self._placements.move, *parts_of(session), replica_id)


# Its work is a look-up in a database: it reserves no CPU.
DirectoryActor: Any = ray.remote(num_cpus=0)(SessionDirectory)


async def place_with(session: str, others: Sequence[str]) -> None:
    """Let other sessions live where this one does. Where the directory is gone they are placed as any."""
    try:
        directory = serve.get_deployment_actor(DIRECTORY_NAME)
        async with asyncio.timeout(JOIN_TIMEOUT_S):
            await directory.join.remote(session, list(others))
    except (RayError, RayServeException, ValueError, TimeoutError):
        return


async def move(session: str, replica_id: str) -> Placement:
    """Place a session anew. Raises: SessionNotFound, SessionBusy; Unavailable where the directory is gone."""
    try:
        directory = serve.get_deployment_actor(DIRECTORY_NAME)
        async with asyncio.timeout(MOVE_TIMEOUT_S):
            answer = await directory.move.remote(session, replica_id)
    except (RayError, RayServeException, ValueError, TimeoutError) as error:
        meant = translated(error) if isinstance(error, RayError) else error
        if isinstance(meant, TenureError):
            raise meant from error
        raise Unavailable(
            "The session was not moved: the session directory does not answer. Try again.", retry_after_s=2
        ) from error
    if isinstance(answer, Failed):
        raise answer.error
    return answer  # type: ignore[no-any-return]
