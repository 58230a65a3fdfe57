"""A session as its owner sees it: the log's record, and where its KV is."""

from __future__ import annotations

import time
from collections.abc import Sequence

from serving.engine.messages import Reply
from serving.output import BranchInfo, KVInfo, SessionInfo, SessionState, TierKV
from serving.sessions.turn import SessionRecord


def session_info(record: SessionRecord, kv: KVInfo, *, is_running: bool) -> SessionInfo:
    """`kv` is that of the branch used last."""
    return SessionInfo(
        session_id=record.session_id,
        created=int(record.created),
        last_used=int(record.last_used),
        num_turns=record.num_turns,
        num_tokens=record.num_tokens,
        num_blocks=kv.num_blocks,
        num_resident_blocks=kv.num_resident_blocks,
        bytes_resident=kv.bytes_resident,
        num_disk_blocks=kv.num_disk_blocks,
        state="running" if is_running else kv.state,
        branches=record.branches,
        head_branch_id=record.head_branch_id,
        leased_until=_lease_of(record),
        last_restored=record.last_restored,
        last_cold=record.last_cold,
    )


def _lease_of(record: SessionRecord) -> float | None:
    is_leased = record.leased_until is not None and record.leased_until > time.time()
    return record.leased_until if is_leased else None


def residency_of(
    branches: Sequence[BranchInfo], replica: str, *, block_size: int, bytes_per_block: int
) -> tuple[TierKV, ...]:
    """What one replica has of all branches, in each tier; a child's blocks without its parent's."""
    on_device = num_leased = on_disk = 0
    for branch in branches:
        assert branch.kv is not None, "it was counted"
        num_parents = branch.parent_seq // block_size
        on_device += max(0, branch.kv.num_resident_blocks - num_parents)
        num_leased += max(0, branch.kv.num_leased_blocks - num_parents)
        on_disk += max(0, branch.kv.num_disk_blocks - num_parents)
    return (
        TierKV(replica, "device", on_device, on_device * bytes_per_block, num_leased),
        TierKV(replica, "disk", on_disk, on_disk * bytes_per_block),
    )


def kv_info(
    resident: Reply, *, num_tokens: int, block_size: int, bytes_per_block: int, is_running: bool
) -> KVInfo:
    """Of a branch with so many tokens, of which `resident` says what is on the device."""
    return KVInfo(
        state="running" if is_running else _state(resident.num_tokens, num_tokens),
        num_resident_tokens=resident.num_tokens,
        num_blocks=-(-num_tokens // block_size),
        num_resident_blocks=resident.num_blocks,
        bytes_resident=resident.num_blocks * bytes_per_block,
        num_disk_blocks=resident.num_elsewhere_blocks,
        num_leased_blocks=resident.num_leased_blocks,
    )


def _state(num_resident_tokens: int, num_tokens: int) -> SessionState:
    if num_resident_tokens == 0:
        return "cold"
    # The token sampled last has no KV yet: the next turn computes it.
    return "resident" if num_resident_tokens >= num_tokens - 1 else "partial"
