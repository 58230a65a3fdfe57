"""Lists of items, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, Any, Literal

from fastapi import Depends, Query

from serving.responses import Item, Page

MAX_PAGE = 100


def page_of(
    limit: Annotated[int, Query(ge=1, le=MAX_PAGE)] = 20,
    after: Annotated[str | None, Query(description="The last id of the page before.")] = None,
    order: Literal["asc", "desc"] = "desc",
) -> Page:
    """The query parameters of a list."""
    return Page(limit, after, is_ascending=order == "asc")


def item_page_of(
    page: Annotated[Page, Depends(page_of)],
    before: Annotated[str | None, Query(description="The first id of the page behind.")] = None,
) -> Page:
    """The same of a list of items, which can be read backwards."""
    return replace(page, before=before)


def item_list(items: Sequence[Item], has_more: bool) -> dict[str, Any]:
    return {
        "object": "list",
        "data": list(items),
        "first_id": items[0]["id"] if items else None,
        "last_id": items[-1]["id"] if items else None,
        "has_more": has_more,
    }
