"""One page of a list of items."""

from __future__ import annotations

from collections.abc import Sequence

from serving.errors import ItemNotFound
from serving.responses import Item, ItemPage, Page


def page_of(items: Sequence[Item], page: Page) -> ItemPage:
    """`items` come oldest first. Raises: ItemNotFound where none of them is `page.after`."""
    ordered = list(items) if page.is_ascending else list(reversed(items))
    start = 0
    if page.after is not None:
        ids = [item["id"] for item in ordered]
        if page.after not in ids:
            raise ItemNotFound(page.after)
        start = ids.index(page.after) + 1
    end = start + page.limit
    return ItemPage(tuple(ordered[start:end]), has_more=end < len(ordered))
