"""What is another user's of the tenant is not there for who has a user himself."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Literal

from fastapi import Depends, Request

from serving.api.backend import Calls
from serving.api.context import Context
from serving.operations import CheckReach
from serving.principal import Principal

Kind = Literal["session", "response", "conversation"]


async def check_reach(backend: Calls, principal: Principal, kind: Kind, id_: str) -> None:
    """Raises SessionNotFound, ResponseNotFound, ConversationNotFound."""
    if principal.only_user is not None:
        await backend.call(CheckReach(principal, kind, id_))


def reached(context: Context, kind: Kind) -> Callable[..., Awaitable[None]]:
    """A dependency of routes whose path has the id."""

    async def check(request: Request, principal: Principal = Depends(context.keys.require(None))) -> None:
        id_ = request.path_params.get(f"{kind}_id")
        if id_ is not None:
            await check_reach(context.backend, principal, kind, id_)

    return check
