"""What of an answer's extra fields is shown: those that JSON pointers (RFC 6901) name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


def selected(fields: Mapping[str, Any], paths: Sequence[str]) -> dict[str, Any]:
    """Those that are there, each where it stood."""
    found: dict[str, Any] = {}
    for path in paths:
        keys = [key.replace("~1", "/").replace("~0", "~") for key in path.split("/")[1:]]
        _copy(fields, keys, found)
    return found


def _copy(source: Any, keys: Sequence[str], target: dict[str, Any]) -> None:
    first, *others = keys
    if not isinstance(source, Mapping) or first not in source:
        return
    if not others:
        target[first] = source[first]
    elif isinstance(source[first], Mapping):
        inner = target.setdefault(first, {})
        _copy(source[first], others, inner)
