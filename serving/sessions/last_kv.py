"""What became of a session's KV last, as its row keeps it: a restore and what it cost, a loss and why."""

from __future__ import annotations

import time
from typing import Any

from pydantic import TypeAdapter

from serving.output import LastCold, LastRestored, Usage

_FAR_TIERS = frozenset(("host", "disk", "object"))  # what is on the device need not be restored
_RESTORED = TypeAdapter(LastRestored)
_COLD = TypeAdapter(LastCold)


def became_of_kv(usage: Usage) -> dict[str, Any]:
    """The columns of `sessions` that a turn with this usage changes."""
    now, changed = int(time.time()), {}
    if usage.restored is not None and usage.restored.tier in _FAR_TIERS:
        last_restored = LastRestored(now, usage.restored)
        changed["last_restored"] = _RESTORED.dump_python(last_restored, mode="json")
    if usage.cold is not None:
        changed["last_cold"] = _COLD.dump_python(LastCold(now, usage.cold), mode="json")
    return changed


def last_restored_of(value: Any) -> LastRestored | None:
    return None if value is None else _RESTORED.validate_python(value)


def last_cold_of(value: Any) -> LastCold | None:
    return None if value is None else _COLD.validate_python(value)
