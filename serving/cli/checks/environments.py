"""What this machine has for the sandboxes of agents (`--environments local`)."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from serving.agents.environments.driver import SandboxLost
from serving.agents.environments.host import limits_of, try_one
from serving.agents.environments.local import LocalDriver, LocalUnavailable, Machine
from serving.cli.checks.check import Check, Status
from serving.config import ReplicaConfig
from serving.errors import reason_of

_HINT = "Only `tenure serve --environments local` needs it."


def environment_checks() -> list[Check]:
    """Begins a sandbox."""
    try:
        machine = Machine.look()
    except LocalUnavailable as error:
        return [Check("Sandbox", Status.absent, str(error), _HINT)]
    return [_sandbox(machine), _cgroups(machine)]


def _sandbox(machine: Machine) -> Check:
    parts = f"bubblewrap {machine.bwrap_version}, user namespaces, a seccomp filter"
    try:
        with tempfile.TemporaryDirectory() as folder:
            driver = LocalDriver(machine, limits_of(ReplicaConfig(model="")))
            asyncio.run(try_one(driver, Path(folder)))
    except (SandboxLost, OSError) as error:
        return Check("Sandbox", Status.absent, reason_of(error), f"It takes {parts}. {_HINT}")
    return Check("Sandbox", Status.ok, f"one was begun: {parts}")


def _cgroups(machine: Machine) -> Check:
    if machine.cgroups is not None:
        found = f"v{machine.cgroups.version}: they bound a sandbox's memory and processes"
        return Check("Sandbox: cgroups", Status.ok, found)
    return Check(
        "Sandbox: cgroups",
        Status.absent,
        f"{machine.no_cgroups}: rlimits bound each process, and the server looks at them together",
        "As root, or with systemd's Delegate=yes, the kernel bounds them all together.",
    )
