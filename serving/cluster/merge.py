"""One answer out of the engine replicas' answers."""

from __future__ import annotations

from collections.abc import Sequence

from serving.output import Health


def merged_health(answers: Sequence[Health]) -> Health:
    """Ready when at least one replica is."""
    num_ready = sum(health.is_ready for health in answers)
    return Health(
        is_ready=num_ready > 0,
        detail="ok" if answers and num_ready == len(answers) else _detail(answers, num_ready),
        num_running=sum(health.num_running for health in answers),
        num_waiting=sum(health.num_waiting for health in answers),
        num_restoring=sum(health.num_restoring for health in answers),
    )


def _detail(answers: Sequence[Health], num_ready: int) -> str:
    if not answers:
        return "no engine replica is running"
    reasons = sorted({health.detail for health in answers if not health.is_ready})
    return f"{num_ready} of {len(answers)} engine replicas are ready ({'; '.join(reasons)})"
