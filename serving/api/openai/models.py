"""/v1/models."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Depends, Response

from serving.api.caller import served_model
from serving.api.json_response import json_response
from serving.api.noun_router import NounRouter
from serving.api.openai.context import OpenAIContext
from serving.api.openapi import sends
from serving.operations import ListModels
from serving.output import ModelCard


def model_object(card: ModelCard) -> dict[str, Any]:
    """OpenAI's object; `root`, `parent` and `max_model_len` as vLLM adds them, and fields of our own."""
    return {
        "id": card.name,
        "object": "model",
        "created": card.created,
        "owned_by": "tenure",
        "root": card.root,
        "parent": card.parent,
        "max_model_len": card.max_model_len,
        "vocab_size": card.vocab_size,
        "dtype": card.dtype,
        "default_sampling_params": card.sampling_defaults.given,
        "aliases": list(card.aliases),
    }


def router(context: OpenAIContext) -> APIRouter:
    routes = NounRouter(dependencies=[Depends(context.keys.require(None))])

    @routes.get("/v1/models", response_model=None, responses=sends(), summary="List the served models")
    async def list_models() -> Response:
        cards = await context.backend.call(ListModels())
        data = [model_object(card) for card in cards]
        return json_response({"object": "list", "data": data})

    # A hub id has a slash in it.
    @routes.get(
        "/v1/models/{model_id:path}",
        response_model=None,
        responses=sends("openai.types:Model"),
        summary="Look up one model",
    )
    async def retrieve_model(model_id: str) -> Response:
        model = model_object(await served_model(context.backend, model_id))
        return json_response(model)

    return routes
