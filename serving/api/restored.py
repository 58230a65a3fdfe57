"""Where a turn had the KV of its history from, as clients read it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from serving.output import Restored, Usage

RESTORED_FIELD = "tenure:restored"  # in `usage`


def restored_fields(usages: Iterable[Usage]) -> dict[str, Any]:
    """What `usage` has besides: nothing where there was no KV. Of several turns, the sums."""
    found = [usage.restored for usage in usages if usage.restored is not None]
    return {RESTORED_FIELD: restored_object(found)} if found else {}


def restored_object(found: list[Restored]) -> dict[str, Any]:
    return {
        "tier": found[0].tier,
        "tokens": sum(restored.num_tokens for restored in found),
        "bytes": sum(restored.num_bytes for restored in found),
        "seconds": round(sum(restored.seconds for restored in found), 6),
        "saved_seconds": round(sum(restored.saved_s for restored in found), 6),
    }
