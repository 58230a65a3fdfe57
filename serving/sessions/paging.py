"""One page of a list of items."""

from __future__ import annotations

from collections.abc import Sequence

from serving.errors import ItemNotFound
from serving.responses import Item, Listed, Page


def page_of(items: Sequence[Item], page: Page) -> Listed[Item]:
    """The first items behind `page.after`, or with `page.before` alone the last before that one.

    `items` come oldest first. One that was sent again is listed once, where it first stood: a client that
    pages would never get past an id that comes twice.

    Raises: ItemNotFound where none of them is `page.after`, or none `page.before`.
    """
    by_id = {item["id"]: item for item in items}
    ordered = list(by_id.values()) if page.is_ascending else list(reversed(by_id.values()))
    start = 0 if page.after is None else _place(ordered, page.after) + 1
    end = len(ordered) if page.before is None else _place(ordered, page.before)
    asked = ordered[start:end]
    is_backwards = page.before is not None and page.after is None
    taken = asked[-page.limit :] if is_backwards else asked[: page.limit]
    return Listed(tuple(taken), has_more=len(taken) < len(asked))


def _place(items: Sequence[Item], item_id: str) -> int:
    for index, item in enumerate(items):
        if item["id"] == item_id:
            return index
    raise ItemNotFound(item_id)
