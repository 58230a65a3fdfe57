"""What the HTTP layer needs from whatever is behind it: one Replica in process, or many behind Ray."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from typing import Protocol, TypeVar

from serving.output import Event, Health, ImportReport, ModelCard, SessionInfo
from serving.queries import Query
from serving.request import Input, Request
from serving.responses import FIRST_PAGE, NewResponse, Page, ResponseEvent, ResponseRecord

T = TypeVar("T")


class Backend(Protocol):
    """All methods may raise a TenureError; everything they take and return pickles."""

    async def models(self) -> Sequence[ModelCard]:
        """The served models, the default one first."""
        ...

    def generate(self, request: Request) -> AsyncGenerator[Event]:
        """Run one turn; yields what `serving.output` describes.

        Closing the generator (`aclose`) aborts the turn and frees its memory.

        Raises (before the first event): InvalidRequest, PromptTooLong, Overloaded,
            Unavailable, EngineDead. EngineDead may also come later.
        """
        ...

    async def tokenize(self, prompt: Input, *, add_special_tokens: bool = True) -> list[int]:
        """The ids that `generate` would compute for this prompt without a session."""
        ...

    async def token_strings(self, token_ids: Sequence[int]) -> list[str]:
        """Each token's own text. Raises InvalidRequest for an id outside the vocabulary."""
        ...

    async def detokenize(self, token_ids: Sequence[int]) -> str:
        """Raises InvalidRequest for an id outside the vocabulary."""
        ...

    async def sessions(self, tenant: str, page: Page = FIRST_PAGE) -> list[SessionInfo]:
        """By last use; `page.after` is a session id. Their branches come without items and KV.

        Raises SessionNotFound where `page.after` is none.
        """
        ...

    async def session(self, tenant: str, session_id: str, *, with_token_ids: bool = False) -> SessionInfo:
        """With its branches' items and KV. Raises SessionNotFound, for another tenant's session too."""
        ...

    async def delete_session(self, tenant: str, session_id: str) -> None:
        """Forget the session's log and give up its blocks. Raises SessionNotFound."""
        ...

    def export_session(
        self, tenant: str, session_id: str, *, with_kv: bool, max_bytes: int
    ) -> AsyncGenerator[bytes]:
        """One file (see `serving.sessions.archives.container`), in pieces.

        Raises (before the first piece): SessionNotFound, ArchiveTooLarge.
        """
        ...

    async def import_session(self, tenant: str, packed: bytes, session_id: str | None = None) -> ImportReport:
        """Write the session of such a file, under `session_id` if one is given.

        Raises (and then nothing was written): InvalidArchive, ModelMismatch, AlreadyExists, StorageFull.
        """
        ...

    def respond(self, run: NewResponse) -> AsyncGenerator[ResponseEvent]:
        """Store a response, make it, and read it; `serving.responses` says what comes.

        Closing the generator cancels the response, unless it runs in the background.

        Raises (before the first event, and then nothing was stored): ConversationLocked,
            ConversationNotFound, and, unless in the background, what `generate` raises.
        """
        ...

    def follow_response(self, tenant: str, response_id: str) -> AsyncGenerator[ResponseEvent]:
        """The same events, from the first one on, of any stored response. Raises ResponseNotFound."""
        ...

    async def cancel_response(self, tenant: str, response_id: str) -> ResponseRecord:
        """Raises ResponseNotFound; InvalidRequest for one that ended, or is not in the background."""
        ...

    async def delete_response(self, tenant: str, response_id: str) -> None:
        """Raises ResponseNotFound."""
        ...

    async def delete_conversation(self, tenant: str, conversation_id: str) -> None:
        """Responses made in it stay. Raises ConversationNotFound."""
        ...

    async def query(self, query: Query[T]) -> T:
        """Ask the log. Raises what the query's class says."""
        ...

    async def health(self) -> Health:
        """Whether new turns are taken. Raises EngineDead where only a restart helps."""
        ...

    async def metrics(self) -> bytes:
        """The Prometheus text exposition of this backend's process(es)."""
        ...
