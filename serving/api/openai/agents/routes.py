"""/v1/agents: agents that are saved."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from serving.agent_sessions import agent_object
from serving.api.body import read_object
from serving.api.idempotent_route import IdempotentRoute
from serving.api.json_response import json_response
from serving.api.noun_router import NounRouter
from serving.api.openai.agents import automations, budgets, environments, sessions, subagents, templates
from serving.api.openai.agents.listing import object_list
from serving.api.openai.agents.plan import AgentPlanner
from serving.api.openai.agents.wire import AgentBody
from serving.api.openai.context import OpenAIContext
from serving.api.openapi import body_of, sends
from serving.api.paging import page_of
from serving.api.validation import validate
from serving.operations import CreateAgent, DeleteAgent, GetAgent, ListAgents, UpdateAgent
from serving.principal import Principal
from serving.responses import Page


def router(context: OpenAIContext) -> APIRouter:
    routes = NounRouter(prefix="/v1/agents", route_class=IdempotentRoute)
    planner = AgentPlanner(context.backend, context.unknown)
    sessions.add_routes(routes, context, planner)  # first: `sessions` is no agent's id
    subagents.add_routes(routes, context)
    templates.add_routes(routes, context)  # before environments: `templates` is no environment's id
    environments.add_routes(routes, context)
    automations.add_routes(routes, context)
    budgets.add_routes(routes, context)
    _add_routes(routes, context, planner)
    return routes


def _add_routes(routes: APIRouter, context: OpenAIContext, planner: AgentPlanner) -> None:
    backend = context.backend
    reader, writer = (context.keys.require(scope) for scope in ("agents:read", "agents:write"))
    max_bytes = context.config.max_body_bytes

    @routes.post(
        "",
        response_model=None,
        openapi_extra=body_of(AgentBody),
        responses=sends("openai.types.beta:Agent"),
        summary="Save an agent",
    )
    async def create_agent(request: Request, principal: Principal = Depends(writer)) -> Response:
        agent, mcp_tools = planner.agent(validate(AgentBody, await read_object(request, max_bytes)))
        return json_response(agent_object(await backend.call(CreateAgent(principal, agent, mcp_tools))))

    @routes.get("", response_model=None, responses=sends(), summary="List agents")
    async def list_agents(
        page: Annotated[Page, Depends(page_of)], principal: Principal = Depends(reader)
    ) -> Response:
        listed = await backend.call(ListAgents(principal, page))
        return json_response(object_list(listed, [agent_object(agent) for agent in listed.items]))

    @routes.get(
        "/{agent_id}",
        response_model=None,
        responses=sends("openai.types.beta:Agent"),
        summary="Look up an agent",
    )
    async def retrieve_agent(
        agent_id: str,
        version: Annotated[int | None, Query(ge=1, description="The newest where it is left out.")] = None,
        principal: Principal = Depends(reader),
    ) -> Response:
        return json_response(agent_object(await backend.call(GetAgent(principal, agent_id, version))))

    @routes.post(
        "/{agent_id}",
        response_model=None,
        openapi_extra=body_of(AgentBody),
        responses=sends("openai.types.beta:Agent"),
        summary="Make a new version of an agent",
    )
    async def update_agent(
        agent_id: str, request: Request, principal: Principal = Depends(writer)
    ) -> Response:
        body = validate(AgentBody, await read_object(request, max_bytes))
        config, mcp_tools = await planner.changed_agent(principal, agent_id, body)
        change = UpdateAgent(principal, agent_id, config, mcp_tools)
        return json_response(agent_object(await backend.call(change)))

    @routes.delete("/{agent_id}", response_model=None, responses=sends(), summary="Delete an agent")
    async def delete_agent(agent_id: str, principal: Principal = Depends(writer)) -> Response:
        await backend.call(DeleteAgent(principal, agent_id))
        return json_response({"id": agent_id, "object": "agent.deleted", "deleted": True})
