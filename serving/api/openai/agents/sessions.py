"""/v1/agents/sessions: an agent at work, what it is told and what it tells."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Header, Query, Request, Response

from serving.agent_sessions import (
    ApprovalResult,
    SentInput,
    SessionStatus,
    event_object,
    session_object,
    turn_object,
)
from serving.api.auth import may_approve, with_scope
from serving.api.body import read_object
from serving.api.idempotent_route import knows_repetitions
from serving.api.json_response import json_response
from serving.api.openai.agents.input import inputs_of
from serving.api.openai.agents.listing import metadata_of, object_list
from serving.api.openai.agents.plan import AgentPlanner
from serving.api.openai.agents.streams import EventStream
from serving.api.openai.agents.wire import EventsBody, SessionBody, SessionUpdateBody
from serving.api.openai.context import OpenAIContext
from serving.api.openapi import body_of, sends
from serving.api.paging import page_of
from serving.api.retries import idempotency_key
from serving.api.validation import validate
from serving.errors import InvalidRequest
from serving.operations import (
    CreateAgentSession,
    DeleteAgentSession,
    FollowAgentSession,
    GetAgentSession,
    GetAgentTurn,
    ListAgentEvents,
    ListAgentItems,
    ListAgentSessions,
    ListAgentTurns,
    SendAgentInput,
    UpdateAgentSession,
)
from serving.principal import Principal
from serving.responses import Page

MAX_EVENTS = 1000  # of a page
_EVENT_ID = re.compile(r"(?:event_[0-9a-f]+_)?([0-9]{1,15})")


def add_routes(routes: APIRouter, context: OpenAIContext, planner: AgentPlanner) -> None:
    backend = context.backend
    reader, writer = (context.keys.require(scope) for scope in ("agents:read", "agents:write"))
    anybody = context.keys.require(None)
    max_bytes, heartbeat_s = context.config.max_body_bytes, context.config.heartbeat_s

    @routes.post(
        "/sessions",
        response_model=None,
        openapi_extra=body_of(SessionBody),
        responses=sends("openai.types.beta:AgentSession", stream=True),
        summary="Begin a session of an agent",
    )
    async def create_session(request: Request, principal: Principal = Depends(writer)) -> Response:
        body = validate(SessionBody, await read_object(request, max_bytes))
        new = await planner.session(principal, body)
        session = await backend.call(CreateAgentSession(new))
        if not body.stream:
            return json_response(session_object(session))
        events = backend.stream(FollowAgentSession(principal, session.session_id, -1))
        return EventStream(session.session_id, events, heartbeat_s, ends_with_turn=True)

    @routes.get("/sessions", response_model=None, responses=sends(), summary="List sessions of agents")
    async def list_sessions(
        request: Request,
        page: Annotated[Page, Depends(page_of)],
        agent_id: str | None = None,
        status: SessionStatus | None = None,
        principal: Principal = Depends(reader),
    ) -> Response:
        metadata = metadata_of(request)
        listed = await backend.call(ListAgentSessions(principal, page, agent_id, metadata, status))
        return json_response(object_list(listed, [session_object(session) for session in listed.items]))

    @routes.get(
        "/sessions/{session_id}",
        response_model=None,
        responses=sends("openai.types.beta:AgentSession"),
        summary="Look up a session of an agent",
    )
    async def retrieve_session(session_id: str, principal: Principal = Depends(reader)) -> Response:
        return json_response(session_object(await backend.call(GetAgentSession(principal, session_id))))

    @routes.post(
        "/sessions/{session_id}",
        response_model=None,
        openapi_extra=body_of(SessionUpdateBody),
        responses=sends("openai.types.beta:AgentSession"),
        summary="Change a session of an agent",
    )
    async def update_session(
        session_id: str, request: Request, principal: Principal = Depends(writer)
    ) -> Response:
        body = validate(SessionUpdateBody, await read_object(request, max_bytes))
        change = await planner.session_change(principal, session_id, body)
        session = await backend.call(UpdateAgentSession(principal, session_id, change))
        return json_response(session_object(session))

    @routes.delete(
        "/sessions/{session_id}",
        response_model=None,
        responses=sends(),
        summary="Delete a session of an agent, and all that was said in it",
    )
    async def delete_session(session_id: str, principal: Principal = Depends(writer)) -> Response:
        await backend.call(DeleteAgentSession(principal, session_id))
        return json_response({"id": session_id, "object": "agent.session.deleted", "deleted": True})

    @routes.post(
        "/sessions/{session_id}/events",
        response_model=None,
        openapi_extra=body_of(EventsBody),
        responses=sends(),
        summary="Send messages, results, approvals, or an end",
    )
    @knows_repetitions  # the log has the keys of a session's input
    async def send_events(
        session_id: str, request: Request, principal: Principal = Depends(anybody)
    ) -> Response:
        body = validate(EventsBody, await read_object(request, max_bytes))
        inputs = inputs_of(body.events)
        for one in inputs:
            if isinstance(one, ApprovalResult):
                may_approve(principal)
            else:
                with_scope(principal, "agents:write")
        sent = SentInput(
            inputs=inputs,
            idempotency_key=idempotency_key(request),
            digest=request.state.body_digest.hex(),
        )
        await backend.call(SendAgentInput(principal, session_id, sent))
        return Response(status_code=202)

    @routes.get(
        "/sessions/{session_id}/events",
        response_model=None,
        responses=sends(stream=True),
        summary="What happens in a session from now on, or behind an event",
    )
    async def read_events(
        session_id: str,
        starting_after: Annotated[int | None, Query(ge=-1, description="-1: all there were.")] = None,
        last_event_id: Annotated[str | None, Header()] = None,
        format: Literal["sse", "json"] = "sse",  # noqa: A002 - the parameter's name
        after: Annotated[int, Query(ge=-1)] = -1,
        limit: Annotated[int, Query(ge=1, le=MAX_EVENTS)] = 100,
        principal: Principal = Depends(reader),
    ) -> Response:
        session = await backend.call(GetAgentSession(principal, session_id))
        if format == "json":
            events = await backend.call(ListAgentEvents(principal, session_id, after, limit))
            objects = [event_object(session_id, event) for event in events]
            return json_response({"object": "list", "data": objects, "has_more": len(events) == limit})
        behind = _number_of(last_event_id) if starting_after is None else starting_after
        if behind is None:
            behind = session.num_events - 1
        stream = backend.stream(FollowAgentSession(principal, session_id, behind))
        return EventStream(session_id, stream, heartbeat_s)

    @routes.get(
        "/sessions/{session_id}/items",
        response_model=None,
        responses=sends(),
        summary="What was said and done",
    )
    async def list_items(
        session_id: str,
        page: Annotated[Page, Depends(page_of)],
        principal: Principal = Depends(reader),
    ) -> Response:
        listed = await backend.call(ListAgentItems(principal, session_id, page))
        return json_response(object_list(listed, [dict(item) for item in listed.items]))

    @routes.get(
        "/sessions/{session_id}/turns",
        response_model=None,
        responses=sends(),
        summary="List a session's turns",
    )
    async def list_turns(
        session_id: str,
        page: Annotated[Page, Depends(page_of)],
        principal: Principal = Depends(reader),
    ) -> Response:
        listed = await backend.call(ListAgentTurns(principal, session_id, page))
        return json_response(object_list(listed, [turn_object(turn) for turn in listed.items]))

    @routes.get(
        "/sessions/{session_id}/turns/{turn_id}",
        response_model=None,
        responses=sends("openai.types.beta.agents.sessions:Turn"),
        summary="Look up a turn",
    )
    async def retrieve_turn(
        session_id: str, turn_id: str, principal: Principal = Depends(reader)
    ) -> Response:
        turn = await backend.call(GetAgentTurn(principal, session_id, turn_id))
        return json_response(turn_object(turn))

    @routes.get(
        "/sessions/{session_id}/turns/{turn_id}/items",
        response_model=None,
        responses=sends(),
        summary="What was said and done in a turn",
    )
    async def list_turn_items(
        session_id: str,
        turn_id: str,
        page: Annotated[Page, Depends(page_of)],
        principal: Principal = Depends(reader),
    ) -> Response:
        listed = await backend.call(ListAgentItems(principal, session_id, page, turn_id))
        return json_response(object_list(listed, [dict(item) for item in listed.items]))


def _number_of(last_event_id: str | None) -> int | None:
    if last_event_id is None:
        return None
    match = _EVENT_ID.fullmatch(last_event_id)
    if match is None:
        raise InvalidRequest(
            f"The header Last-Event-ID must be an event's id or number, got {last_event_id[:80]!r}."
        )
    return int(match[1])
