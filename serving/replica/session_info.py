"""A session as its owner sees it: the log's record, and where its KV is."""

from __future__ import annotations

import time

from serving.engine.messages import Reply
from serving.output import KVInfo, SessionInfo, SessionState, TierKV
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
        num_stored_blocks=kv.num_stored_blocks,
        state="running" if is_running else kv.state,
        branches=record.branches,
        head_branch_id=record.head_branch_id,
        leased_until=_lease_of(record),
        last_restored=record.last_restored,
        last_cold=record.last_cold,
        kv_usage=record.kv_usage,
    )


def _lease_of(record: SessionRecord) -> float | None:
    is_leased = record.leased_until is not None and record.leased_until > time.time()
    return record.leased_until if is_leased else None


def residency_of(count: Reply, replica: str, bytes_per_block: int) -> tuple[TierKV, ...]:
    """`count`: of all of a session's branches, what one replica finds in each tier."""
    return tuple(
        TierKV(
            None if tier == "object" else replica,
            tier,
            num_blocks,
            num_blocks * bytes_per_block,
            count.num_leased_blocks if tier == "device" else 0,
        )
        for tier, num_blocks in count.by_tier.items()
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
        num_stored_blocks=resident.num_elsewhere_blocks,
        num_leased_blocks=resident.num_leased_blocks,
    )


def _state(num_resident_tokens: int, num_tokens: int) -> SessionState:
    if num_resident_tokens == 0:
        return "cold"
    # The token sampled last has no KV yet: the next turn computes it.
    return "resident" if num_resident_tokens >= num_tokens - 1 else "partial"
