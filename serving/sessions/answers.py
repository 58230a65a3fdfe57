"""Answers the API's queries from the log."""

from __future__ import annotations

from typing import Any, TypeVar, cast

from serving import queries
from serving.queries import Query
from serving.responses import ResponseContext
from serving.sessions.responses.conversations import ConversationStore
from serving.sessions.responses.queries import ResponseQueries

T = TypeVar("T")


class Answers:
    """Thread-safe."""

    def __init__(self, responses: ResponseQueries, conversations: ConversationStore) -> None:
        self._responses = responses
        self._conversations = conversations

    def answer(self, query: Query[T]) -> T:
        """Raises what the query's class says."""
        return cast(T, self._answer(query))

    def _answer(self, query: Query[Any]) -> Any:
        tenant = query.tenant
        match query:
            case queries.GetResponse(response_id=id_):
                return self._responses.get(tenant, id_)
            case queries.GetContext():
                return self._context(query)
            case queries.ListInputItems(response_id=id_, page=page):
                return self._responses.input_items(tenant, id_, page)
            case queries.FindItem(item_id=item_id):
                return self._responses.find_item(tenant, item_id)
            case queries.CreateConversation(conversation=conversation, items=items):
                return self._conversations.create(tenant, conversation, items)
            case queries.GetConversation(conversation_id=id_):
                return self._conversations.get(tenant, id_)
            case queries.UpdateConversation(conversation_id=id_, metadata=metadata):
                return self._conversations.update(tenant, id_, metadata)
            case queries.AddConversationItems(conversation_id=id_, items=items):
                return self._conversations.add_items(tenant, id_, items)
            case queries.ListConversationItems(conversation_id=id_, page=page):
                return self._conversations.items(tenant, id_, page)
            case queries.GetConversationItem(conversation_id=id_, item_id=item_id):
                return self._conversations.item(tenant, id_, item_id)
            case queries.DeleteConversationItem(conversation_id=id_, item_id=item_id):
                return self._conversations.delete_item(tenant, id_, item_id)
        raise AssertionError(f"nobody answers {type(query).__name__}")

    def _context(self, query: queries.GetContext) -> ResponseContext:
        if query.previous_response_id is not None:
            return self._responses.context(query.tenant, query.previous_response_id)
        assert query.conversation_id is not None, "a context is one of the two's"
        return self._conversations.context(query.tenant, query.conversation_id)
