"""Whether this server runs environments, and how: what the operator asked for, and what the machine has."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from serving.agents.environments.driver import Command, Driver, Limits, SandboxLost
from serving.agents.environments.local import (
    VARIABLES,
    LocalDriver,
    LocalUnavailable,
    Machine,
    owner_of_files,
)
from serving.agents.environments.workspace import Workspace
from serving.config import ReplicaConfig
from serving.logs import get_logger

_log = get_logger(__name__)


class HostUnavailable(Exception):
    """There are no environments here, and why, with what to do."""


class Host:
    """Belongs to the event loop."""

    driver: Driver
    variables: Mapping[str, str] = VARIABLES

    def __init__(self, config: ReplicaConfig) -> None:
        self._kind = config.environments
        self._why_not = (
            "start it with --environments local." if config.environments == "off" else "not started."
        )
        self.limits = limits_of(config)
        self.max_sandboxes = config.max_environments
        self.idle_s = config.environment_idle_s
        self.owner = owner_of_files()
        self.shell = "sh"

    @property
    def is_on(self) -> bool:
        return not self._why_not

    def check(self) -> None:
        """Raises: HostUnavailable."""
        if self._why_not:
            raise HostUnavailable(self._why_not)

    async def start(self, folder: Path) -> None:
        """Try one sandbox: what is asked for and cannot be had is said now, and refused later."""
        if self._kind == "off":
            return
        try:
            machine = await asyncio.to_thread(Machine.look)
            self.driver = LocalDriver(machine, self.limits)
            await try_one(self.driver, folder)
        except (LocalUnavailable, SandboxLost, OSError) as error:
            self._why_not = f"{error} `tenure doctor` shows what there is."
            _log.error("environments_unavailable", reason=str(error))
            return
        self._why_not = ""
        self.shell = machine.shell
        bounds = "rlimits" if machine.cgroups is None else f"cgroups v{machine.cgroups.version}"
        _log.info("environments", bounds=bounds, no_cgroups=machine.no_cgroups or None, **_shown(self.limits))


def limits_of(config: ReplicaConfig) -> Limits:
    return Limits(
        memory_bytes=config.environment_memory_bytes,
        disk_bytes=config.environment_disk_bytes,
        max_processes=config.environment_max_processes,
        command_s=config.environment_timeout_s,
    )


def _shown(limits: Limits) -> dict[str, Any]:
    return {"memory_bytes": limits.memory_bytes, "disk_bytes": limits.disk_bytes}


async def try_one(driver: Driver, folder: Path) -> None:
    """Begin a sandbox, and run a command that begins another process. Raises: SandboxLost, OSError."""
    workspace = _new_workspace(folder)
    try:
        sandbox = await driver.start(workspace)
        try:
            command = Command(argv=("sh", "-c", "true & wait; touch here"), timeout_s=20.0, env=VARIABLES)
            result = await sandbox.run(command)
        finally:
            await sandbox.close()
        if result.exit_code != 0 or not (workspace.root / "here").exists():
            said = result.output.decode(errors="replace").strip()
            raise SandboxLost(f"A sandbox does not run commands as it should: {said or result.ended_by}.")
    finally:
        with suppress(OSError):
            workspace.remove()


def _new_workspace(folder: Path) -> Workspace:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    workspace = Workspace(Path(tempfile.mkdtemp(prefix="try-", dir=folder)), owner_of_files())
    workspace.create()
    return workspace
