"""What became of a session's KV last, as its row keeps it: a restore and what it cost, a loss and why."""

from __future__ import annotations

import time
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, select

from serving.output import KVUsage, LastCold, LastRestored, Usage
from serving.sessions.schema import sessions

_FAR_TIERS = frozenset(("host", "disk", "object"))  # what is on the device need not be restored
_RESTORED = TypeAdapter(LastRestored)
_COLD = TypeAdapter(LastCold)
_USAGE = TypeAdapter(KVUsage)


def became_of_kv(connection: Connection, session_id: str, usage: Usage) -> dict[str, Any]:
    """The columns of `sessions` that a turn with this usage changes. The session is locked."""
    now, changed = int(time.time()), {}
    if usage.kv is not None:
        before = connection.scalar(select(sessions.c.kv_usage).where(sessions.c.id == session_id))
        changed["kv_usage"] = _USAGE.dump_python(kv_usage_of(before).plus(usage.kv), mode="json")
    if usage.restored is not None and usage.restored.tier in _FAR_TIERS:
        last_restored = LastRestored(now, usage.restored)
        changed["last_restored"] = _RESTORED.dump_python(last_restored, mode="json")
    if usage.cold is not None:
        changed["last_cold"] = _COLD.dump_python(LastCold(now, usage.cold), mode="json")
    return changed


def kv_usage_of(value: Any) -> KVUsage:
    return KVUsage() if value is None else _USAGE.validate_python(value)


def last_restored_of(value: Any) -> LastRestored | None:
    return None if value is None else _RESTORED.validate_python(value)


def last_cold_of(value: Any) -> LastCold | None:
    return None if value is None else _COLD.validate_python(value)
