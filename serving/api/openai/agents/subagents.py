"""/v1/agents/sessions/ID/subagents: sessions that a session has begun. Each has its own path as well."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from serving.agent_sessions import subagent_object, turn_object
from serving.api.json_response import json_response
from serving.api.openai.agents.listing import object_list
from serving.api.openai.context import OpenAIContext
from serving.api.openapi import sends
from serving.api.paging import page_of
from serving.operations import (
    GetAgentTurn,
    GetSubagent,
    ListAgentItems,
    ListAgentTurns,
    ListSubagents,
)
from serving.principal import Principal
from serving.responses import Page


def add_routes(routes: APIRouter, context: OpenAIContext) -> None:
    backend = context.backend
    reader = context.keys.require("agents:read")
    root = "/sessions/{session_id}/subagents"

    @routes.get(root, response_model=None, responses=sends(), summary="List a session's subagents")
    async def list_subagents(
        session_id: str, page: Annotated[Page, Depends(page_of)], principal: Principal = Depends(reader)
    ) -> Response:
        listed = await backend.call(ListSubagents(principal, session_id, page))
        return json_response(object_list(listed, [subagent_object(one) for one in listed.items]))

    @routes.get(
        root + "/{subagent_id}",
        response_model=None,
        responses=sends("openai.types.beta:Subagent"),
        summary="Look up a subagent",
    )
    async def retrieve_subagent(
        session_id: str, subagent_id: str, principal: Principal = Depends(reader)
    ) -> Response:
        subagent = await backend.call(GetSubagent(principal, session_id, subagent_id))
        return json_response(subagent_object(subagent))

    @routes.get(
        root + "/{subagent_id}/items",
        response_model=None,
        responses=sends(),
        summary="What was said and done in a subagent",
    )
    async def list_items(
        session_id: str,
        subagent_id: str,
        page: Annotated[Page, Depends(page_of)],
        principal: Principal = Depends(reader),
    ) -> Response:
        await backend.call(GetSubagent(principal, session_id, subagent_id))
        listed = await backend.call(ListAgentItems(principal, subagent_id, page))
        return json_response(object_list(listed, [dict(item) for item in listed.items]))

    @routes.get(
        root + "/{subagent_id}/turns",
        response_model=None,
        responses=sends(),
        summary="List a subagent's turns",
    )
    async def list_turns(
        session_id: str,
        subagent_id: str,
        page: Annotated[Page, Depends(page_of)],
        principal: Principal = Depends(reader),
    ) -> Response:
        await backend.call(GetSubagent(principal, session_id, subagent_id))
        listed = await backend.call(ListAgentTurns(principal, subagent_id, page))
        return json_response(object_list(listed, [turn_object(turn) for turn in listed.items]))

    @routes.get(
        root + "/{subagent_id}/turns/{turn_id}/items",
        response_model=None,
        responses=sends(),
        summary="What was said and done in a turn of a subagent",
    )
    async def list_turn_items(
        session_id: str,
        subagent_id: str,
        turn_id: str,
        page: Annotated[Page, Depends(page_of)],
        principal: Principal = Depends(reader),
    ) -> Response:
        await backend.call(GetSubagent(principal, session_id, subagent_id))
        await backend.call(GetAgentTurn(principal, subagent_id, turn_id))
        listed = await backend.call(ListAgentItems(principal, subagent_id, page, turn_id))
        return json_response(object_list(listed, [dict(item) for item in listed.items]))
