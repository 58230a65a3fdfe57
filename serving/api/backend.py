"""What the HTTP layer needs from whatever is behind it: one Replica in process, or many behind Ray."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from typing import Protocol

from serving.output import Event, Health, ModelCard, SessionInfo
from serving.request import Input, Request


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

    async def sessions(self, tenant: str, *, limit: int = 100, after: str | None = None) -> list[SessionInfo]:
        """Most recently used first; `after` is the last session id of the page before."""
        ...

    async def session(self, tenant: str, session_id: str) -> SessionInfo:
        """Raises SessionNotFound, for another tenant's session too."""
        ...

    async def delete_session(self, tenant: str, session_id: str) -> None:
        """Forget the session's log and give up its blocks. Raises SessionNotFound."""
        ...

    async def health(self) -> Health:
        """Whether new turns are taken. Raises EngineDead where only a restart helps."""
        ...

    async def metrics(self) -> bytes:
        """The Prometheus text exposition of this backend's process(es)."""
        ...
