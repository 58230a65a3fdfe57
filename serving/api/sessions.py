"""/v1/sessions: what this server remembers of its callers."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import asdict, replace
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Request, Response
from starlette.responses import StreamingResponse

from serving.api.context import Context
from serving.api.json_response import json_response
from serving.api.limits import read_body
from serving.api.openapi import sends
from serving.api.paging import item_list, page_of
from serving.operations import DeleteSession, ExportSession, GetSession, ImportSession, ListSessions
from serving.output import BranchInfo, ImportReport, ItemInfo, SessionInfo
from serving.principal import Principal
from serving.responses import Page


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
        "num_disk_blocks": info.num_disk_blocks,
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


def _import_object(report: ImportReport) -> dict[str, Any]:
    return {"id": report.session_id, "object": "session.imported", **asdict(report)}


async def _from_first(first: bytes, rest: AsyncGenerator[bytes]) -> AsyncGenerator[bytes]:
    async with aclosing(rest):
        yield first
        async for piece in rest:
            yield piece


def router(context: Context) -> APIRouter:
    routes = APIRouter()
    backend = context.backend
    authenticate = context.keys.authenticate

    @routes.get("/v1/sessions", response_model=None, responses=sends(), summary="List your sessions")
    async def list_sessions(
        page: Annotated[Page, Depends(page_of)], principal: Principal = Depends(authenticate)
    ) -> Response:
        # One more than asked for tells whether there is a next page.
        infos = await backend.call(ListSessions(principal.tenant, replace(page, limit=page.limit + 1)))
        objects = [session_object(info) for info in infos[: page.limit]]
        return json_response(item_list(objects, has_more=len(infos) > page.limit))

    # Before the look-up of one: a session's id is the client's own and may have slashes in it.
    @routes.get(
        "/v1/sessions/{session_id:path}/export",
        response_model=None,
        responses=sends(),
        summary="Export one session to a file",
    )
    async def export_session(
        session_id: str, kv: bool = False, principal: Principal = Depends(authenticate)
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
    async def import_session(
        request: Request,
        session_id: Annotated[str | None, Query(min_length=1, max_length=256)] = None,
        principal: Principal = Depends(authenticate),
    ) -> Response:
        packed = await read_body(request, context.config.max_archive_bytes)
        return json_response(
            _import_object(await backend.call(ImportSession(principal.tenant, packed, session_id)))
        )

    @routes.get(
        "/v1/sessions/{session_id:path}",
        response_model=None,
        responses=sends(),
        summary="Look up one session",
    )
    async def retrieve_session(
        session_id: str,
        include: Annotated[list[Literal["token_ids"]] | None, Query()] = None,
        principal: Principal = Depends(authenticate),
    ) -> Response:
        info = await backend.call(GetSession(principal.tenant, session_id, "token_ids" in (include or ())))
        return json_response(session_object(info))

    @routes.delete(
        "/v1/sessions/{session_id:path}", response_model=None, responses=sends(), summary="Forget one session"
    )
    async def delete_session(session_id: str, principal: Principal = Depends(authenticate)) -> Response:
        await backend.call(DeleteSession(principal.tenant, session_id))
        return json_response({"id": session_id, "object": "session.deleted", "deleted": True})

    return routes
