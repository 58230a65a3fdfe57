"""What the status of the engine deployment means."""

from __future__ import annotations

import pytest

pytest.importorskip("ray", reason="the extra `ray` is not installed")

from ray.serve._private.common import DeploymentStatus, DeploymentStatusTrigger
from ray.serve.schema import DeploymentStatusOverview

from serving.cluster.replica_states import ReplicaState, state_of


def overview(status: str, trigger: str, message: str = "", **replicas: int) -> DeploymentStatusOverview:
    return DeploymentStatusOverview(
        DeploymentStatus(status), DeploymentStatusTrigger(trigger), replicas, message
    )


@pytest.mark.parametrize(
    ("deployment", "name", "is_ready"),
    [
        (overview("HEALTHY", "CONFIG_UPDATE_COMPLETED"), "asleep", True),  # initial_replicas: 0
        (overview("HEALTHY", "DOWNSCALE_COMPLETED"), "asleep", True),
        (overview("DOWNSCALING", "AUTOSCALING", STOPPING=1), "asleep", True),
        (overview("UPSCALING", "AUTOSCALING"), "waking", True),
        (overview("UPSCALING", "AUTOSCALING", STARTING=1), "waking", True),
        (overview("UPDATING", "CONFIG_UPDATE_STARTED", STARTING=2), "starting", False),
        (overview("UNHEALTHY", "HEALTH_CHECK_FAILED", STARTING=1), "starting", False),
        (overview("UNHEALTHY", "REPLICA_STARTUP_FAILED", STARTING=1), "failed", False),
        (overview("DEPLOY_FAILED", "REPLICA_STARTUP_FAILED"), "failed", False),
        (overview("UPSCALING", "AUTOSCALING", RUNNING=1, STARTING=1), "running", False),
    ],
)
def test_only_who_would_be_served_is_told_ready(
    deployment: DeploymentStatusOverview, name: str, is_ready: bool
):
    state = state_of(deployment)
    assert state.name == name
    assert state.health().is_ready == is_ready
    assert state.is_asleep == is_ready


def test_a_failure_is_told_with_the_last_line_of_its_traceback():
    message = "Traceback:\n  File x\nserving.errors.StartupError: There is no model `m`.\n"
    state = state_of(overview("UNHEALTHY", "REPLICA_STARTUP_FAILED", message))
    assert state.health().detail == "The engine replicas failed to start: There is no model `m`."
    assert str(state.refusal()) == state.health().detail


@pytest.mark.parametrize("name", ["asleep", "waking", "failed", "starting", "running", "unknown"])
def test_every_refusal_says_when_to_come_again(name: str):
    assert ReplicaState(name).refusal().retry_after_s >= 1  # type: ignore[arg-type]
