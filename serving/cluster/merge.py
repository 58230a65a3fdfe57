"""One answer out of the engine replicas' answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from serving.output import Health, SessionInfo

WARMTH = {"cold": 0, "partial": 1, "resident": 2, "running": 3}


def warmest(infos: Iterable[SessionInfo]) -> SessionInfo:
    """The view of the replica that holds most of a session: all read one log, residency is their own."""
    return max(infos, key=lambda info: (WARMTH[info.state], info.bytes_resident, info.last_used))


def merged_sessions(pages: Sequence[Sequence[SessionInfo]], limit: int) -> list[SessionInfo]:
    """One page out of each replica's view of it, most recently used first."""
    views: dict[str, list[SessionInfo]] = {}
    for page in pages:
        for info in page:
            views.setdefault(info.session_id, []).append(info)
    # The log's own order (it breaks ties of last_used), as far as the pages agree.
    merged = sorted((warmest(infos) for infos in views.values()), key=lambda info: -info.last_used)
    return merged[:limit]


def merged_health(answers: Sequence[Health]) -> Health:
    """Ready when at least one replica is."""
    num_ready = sum(health.is_ready for health in answers)
    return Health(
        is_ready=num_ready > 0,
        detail="ok" if answers and num_ready == len(answers) else _detail(answers, num_ready),
        num_running=sum(health.num_running for health in answers),
        num_waiting=sum(health.num_waiting for health in answers),
    )


def _detail(answers: Sequence[Health], num_ready: int) -> str:
    if not answers:
        return "no engine replica is running"
    reasons = sorted({health.detail for health in answers if not health.is_ready})
    return f"{num_ready} of {len(answers)} engine replicas are ready ({'; '.join(reasons)})"
