"""/v1/agents/environments and the artifacts of sessions: files, in and out."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import StreamingResponse

from serving.agent_sessions import WORKSPACE, EnvironmentFile, artifact_object, environment_object
from serving.api.body import read_object
from serving.api.json_response import json_response
from serving.api.openai.agents.config import unsupported
from serving.api.openai.agents.environment_plan import absolute, inline_file, new_environment
from serving.api.openai.agents.listing import object_list
from serving.api.openai.agents.wire import EnvironmentFileBody, NewEnvironmentBody
from serving.api.openai.context import OpenAIContext
from serving.api.openapi import body_of, sends
from serving.api.paging import MAX_PAGE, page_of
from serving.api.validation import invalid, shown, validate
from serving.operations import (
    CreateEnvironment,
    DeleteArtifact,
    GetArtifact,
    GetEnvironment,
    ListArtifacts,
    ListEnvironmentFiles,
    ListEnvironments,
    ReadArtifact,
    ReadEnvironmentFile,
    WriteEnvironmentFile,
)
from serving.principal import Principal
from serving.responses import Page

_BYTES = "application/octet-stream"


def add_routes(routes: APIRouter, context: OpenAIContext) -> None:
    _add_environments(routes, context)
    _add_files(routes, context)
    _add_artifacts(routes, context)


def _add_environments(routes: APIRouter, context: OpenAIContext) -> None:
    backend = context.backend
    reader, writer = (context.keys.require(scope) for scope in ("agents:read", "agents:write"))
    max_bytes = context.config.max_body_bytes

    @routes.post(
        "/environments",
        response_model=None,
        openapi_extra=body_of(NewEnvironmentBody),
        responses=sends("openai.types.beta.agents:EnvironmentInfo"),
        summary="Make an environment, for a session that comes later",
    )
    async def create_environment(request: Request, principal: Principal = Depends(writer)) -> Response:
        body = validate(NewEnvironmentBody, await read_object(request, max_bytes))
        if body.environment.get("type") != "openai_hosted":
            raise invalid(
                "environment.type", f"must be openai_hosted, got {shown(body.environment.get('type'))}"
            )
        if body.vault_ids:
            raise unsupported("vault_ids", "Give them to the session: environments have no network.")
        environment = await new_environment(backend, body.environment, principal, None)
        return json_response(environment_object(await backend.call(CreateEnvironment(environment))))

    @routes.get("/environments", response_model=None, responses=sends(), summary="List environments")
    async def list_environments(
        page: Annotated[Page, Depends(page_of)],
        type: Literal["openai_hosted"] = "openai_hosted",  # noqa: A002 - the parameter's name
        principal: Principal = Depends(reader),
    ) -> Response:
        listed = await backend.call(ListEnvironments(principal, page))
        return json_response(object_list(listed, [environment_object(one) for one in listed.items]))

    @routes.get(
        "/environments/{environment_id}",
        response_model=None,
        responses=sends("openai.types.beta.agents:EnvironmentInfo"),
        summary="Look up an environment",
    )
    async def retrieve_environment(environment_id: str, principal: Principal = Depends(reader)) -> Response:
        found = await backend.call(GetEnvironment(principal, environment_id))
        return json_response(environment_object(found))


def _add_files(routes: APIRouter, context: OpenAIContext) -> None:
    backend = context.backend
    reader, writer = (context.keys.require(scope) for scope in ("agents:read", "agents:write"))
    max_bytes = context.config.max_body_bytes

    @routes.post(
        "/environments/{environment_id}/files",
        response_model=None,
        openapi_extra=body_of(EnvironmentFileBody),
        responses=sends("openai.types.beta.agents.environments:EnvironmentFile"),
        summary="Put a file into an environment",
    )
    async def create_file(
        environment_id: str, request: Request, principal: Principal = Depends(writer)
    ) -> Response:
        path, data = inline_file(await read_object(request, max_bytes), "")
        file = await backend.call(WriteEnvironmentFile(principal, environment_id, path, data))
        return json_response(_file_object(environment_id, file))

    @routes.get(
        "/environments/{environment_id}/files",
        response_model=None,
        responses=sends(),
        summary="List the files of an environment",
    )
    async def list_files(
        environment_id: str,
        path: str = WORKSPACE,
        limit: Annotated[int, Query(ge=1, le=MAX_PAGE)] = 20,
        order: Literal["asc", "desc"] = "desc",
        page: Annotated[str | None, Query(description="`next_page` of the page before.")] = None,
        principal: Principal = Depends(reader),
    ) -> Response:
        below = absolute(path, "path")
        listed = await backend.call(ListEnvironmentFiles(principal, environment_id, below))
        files = list(listed if order == "asc" else reversed(listed))
        first = _first_of(page)
        here, is_last = files[first : first + limit], first + limit >= len(files)
        return json_response(
            {
                "object": "list",
                "data": [_file_object(environment_id, file) for file in here],
                "has_more": not is_last,
                "next": None if is_last else str(first + limit),
            }
        )

    @routes.get(
        "/environments/{environment_id}/files/content",
        response_model=None,
        responses=sends(),
        summary="The bytes of a file of an environment",
    )
    async def file_content(
        environment_id: str, path: str, principal: Principal = Depends(reader)
    ) -> Response:
        below = absolute(path, "path")
        return await _streamed(backend.stream(ReadEnvironmentFile(principal, environment_id, below)))


def _add_artifacts(routes: APIRouter, context: OpenAIContext) -> None:
    backend = context.backend
    reader, writer = (context.keys.require(scope) for scope in ("agents:read", "agents:write"))

    @routes.get(
        "/sessions/{session_id}/artifacts",
        response_model=None,
        responses=sends(),
        summary="List the files that a session's turns have published",
    )
    async def list_artifacts(
        session_id: str,
        page: Annotated[Page, Depends(page_of)],
        environment_id: str | None = None,
        principal: Principal = Depends(reader),
    ) -> Response:
        listed = await backend.call(ListArtifacts(principal, session_id, page, environment_id))
        return json_response(object_list(listed, [artifact_object(one) for one in listed.items]))

    @routes.get(
        "/sessions/{session_id}/artifacts/{artifact_id}",
        response_model=None,
        responses=sends("openai.types.beta.agents.sessions:SessionArtifact"),
        summary="Look up an artifact",
    )
    async def retrieve_artifact(
        session_id: str, artifact_id: str, principal: Principal = Depends(reader)
    ) -> Response:
        found = await backend.call(GetArtifact(principal, session_id, artifact_id))
        return json_response(artifact_object(found))

    @routes.delete(
        "/sessions/{session_id}/artifacts/{artifact_id}",
        response_model=None,
        responses=sends(),
        summary="Delete an artifact; the file that it was made of stays",
    )
    async def delete_artifact(
        session_id: str, artifact_id: str, principal: Principal = Depends(writer)
    ) -> Response:
        await backend.call(DeleteArtifact(principal, session_id, artifact_id))
        return json_response({"id": artifact_id, "object": "agent.session.artifact.deleted", "deleted": True})

    @routes.get(
        "/sessions/{session_id}/artifacts/{artifact_id}/content",
        response_model=None,
        responses=sends(),
        summary="The bytes of an artifact",
    )
    async def artifact_content(
        session_id: str, artifact_id: str, principal: Principal = Depends(reader)
    ) -> Response:
        return await _streamed(backend.stream(ReadArtifact(principal, session_id, artifact_id)))


async def _streamed(chunks: AsyncGenerator[bytes]) -> Response:
    """What goes wrong before the first bytes is an error with a status of its own."""
    first = await anext(chunks, b"")

    async def whole() -> AsyncGenerator[bytes]:
        try:
            yield first
            async for chunk in chunks:
                yield chunk
        finally:
            await chunks.aclose()

    return StreamingResponse(whole(), media_type=_BYTES)


def _first_of(page: str | None) -> int:
    if page is None:
        return 0
    if not page.isascii() or not page.isdigit() or len(page) > 9:
        raise invalid("page", f"must be the `next` of the page before, got {shown(page)}")
    return int(page)


def _file_object(environment_id: str, file: EnvironmentFile) -> dict[str, object]:
    return {
        "object": "agent.environment.file",
        "environment_id": environment_id,
        "path": file.path,
        "size_bytes": file.size_bytes,
    }
