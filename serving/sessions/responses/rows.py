"""Rows of responses and their items, as values. Each function works within the caller's transaction."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import CTE, Connection, Row, delete, func, insert, literal, select

from serving.errors import ResponseNotFound
from serving.request import Request
from serving.responses import Item, ResponseError, ResponseRecord
from serving.sessions.responses import conversations
from serving.sessions.responses.schema import response_items, responses
from serving.sessions.turns.logged_turn import request_from_json, usage_from_json


def request_of(row: Row[Any]) -> Request | None:
    return None if row.request is None else request_from_json(row.request)


def record_of(connection: Connection, row: Row[Any]) -> ResponseRecord:
    return ResponseRecord(
        response_id=row.id,
        status=row.status,
        created=row.created_at,
        settings=row.settings,
        is_background=row.is_background,
        session_id=row.session_name,
        previous_response_id=row.previous_id,
        conversation_id=row.conversation_id,
        completed=row.completed_at,
        output=tuple(items_of(connection, row.id, is_output=True)),
        usage=usage_from_json(row.usage),
        error=None if row.error is None else ResponseError(**row.error),
        incomplete_reason=row.incomplete_reason,
        has_begun=row.has_begun,
        deltas=tuple((index, chars, logprobs) for index, chars, logprobs in row.deltas or ()),
    )


def visible(connection: Connection, tenant: str, response_id: str) -> Row[Any]:
    row = connection.execute(
        select(responses).where(
            responses.c.id == response_id, responses.c.tenant == tenant, ~responses.c.is_deleted
        )
    ).one_or_none()
    if row is None:
        raise ResponseNotFound(response_id)
    return row


def insert_items(
    connection: Connection, response_id: str, items: Sequence[Item], *, first: int, is_output: bool
) -> None:
    if items:
        connection.execute(
            insert(response_items),
            [
                {
                    "response_id": response_id,
                    "position": position,
                    "is_output": is_output,
                    "item_id": item["id"],
                    "item": dict(item),
                }
                for position, item in enumerate(items, start=first)
            ],
        )


def items_of(connection: Connection, response_id: str, *, is_output: bool | None = None) -> list[Item]:
    query = select(response_items.c.item).where(response_items.c.response_id == response_id)
    if is_output is not None:
        query = query.where(response_items.c.is_output == is_output)
    return list(connection.scalars(query.order_by(response_items.c.position)))


def _chain(tenant: str, response_id: str) -> CTE:
    """(id, conversation, position, depth) of a response and all it goes on from; its own depth is 0."""
    columns = (
        responses.c.id,
        responses.c.previous_id,
        responses.c.conversation_id,
        responses.c.conversation_position,
    )
    chain = (
        select(*columns, literal(0).label("depth"))
        .where(responses.c.id == response_id, responses.c.tenant == tenant)
        .cte("chain", recursive=True)
    )
    before = (
        select(*columns, chain.c.depth + 1)
        .join(chain, responses.c.id == chain.c.previous_id)
        .where(responses.c.tenant == tenant)
    )
    return chain.union_all(before)


def chain_items(
    connection: Connection, tenant: str, response_id: str, *, with_output: bool = True
) -> tuple[Item, ...]:
    """The items of a chain, oldest first; `with_output` false leaves out the output of the last response."""
    chain = _chain(tenant, response_id)
    query = select(response_items.c.item).join(chain, chain.c.id == response_items.c.response_id)
    if not with_output:
        query = query.where((chain.c.depth > 0) | ~response_items.c.is_output)
    own = connection.scalars(query.order_by(chain.c.depth.desc(), response_items.c.position))
    root = connection.execute(select(chain).order_by(chain.c.depth.desc()).limit(1)).one()
    before: Sequence[Item] = ()
    if root.conversation_id is not None:
        before = conversations.items_before(connection, root.conversation_id, root.conversation_position)
    return (*before, *own)


def purge(connection: Connection, response_id: str | None) -> None:
    """Delete a response that nobody sees and nobody goes on from, and then the ones before it that are so."""
    while response_id is not None:
        row = connection.execute(select(responses).where(responses.c.id == response_id)).one_or_none()
        children = select(func.count()).where(responses.c.previous_id == response_id)
        if row is None or not row.is_deleted or connection.scalar(children):
            return
        connection.execute(delete(responses).where(responses.c.id == response_id))
        response_id = row.previous_id


def is_empty_chain(connection: Connection, tenant: str, session_name: str | None) -> bool:
    if session_name is None or not session_name.startswith("resp_"):
        return False  # the client's own session, or a conversation's
    others = select(func.count()).where(
        responses.c.tenant == tenant, responses.c.session_name == session_name
    )
    return not connection.scalar(others)
