"""One page of agents, sessions, turns or items."""

from __future__ import annotations

import re
from typing import Any

from fastapi import Request

from serving.api.validation import invalid, shown
from serving.responses import Listed

_METADATA = re.compile(r"metadata\[(.{1,64})\]")


def metadata_of(request: Request) -> dict[str, str]:
    """The pairs that a list's query asks for: `metadata[key]=value`. Raises InvalidRequest."""
    found = {
        match[1]: value
        for name, value in request.query_params.items()
        if (match := _METADATA.fullmatch(name))
    }
    for key in found:
        if {'"', "\\"} & set(key) or not key.isprintable():
            raise invalid(
                "metadata",
                f"cannot be sought by a key with a quote, a backslash or a control character, {shown(key)}",
            )
    return found


def object_list(page: Listed[Any], objects: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "object": "list",
        "data": objects,
        "first_id": objects[0]["id"] if objects else None,
        "last_id": objects[-1]["id"] if objects else None,
        "has_more": page.has_more,
    }
