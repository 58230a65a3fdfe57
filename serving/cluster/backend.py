"""A Backend whose engine is many replicas behind a Serve handle."""

from __future__ import annotations

import time
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing
from functools import partial
from types import MappingProxyType
from typing import Any, TypeVar

from serving.cluster.calls import ask_all, detached
from serving.cluster.deadline import Deadline
from serving.cluster.exposition import merged_exposition
from serving.cluster.failures import (
    IngressLeaves,
    NoneRunning,
    ReplicaLost,
    broken_off,
    translated,
)
from serving.cluster.merge import merged_health, merged_session, merged_sessions
from serving.cluster.messages import Events, Failed
from serving.cluster.patience import Patience
from serving.cluster.replica_header import note_replica
from serving.cluster.replica_states import EngineStates
from serving.cluster.replica_stream import EngineStream
from serving.cluster.router import AVOID
from serving.cluster.stored_stream import StoredStream
from serving.errors import EngineDead, TurnSuspended, Unavailable
from serving.output import Event, Health, ImportReport, ModelCard, SessionInfo
from serving.queries import GetResponse, Query
from serving.request import Input, Request
from serving.responses import FIRST_PAGE, NewResponse, Page, ResponseEvent, ResponseRecord
from serving.sessions.archives.entries import session_id_of

MAX_TRIES = 3
CALL_TIMEOUT_S = 60.0  # an answer that is no generation
MODELS_MAX_AGE_S = 10.0

T = TypeVar("T")


def session_key(tenant: str, session_id: str) -> str:
    return f"{tenant}/{session_id}"  # a tenant's name has no slash


def _place(tenant: str, record: ResponseRecord) -> str:
    """The session that decides which replica makes a response."""
    return session_key(tenant, record.session_id) if record.session_id else ""


class RayBackend:
    """Sends each request to the replica that the router chooses; holds no state of any session."""

    def __init__(
        self, engines: Any, deadline: Deadline, *, route_timeout_s: float, wake_timeout_s: float
    ) -> None:
        self._engines = engines  # a DeploymentHandle
        self._deadline = deadline
        self._states = EngineStates(engines.app_name, engines.deployment_name)
        self._patience = Patience(self._states, deadline, wake_timeout_s)
        self._route_timeout_s = route_timeout_s
        self.is_draining = False  # no more turns are taken, and `/readyz` says so
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

    def respond(self, run: NewResponse) -> AsyncGenerator[ResponseEvent]:
        place = _place(run.tenant, run.record)
        made = partial(self._events, "respond", place, run, may_be_stored=True)
        followed = partial(self._followed, run.tenant, run.record.response_id)
        return StoredStream(made, followed, self._bury).events()

    def follow_response(self, tenant: str, response_id: str) -> AsyncGenerator[ResponseEvent]:
        followed = partial(self._followed, tenant, response_id)
        return StoredStream(followed, followed, self._bury).events()

    async def _followed(self, tenant: str, response_id: str) -> AsyncGenerator[ResponseEvent]:
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
        with self._deadline.busy():
            stream, events = await self._admit(method, session, args, options, may_be_stored)
            try:
                note_replica(stream.replica_id)
                while events:
                    for event in events:
                        yield event
                    async with self._deadline.bound():
                        events = await stream.next_events()
            except IngressLeaves:
                if may_be_stored:
                    stream.abandon()  # it is made to its end, and read elsewhere
                raise
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
        if self.is_draining:
            raise IngressLeaves
        handle = self._engines.options(method_name=method, stream=True, session_id=session)
        avoid: tuple[str, ...] = ()
        for _ in range(MAX_TRIES):
            stream = EngineStream(detached(handle.remote, *args, **options, **{AVOID: avoid}))
            try:
                await self._patience.wait(stream.open(), self._route_timeout_s)
                async with self._deadline.bound():  # as long as its queue takes
                    return stream, await stream.next_events()
            except TimeoutError:
                stream.close()
                break
            except IngressLeaves:
                stream.close()
                raise
            except (ReplicaLost, EngineDead, Unavailable) as error:
                stream.close()
                if may_be_stored and isinstance(error, ReplicaLost | TurnSuspended):
                    raise
                avoid = (*avoid, stream.replica_id)
            except BaseException:
                stream.close()
                raise
        raise (await self._states.read()).refusal()

    async def models(self) -> Sequence[ModelCard]:
        # Every request looks its model up here, and the answer changes only when others are deployed.
        if time.monotonic() - self._models_read > MODELS_MAX_AGE_S:
            if self._models and (await self._states.read()).is_asleep:
                return self._models  # who only looks at them wakes nobody
            try:
                self._models = await self._call("models", timeout_s=self._route_timeout_s)
            except Unavailable:
                if not self._models:
                    raise
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
        return merged_sessions(await self._ask_engines("sessions", tenant, page), page)

    async def session(self, tenant: str, session_id: str, *, with_token_ids: bool = False) -> SessionInfo:
        views = await self._ask_engines("session", tenant, session_id, with_token_ids=with_token_ids)
        return merged_session(views)

    async def delete_session(self, tenant: str, session_id: str) -> None:
        # Every replica drops the blocks that it has; the first one to come also deletes the log.
        await self._ask_engines("delete_session", tenant, session_id)

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
        if self.is_draining:
            return Health(is_ready=False, detail="draining")
        try:
            return merged_health(await ask_all(self._engines, "health"))
        except EngineDead as error:
            return Health(is_ready=False, detail=str(error))
        except Unavailable:
            return (await self._states.read()).health()

    async def metrics(self) -> bytes:
        """Every engine replica's series, with the label `replica`."""
        return merged_exposition("replica", await self.expositions())

    async def expositions(self) -> list[tuple[str, bytes]]:
        """(replica id, exposition) of every engine replica; none where none is running."""
        try:
            return await ask_all(self._engines, "metrics")
        except Unavailable:
            return []

    async def _ask_engines(self, method: str, *args: Any, **kwargs: Any) -> list[Any]:
        """The answers of all replicas that have one. Where none runs, one is woken. Raises TenureError."""
        try:
            return await ask_all(self._engines, method, *args, **kwargs)
        except NoneRunning:
            return [await self._call(method, *args, **kwargs)]

    async def _call(self, method: str, *args: Any, **kwargs: Any) -> Any:
        """Ask any one replica. Raises TenureError."""
        return await self._call_at("", method, *args, **kwargs)

    async def _call_at(
        self, session: str, method: str, *args: Any, timeout_s: float = CALL_TIMEOUT_S, **kwargs: Any
    ) -> Any:
        """Ask the replica of a session. Raises TenureError."""
        handle = self._engines.options(method_name=method, session_id=session)
        for _ in range(MAX_TRIES):
            try:
                answer = await self._patience.wait(detached(handle.remote, *args, **kwargs), timeout_s)
            except TimeoutError:
                break
            except Exception as error:
                meant = translated(error)
                if isinstance(meant, NoneRunning):
                    break
                if isinstance(meant, ReplicaLost):
                    continue
                raise meant from error
            if not isinstance(answer, Failed):
                return answer
            if not isinstance(answer.error, EngineDead | Unavailable):
                raise answer.error
        raise (await self._states.read()).refusal()
