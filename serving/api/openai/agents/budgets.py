"""/v1/agents/budgets: what agents have used, and may. Ours: OpenAI's schema has budgets of sessions alone."""

from __future__ import annotations

from fastapi import APIRouter, Depends, Response

from serving.api.json_response import json_response
from serving.api.openai.context import OpenAIContext
from serving.api.openapi import sends
from serving.api.paging import item_list
from serving.budgets import budget_object
from serving.operations import GetBudgets
from serving.principal import Principal


def add_routes(routes: APIRouter, context: OpenAIContext) -> None:
    reader = context.keys.require("agents:read")

    @routes.get(
        "/budgets",
        response_model=None,
        responses=sends(),
        summary="What the tenant's agents have used, and may; and each saved agent that has a budget",
    )
    async def list_budgets(principal: Principal = Depends(reader)) -> Response:
        states = await context.backend.call(GetBudgets(principal))
        return json_response(item_list([budget_object(state) for state in states], has_more=False))
