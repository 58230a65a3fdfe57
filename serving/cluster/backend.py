"""A Backend whose engine is many replicas behind a Serve handle."""

from __future__ import annotations

import asyncio
import contextvars
import time
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import aclosing
from functools import partial
from types import MappingProxyType
from typing import Any, TypeVar

from serving.cluster.engine_stream import EngineStream
from serving.cluster.exposition import merged_exposition
from serving.cluster.failures import ReplicaLost, broken_off, no_replica, translated
from serving.cluster.merge import merged_health, merged_session, merged_sessions
from serving.cluster.messages import Events, Failed
from serving.cluster.replica_header import note_replica
from serving.cluster.router import AVOID
from serving.cluster.stored_stream import StoredStream
from serving.errors import EngineDead, RunSuspended, Unavailable
from serving.output import Event, Health, ImportReport, ModelCard, SessionInfo
from serving.queries import GetResponse, Query
from serving.request import Input, Request
from serving.responses import FIRST_PAGE, Page, ResponseRecord, ResponseRun, RunEvent
from serving.sessions.archive_entries import session_id_of

MAX_TRIES = 3
CALL_TIMEOUT_S = 60.0  # an answer that is no generation
BROADCAST_TIMEOUT_S = 10.0
MODELS_MAX_AGE_S = 10.0

T = TypeVar("T")


def session_key(tenant: str, session_id: str) -> str:
    return f"{tenant}/{session_id}"  # a tenant's name has no slash


def _place(tenant: str, record: ResponseRecord) -> str:
    """The session that decides which replica makes a response."""
    return session_key(tenant, record.session_id) if record.session_id else ""


