"""A session as its owner sees it: the log's record, and where its KV is."""

from __future__ import annotations

from serving.engine.messages import Reply
from serving.output import SessionInfo, SessionState
from serving.sessions.turn import SessionRecord


def session_info(
    record: SessionRecord,
    *,
    num_tokens: int,
    resident: Reply,
    block_size: int,
    bytes_per_block: int,
    is_running: bool,
) -> SessionInfo:
    """`num_tokens` and `resident` are those of the branch used last."""
    return SessionInfo(
        session_id=record.session_id,
        created=int(record.created),
        last_used=int(record.last_used),
        num_turns=record.num_turns,
        num_tokens=num_tokens,
        num_blocks=-(-num_tokens // block_size),
        num_resident_blocks=resident.num_blocks,
        bytes_resident=resident.num_blocks * bytes_per_block,
        state="running" if is_running else _state(resident.num_tokens, num_tokens),
        branches=record.branches,
    )


def _state(num_resident_tokens: int, num_tokens: int) -> SessionState:
    if num_resident_tokens == 0:
        return "cold"
    # The token sampled last has no KV yet: the next turn computes it.
    return "resident" if num_resident_tokens >= num_tokens - 1 else "partial"
