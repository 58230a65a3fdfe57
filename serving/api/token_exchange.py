"""POST /oauth/token (RFC 8693): a token with which an agent acts for a user, of the credentials of both."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl

from fastapi import APIRouter, Request, Response

from serving.api.auth import given_key
from serving.api.context import Context
from serving.api.issued_tokens import LIFE_S, Known
from serving.api.limits import read_body
from serving.api.noun_router import NounRouter
from serving.api.openapi import sends
from serving.api.sse import encode_json
from serving.errors import NotAuthenticated, TenureError, Unavailable
from serving.operations import NoteAudit
from serving.principal import Principal, common_scopes

GRANT = "urn:ietf:params:oauth:grant-type:token-exchange"
ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token"
TYPES = (ACCESS_TOKEN, "urn:ietf:params:oauth:token-type:jwt")
MAX_BODY_BYTES = 64 * 1024
MAX_ACTORS = 8


class Refused(TenureError):
    """In OAuth's words: RFC 6749, section 5.2."""

    http_status = 400

    def __init__(self, code: str, message: str) -> None:
        self.oauth_code = code
        super().__init__(message)


def router(context: Context) -> APIRouter:
    routes = NounRouter()

    @routes.post(
        "/oauth/token",
        response_model=None,
        responses=sends(),
        summary="Exchange a user's credential and an agent's for a token of the agent that acts for the user",
    )
    async def exchange_token(request: Request) -> Response:
        try:
            form = _form(await read_body(request, MAX_BODY_BYTES))
            subject, actor = await _parties(form, request)
            issued = _exchanged(form, subject, actor)
            token = context.keys.issue(issued)
        except Refused as error:
            body = {"error": error.oauth_code, "error_description": str(error)}
            return _answer(body, 400)
        principal, scopes = issued.principal, issued.principal.scopes
        details = {"actors": list(issued.actors), "scopes": None if scopes is None else sorted(scopes)}
        await context.backend.call(NoteAudit(principal, "token.issued", str(principal.user), details))
        assert issued.expires is not None, "what is given out ends"
        answer: dict[str, Any] = {
            "access_token": token,
            "issued_token_type": ACCESS_TOKEN,
            "token_type": "Bearer",
            "expires_in": int(issued.expires - time.time()),
        }
        if scopes is not None:
            answer["scope"] = " ".join(sorted(scopes))
        return _answer(answer, 200)

    async def _parties(form: Mapping[str, str], request: Request) -> tuple[Known, Known]:
        """(the user, the agent) Raises: Refused."""
        if "actor_token" in form:
            _check_type(form, "actor_token_type")
            actor = form["actor_token"]
        else:
            actor = given_key(request) or ""
            if not actor:
                raise Refused("invalid_request", "`actor_token` is required: the key or token of the agent.")
        _check_type(form, "subject_token_type")
        return await _known(form["subject_token"], "subject_token", request), await _known(
            actor, "actor_token", request
        )

    async def _known(token: str, name: str, request: Request) -> Known:
        """Raises: Refused; Unavailable."""
        try:
            return await context.keys.known(token)
        except Unavailable:
            raise
        except NotAuthenticated as error:
            await context.failed_logins.note(error, request)
            raise Refused("invalid_request", f"`{name}` is not taken: {error}") from None

    return routes


def _answer(body: Mapping[str, Any], status: int) -> Response:
    headers = {"cache-control": "no-store", "pragma": "no-cache"}
    return Response(encode_json(body), status, headers, media_type="application/json")


_KNOWN = {
    "grant_type",
    "subject_token",
    "subject_token_type",
    "actor_token",
    "actor_token_type",
    "scope",
    "requested_token_type",
}


def _form(body: bytes) -> dict[str, str]:
    """Raises: Refused."""
    try:
        pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, max_num_fields=32)
    except ValueError:
        raise Refused(
            "invalid_request", "The body must be a form (application/x-www-form-urlencoded)."
        ) from None
    form = dict(pairs)
    if len(form) != len(pairs):
        raise Refused("invalid_request", "A field is there twice.")
    if form.get("grant_type") != GRANT:
        raise Refused("unsupported_grant_type", f"`grant_type` must be {GRANT}.")
    for name in ("resource", "audience"):
        if name in form:
            raise Refused("invalid_target", f"`{name}` is not supported: tokens are for this server alone.")
    if form.get("requested_token_type", ACCESS_TOKEN) not in TYPES:
        raise Refused("invalid_request", f"`requested_token_type` may be {' or '.join(TYPES)}.")
    if not form.get("subject_token"):
        raise Refused("invalid_request", "`subject_token` is required: the user's key or token.")
    return {name: value for name, value in form.items() if name in _KNOWN}


def _check_type(form: Mapping[str, str], name: str) -> None:
    if form.get(name) not in TYPES:
        raise Refused("invalid_request", f"`{name}` must be {' or '.join(TYPES)}; an API key is the first.")


def _exchanged(form: Mapping[str, str], subject: Known, actor: Known) -> Known:
    """Raises: Refused."""
    user, agent = subject.principal, actor.principal
    if user.user is None:
        raise Refused("invalid_request", "`subject_token` is no user's: nobody is there to act for.")
    if user.tenant != agent.tenant:
        raise Refused("invalid_request", "`subject_token` and `actor_token` are of different tenants.")
    scopes = common_scopes(user, agent)
    if "scope" in form:
        asked, allowed = frozenset(form["scope"].split()), replace(user, scopes=scopes)
        scopes = common_scopes(allowed, Principal(user.tenant, scopes=asked)) or frozenset()
        for name in sorted(asked - scopes):
            raise Refused("invalid_scope", f"The user and the agent do not both have {name[:80]!r}.")
    name = agent.agent or agent.user or agent.key_id or "agent"
    actors = (name, *subject.actors)
    if len(actors) > MAX_ACTORS:
        raise Refused("invalid_request", f"There are {MAX_ACTORS} who act for the user already.")
    ends = [time.time() + LIFE_S, *(one.expires for one in (subject, actor) if one.expires is not None)]
    return Known(
        principal=replace(user, agent=name, scopes=scopes, key_id=agent.key_id),
        expires=min(ends),
        key_ids=tuple(dict.fromkeys((*subject.key_ids, *actor.key_ids))),
        actors=actors,
    )