class RayBackend:
    """Sends each request to the replica that the router chooses; holds no state of any session."""

    def __init__(self, engines: Any, *, route_timeout_s: float = 10.0) -> None:
        self._engines = engines  # a DeploymentHandle
        self._route_timeout_s = route_timeout_s
        self._models: list[ModelCard] = []
        self._models_read = -MODELS_MAX_AGE_S

    async def generate(self, request: Request) -> AsyncGenerator[Event]:
        session = session_key(request.tenant, request.session_id) if request.session_id else ""
        try:
            async with aclosing(self._events("generate", session, request)) as events:
                async for event in events:
                    yield event
        except ReplicaLost as lost:
            raise broken_off() from lost

    def respond(self, run: ResponseRun) -> AsyncGenerator[RunEvent]:
        place = _place(run.tenant, run.record)
        made = partial(self._events, "respond", place, run, may_be_stored=True)
        followed = partial(self._followed, run.tenant, run.record.response_id)
        return StoredStream(made, followed, self._bury).events()

    def follow_response(self, tenant: str, response_id: str) -> AsyncGenerator[RunEvent]:
        followed = partial(self._followed, tenant, response_id)
        return StoredStream(followed, followed, self._bury).events()

    async def _followed(self, tenant: str, response_id: str) -> AsyncGenerator[RunEvent]:
        place = _place(tenant, await self.query(GetResponse(tenant, response_id)))
        async with aclosing(self._events("follow_response", place, tenant, response_id)) as events:
            async for event in events:
                yield event

    async def export_session(
        self, tenant: str, session_id: str, *, with_kv: bool, max_bytes: int
    ) -> AsyncGenerator[bytes]:
        place = session_key(tenant, session_id)
        options = {"with_kv": with_kv, "max_bytes": max_bytes}
        events = self._events("export_session", place, tenant, session_id, options=options)
        async with aclosing(events) as pieces:
            async for piece in pieces:
                yield piece

    async def import_session(self, tenant: str, packed: bytes, session_id: str | None = None) -> ImportReport:
        # Its turns will come to the same replica.
        place = session_key(tenant, session_id or session_id_of(packed))
        report: ImportReport = await self._call_at(place, "import_session", tenant, packed, session_id)
        return report

    async def _bury(self, replica_id: str) -> None:
        await self._call("bury", replica_id)

    async def _events(
        self,
        method: str,
        session: str,
        *args: Any,
        options: Mapping[str, Any] = MappingProxyType({}),
        may_be_stored: bool = False,
    ) -> AsyncGenerator[Any]:
        """The events of a stream that the replica of a session makes, or any replica without one.

        Raises: ReplicaLost where the replica ends.
        """
        stream, events = await self._admit(method, session, args, options, may_be_stored)
        try:
            note_replica(stream.replica_id)
            while events:
                for event in events:
                    yield event
                events = await stream.next_events()
        finally:
            stream.close()

    async def _admit(
        self,
        method: str,
        session: str,
        args: tuple[Any, ...],
        options: Mapping[str, Any],
        may_be_stored: bool,
    ) -> tuple[EngineStream, Events]:
        """A stream whose replica has begun the turn. A replica that could not is replaced, a few times.

        Args:
            may_be_stored: a replica that is lost may have begun it: it must not be begun a second time.
        """
        handle = self._engines.options(method_name=method, stream=True, session_id=session)
        avoid: tuple[str, ...] = ()
        for _ in range(MAX_TRIES):
            stream = EngineStream(_detached(handle.remote, *args, **options, **{AVOID: avoid}))
            try:
                return stream, await stream.open(self._route_timeout_s)
            except TimeoutError:
                stream.close()
                break
            except (ReplicaLost, EngineDead, Unavailable) as error:
                stream.close()
                if may_be_stored and isinstance(error, ReplicaLost | RunSuspended):
                    raise
                avoid = (*avoid, stream.replica_id)
            except BaseException:
                stream.close()
                raise
        raise no_replica()

    async def models(self) -> Sequence[ModelCard]:
        # Every request looks its model up here, and the answer changes only when others are deployed.
        if time.monotonic() - self._models_read > MODELS_MAX_AGE_S:
            try:
                async with asyncio.timeout(self._route_timeout_s):
                    self._models = await self._call("models")
            except (TimeoutError, Unavailable):
                if not self._models:
                    raise no_replica() from None
            self._models_read = time.monotonic()
        return self._models

    async def tokenize(self, prompt: Input, *, add_special_tokens: bool = True) -> list[int]:
        ids: list[int] = await self._call("tokenize", prompt, add_special_tokens=add_special_tokens)
        return ids

    async def token_strings(self, token_ids: Sequence[int]) -> list[str]:
        strings: list[str] = await self._call("token_strings", tuple(token_ids))
        return strings

    async def detokenize(self, token_ids: Sequence[int]) -> str:
        text: str = await self._call("detokenize", tuple(token_ids))
        return text

    async def sessions(self, tenant: str, page: Page = FIRST_PAGE) -> list[SessionInfo]:
        return merged_sessions(await ask_all(self._engines, "sessions", tenant, page), page)

    async def session(self, tenant: str, session_id: str, *, with_token_ids: bool = False) -> SessionInfo:
        views = await ask_all(self._engines, "session", tenant, session_id, with_token_ids=with_token_ids)
        return merged_session(views)

    async def delete_session(self, tenant: str, session_id: str) -> None:
        # Every replica drops the blocks that it has; the first one to come also deletes the log.
        await ask_all(self._engines, "delete_session", tenant, session_id)

    async def cancel_response(self, tenant: str, response_id: str) -> ResponseRecord:
        place = _place(tenant, await self.query(GetResponse(tenant, response_id)))
        record: ResponseRecord = await self._call_at(place, "cancel_response", tenant, response_id)
        return record

    async def delete_response(self, tenant: str, response_id: str) -> None:
        place = _place(tenant, await self.query(GetResponse(tenant, response_id)))
        await self._call_at(place, "delete_response", tenant, response_id)

    async def delete_conversation(self, tenant: str, conversation_id: str) -> None:
        place = session_key(tenant, conversation_id)
        await self._call_at(place, "delete_conversation", tenant, conversation_id)

    async def query(self, query: Query[T]) -> T:
        answer: T = await self._call("query", query)
        return answer

    async def health(self) -> Health:
        try:
            return merged_health(await ask_all(self._engines, "health"))
        except (EngineDead, Unavailable) as error:
            return Health(is_ready=False, detail=str(error))

    async def metrics(self) -> bytes:
        """Every engine replica's series, with the label `replica`."""
        return merged_exposition("replica", await self.expositions())

    async def expositions(self) -> list[tuple[str, bytes]]:
        """(replica id, exposition) of every engine replica; none where none is running."""
        try:
            return await ask_all(self._engines, "metrics")
        except Unavailable:
            return []

    async def _call(self, method: str, *args: Any, **kwargs: Any) -> Any:
        """Ask any one replica. Raises TenureError."""
        return await self._call_at("", method, *args, **kwargs)

    async def _call_at(self, session: str, method: str, *args: Any, **kwargs: Any) -> Any:
        """Ask the replica of a session. Raises TenureError."""
        handle = self._engines.options(method_name=method, session_id=session)
        for _ in range(MAX_TRIES):
            try:
                async with asyncio.timeout(CALL_TIMEOUT_S):
                    answer = await _detached(handle.remote, *args, **kwargs)
            except TimeoutError:
                break
            except Exception as error:
                if isinstance(meant := translated(error), ReplicaLost):
                    continue
                raise meant from error
            if not isinstance(answer, Failed):
                return answer
            if not isinstance(answer.error, EngineDead | Unavailable):
                raise answer.error
        raise no_replica()


async def ask_all(handle: Any, method: str, *args: Any, **kwargs: Any) -> list[Any]:
    """Ask every replica of a deployment; the answers of those that have one, in no order.

    Raises a TenureError that one of them raised if none has an answer, Unavailable if there is none.
    """
    broadcast = _detached(handle.broadcast, method, *args, **kwargs)
    try:
        answers = await broadcast.results_async(timeout_s=BROADCAST_TIMEOUT_S, return_exceptions=True)
    except TimeoutError:
        raise no_replica() from None
    except Exception as error:
        raise translated(error) from error
    good = [answer for answer in answers if not isinstance(answer, Failed | BaseException)]
    if not good:
        raise _first_error(answers)
    return good


def _first_error(answers: Sequence[Failed | BaseException]) -> Exception:
    """What to raise when no replica has an answer: a replica's own words before the loss of another."""
    errors = [answer.error if isinstance(answer, Failed) else translated(answer) for answer in answers]
    return next((error for error in errors if not isinstance(error, ReplicaLost)), no_replica())


def _detached(function: Callable[..., T], *args: Any, **kwargs: Any) -> T:
    """Call `function` outside the Serve request that this task belongs to.

    Serve would give every call of one HTTP request the same internal id, and its router tells
    waiting calls apart by that id: two prompts of one body would stop each other.
    """
    return contextvars.Context().run(function, *args, **kwargs)
