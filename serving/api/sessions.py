"""/v1/sessions: what this server remembers of its callers."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import asdict, replace
from typing import Annotated, Any, Literal, TypeVar

from fastapi import APIRouter, Depends, Query, Request, Response
from starlette.responses import StreamingResponse

from serving.agent_sessions import is_of_agent
from serving.api.body import read_optional_object
from serving.api.cold import cold_object
from serving.api.context import Context
from serving.api.idempotent_route import knows_repetitions
from serving.api.json_response import json_response
from serving.api.kv_usage import kv_object
from serving.api.limits import read_body
from serving.api.noun_router import NounRouter
from serving.api.openapi import body_of, sends
from serving.api.paging import item_list, page_of
from serving.api.reach import check_reach
from serving.api.restored import restored_object
from serving.api.session_bodies import ForkBody, LeaseBody, MigrateBody, RewindBody, fork_ids
from serving.api.session_route import SessionRoute
from serving.api.validation import validate
from serving.api.wire import WireModel
from serving.errors import AgentSessionNotFound, SessionNotFound
from serving.operations import (
    DeleteSession,
    DropAnonymousKV,
    DropKV,
    ExportSession,
    ForkSession,
    GetAgentSession,
    GetSession,
    ImportSession,
    LeaseKV,
    ListSessions,
    MigrateKV,
    NoteAudit,
    OffloadKV,
    PrewarmKV,
    RewindSession,
)
from serving.output import (
    BranchInfo,
    ForkReport,
    ImportReport,
    ItemInfo,
    LastCold,
    LastRestored,
    PrewarmReport,
    SessionInfo,
)
from serving.principal import Principal
from serving.responses import Page

BodyT = TypeVar("BodyT", bound=WireModel)


def session_object(info: SessionInfo) -> dict[str, Any]:
    return {
        "id": info.session_id,
        "object": "session",
        "created_at": info.created,
        "last_used_at": info.last_used,
        "state": info.state,
        "num_turns": info.num_turns,
        "num_tokens": info.num_tokens,
        "num_blocks": info.num_blocks,
        "num_resident_blocks": info.num_resident_blocks,
        "bytes_resident": info.bytes_resident,
        "num_stored_blocks": info.num_stored_blocks,
        "head": info.head_branch_id,
        "branches": [_branch_object(branch) for branch in info.branches],
    }


def _branch_object(branch: BranchInfo) -> dict[str, Any]:
    has_parent = branch.parent_branch_id is not None
    fields: dict[str, Any] = {
        "id": branch.branch_id,
        "created_at": branch.created,
        "num_tokens": branch.num_tokens,
        "num_messages": branch.num_messages,
        "parent": {"branch": branch.parent_branch_id, "seq": branch.parent_seq} if has_parent else None,
        "is_superseded": branch.is_superseded,
    }
    if branch.items is not None:
        fields["items"] = [_item_object(item) for item in branch.items]
    if branch.kv is not None:
        fields["kv"] = asdict(branch.kv)
    return fields


def _item_object(item: ItemInfo) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "id": item.item_id,
        "index": item.index,
        "role": item.role,
        "source": item.source,
        "seq": item.seq,
        "num_tokens": item.num_tokens,
        "num_sampled_tokens": item.num_sampled_tokens,
        "created_at": item.created,
        "finish_reason": item.finish_reason,
    }
    return fields if item.token_ids is None else {**fields, "token_ids": item.token_ids}


def state_object(info: SessionInfo) -> dict[str, Any]:
    """Where a session's KV is, and what of it was wanted and lost: numbers, and nothing that was said."""
    return {
        "id": info.session_id,
        "object": "session.state",
        "state": info.state,
        "num_turns": info.num_turns,
        "num_tokens": info.num_tokens,
        "head": info.head_branch_id,
        "branches": [_branch_object(branch) for branch in info.branches],
        "placement": None if info.placement is None else asdict(info.placement),
        "residency": [asdict(tier) for tier in info.residency],
        "lease": _lease_object(info),
        "last_restored": _last_object(info.last_restored),
        "last_cold": _last_object(info.last_cold),
        "kv_usage": kv_object([info.kv_usage]),
    }


def _lease_object(info: SessionInfo) -> dict[str, Any] | None:
    if info.leased_until is None:
        return None
    return {
        "expires_at": int(info.leased_until),
        "num_blocks": sum(tier.num_leased_blocks for tier in info.residency),
    }


def _last_object(last: LastRestored | LastCold | None) -> dict[str, Any] | None:
    match last:
        case LastRestored(at, restored):
            return {"at": at, **restored_object([restored])}
        case LastCold(at, cold):
            return {"at": at, **cold_object(cold)}
    return None


