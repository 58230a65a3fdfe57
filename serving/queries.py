"""What the API asks of the log about responses and conversations, besides running a turn.

Each is a plain value that pickles: any replica can answer it, as all of them share the log. The type in
brackets is the answer's. Each names the tenant that asks; another tenant's thing is not found.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from serving.responses import (
    Conversation,
    Item,
    ItemPage,
    Page,
    ResponseContext,
    ResponseRecord,
)

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Query(Generic[T_co]):
    tenant: str


@dataclass(frozen=True, slots=True)
class GetResponse(Query[ResponseRecord]):
    """Raises ResponseNotFound."""

    response_id: str


@dataclass(frozen=True, slots=True)
class GetContext(Query[ResponseContext]):
    """The items before a new turn: of a previous response and all before it, or of a conversation.

    Raises PreviousResponseNotFound, PreviousResponseNotDone or ConversationNotFound.
    """

    previous_response_id: str | None = None
    conversation_id: str | None = None


@dataclass(frozen=True, slots=True)
class ListInputItems(Query[ItemPage]):
    """What a response was made from, its chain included. Raises ResponseNotFound, ItemNotFound."""

    response_id: str
    page: Page


@dataclass(frozen=True, slots=True)
class FindItem(Query[Item]):
    """An item of any response or conversation of the tenant. Raises ItemNotFound."""

    item_id: str


@dataclass(frozen=True, slots=True)
class CreateConversation(Query[Conversation]):
    conversation: Conversation
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class GetConversation(Query[Conversation]):
    """Raises ConversationNotFound, as all below do."""

    conversation_id: str


@dataclass(frozen=True, slots=True)
class UpdateConversation(Query[Conversation]):
    conversation_id: str
    metadata: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class AddConversationItems(Query[None]):
    """Raises ConversationLocked while a response is being made in the conversation."""

    conversation_id: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class ListConversationItems(Query[ItemPage]):
    """Raises ItemNotFound where the page begins or ends at none of its items."""

    conversation_id: str
    page: Page


@dataclass(frozen=True, slots=True)
class GetConversationItem(Query[Item]):
    """Raises ItemNotFound."""

    conversation_id: str
    item_id: str


@dataclass(frozen=True, slots=True)
class DeleteConversationItem(Query[Conversation]):
    """Raises ItemNotFound, ConversationLocked."""

    conversation_id: str
    item_id: str
