"""/v1/sessions is Anthropic's path for its managed agents, and ours for what a server keeps of a session."""

from __future__ import annotations

from fastapi import APIRouter, Depends

from serving.api.anthropic.clients import VERSION_HEADER, SharedPathRoute
from serving.api.context import Context
from serving.api.noun_router import NounRouter
from serving.errors import NotFound


def router(context: Context) -> APIRouter:
    routes = NounRouter(
        route_class=SharedPathRoute,
        dependencies=[Depends(context.keys.require(None))],
        include_in_schema=False,
    )

    @routes.api_route("/v1/sessions{rest:path}", methods=["GET", "POST", "DELETE"], response_model=None)
    async def refuse() -> None:
        raise NotFound(
            "There are no managed agents here. For the sessions that this server keeps, leave out the "
            f"header {VERSION_HEADER}."
        )

    return routes
