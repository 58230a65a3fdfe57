"""/v1/models in this API's form, for requests with its header."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from fastapi import APIRouter, Depends, Response

from serving.api.anthropic.clients import SharedPathRoute, require_known_version
from serving.api.caller import served_model
from serving.api.context import Context
from serving.api.json_response import json_response
from serving.api.noun_router import NounRouter
from serving.operations import ListModels
from serving.output import ModelCard


def model_object(card: ModelCard) -> dict[str, Any]:
    return {
        "type": "model",
        "id": card.name,
        "display_name": card.name,
        "created_at": datetime.fromtimestamp(card.created, UTC).isoformat().replace("+00:00", "Z"),
        "lifecycle": "active",
        "max_input_tokens": card.max_model_len,
        "max_tokens": card.max_model_len,
    }


def router(context: Context) -> APIRouter:
    routes = NounRouter(
        route_class=SharedPathRoute,
        dependencies=[Depends(context.keys.require(None)), Depends(require_known_version)],
        include_in_schema=False,  # the paths stand there already
    )

    @routes.get("/v1/models", response_model=None)
    async def list_models() -> Response:
        cards = await context.backend.call(ListModels())
        data = [model_object(card) for card in cards]
        ends = {"first_id": data[0]["id"], "last_id": data[-1]["id"]}
        return json_response({"data": data, **ends, "has_more": False})

    @routes.get("/v1/models/{model_id:path}", response_model=None)
    async def retrieve_model(model_id: str) -> Response:
        return json_response(model_object(await served_model(context.backend, model_id)))

    return routes
