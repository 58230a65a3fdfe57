"""/v1/conversations: lists of items that responses read and add to."""

from __future__ import annotations

import time
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Depends, Request, Response

from serving.api.body import read_object
from serving.api.idempotent_route import IdempotentRoute
from serving.api.json_response import json_response
from serving.api.noun_router import NounRouter
from serving.api.openai.context import OpenAIContext
from serving.api.openai.fields import IGNORED
from serving.api.openai.responses.fields import new_id
from serving.api.openai.responses.items import input_items
from serving.api.openai.responses.mcp_tools import check_approvals
from serving.api.openai.wire.responses import ConversationBody, ItemsBody, MetadataBody
from serving.api.openapi import body_of, sends
from serving.api.paging import item_list, item_page_of
from serving.api.reach import reached
from serving.api.validation import invalid, shown, validate
from serving.api.wire import WireModel
from serving.operations import (
    AddConversationItems,
    CreateConversation,
    DeleteConversation,
    DeleteConversationItem,
    GetConversation,
    GetConversationItem,
    ListConversationItems,
    UpdateConversation,
)
from serving.principal import Principal
from serving.responses import Conversation, Item, Page

_Body = TypeVar("_Body", bound=WireModel)
MAX_NEW_ITEMS = 20  # OpenAI's limit


def conversation_object(conversation: Conversation) -> dict[str, Any]:
    return {
        "id": conversation.conversation_id,
        "object": "conversation",
        "created_at": conversation.created,
        "metadata": dict(conversation.metadata),
    }


def _new_items(value: list[dict[str, Any]] | None) -> tuple[Item, ...]:
    """Raises InvalidRequest."""
    given = value or []
    if len(given) > MAX_NEW_ITEMS:
        raise invalid("items", f"may hold {MAX_NEW_ITEMS} items, got {len(given)}")
    items = input_items(given, "items")
    for index, item in enumerate(items):
        if item["type"] == "item_reference":
            raise invalid(f"items.{index}.type", f"must be an item itself, got {shown(item['type'])}")
    return items


async def _read(context: OpenAIContext, model: type[_Body], request: Request) -> _Body:
    """Raises InvalidRequest."""
    body = validate(model, await read_object(request, context.config.max_body_bytes))
    context.unknown.note(body, IGNORED)
    return body


def router(context: OpenAIContext) -> APIRouter:
    routes = NounRouter(route_class=IdempotentRoute, dependencies=[Depends(reached(context, "conversation"))])
    backend = context.backend
    authenticate = context.keys.require("inference")

    @routes.post(
        "/v1/conversations",
        response_model=None,
        openapi_extra=body_of(ConversationBody),
        responses=sends("openai.types.conversations:Conversation"),
        summary="Begin a conversation",
    )
    async def create_conversation(request: Request, principal: Principal = Depends(authenticate)) -> Response:
        body = await _read(context, ConversationBody, request)
        conversation = Conversation(new_id("conv"), int(time.time()), body.metadata or {})
        items = _new_items(body.items)
        check_approvals(principal, items)
        creation = CreateConversation(principal.tenant, conversation, items, principal.user)
        return json_response(conversation_object(await backend.call(creation)))

    @routes.get(
        "/v1/conversations/{conversation_id}",
        response_model=None,
        responses=sends("openai.types.conversations:Conversation"),
        summary="Look up a conversation",
    )
    async def retrieve_conversation(
        conversation_id: str, principal: Principal = Depends(authenticate)
    ) -> Response:
        return json_response(
            conversation_object(await backend.call(GetConversation(principal.tenant, conversation_id)))
        )

    @routes.post(
        "/v1/conversations/{conversation_id}",
        response_model=None,
        openapi_extra=body_of(MetadataBody),
        responses=sends("openai.types.conversations:Conversation"),
        summary="Change a conversation's metadata",
    )
    async def update_conversation(
        conversation_id: str, request: Request, principal: Principal = Depends(authenticate)
    ) -> Response:
        body = await _read(context, MetadataBody, request)
        change = UpdateConversation(principal.tenant, conversation_id, body.metadata or {})
        return json_response(conversation_object(await backend.call(change)))

    @routes.delete(
        "/v1/conversations/{conversation_id}",
        response_model=None,
        responses=sends(),
        summary="Delete a conversation and its items",
    )
    async def delete_conversation(
        conversation_id: str, principal: Principal = Depends(authenticate)
    ) -> Response:
        await backend.call(DeleteConversation(principal.tenant, conversation_id))
        return json_response({"id": conversation_id, "object": "conversation.deleted", "deleted": True})

    _add_item_routes(routes, context)
    return routes


def _add_item_routes(routes: APIRouter, context: OpenAIContext) -> None:
    backend = context.backend
    authenticate = context.keys.require("inference")

    @routes.post(
        "/v1/conversations/{conversation_id}/items",
        response_model=None,
        openapi_extra=body_of(ItemsBody),
        responses=sends(),
        summary="Add items to a conversation",
    )
    async def add_items(
        conversation_id: str, request: Request, principal: Principal = Depends(authenticate)
    ) -> Response:
        body = await _read(context, ItemsBody, request)
        items = _new_items(body.items)
        check_approvals(principal, items)
        await backend.call(AddConversationItems(principal.tenant, conversation_id, items))
        return json_response(item_list(items, has_more=False))

    @routes.get(
        "/v1/conversations/{conversation_id}/items",
        response_model=None,
        responses=sends(),
        summary="List a conversation's items",
    )
    async def list_items(
        conversation_id: str,
        page: Annotated[Page, Depends(item_page_of)],
        principal: Principal = Depends(authenticate),
    ) -> Response:
        items = await backend.call(ListConversationItems(principal.tenant, conversation_id, page))
        return json_response(item_list(items.items, items.has_more))

    @routes.get(
        "/v1/conversations/{conversation_id}/items/{item_id}",
        response_model=None,
        responses=sends(),
        summary="Look up one item",
    )
    async def retrieve_item(
        conversation_id: str, item_id: str, principal: Principal = Depends(authenticate)
    ) -> Response:
        item = await backend.call(GetConversationItem(principal.tenant, conversation_id, item_id))
        return json_response(dict(item))

    @routes.delete(
        "/v1/conversations/{conversation_id}/items/{item_id}",
        response_model=None,
        responses=sends("openai.types.conversations:Conversation"),
        summary="Delete one item",
    )
    async def delete_item(
        conversation_id: str, item_id: str, principal: Principal = Depends(authenticate)
    ) -> Response:
        conversation = await backend.call(DeleteConversationItem(principal.tenant, conversation_id, item_id))
        return json_response(conversation_object(conversation))
