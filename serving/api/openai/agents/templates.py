"""/v1/agents/environments/templates: configurations of environments that are saved, for sessions to name."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from serving.agent_sessions import EnvironmentConfig, EnvironmentTemplate, template_object
from serving.api.body import read_object
from serving.api.json_response import json_response
from serving.api.openai.agents.environment_plan import environment_config
from serving.api.openai.agents.listing import object_list
from serving.api.openai.agents.wire import TemplateBody
from serving.api.openai.context import OpenAIContext
from serving.api.openai.responses.fields import new_id
from serving.api.openapi import body_of, sends
from serving.api.paging import page_of
from serving.api.validation import validate
from serving.operations import CreateTemplate, DeleteTemplate, GetTemplate, ListTemplates, UpdateTemplate
from serving.principal import Principal
from serving.responses import Page

_PATH = "/environments/templates"
_TYPE = "openai.types.beta.agents.environments:EnvironmentTemplate"


def add_routes(routes: APIRouter, context: OpenAIContext) -> None:
    backend = context.backend
    reader, writer = (context.keys.require(scope) for scope in ("agents:read", "agents:write"))

    async def read(request: Request) -> TemplateBody:
        """Raises InvalidRequest."""
        body = validate(TemplateBody, await read_object(request, context.config.max_body_bytes))
        context.unknown.note(body)
        return body

    @routes.post(
        _PATH,
        response_model=None,
        openapi_extra=body_of(TemplateBody),
        responses=sends(_TYPE),
        summary="Save a template of environments",
    )
    async def create_template(request: Request, principal: Principal = Depends(writer)) -> Response:
        body, now = await read(request), time.time()
        template = EnvironmentTemplate(
            template_id=new_id("envtmpl"),
            created=now,
            updated=now,
            name=body.name,
            config=environment_config(body, "", EnvironmentConfig(), is_null_inherited=False),
        )
        return json_response(template_object(await backend.call(CreateTemplate(principal, template))))

    @routes.get(_PATH, response_model=None, responses=sends(), summary="List templates of environments")
    async def list_templates(
        page: Annotated[Page, Depends(page_of)], principal: Principal = Depends(reader)
    ) -> Response:
        listed = await backend.call(ListTemplates(principal, page))
        return json_response(object_list(listed, [template_object(one) for one in listed.items]))

    @routes.get(
        _PATH + "/{environment_template_id}",
        response_model=None,
        responses=sends(_TYPE),
        summary="Look up a template of environments",
    )
    async def retrieve_template(
        environment_template_id: str,
        version: Annotated[int | None, Query(ge=1, description="The newest where it is left out.")] = None,
        principal: Principal = Depends(reader),
    ) -> Response:
        found = await backend.call(GetTemplate(principal, environment_template_id, version))
        return json_response(template_object(found))

    @routes.post(
        _PATH + "/{environment_template_id}",
        response_model=None,
        openapi_extra=body_of(TemplateBody),
        responses=sends(_TYPE),
        summary="Make a new version of a template of environments",
    )
    async def update_template(
        environment_template_id: str, request: Request, principal: Principal = Depends(writer)
    ) -> Response:
        body = await read(request)
        old = await backend.call(GetTemplate(principal, environment_template_id))
        template = replace(
            old,
            name=body.name if "name" in body.model_fields_set else old.name,
            config=environment_config(body, "", old.config, is_null_inherited=False),
        )
        return json_response(template_object(await backend.call(UpdateTemplate(principal, template))))

    @routes.delete(
        _PATH + "/{environment_template_id}",
        response_model=None,
        responses=sends(),
        summary="Delete a template of environments",
    )
    async def delete_template(
        environment_template_id: str, principal: Principal = Depends(writer)
    ) -> Response:
        await backend.call(DeleteTemplate(principal, environment_template_id))
        deleted = {"object": "agent.environment.template.deleted", "deleted": True}
        return json_response({"id": environment_template_id, **deleted})
