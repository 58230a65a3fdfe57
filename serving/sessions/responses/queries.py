"""What is asked of stored responses, besides how one stands."""

from __future__ import annotations

from sqlalchemy import select

from serving.errors import InvalidRequest, ItemNotFound, PreviousResponseNotFound, ResponseNotFound
from serving.principal import Principal
from serving.responses import IN_PROGRESS, Item, Listed, Page, ResponseContext, ResponseRecord
from serving.sessions.database import Database
from serving.sessions.paging import page_of
from serving.sessions.reach import own_or_shared, reaches
from serving.sessions.responses.rows import chain_items, record_of, visible
from serving.sessions.responses.schema import (
    conversation_items,
    conversations,
    response_items,
    responses,
)


class ResponseQueries:
    """Thread-safe."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def check_reach(self, principal: Principal, response_id: str) -> None:
        """Raises ResponseNotFound where it is another user's."""
        with self._database.read() as connection:
            if not reaches(principal, visible(connection, principal.tenant, response_id).user_id):
                raise ResponseNotFound(response_id)

    def get(self, tenant: str, response_id: str) -> ResponseRecord:
        """Raises: ResponseNotFound."""
        with self._database.read() as connection:
            return record_of(connection, visible(connection, tenant, response_id))

    def context(self, tenant: str, previous_response_id: str) -> ResponseContext:
        """All items up to and including that response's output.

        Raises: PreviousResponseNotFound, or InvalidRequest for one that has not ended.
        """
        with self._database.read() as connection:
            try:
                row = visible(connection, tenant, previous_response_id)
            except ResponseNotFound:
                raise PreviousResponseNotFound(previous_response_id) from None
            if row.status in IN_PROGRESS:
                raise InvalidRequest(
                    f"The response `{previous_response_id}` is {row.status}. Wait until it has ended.",
                    param="previous_response_id",
                    code="previous_response_in_progress",
                )
            items = chain_items(connection, tenant, previous_response_id)
            return ResponseContext(items, row.session_name)

    def input_items(self, tenant: str, response_id: str, page: Page) -> Listed[Item]:
        """Everything that the response was made from. Raises: ResponseNotFound, ItemNotFound."""
        with self._database.read() as connection:
            visible(connection, tenant, response_id)
            return page_of(chain_items(connection, tenant, response_id, with_output=False), page)

    def find_item(self, principal: Principal, item_id: str) -> Item:
        """Raises: ItemNotFound."""
        of_response = (
            select(response_items.c.item)
            .join(responses, responses.c.id == response_items.c.response_id)
            .where(
                own_or_shared(responses.c, principal),
                ~responses.c.is_deleted,
                response_items.c.item_id == item_id,
            )
        )
        of_conversation = (
            select(conversation_items.c.item)
            .join(conversations, conversations.c.id == conversation_items.c.conversation_id)
            .where(own_or_shared(conversations.c, principal), conversation_items.c.item_id == item_id)
        )
        with self._database.read() as connection:
            for query in (of_response, of_conversation):
                found: Item | None = connection.scalars(query.limit(1)).one_or_none()
                if found is not None:
                    return found
        raise ItemNotFound(item_id)