def _fork_object(report: ForkReport) -> dict[str, Any]:
    return {
        "id": report.session_id,
        "object": "session.forked",
        "num_tokens": report.num_tokens,
        "num_messages": report.num_messages,
        "session_ids": list(report.session_ids),
    }


def _prewarm_object(report: PrewarmReport) -> dict[str, Any]:
    restored = report.restored
    return {
        "num_tokens": report.num_tokens,
        "cached_tokens": report.num_cached_tokens,
        "computed_tokens": report.num_tokens - report.num_cached_tokens,
        "restored": None if restored is None else restored_object([restored]),
    }


def _import_object(report: ImportReport) -> dict[str, Any]:
    return {"id": report.session_id, "object": "session.imported", **asdict(report)}


async def _from_first(first: bytes, rest: AsyncGenerator[bytes]) -> AsyncGenerator[bytes]:
    async with aclosing(rest):
        yield first
        async for piece in rest:
            yield piece


def router(context: Context) -> APIRouter:
    backend = context.backend

    async def reached(request: Request, principal: Principal = Depends(context.keys.require(None))) -> None:
        """Raises SessionNotFound for another user's session, and that of another user's agent."""
        session_id = request.path_params.get("session_id")
        if session_id is None or principal.only_user is None:
            return
        await check_reach(backend, principal, "session", session_id)
        if is_of_agent(session_id):
            try:
                await backend.call(GetAgentSession(principal, session_id))
            except AgentSessionNotFound:
                raise SessionNotFound(session_id) from None

    routes = NounRouter(route_class=SessionRoute, dependencies=[Depends(reached)])
    reader, writer = (context.keys.require(scope) for scope in ("sessions:read", "sessions:write"))

    @routes.get("/v1/sessions", response_model=None, responses=sends(), summary="List your sessions")
    async def list_sessions(
        page: Annotated[Page, Depends(page_of)], principal: Principal = Depends(reader)
    ) -> Response:
        # One more than asked for tells whether there is a next page.
        infos = await backend.call(ListSessions(principal, replace(page, limit=page.limit + 1)))
        objects = [session_object(info) for info in infos[: page.limit]]
        return json_response(item_list(objects, has_more=len(infos) > page.limit))

    # Verbs come before the look-up of one: a session's id is the client's own and may have slashes in it.
    @routes.get(
        "/v1/sessions/{session_id:path}/export",
        response_model=None,
        responses=sends(),
        summary="Export one session to a file",
    )
    async def export_session(
        session_id: str, kv: bool = False, principal: Principal = Depends(reader)
    ) -> Response:
        export = ExportSession(principal.tenant, session_id, kv, context.config.max_archive_bytes)
        pieces = backend.stream(export)
        first = await anext(pieces)  # what is wrong is said before the answer begins
        return StreamingResponse(
            _from_first(first, pieces),
            media_type="application/x-tar",
            headers={"content-disposition": 'attachment; filename="session.tar"'},
        )

    @routes.post(
        "/v1/sessions/import", response_model=None, responses=sends(), summary="Import a session from a file"
    )
    @knows_repetitions  # an id that is taken is refused
    async def import_session(
        request: Request,
        session_id: Annotated[str | None, Query(min_length=1, max_length=256)] = None,
        principal: Principal = Depends(writer),
    ) -> Response:
        packed = await read_body(request, context.config.max_archive_bytes)
        return json_response(
            _import_object(
                await backend.call(ImportSession(principal.tenant, packed, session_id, principal.user))
            )
        )

    @routes.post(
        "/v1/sessions/{session_id:path}/fork",
        response_model=None,
        responses=sends(),
        openapi_extra=body_of(ForkBody),
        summary="Make sessions that go on from a place of this one",
    )
    async def fork_session(
        session_id: str, request: Request, principal: Principal = Depends(writer)
    ) -> Response:
        body = await _body_of(request, ForkBody)
        new_ids = fork_ids(body)
        fork = ForkSession(principal.tenant, session_id, new_ids, body.at, principal.user)
        return json_response(_fork_object(await backend.call(fork)))

    @routes.post(
        "/v1/sessions/{session_id:path}/rewind",
        response_model=None,
        responses=sends(),
        openapi_extra=body_of(RewindBody),
        summary="Let a session go on from an earlier place",
    )
    async def rewind_session(
        session_id: str, request: Request, principal: Principal = Depends(writer)
    ) -> Response:
        body = await _body_of(request, RewindBody)
        await backend.call(RewindSession(principal.tenant, session_id, body.to))
        return json_response(await _state(principal.tenant, session_id))

    # ---- its KV: `state` and `state:VERB` --------------------------------------------------------

    async def _state(tenant: str, session_id: str) -> dict[str, Any]:
        return state_object(await backend.call(GetSession(tenant, session_id, with_items=False)))

    async def _body_of(request: Request, model: type[BodyT]) -> BodyT:
        """Of a JSON body, or of none."""
        body = validate(model, await read_optional_object(request, context.config.max_body_bytes))
        context.unknown.note(body)
        return body

    @routes.get(
        "/v1/sessions/{session_id:path}/state",
        response_model=None,
        responses=sends(),
        summary="Where a session's KV is",
    )
    async def retrieve_state(session_id: str, principal: Principal = Depends(reader)) -> Response:
        return json_response(await _state(principal.tenant, session_id))

    @routes.post(
        "/v1/sessions/{session_id:path}/state:lease",
        response_model=None,
        responses=sends(),
        openapi_extra=body_of(LeaseBody),
        summary="Keep a session's KV before that of others for a time",
    )
    async def lease_kv(session_id: str, request: Request, principal: Principal = Depends(writer)) -> Response:
        body = await _body_of(request, LeaseBody)
        await backend.call(LeaseKV(principal.tenant, session_id, body.seconds))
        return json_response(await _state(principal.tenant, session_id))

    @routes.post(
        "/v1/sessions/{session_id:path}/state:prewarm",
        response_model=None,
        responses=sends(),
        dependencies=[Depends(context.slots.refuse_when_full)],
        summary="Compute or restore a session's KV now",
    )
    async def prewarm_kv(session_id: str, principal: Principal = Depends(writer)) -> Response:
        with context.slots.hold():
            async with aclosing(backend.stream(PrewarmKV(principal.tenant, session_id))) as reports:
                report = await anext(reports)
        state = await _state(principal.tenant, session_id)
        return json_response({**state, "prewarmed": _prewarm_object(report)})

    @routes.post(
        "/v1/sessions/{session_id:path}/state:offload",
        response_model=None,
        responses=sends(),
        summary="Move a session's KV out of the device's memory",
    )
    async def offload_kv(session_id: str, principal: Principal = Depends(writer)) -> Response:
        await backend.call(OffloadKV(principal.tenant, session_id))
        return json_response(await _state(principal.tenant, session_id))

    @routes.post(
        "/v1/sessions/{session_id:path}/state:drop",
        response_model=None,
        responses=sends(),
        summary="Give up a session's KV, and keep its log",
    )
    async def drop_kv(session_id: str, principal: Principal = Depends(writer)) -> Response:
        await backend.call(DropKV(principal.tenant, session_id))
        return json_response(await _state(principal.tenant, session_id))

    @routes.post(
        "/v1/sessions/{session_id:path}/state:migrate",
        response_model=None,
        responses=sends(),
        openapi_extra=body_of(MigrateBody),
        dependencies=[Depends(context.slots.refuse_when_full)],
        summary="Move a session and its KV to another replica",
    )
    async def migrate_kv(
        session_id: str, request: Request, principal: Principal = Depends(writer)
    ) -> Response:
        body = await _body_of(request, MigrateBody)
        with context.slots.hold():
            report = await backend.call(MigrateKV(principal.tenant, session_id, body.replica))
        state = await _state(principal.tenant, session_id)
        return json_response({**state, "prewarmed": _prewarm_object(report.prewarmed)})

    @routes.get(
        "/v1/sessions/{session_id:path}",
        response_model=None,
        responses=sends(),
        summary="Look up one session",
    )
    async def retrieve_session(
        session_id: str,
        include: Annotated[list[Literal["token_ids"]] | None, Query()] = None,
        principal: Principal = Depends(reader),
    ) -> Response:
        info = await backend.call(GetSession(principal.tenant, session_id, "token_ids" in (include or ())))
        return json_response(session_object(info))

    @routes.delete(
        "/v1/sessions/{session_id:path}", response_model=None, responses=sends(), summary="Forget one session"
    )
    async def delete_session(session_id: str, principal: Principal = Depends(writer)) -> Response:
        await backend.call(DeleteSession(principal.tenant, session_id))
        await backend.call(NoteAudit(principal, "session.deleted", session_id))
        return json_response({"id": session_id, "object": "session.deleted", "deleted": True})

    @routes.delete(
        "/v1/kv",
        response_model=None,
        responses=sends(),
        summary="Give up the KV of requests without a session",
    )
    async def delete_kv(principal: Principal = Depends(writer)) -> Response:
        await backend.call(DropAnonymousKV(principal.tenant))
        await backend.call(NoteAudit(principal, "kv.deleted", ""))
        return json_response({"object": "kv.deleted", "deleted": True})

    return routes
