"""Ray's exceptions in our words."""

from __future__ import annotations

import pytest

pytest.importorskip("ray", reason="the extra `ray` is not installed")

from ray.exceptions import ActorDiedError, ActorUnavailableError, RayTaskError
from ray.serve.exceptions import BackPressureError, DeploymentUnavailableError

from serving.cluster.failures import ReplicaLost, translated
from serving.errors import ModelNotFound, Overloaded, PromptTooLong, Unavailable


def raised_by_serve(cause: Exception) -> Exception:
    """What a handle raises when the method of a replica raised `cause`."""
    return RayTaskError("generate", "traceback", cause).as_instanceof_cause()


def test_an_error_raised_in_the_engine_is_the_same_here():
    error = translated(raised_by_serve(PromptTooLong(10, 5)))
    assert type(error) is PromptTooLong
    assert error.num_prompt_tokens == 10
    assert type(translated(raised_by_serve(ModelNotFound("a", ["b"])))) is ModelNotFound


def test_a_bug_in_the_engine_stays_visible():
    error = translated(raised_by_serve(ZeroDivisionError("division by zero")))
    assert isinstance(error, ZeroDivisionError)


@pytest.mark.parametrize("error", [ActorDiedError(), ActorUnavailableError("network", b"0" * 16)])
def test_a_replica_that_died_or_cannot_be_reached_is_lost(error: Exception):
    assert isinstance(translated(error), ReplicaLost)
    assert isinstance(translated(raised_by_serve(error)), ReplicaLost)


def test_full_queues_are_429_and_a_failed_deployment_is_503():
    overloaded = translated(BackPressureError(5, 5))
    assert isinstance(overloaded, Overloaded)
    assert overloaded.retry_after_s > 0
    assert isinstance(translated(DeploymentUnavailableError(None)), Unavailable)
