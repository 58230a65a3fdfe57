"""What an environment asks of whoever runs its programs: the words of this room, and the two protocols.

driver = ...                                   # one of a server
sandbox = await driver.start(workspace)        # one environment's, from nothing
result = await sandbox.run(command)            # as often as there is something to run
await sandbox.close()                          # its processes are gone, its files stay
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

from serving.agent_sessions import WORKSPACE
from serving.agents.environments.workspace import Workspace
from serving.errors import TenureError

MAX_COMMAND_BYTES = 100_000  # of one argument: the kernel takes 128 KiB

# itself: it ended; disk, memory: it used more than it may, and was killed; lost: with its sandbox.
Ending = Literal["itself", "timeout", "disk", "memory", "lost"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Of one environment."""

    memory_bytes: int  # of all its processes together, with what they keep in /tmp
    disk_bytes: int  # of its files
    max_processes: int
    command_s: float
    max_output_bytes: int = 64 * 1024  # of a command, that are kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    argv: tuple[str, ...]
    timeout_s: float
    cwd: str = WORKSPACE
    env: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandResult:
    exit_code: int | None  # 128 and the signal's number where one ended it; None: it is not known
    output: bytes  # of both streams, in the order it came; at most `Limits.max_output_bytes`
    num_output_bytes: int  # that there were
    duration_s: float
    ended_by: Ending = "itself"


class SandboxLost(TenureError):
    """A sandbox ended, or could not be begun: nobody knows what became of what ran in it."""

    http_status = 502
    code = "sandbox_error"


class Sandbox(Protocol):
    """One that runs. Belongs to the event loop; one command at a time."""

    @property
    def is_alive(self) -> bool: ...

    async def run(self, command: Command) -> CommandResult:
        """All processes that it began are gone when this returns, or is cancelled. Raises: SandboxLost."""
        ...

    async def close(self) -> None: ...


class Driver(Protocol):
    async def start(self, workspace: Workspace) -> Sandbox:
        """Raises: SandboxLost."""
        ...
