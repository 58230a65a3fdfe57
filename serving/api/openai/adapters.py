"""Adapters that come and go: the endpoints are vLLM's, and what they load is below `--adapter-dir`."""

from __future__ import annotations

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from serving.api.body import read_object
from serving.api.caller import served_model
from serving.api.idempotent_route import IdempotentRoute
from serving.api.json_response import json_response
from serving.api.noun_router import NounRouter
from serving.api.openai.context import OpenAIContext
from serving.api.openai.models import model_object
from serving.api.openapi import body_of, sends
from serving.api.validation import validate
from serving.operations import LoadAdapter, NoteAudit, UnloadAdapter
from serving.principal import ADMIN, Principal


class LoadBody(BaseModel):
    model_config = ConfigDict(extra="allow", strict=True)

    lora_name: str = Field(min_length=1, max_length=200)
    lora_path: str = Field(min_length=1)
    load_inplace: bool = False


class UnloadBody(BaseModel):
    model_config = ConfigDict(extra="allow", strict=True)

    lora_name: str


def router(context: OpenAIContext) -> APIRouter:
    routes = NounRouter(route_class=IdempotentRoute)
    admin = context.keys.require(ADMIN)
    max_bytes = context.config.max_body_bytes

    @routes.post(
        "/v1/load_lora_adapter",
        response_model=None,
        openapi_extra=body_of(LoadBody),
        responses=sends(),
        summary="Serve an adapter as a model",
    )
    async def load(request: Request, principal: Principal = Depends(admin)) -> Response:
        body = validate(LoadBody, await read_object(request, max_bytes))
        context.unknown.note(body)
        await context.backend.call(LoadAdapter(body.lora_name, body.lora_path, body.load_inplace))
        details = {"path": body.lora_path}
        await context.backend.call(NoteAudit(principal, "adapter.loaded", body.lora_name, details))
        model = model_object(await served_model(context.backend, body.lora_name))
        return json_response(model)

    @routes.post(
        "/v1/unload_lora_adapter",
        response_model=None,
        openapi_extra=body_of(UnloadBody),
        responses=sends(),
        summary="Serve an adapter no more",
    )
    async def unload(request: Request, principal: Principal = Depends(admin)) -> Response:
        body = validate(UnloadBody, await read_object(request, max_bytes))
        context.unknown.note(body)
        await context.backend.call(UnloadAdapter(body.lora_name))
        await context.backend.call(NoteAudit(principal, "adapter.unloaded", body.lora_name))
        return Response(status_code=200)

    return routes
