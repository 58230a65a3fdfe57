"""How long a session is to be kept warm, in the words of other APIs.

A hint is never an error: what it says in no way that is known it does not say, and it leases no more than its
tenant has room for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from fastapi.requests import HTTPConnection

FINAL_HEADER = "x-dynamo-session-final"  # the session's last turn
_SECONDS = {"5m": 300.0, "30m": 1800.0, "1h": 3600.0, "12h": 43_200.0, "24h": 86_400.0}


def is_final(request: HTTPConnection) -> bool:
    return request.headers.get(FINAL_HEADER, "").lower() in ("1", "true")


def seconds_of(ttl: Any) -> float:
    """0 for what is none of the times that those APIs have."""
    return _SECONDS.get(ttl, 0.0) if isinstance(ttl, str) else 0.0


def prompt_cache_s(fields: Mapping[str, Any]) -> float:
    """Of OpenAI's `prompt_cache_retention` and `prompt_cache_options`, as they stand in a body."""
    options = fields.get("prompt_cache_options")
    ttl = options.get("ttl") if isinstance(options, Mapping) else None
    return max(seconds_of(ttl), seconds_of(fields.get("prompt_cache_retention")))


def cache_control_s(marked: Iterable[Any]) -> float:
    """Of Anthropic's `cache_control`: the longest that one of these blocks, tools or bodies has."""
    found = (one.get("cache_control") for one in marked if isinstance(one, Mapping))
    ttls = (control.get("ttl") for control in found if isinstance(control, Mapping))
    return max(map(seconds_of, ttls), default=0.0)
