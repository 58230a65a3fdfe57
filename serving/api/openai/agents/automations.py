"""/v1/agents/automations: what agents are told by the clock."""

from __future__ import annotations

import time
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from serving.api.body import read_object
from serving.api.json_response import json_response
from serving.api.openai.agents.listing import object_list
from serving.api.openai.agents.wire import AutomationBody, AutomationUpdateBody
from serving.api.openai.context import OpenAIContext
from serving.api.openai.responses.fields import new_id
from serving.api.openapi import body_of, sends
from serving.api.paging import page_of
from serving.api.validation import invalid, validate
from serving.automations import Automation, AutomationChange, Target, automation_object, invocation_object
from serving.operations import (
    CreateAutomation,
    DeleteAutomation,
    GetAutomation,
    GetInvocation,
    InvokeAutomation,
    ListAutomations,
    ListInvocations,
    PauseAutomation,
    ResumeAutomation,
    UpdateAutomation,
)
from serving.principal import Principal
from serving.responses import Page
from serving.schedules import InvalidSchedule, Once, Periodic, Schedule

AUTOMATIONS = ("openai.types.beta.agents:PeriodicAutomation", "openai.types.beta.agents:OneTimeAutomation")


def add_routes(routes: APIRouter, context: OpenAIContext) -> None:
    _add_automations(routes, context)
    _add_invocations(routes, context)


def _add_automations(routes: APIRouter, context: OpenAIContext) -> None:
    backend = context.backend
    reader, writer = (context.keys.require(scope) for scope in ("agents:read", "agents:write"))
    max_bytes = context.config.max_body_bytes

    @routes.post(
        "/automations",
        response_model=None,
        openapi_extra=body_of(AutomationBody),
        responses=sends(*AUTOMATIONS),
        summary="Have an agent told something by the clock",
    )
    async def create_automation(request: Request, principal: Principal = Depends(writer)) -> Response:
        body = validate(AutomationBody, await read_object(request, max_bytes))
        context.unknown.note(body)
        automation = Automation(
            automation_id=new_id("auto"),
            created=time.time(),
            name=body.name,
            schedule=_schedule(body),
            target=Target(body=body.target),
            principal=principal,
            metadata=body.metadata or {},
        )
        return json_response(automation_object(await backend.call(CreateAutomation(automation))))

    @routes.get("/automations", response_model=None, responses=sends(), summary="List automations")
    async def list_automations(
        page: Annotated[Page, Depends(page_of)],
        session_id: str | None = None,
        principal: Principal = Depends(reader),
    ) -> Response:
        listed = await backend.call(ListAutomations(principal, page, session_id))
        return json_response(object_list(listed, [automation_object(one) for one in listed.items]))

    @routes.get(
        "/automations/{automation_id}",
        response_model=None,
        responses=sends(*AUTOMATIONS),
        summary="Look up an automation",
    )
    async def retrieve_automation(automation_id: str, principal: Principal = Depends(reader)) -> Response:
        found = await backend.call(GetAutomation(principal, automation_id))
        return json_response(automation_object(found))

    @routes.post(
        "/automations/{automation_id}",
        response_model=None,
        openapi_extra=body_of(AutomationUpdateBody),
        responses=sends(*AUTOMATIONS),
        summary="Change an automation",
    )
    async def update_automation(
        automation_id: str, request: Request, principal: Principal = Depends(writer)
    ) -> Response:
        body = validate(AutomationUpdateBody, await read_object(request, max_bytes))
        context.unknown.note(body)
        change = AutomationChange(
            name=body.name,
            metadata=body.metadata,
            run_at=body.run_at,
            expression=body.expression,
            timezone=body.timezone,
            target=None if body.target is None else Target(body=body.target),
        )
        changed = await backend.call(UpdateAutomation(principal, automation_id, change))
        return json_response(automation_object(changed))

    @routes.delete(
        "/automations/{automation_id}", response_model=None, responses=sends(), summary="Delete an automation"
    )
    async def delete_automation(automation_id: str, principal: Principal = Depends(writer)) -> Response:
        await backend.call(DeleteAutomation(principal, automation_id))
        return json_response({"id": automation_id, "object": "agent.automation.deleted", "deleted": True})

    @routes.post(
        "/automations/{automation_id}/pause",
        response_model=None,
        responses=sends(*AUTOMATIONS),
        summary="Let nothing come of an automation until it is resumed",
    )
    async def pause_automation(automation_id: str, principal: Principal = Depends(writer)) -> Response:
        paused = await backend.call(PauseAutomation(principal, automation_id))
        return json_response(automation_object(paused))

    @routes.post(
        "/automations/{automation_id}/resume",
        response_model=None,
        responses=sends(*AUTOMATIONS),
        summary="Go on with an automation that is paused",
    )
    async def resume_automation(automation_id: str, principal: Principal = Depends(writer)) -> Response:
        resumed = await backend.call(ResumeAutomation(principal, automation_id))
        return json_response(automation_object(resumed))


def _add_invocations(routes: APIRouter, context: OpenAIContext) -> None:
    backend = context.backend
    reader, writer = (context.keys.require(scope) for scope in ("agents:read", "agents:write"))

    @routes.post(
        "/automations/{automation_id}/invocations",
        response_model=None,
        responses=sends("openai.types.beta.agents.automations:AutomationInvocation"),
        summary="Have an automation's agent told now, beside its schedule",
    )
    async def create_invocation(automation_id: str, principal: Principal = Depends(writer)) -> Response:
        made = await backend.call(InvokeAutomation(principal, automation_id))
        return json_response(invocation_object(made))

    @routes.get(
        "/automations/{automation_id}/invocations",
        response_model=None,
        responses=sends(),
        summary="What came of an automation, the newest first",
    )
    async def list_invocations(
        automation_id: str,
        page: Annotated[Page, Depends(page_of)],
        principal: Principal = Depends(reader),
    ) -> Response:
        listed = await backend.call(ListInvocations(principal, automation_id, page))
        return json_response(object_list(listed, [invocation_object(one) for one in listed.items]))

    @routes.get(
        "/automations/{automation_id}/invocations/{invocation_id}",
        response_model=None,
        responses=sends("openai.types.beta.agents.automations:AutomationInvocation"),
        summary="Look up an invocation",
    )
    async def retrieve_invocation(
        automation_id: str, invocation_id: str, principal: Principal = Depends(reader)
    ) -> Response:
        found = await backend.call(GetInvocation(principal, automation_id, invocation_id))
        return json_response(invocation_object(found))


def _schedule(body: AutomationBody) -> Schedule:
    """Raises InvalidRequest."""
    needed = ("run_at",) if body.type == "once" else ("expression", "timezone")
    for name in ("run_at", "expression", "timezone"):
        if name in needed and getattr(body, name) is None:
            raise invalid(name, f"is required with the type {body.type}")
        if name not in needed and getattr(body, name) is not None:
            raise invalid(name, f"cannot be set with the type {body.type}")
    if body.run_at is not None:
        return Once(float(body.run_at))
    try:
        return Periodic(str(body.expression), str(body.timezone))
    except InvalidSchedule as error:
        raise invalid(error.field, error.message) from None
