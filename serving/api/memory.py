"""/v1/memory: what outlives sessions, for people; agents have a tool for it."""

from __future__ import annotations

from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Depends, Query, Request, Response

from serving.api.body import read_object
from serving.api.context import Context
from serving.api.idempotent_route import IdempotentRoute
from serving.api.json_response import json_response
from serving.api.memory_bodies import (
    MemoryBody,
    MemorySearchBody,
    MemoryUpdateBody,
    memory_change,
    new_memory,
)
from serving.api.noun_router import NounRouter
from serving.api.openapi import body_of, sends
from serving.api.paging import item_list, page_of
from serving.api.validation import invalid, shown, validate
from serving.api.wire import WireModel
from serving.memories import MAX_NAME_CHARS, FoundMemories, Namespace, memory_object
from serving.operations import (
    AddMemory,
    ForgetMemory,
    ForgetUser,
    GetMemory,
    ListMemories,
    NoteAudit,
    SearchMemories,
    UpdateMemory,
)
from serving.principal import Principal
from serving.responses import Page

BodyT = TypeVar("BodyT", bound=WireModel)
Filter = Annotated[str | None, Query(min_length=1, max_length=MAX_NAME_CHARS)]


def namespace_of(principal: Principal, agent_id: str | None, user_id: str | None) -> Namespace:
    """Raises InvalidRequest where a user's key names another."""
    if principal.only_user is not None and user_id not in (None, principal.only_user):
        raise invalid(
            "user_id",
            f"must be the key's own user, {shown(principal.user)}, or left out, got {shown(user_id)}",
        )
    return Namespace(tenant=principal.tenant, agent_id=agent_id, user_id=user_id or principal.user)


def found_object(found: FoundMemories) -> dict[str, Any]:
    objects = [{**memory_object(one.memory), "score": one.score} for one in found.found]
    return {**item_list(objects, has_more=False), "search_mode": found.mode}


def router(context: Context) -> APIRouter:
    routes = NounRouter(prefix="/v1/memory", route_class=IdempotentRoute)
    backend = context.backend
    reader, writer = (context.keys.require(scope) for scope in ("memory:read", "memory:write"))

    async def body_as(request: Request, model: type[BodyT]) -> BodyT:
        body = validate(model, await read_object(request, context.config.max_body_bytes))
        context.unknown.note(body)
        return body

    async def note(principal: Principal, action: str, target: str, **details: Any) -> None:
        await backend.call(NoteAudit(principal, action, target, details))

    @routes.post(
        "/records",
        response_model=None,
        openapi_extra=body_of(MemoryBody),
        responses=sends(),
        summary="Add a memory, or confirm the one that says so",
    )
    async def add_memory(request: Request, principal: Principal = Depends(writer)) -> Response:
        body = await body_as(request, MemoryBody)
        namespace = namespace_of(principal, body.agent_id, body.user_id)
        remembered = await backend.call(AddMemory(new_memory(body, namespace)))
        await note(principal, "memory.added", remembered.memory.memory_id, outcome=remembered.outcome)
        return json_response({**memory_object(remembered.memory), "outcome": remembered.outcome})

    @routes.get("/records", response_model=None, responses=sends(), summary="List memories")
    async def list_memories(
        page: Annotated[Page, Depends(page_of)],
        agent_id: Filter = None,
        user_id: Filter = None,
        include_replaced: bool = False,
        principal: Principal = Depends(reader),
    ) -> Response:
        operation = ListMemories(
            principal.tenant, page, agent_id, user_id, principal.only_user, include_replaced
        )
        listed = await backend.call(operation)
        return json_response(item_list([memory_object(one) for one in listed.items], listed.has_more))

    @routes.post(
        "/search",
        response_model=None,
        openapi_extra=body_of(MemorySearchBody),
        responses=sends(),
        summary="Search memories",
    )
    async def search_memories(request: Request, principal: Principal = Depends(reader)) -> Response:
        body = await body_as(request, MemorySearchBody)
        namespace = namespace_of(principal, body.agent_id, body.user_id)
        return json_response(
            found_object(await backend.call(SearchMemories(namespace, body.query, body.limit)))
        )

    @routes.get("/records/{memory_id}", response_model=None, responses=sends(), summary="Look up a memory")
    async def retrieve_memory(memory_id: str, principal: Principal = Depends(reader)) -> Response:
        memory = await backend.call(GetMemory(principal.tenant, memory_id, principal.only_user))
        return json_response(memory_object(memory))

    @routes.post(
        "/records/{memory_id}",
        response_model=None,
        openapi_extra=body_of(MemoryUpdateBody),
        responses=sends(),
        summary="Change a memory's text or metadata",
    )
    async def update_memory(
        memory_id: str, request: Request, principal: Principal = Depends(writer)
    ) -> Response:
        change = memory_change(await body_as(request, MemoryUpdateBody))
        memory = await backend.call(UpdateMemory(principal.tenant, memory_id, change, principal.only_user))
        await note(principal, "memory.updated", memory_id)
        return json_response(memory_object(memory))

    @routes.delete(
        "/records/{memory_id}",
        response_model=None,
        responses=sends(),
        summary="Forget a memory, and what it replaced",
    )
    async def forget_memory(memory_id: str, principal: Principal = Depends(writer)) -> Response:
        await backend.call(ForgetMemory(principal.tenant, memory_id, principal.only_user))
        await note(principal, "memory.deleted", memory_id)
        return json_response({"id": memory_id, "object": "memory.record.deleted", "deleted": True})

    @routes.delete(
        "/users/{user_id:path}",
        response_model=None,
        responses=sends(),
        summary="Forget all memories of a user, of every agent",
    )
    async def forget_user(user_id: str, principal: Principal = Depends(writer)) -> Response:
        if not user_id:  # what is nobody's in particular is not meant
            raise invalid("user_id", "must not be empty")
        namespace_of(principal, None, user_id)
        num_records = await backend.call(ForgetUser(principal.tenant, user_id))
        await note(principal, "memory.user_deleted", user_id, num_records=num_records)
        return json_response(
            {"id": user_id, "object": "memory.user.deleted", "deleted": True, "num_records": num_records}
        )

    return routes
