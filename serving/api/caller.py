"""Who is asking for which model, and in which session: what stands outside the sampling parameters."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi.requests import HTTPConnection

from serving.api.backend import Backend
from serving.api.hints import is_final
from serving.api.validation import invalid, shown
from serving.errors import InvalidRequest, ModelNotFound
from serving.operations import ListModels
from serving.output import ModelCard
from serving.principal import Principal
from serving.request import SamplingDefaults

# The first that is there counts. X-Correlation-ID is left out: proxies set it anew for each request.
SESSION_HEADERS = ("x-session-id", "x-dynamo-session-id", "x-claude-code-session-id")  # the weakest last
MAX_SESSION_ID_CHARS = 256


@dataclass(frozen=True, slots=True)
class Caller:
    """What is known of a request besides its body."""

    principal: Principal
    model: str  # the served name, resolved
    header_session_id: str | None
    defaults: SamplingDefaults  # of the model
    is_last: bool = False  # the turn is the session's last

    def session_id(self, from_body: str | None) -> str | None:
        """The body's, else the header's. Raises InvalidRequest."""
        session_id = self.header_session_id if from_body is None else from_body
        if session_id is None:
            return None
        if not 1 <= len(session_id) <= MAX_SESSION_ID_CHARS or not session_id.isprintable():
            raise invalid(
                "session_id",
                f"must have 1 to {MAX_SESSION_ID_CHARS} characters, all printable, "
                f"got {len(session_id)}: {shown(session_id)}",
            )
        return session_id


async def caller_of(
    request: HTTPConnection, backend: Backend, principal: Principal, model: str | None
) -> Caller:
    """Raises ModelNotFound, or InvalidRequest for a session header that is not UTF-8."""
    card = await served_model(backend, model)
    return Caller(principal, card.name, _session_header(request), card.sampling_defaults, is_final(request))


async def served_model(backend: Backend, name: str | None) -> ModelCard:
    """The model of that name, or the default one where none is given. Raises ModelNotFound."""
    cards = await backend.call(ListModels())
    if not name:
        return cards[0]
    for card in cards:
        if card.name == name:
            return card
    raise ModelNotFound(name, [card.name for card in cards])


def _session_header(request: HTTPConnection) -> str | None:
    for name in SESSION_HEADERS:
        value = request.headers.get(name)
        if value is not None:
            try:
                return value.encode("latin-1").decode()
            except UnicodeDecodeError:
                raise InvalidRequest(f"The header {name} is not UTF-8.", param="session_id") from None
    return None
