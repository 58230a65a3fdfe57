"""/v1/sessions: what this server remembers of its callers."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Response

from serving.api.context import Context
from serving.api.openapi import sends
from serving.api.sse import encode_json
from serving.output import BranchInfo, SessionInfo

MAX_PAGE = 100


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
        "branches": [_branch_object(branch) for branch in info.branches],
    }


def _branch_object(branch: BranchInfo) -> dict[str, Any]:
    return {"id": branch.branch_id, "num_tokens": branch.num_tokens, "num_messages": branch.num_messages}


def router(context: Context) -> APIRouter:
    routes = APIRouter()
    backend = context.backend
    authenticate = context.keys.authenticate

    @routes.get("/v1/sessions", response_model=None, responses=sends(), summary="List your sessions")
    async def list_sessions(
        limit: Annotated[int, Query(ge=1, le=MAX_PAGE)] = 20,
        after: Annotated[str | None, Query(description="The last id of the page before.")] = None,
        tenant: str = Depends(authenticate),
    ) -> Response:
        # One more than asked for tells whether there is a next page.
        infos = await backend.sessions(tenant, limit=limit + 1, after=after)
        page = [session_object(info) for info in infos[:limit]]
        return _json(
            {
                "object": "list",
                "data": page,
                "first_id": page[0]["id"] if page else None,
                "last_id": page[-1]["id"] if page else None,
                "has_more": len(infos) > limit,
            }
        )

    # A session's id is the client's own and may have slashes in it.
    @routes.get(
        "/v1/sessions/{session_id:path}",
        response_model=None,
        responses=sends(),
        summary="Look up one session",
    )
    async def retrieve_session(session_id: str, tenant: str = Depends(authenticate)) -> Response:
        return _json(session_object(await backend.session(tenant, session_id)))

    @routes.delete(
        "/v1/sessions/{session_id:path}", response_model=None, responses=sends(), summary="Forget one session"
    )
    async def delete_session(session_id: str, tenant: str = Depends(authenticate)) -> Response:
        await backend.delete_session(tenant, session_id)
        return _json({"id": session_id, "object": "session.deleted", "deleted": True})

    return routes


def _json(value: dict[str, Any]) -> Response:
    return Response(encode_json(value), media_type="application/json")
