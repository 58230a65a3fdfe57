"""One answer out of the engine replicas' answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain

from serving.output import Health, KVInfo, SessionInfo, TierKV
from serving.responses import Page

WARMTH = {"cold": 0, "partial": 1, "resident": 2, "running": 3}


def warmest(infos: Iterable[SessionInfo]) -> SessionInfo:
    """The view of the replica that holds most of a session: all read one log, residency is their own."""
    return max(infos, key=lambda info: (WARMTH[info.state], info.bytes_resident, info.last_used))


def merged_session(views: Sequence[SessionInfo]) -> SessionInfo:
    """One session, each of its branches as the replica sees it that holds most of it."""
    best = warmest(views)
    kv: dict[str, KVInfo] = {}
    for branch in chain.from_iterable(view.branches for view in views):
        if branch.kv is not None:
            known = kv.setdefault(branch.branch_id, branch.kv)
            kv[branch.branch_id] = max(known, branch.kv, key=_warmth)
    # A branch that has grown since the first replica answered is as the warmest view has it.
    return replace(
        best,
        branches=tuple(replace(branch, kv=kv.get(branch.branch_id)) for branch in best.branches),
        residency=_merged_residency([one for view in views for one in view.residency]),
    )


def _merged_residency(found: Sequence[TierKV]) -> tuple[TierKV, ...]:
    """Each replica's own, then what all of them find, as the one has it that knows most of it."""
    own = [one for one in found if one.replica is not None]
    shared = [one for one in found if one.replica is None]
    return (*own, *sorted(shared, key=lambda one: one.num_blocks)[-1:])


def _warmth(kv: KVInfo) -> tuple[int, int]:
    return WARMTH[kv.state], kv.num_resident_tokens


def merged_sessions(pages: Sequence[Sequence[SessionInfo]], page: Page) -> list[SessionInfo]:
    """One page out of each replica's view of it, by last use."""
    views: dict[str, list[SessionInfo]] = {}
    for info in chain.from_iterable(pages):
        views.setdefault(info.session_id, []).append(info)
    # The log's own order (it breaks ties of last_used), as far as the pages agree.
    sign = 1 if page.is_ascending else -1
    merged = sorted((warmest(infos) for infos in views.values()), key=lambda info: sign * info.last_used)
    return merged[: page.limit]


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
