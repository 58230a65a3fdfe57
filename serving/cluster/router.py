"""How Serve picks the engine replica of a request: the session's owner, or the less loaded of two.

Serve pickles this module by value into each ingress process (a router runs wherever a handle is),
so it keeps no module state.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Sequence
from typing import Any

from ray import serve
from ray.exceptions import RayError
from ray.serve.exceptions import RayServeException
from ray.serve.request_router import RequestRouter

from serving.cluster.directory import DIRECTORY_NAME
from serving.cluster.placement import ranked

AVOID = "avoid"  # the keyword of a call that names replicas which just failed it
AT = "at"  # and the one that a replica has named which does not have the session
LOOKUP_TIMEOUT_S = 1.0


class SessionRouter(RequestRouter):  # type: ignore[misc]  # Ray ships no types
    """Requests with a session go to its owner and nowhere else; the others are balanced.

    A full owner is waited for: Serve's limit on ongoing requests lies above the engine's own, which
    answers "overloaded" long before.
    """

    def initialize_state(self, **kwargs: Any) -> None:
        self._directory: Any = None

    async def choose_replicas(
        self, candidate_replicas: list[Any], pending_request: Any | None = None
    ) -> list[list[Any]]:
        """Ranks of replicas; within one rank Serve takes the shorter queue."""
        if pending_request is None:
            return [candidate_replicas]
        pending_request.routing_context.should_backoff = True  # without it, a retry would spin
        by_id = {replica.replica_id.unique_id: replica for replica in candidate_replicas}
        avoid = pending_request.kwargs.get(AVOID, ())
        replica_ids = [replica_id for replica_id in by_id if replica_id not in avoid] or list(by_id)
        session = pending_request.metadata.session_id
        if (at := pending_request.kwargs.get(AT)) in replica_ids:
            return [[by_id[at]]]
        if session:
            return [[by_id[await self._owner(session, replica_ids)]]]
        return [[by_id[replica_id] for replica_id in random.sample(replica_ids, min(2, len(replica_ids)))]]

    async def _owner(self, session: str, replica_ids: Sequence[str]) -> str:
        try:
            if self._directory is None:
                self._directory = serve.get_deployment_actor(DIRECTORY_NAME)
            async with asyncio.timeout(LOOKUP_TIMEOUT_S):
                owner = await self._directory.owner.remote(session, replica_ids)
        except (RayError, RayServeException, ValueError, TimeoutError):
            # Gone for the moment, and Serve starts another. Its answer would most likely be this one.
            self._directory = None
            return ranked(session, replica_ids)[0]
        return str(owner)
