"""Makes the Backend of one process from its configuration."""

from __future__ import annotations

from serving.agents.environments.host import Host
from serving.agents.mcp_config import McpServers
from serving.config import ReplicaConfig
from serving.replica.build import Progress, build_replicas
from serving.runs.local_backend import LocalBackend


def build_backend(
    config: ReplicaConfig, *others: ReplicaConfig, progress: Progress | None = None, member: str | None = None
) -> LocalBackend:
    """Load everything; the backend still has to be started. See `build_replicas`. Raises: StartupError.

    Args:
        others: of more models; they differ from the first in model, names and adapters alone.
    """
    mcp_servers = McpServers.read(config.mcp_servers)  # before anything that takes long
    replicas = build_replicas(config, *others, progress=progress, member=member)
    return LocalBackend(replicas, mcp_servers, Host(config), config.data_dir)
