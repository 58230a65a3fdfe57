"""Who is asking for which model, and in which session: what stands outside the sampling parameters."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256

from fastapi.requests import HTTPConnection
from pydantic_core import from_json

from serving.agent_sessions import is_of_agent
from serving.api.backend import Backend, Calls
from serving.api.hints import is_final
from serving.api.validation import invalid, shown
from serving.errors import InvalidRequest, ModelNotFound
from serving.operations import ListModels
from serving.output import ModelCard
from serving.principal import Principal
from serving.request import SamplingDefaults

# Where clients put the identity of a conversation; the first that is there counts, so the weakest comes
# last. A harness's `session-id` is shared with its subagents, whose `thread-id` is their own.
# X-Correlation-ID is left out: proxies set it anew for each request.
SESSION_HEADERS = (
    "x-session-id",
    "x-dynamo-session-id",
    "x-claude-code-session-id",
    "thread-id",
    "x-session-affinity",
    "session-id",
    "x-client-request-id",
)
# A header that is another thing elsewhere, and the one that tells: most clients make a request's id anew.
_COUNTS_BESIDE = {"x-client-request-id": "originator"}
MAX_SESSION_ID_CHARS = 256
_TURN_METADATA_HEADER = "x-codex-turn-metadata"  # JSON
HEAD_HEADER, PINNED = "x-tenure-head", "pinned"  # what becomes of system messages that change
ANY_NAME = "*"  # the alias of a model that takes every name


@dataclass(frozen=True, slots=True)
class Caller:
    """What is known of a request besides its body."""

    principal: Principal
    model: str  # the served name, resolved
    header_session_id: str | None
    defaults: SamplingDefaults  # of the model
    is_last: bool = False  # the turn is the session's last
    is_head_pinned: bool = False  # the session's conversations keep the system messages that they began with
    template_variables: tuple[str, ...] = ()  # that its template reads
    is_compaction: bool = False  # a harness asks for a summary, in place of the history

    def session_id(self, from_body: str | None, cache_key: str | None = None) -> str | None:
        """The body's, else the header's, else one of `cache_key`, which others may send too.

        Raises InvalidRequest.
        """
        session_id = self.header_session_id if from_body is None else from_body
        if session_id is None:
            return _of_cache_key(cache_key, self.principal.user)
        if not 1 <= len(session_id) <= MAX_SESSION_ID_CHARS or not session_id.isprintable():
            raise invalid(
                "session_id",
                f"must have 1 to {MAX_SESSION_ID_CHARS} characters, all printable, "
                f"got {len(session_id)}: {shown(session_id)}",
            )
        if self.principal.only_user is not None and is_of_agent(session_id):
            raise invalid("session_id", f"may not be that of an agent's session, got {shown(session_id)}")
        return session_id


def _of_cache_key(cache_key: str | None, user: str | None) -> str | None:
    """Each user's own: an application sends the same one for all of them."""
    if not cache_key:
        return None
    if user is not None:
        return sha256(json.dumps([user, cache_key]).encode()).hexdigest()
    if len(cache_key) <= MAX_SESSION_ID_CHARS and cache_key.isprintable():
        return cache_key
    return sha256(cache_key.encode(errors="replace")).hexdigest()


async def caller_of(
    request: HTTPConnection, backend: Backend, principal: Principal, model: str | None
) -> Caller:
    """Raises ModelNotFound, or InvalidRequest for a header that is not what it must be."""
    card = await served_model(backend, model)
    return Caller(
        principal,
        card.name,
        _session_header(request),
        card.sampling_defaults,
        is_final(request),
        _is_head_pinned(request),
        card.template_variables,
        _is_compaction(request),
    )


async def served_model(backend: Calls, name: str | None) -> ModelCard:
    """The model of that name or alias; the default one where none is given. Raises ModelNotFound."""
    cards = await backend.call(ListModels())
    if not name:
        return cards[0]
    for known in (name, ANY_NAME):
        for card in cards:
            if known == card.name or known in card.aliases:
                return card
    raise ModelNotFound(name, [card.name for card in cards])


def _is_head_pinned(request: HTTPConnection) -> bool:
    policy = request.headers.get(HEAD_HEADER)
    if policy not in (None, PINNED):
        raise InvalidRequest(f"The header {HEAD_HEADER} must be {PINNED!r} or not be there, got {policy!r}.")
    return policy is not None


def _is_compaction(request: HTTPConnection) -> bool:
    try:
        metadata = from_json(request.headers.get(_TURN_METADATA_HEADER, "{}"))
    except ValueError:
        return False
    return isinstance(metadata, dict) and metadata.get("request_kind") == "compaction"


def _session_header(request: HTTPConnection) -> str | None:
    for name in SESSION_HEADERS:
        value = request.headers.get(name)
        if value is not None and _COUNTS_BESIDE.get(name, name) in request.headers:
            try:
                return value.encode("latin-1").decode()
            except UnicodeDecodeError:
                raise InvalidRequest(f"The header {name} is not UTF-8.", param="session_id") from None
    return None
