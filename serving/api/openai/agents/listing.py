"""One page of agents, sessions, turns or items."""

from __future__ import annotations

from typing import Any

from serving.responses import Listed


def object_list(page: Listed[Any], objects: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "object": "list",
        "data": objects,
        "first_id": objects[0]["id"] if objects else None,
        "last_id": objects[-1]["id"] if objects else None,
        "has_more": page.has_more,
    }
