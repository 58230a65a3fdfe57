"""What Serve's controller says of the engine deployment where no replica answers: asleep is not failed."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from typing import Any, Literal

from ray import serve

from serving.cluster.failures import RETRY_AFTER_S, no_replica
from serving.errors import Unavailable
from serving.output import Health

MAX_AGE_S = 1.0  # all requests that wait share one answer
CONTROLLER_TIMEOUT_S = 5.0
SLOW_RETRY_S = 30
NO_REPLICA_NEEDED = ("HEALTHY", "DOWNSCALING")
HAS_REPLICAS = ("RUNNING", "STARTING", "RECOVERING")

# asleep    scaled to zero: the next request starts a replica
# waking    such a request has come, and its replica starts
# failed    a replica did not start
# starting  for any other reason: the application is new, or a replica is being replaced
# running   there is a replica
# unknown   the controller does not answer
StateName = Literal["asleep", "waking", "failed", "starting", "running", "unknown"]


@dataclass(frozen=True, slots=True)
class ReplicaState:
    name: StateName
    reason: str = ""  # of a failure

    @property
    def is_asleep(self) -> bool:
        """A request has only to wait."""
        return self.name in ("asleep", "waking")

    def health(self) -> Health:
        """Of an application none of whose engine replicas answers."""
        if self.name in ("asleep", "waking", "starting"):
            return Health(is_ready=self.is_asleep, detail=self.name)
        return Health(is_ready=False, detail=str(self.refusal()))

    def refusal(self) -> Unavailable:
        """What a request is told that no replica took in its time."""
        if self.name == "failed":
            reason = f": {self.reason}" if self.reason else "; the server's log says why."
            return Unavailable(f"The engine replicas failed to start{reason}", retry_after_s=SLOW_RETRY_S)
        if self.is_asleep:
            return Unavailable(
                "No engine replica was running, and the one that this request wakes has not started yet. Try "
                "again: it goes on starting.",
                retry_after_s=RETRY_AFTER_S,
            )
        return no_replica()


def state_of(deployment: Any) -> ReplicaState:
    """From a `DeploymentStatusOverview`."""
    status, trigger = str(deployment.status.value), str(deployment.status_trigger.value)
    num_replicas = {str(state): number for state, number in deployment.replica_states.items()}
    if num_replicas.get("RUNNING"):
        return ReplicaState("running")
    if status == "DEPLOY_FAILED" or trigger == "REPLICA_STARTUP_FAILED":
        return ReplicaState("failed", reason_of(deployment.message))
    if status in NO_REPLICA_NEEDED and not any(map(num_replicas.get, HAS_REPLICAS)):
        return ReplicaState("asleep")
    return ReplicaState("waking" if trigger == "AUTOSCALING" else "starting")


def reason_of(message: str) -> str:
    """The last line of a deployment's message, which is where a traceback says what it was."""
    lines = message.strip().splitlines() or [""]
    return lines[-1].removeprefix("serving.errors.StartupError: ")


class ReplicaStates:
    """Asks the controller, at most once a second."""

    def __init__(self, app_name: str, deployment_name: str) -> None:
        self._app_name = app_name
        self._deployment_name = deployment_name
        self._state = ReplicaState("unknown")
        self._read_s = -MAX_AGE_S
        self._reading = asyncio.Lock()

    async def read(self) -> ReplicaState:
        async with self._reading:
            if time.monotonic() - self._read_s > MAX_AGE_S:
                self._state = await self._ask()
                self._read_s = time.monotonic()
        return self._state

    async def _ask(self) -> ReplicaState:
        try:
            async with asyncio.timeout(CONTROLLER_TIMEOUT_S):
                status = await asyncio.to_thread(serve.status)
            return state_of(status.applications[self._app_name].deployments[self._deployment_name])
        except Exception:  # the controller is gone, or the application is
            return ReplicaState("unknown")
