"""What a session's KV has taken, as clients read it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from serving.output import KVUsage, Usage

KV_FIELD = "tenure:kv"  # in `usage`


def kv_fields(usages: Iterable[Usage]) -> dict[str, Any]:
    """What `usage` has besides: nothing without a session. Of several turns, the sum."""
    found = [usage.kv for usage in usages if usage.kv is not None]
    return {KV_FIELD: kv_object(found)} if found else {}


def kv_object(found: Iterable[KVUsage]) -> dict[str, Any]:
    total = KVUsage()
    for one in found:
        total = total.plus(one)
    return {
        "byte_seconds": {tier: round(held) for tier, held in total.byte_seconds.items()},
        "restored_bytes": total.num_restored_bytes,
        "recomputed_tokens": total.num_recomputed_tokens,
        "partial": total.is_partial,
    }
