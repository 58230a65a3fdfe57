"""The session directory: the one actor that every ingress asks where a session lives.

Serve starts it with the ingress deployment, checks it, and starts a new one if it dies. Nothing in
it needs saving: see `placement`.
"""

from __future__ import annotations

from typing import Any

import ray

from serving.cluster.placement import PlacementTable

DIRECTORY_NAME = "session-directory"


class SessionDirectory:
    def __init__(self) -> None:
        self._table = PlacementTable()

    def owner(self, session: str, replica_ids: list[str]) -> str:
        return self._table.owner(session, replica_ids)


# Its work is a dictionary look-up: it reserves no CPU.
DirectoryActor: Any = ray.remote(num_cpus=0)(SessionDirectory)
