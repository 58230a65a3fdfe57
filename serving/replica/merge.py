"""A session as one, out of what several replicas see of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain

from serving.output import KVInfo, SessionInfo, Tier, TierKV
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
    own: dict[tuple[str, Tier], TierKV] = {}
    for one in found:
        if one.replica is not None:  # a process with several models has several of one name
            place = one.replica, one.tier
            own[place] = _sum(own[place], one) if place in own else one
    shared = [one for one in found if one.replica is None]
    return (*own.values(), *sorted(shared, key=lambda one: one.num_blocks)[-1:])


def _sum(one: TierKV, other: TierKV) -> TierKV:
    return replace(
        one,
        num_blocks=one.num_blocks + other.num_blocks,
        num_bytes=one.num_bytes + other.num_bytes,
        num_leased_blocks=one.num_leased_blocks + other.num_leased_blocks,
    )


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
