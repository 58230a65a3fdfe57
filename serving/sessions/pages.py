"""One page of rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, tuple_

from serving.responses import Page


def page_of_rows(
    connection: Connection,
    query: Select[Any],
    order: Sequence[ColumnElement[Any]],
    page: Page,
    after: Row[Any] | None,
) -> tuple[Sequence[Row[Any]], bool]:
    """The rows of a page, and whether there are more.

    Args:
        order: columns of the query that tell its rows apart.
        after: the row of `page.after`.
    """
    if after is not None:
        key = tuple_(*order)
        last = tuple(after._mapping[column] for column in order)
        query = query.where(key > last if page.is_ascending else key < last)
    directed = [column.asc() if page.is_ascending else column.desc() for column in order]
    rows = connection.execute(query.order_by(*directed).limit(page.limit + 1)).all()
    return rows[: page.limit], len(rows) > page.limit
