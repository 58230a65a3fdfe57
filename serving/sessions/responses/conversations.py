"""Conversations in the log: a list of items with a head that one response at a time may move.

The functions work within the caller's transaction, for responses, which lock and append.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from serving.errors import ConversationLocked, ConversationNotFound, ItemNotFound
from serving.principal import Principal
from serving.responses import Conversation, Item, Listed, Page, ResponseContext
from serving.sessions.database import Database
from serving.sessions.paging import page_of
from serving.sessions.reach import reaches
from serving.sessions.responses.schema import conversation_items, conversations


class ConversationStore:
    """Thread-safe; several processes may use the same log. All methods may raise ConversationNotFound."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def create(
        self, tenant: str, conversation: Conversation, items: Sequence[Item], user: str | None = None
    ) -> Conversation:
        with self._database.write() as connection:
            connection.execute(
                insert(conversations).values(
                    id=conversation.conversation_id,
                    tenant=tenant,
                    user_id=user,
                    created_at=conversation.created,
                    metadata=dict(conversation.metadata),
                    num_items=0,
                    version=0,
                    last_used_at=time.time(),
                )
            )
            append(connection, conversation.conversation_id, items)
        return conversation

    def check_reach(self, principal: Principal, conversation_id: str) -> None:
        """Raises ConversationNotFound where it is another user's."""
        with self._database.read() as connection:
            if not reaches(principal, _row(connection, principal.tenant, conversation_id).user_id):
                raise ConversationNotFound(conversation_id)

    def get(self, tenant: str, conversation_id: str) -> Conversation:
        with self._database.read() as connection:
            return _conversation(_row(connection, tenant, conversation_id))

    def update(self, tenant: str, conversation_id: str, metadata: Mapping[str, str]) -> Conversation:
        with self._database.write() as connection:
            _row(connection, tenant, conversation_id)
            connection.execute(
                update(conversations)
                .where(conversations.c.id == conversation_id)
                .values(metadata=dict(metadata))
            )
            return _conversation(_row(connection, tenant, conversation_id))

    def delete(self, tenant: str, conversation_id: str) -> None:
        with self._database.write() as connection:
            _row(connection, tenant, conversation_id)
            connection.execute(delete(conversations).where(conversations.c.id == conversation_id))

    def context(self, tenant: str, conversation_id: str) -> ResponseContext:
        with self._database.read() as connection:
            row = _row(connection, tenant, conversation_id)
            items = items_before(connection, conversation_id, row.num_items)
            return ResponseContext(tuple(items), conversation_id, row.version)

    def add_items(self, tenant: str, conversation_id: str, items: Sequence[Item]) -> None:
        """Raises: ConversationLocked."""
        with self._database.write() as connection:
            _unlocked(connection, tenant, conversation_id)
            append(connection, conversation_id, items)

    def items(self, tenant: str, conversation_id: str, page: Page) -> Listed[Item]:
        """Raises: ItemNotFound where the page begins or ends at none of the items."""
        with self._database.read() as connection:
            row = _row(connection, tenant, conversation_id)
            return page_of(items_before(connection, conversation_id, row.num_items), page)

    def item(self, tenant: str, conversation_id: str, item_id: str) -> Item:
        """Raises: ItemNotFound."""
        with self._database.read() as connection:
            _row(connection, tenant, conversation_id)
            found: Item | None = connection.scalars(
                select(conversation_items.c.item)
                .where(*_is_item(conversation_id, item_id))
                .order_by(conversation_items.c.position.desc())
                .limit(1)
            ).one_or_none()
        if found is None:
            raise ItemNotFound(item_id)
        return found

    def delete_item(self, tenant: str, conversation_id: str, item_id: str) -> Conversation:
        """Raises: ItemNotFound, ConversationLocked."""
        with self._database.write() as connection:
            row = _unlocked(connection, tenant, conversation_id)
            done = connection.execute(delete(conversation_items).where(*_is_item(conversation_id, item_id)))
            if done.rowcount == 0:
                raise ItemNotFound(item_id)
            connection.execute(
                update(conversations)
                .where(conversations.c.id == conversation_id)
                .values(version=conversations.c.version + 1)
            )
            return _conversation(row)


def lock(connection: Connection, tenant: str, conversation_id: str, response_id: str, version: int) -> int:
    """Become the one response that is made in the conversation, as it was at `version`; returns its position.

    Raises: ConversationNotFound, ConversationLocked.
    """
    row = _row(connection, tenant, conversation_id)
    done = connection.execute(
        update(conversations)
        .where(
            conversations.c.id == conversation_id,
            conversations.c.locked_by.is_(None),
            conversations.c.version == version,
        )
        .values(locked_by=response_id, last_used_at=time.time())
    )
    if done.rowcount != 1:
        raise ConversationLocked(conversation_id)
    return int(row.num_items)


def unlock(connection: Connection, conversation_id: str, response_id: str) -> None:
    connection.execute(
        update(conversations)
        .where(conversations.c.id == conversation_id, conversations.c.locked_by == response_id)
        .values(locked_by=None)
    )


def append(connection: Connection, conversation_id: str, items: Sequence[Item]) -> None:
    """Nothing happens to a conversation that was deleted."""
    row = connection.execute(
        select(conversations.c.num_items).where(conversations.c.id == conversation_id)
    ).one_or_none()
    if row is None or not items:
        return
    connection.execute(
        insert(conversation_items),
        [
            {
                "conversation_id": conversation_id,
                "position": position,
                "item_id": item["id"],
                "item": dict(item),
            }
            for position, item in enumerate(items, start=row.num_items)
        ],
    )
    connection.execute(
        update(conversations)
        .where(conversations.c.id == conversation_id)
        .values(
            num_items=row.num_items + len(items),
            version=conversations.c.version + 1,
            last_used_at=time.time(),
        )
    )


def items_before(connection: Connection, conversation_id: str, position: int) -> Sequence[Item]:
    """Oldest first."""
    return connection.scalars(
        select(conversation_items.c.item)
        .where(
            conversation_items.c.conversation_id == conversation_id,
            conversation_items.c.position < position,
        )
        .order_by(conversation_items.c.position)
    ).all()


def _is_item(conversation_id: str, item_id: str) -> tuple[Any, ...]:
    return (
        conversation_items.c.conversation_id == conversation_id,
        conversation_items.c.item_id == item_id,
    )


def _row(connection: Connection, tenant: str, conversation_id: str) -> Row[Any]:
    row = connection.execute(
        select(conversations).where(conversations.c.id == conversation_id, conversations.c.tenant == tenant)
    ).one_or_none()
    if row is None:
        raise ConversationNotFound(conversation_id)
    return row


def _unlocked(connection: Connection, tenant: str, conversation_id: str) -> Row[Any]:
    row = _row(connection, tenant, conversation_id)
    if row.locked_by is not None:
        raise ConversationLocked(conversation_id)
    return row


def _conversation(row: Row[Any]) -> Conversation:
    return Conversation(row.id, row.created_at, row._mapping["metadata"])
