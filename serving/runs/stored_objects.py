"""What the API asks of stored responses and conversations, besides running them."""

from __future__ import annotations

from typing import Any, TypeVar, cast

from serving import operations as ops
from serving.operations import Operation
from serving.responses import ResponseContext
from serving.sessions.responses.conversations import ConversationStore
from serving.sessions.responses.queries import ResponseQueries

T = TypeVar("T")


class StoredObjects:
    """Thread-safe."""

    def __init__(self, responses: ResponseQueries, conversations: ConversationStore) -> None:
        self._responses = responses
        self._conversations = conversations

    def answer(self, operation: Operation[T]) -> T:
        """Raises what the operation's class says."""
        return cast(T, self._answer(operation))

    def _answer(self, operation: Operation[Any]) -> Any:
        match operation:
            case ops.GetResponse(tenant=tenant, response_id=id_):
                return self._responses.get(tenant, id_)
            case ops.GetContext():
                return self._context(operation)
            case ops.ListInputItems(tenant=tenant, response_id=id_, page=page):
                return self._responses.input_items(tenant, id_, page)
            case ops.FindItem(principal=principal, item_id=item_id):
                return self._responses.find_item(principal, item_id)
            case ops.CreateConversation(tenant=tenant, conversation=conversation, items=items, user=user):
                return self._conversations.create(tenant, conversation, items, user)
            case ops.GetConversation(tenant=tenant, conversation_id=id_):
                return self._conversations.get(tenant, id_)
            case ops.UpdateConversation(tenant=tenant, conversation_id=id_, metadata=metadata):
                return self._conversations.update(tenant, id_, metadata)
            case ops.AddConversationItems(tenant=tenant, conversation_id=id_, items=items):
                return self._conversations.add_items(tenant, id_, items)
            case ops.ListConversationItems(tenant=tenant, conversation_id=id_, page=page):
                return self._conversations.items(tenant, id_, page)
            case ops.GetConversationItem(tenant=tenant, conversation_id=id_, item_id=item_id):
                return self._conversations.item(tenant, id_, item_id)
            case ops.DeleteConversationItem(tenant=tenant, conversation_id=id_, item_id=item_id):
                return self._conversations.delete_item(tenant, id_, item_id)
        raise AssertionError(f"nobody answers {type(operation).__name__}")

    def _context(self, operation: ops.GetContext) -> ResponseContext:
        if operation.previous_response_id is not None:
            return self._responses.context(operation.tenant, operation.previous_response_id)
        assert operation.conversation_id is not None, "a context is one of the two's"
        return self._conversations.context(operation.tenant, operation.conversation_id)
