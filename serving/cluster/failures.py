"""Ray's exceptions in our words.

ReplicaLost, AllLost and NoneRunning are internal to this package: a call that had not begun to answer is
tried on another replica, or waits for one that wakes. What was begun ends with EngineDead.
"""

from __future__ import annotations

from ray.exceptions import ActorDiedError, RayError, RayTaskError
from ray.serve.exceptions import (
    BackPressureError,
    DeploymentUnavailableError,
    ReplicaUnavailableError,
    RequestCancelledError,
)

from serving.errors import EngineDead, Overloaded, TenureError, Unavailable

RETRY_AFTER_S = 2


class NoneRunning(Unavailable):
    """Serve knows no replica of the deployment. `ReplicaState` says why."""

    def __init__(self) -> None:
        super().__init__("No engine replica is running.", retry_after_s=RETRY_AFTER_S)


class AllLost(Unavailable):
    """All replicas that were asked are lost, or were cut off, before they answered."""

    def __init__(self) -> None:
        super().__init__(str(no_replica()), retry_after_s=RETRY_AFTER_S)


class IngressLeaves(Unavailable):
    """It takes no more, or ends what it has before it is killed."""

    def __init__(self, message: str = "The server is shutting down.") -> None:
        super().__init__(message, retry_after_s=RETRY_AFTER_S)


class ReplicaLost(Exception):
    """The replica that had the request can no longer answer it."""

    def __init__(self, message: str, *, is_dead: bool = False) -> None:
        """`is_dead`: its process has ended."""
        super().__init__(message)
        self.is_dead = is_dead
        self.replica_id = ""  # where that is known


def translated(error: BaseException) -> Exception:
    """The TenureError or ReplicaLost that `error` means; an error of the engine's code itself as it is."""
    if isinstance(error, RayTaskError):  # first: it is a subclass of the class that was raised, too
        cause = error.cause
        return translated(cause) if isinstance(cause, Exception) and cause is not error else error
    if isinstance(error, TenureError | ReplicaLost):
        return error
    if isinstance(error, BackPressureError):
        return Overloaded("Too many requests are waiting for an engine replica.", retry_after_s=RETRY_AFTER_S)
    if isinstance(error, DeploymentUnavailableError):
        return NoneRunning()
    if isinstance(error, ActorDiedError):
        return ReplicaLost(str(error), is_dead=True)
    if isinstance(error, RayError | ReplicaUnavailableError | RequestCancelledError):
        return ReplicaLost(str(error))
    assert isinstance(error, Exception), f"{type(error).__name__} is for the event loop, not for us"
    return error


def broken_off() -> EngineDead:
    return EngineDead(
        "The engine replica that ran this request ended. Send the request again: the session's log is "
        "kept, and another replica goes on with it. A stored response is made to its end: read it with "
        "GET /v1/responses/ID."
    )


def perhaps_done() -> EngineDead:
    return EngineDead(
        "The engine replica that was asked ended before it answered. It may have done it: look before you "
        "send the request again."
    )


def no_replica() -> Unavailable:
    return Unavailable(
        "No engine replica could take the request. They are starting, or being replaced: try again.",
        retry_after_s=RETRY_AFTER_S,
    )
