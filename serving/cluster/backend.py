"""A Backend whose engine is many replicas behind a Serve handle."""

from __future__ import annotations

import time
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar, cast

from serving import operations as ops
from serving import telemetry
from serving.agent_sessions import AgentEvent
from serving.cluster.calls import ask_all, detached
from serving.cluster.deadline import Deadline
from serving.cluster.directory import move, place_with
from serving.cluster.failures import (
    AllLost,
    IngressLeaves,
    NoneRunning,
    ReplicaLost,
    broken_off,
    perhaps_done,
    translated,
)
from serving.cluster.followed_session import FollowedSession
from serving.cluster.merge import merged_health
from serving.cluster.messages import Events, Failed
from serving.cluster.patience import Patience
from serving.cluster.replica_header import note_replica
from serving.cluster.replica_states import ReplicaStates
from serving.cluster.replica_stream import ReplicaStream
from serving.cluster.router import AT, AVOID
from serving.cluster.session_keys import session_key, session_of
from serving.cluster.stored_stream import StoredStream
from serving.errors import (
    EngineDead,
    InvalidRequest,
    NotSupported,
    SessionMoved,
    TenureError,
    TurnSuspended,
    Unavailable,
)
from serving.output import Health, MigrationReport, ModelCard
from serving.replica.exposition import merged_exposition
from serving.replica.merge import merged_session, merged_sessions
from serving.responses import ResponseEvent
from serving.sessions.writing import new_id

MAX_TRIES = 3
CALL_TIMEOUT_S = 60.0  # an answer that is no generation
MODELS_MAX_AGE_S = 10.0

T = TypeVar("T")


class RayBackend:
    """Sends each request to the replica that the router chooses; holds no state of any session."""

    def __init__(
        self, engines: Any, deadline: Deadline, *, route_timeout_s: float, wake_timeout_s: float
    ) -> None:
        self._engines = engines  # a DeploymentHandle
        self._deadline = deadline
        self._states = ReplicaStates(engines.app_name, engines.deployment_name)
        self._patience = Patience(self._states, deadline, wake_timeout_s)
        self._route_timeout_s = route_timeout_s
        self.is_draining = False  # no more turns are taken, and `/readyz` says so
        self._models: tuple[ModelCard, ...] = ()
        self._models_read = -MODELS_MAX_AGE_S

    # ---- streams ----------------------------------------------------------------------------------

    def stream(self, operation: ops.StreamOperation[T]) -> AsyncGenerator[T]:
        return cast(AsyncGenerator[T], self._stream(operation))

    def _stream(self, operation: ops.StreamOperation[Any]) -> AsyncGenerator[Any]:
        match operation:
            case ops.Respond(response) if response.is_stored:
                made = partial(self._events, operation, session_of(operation), may_be_stored=True)
                followed = partial(self._followed, response.tenant, response.record.response_id)
                return StoredStream(made, followed, self._expire_owner).events()
            case ops.FollowResponse(tenant, response_id):
                followed = partial(self._followed, tenant, response_id)
                return StoredStream(followed, followed, self._expire_owner).events()
            case ops.FollowAgentSession(after=after):
                followed_session = partial(self._followed_session, operation)
                return FollowedSession(followed_session, after, self._expire_owner).events()
        return self._unstored(operation)

    async def _unstored(self, operation: ops.StreamOperation[Any]) -> AsyncGenerator[Any]:
        """What is lost with its replica."""
        try:
            async with aclosing(self._events(operation, session_of(operation))) as events:
                async for event in events:
                    yield event
        except ReplicaLost as lost:
            raise broken_off() from lost

    async def _followed(self, tenant: str, response_id: str) -> AsyncGenerator[ResponseEvent]:
        session = await self._session_of_response(tenant, response_id)
        operation = ops.FollowResponse(tenant, response_id)
        async with aclosing(self._events(operation, session)) as events:
            async for event in events:
                yield event

    def _followed_session(self, operation: ops.FollowAgentSession, after: int) -> AsyncGenerator[AgentEvent]:
        return self._events(replace(operation, after=after), session_of(operation))

    async def _session_of_response(self, tenant: str, response_id: str) -> str:
        record = await self.call(ops.GetResponse(tenant, response_id))
        return session_key(tenant, record.session_id) if record.session_id else ""

    async def _expire_owner(self, replica_id: str) -> None:
        await self._ask("", "expire_owner", replica_id)

    async def _events(
        self, operation: ops.StreamOperation[Any], session: str, *, may_be_stored: bool = False
    ) -> AsyncGenerator[Any]:
        """The events of a stream that the replica of a session makes, or any replica without one.

        Raises: ReplicaLost where the replica ends.
        """
        with self._deadline.busy():
            stream, events = await self._admit(operation, session, may_be_stored)
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
        self, operation: ops.StreamOperation[Any], session: str, may_be_stored: bool
    ) -> tuple[ReplicaStream, Events]:
        """A stream whose replica has begun the turn. A replica that could not is replaced, a few times.

        Args:
            may_be_stored: a replica that is lost may have begun it: it must not be begun a second time.
        """
        if self.is_draining:
            raise IngressLeaves
        handle = self._engines.options(method_name="stream", stream=True, session_id=session)
        avoid: tuple[str, ...] = ()
        at = ""
        refused: Exception | None = None
        for tries_left in reversed(range(MAX_TRIES)):
            options = {AVOID: avoid, AT: at, "takes_session": not tries_left, "trace": telemetry.carried()}
            stream = ReplicaStream(detached(handle.remote, operation, **options))
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
            except SessionMoved as moved:  # since the directory was asked, or it is down
                stream.close()
                at, refused = moved.replica, moved
            except (ReplicaLost, EngineDead, Unavailable) as error:
                stream.close()
                if may_be_stored and isinstance(error, ReplicaLost | TurnSuspended):
                    raise
                avoid, refused = (*avoid, stream.replica_id), error
            except BaseException:
                stream.close()
                raise
        raise await self._refusal(refused)

    # ---- calls ------------------------------------------------------------------------------------

    async def call(self, operation: ops.Operation[T]) -> T:
        return cast(T, await self._call(operation))

    async def _call(self, operation: ops.Operation[Any]) -> Any:
        match operation:
            case ops.ListModels():
                return await self._list_models()
            case ops.ListSessions(page=page):
                return merged_sessions(await self._ask_every(operation), page)
            case ops.GetSession():
                return merged_session(await self._ask_every(operation))
            case ops.ForkSession(tenant, session_id, new_ids):
                report = await self._ask(session_of(operation), "call", operation)
                new_sessions = [session_key(tenant, new_id) for new_id in new_ids]
                await place_with(session_key(tenant, session_id), new_sessions)
                return report
            case ops.LoadAdapter() | ops.UnloadAdapter():
                raise NotSupported(
                    "Behind Ray Serve adapters are not loaded while it runs: every replica has those of "
                    "`replica.adapters`. Deploy anew with others."
                )
            case ops.MigrateKV():
                return await self._migrate(operation)
            case ops.SendAgentInput(sent=sent) if sent.idempotency_key is None:
                # A replica that is lost may have taken it, and another one is asked.
                keyed = replace(operation, sent=replace(sent, idempotency_key=new_id("sent")))
                return await self._ask(session_of(operation), "call", keyed)
            case ops.CancelResponse(tenant, response_id) | ops.DeleteResponse(tenant, response_id):
                return await self._ask(
                    await self._session_of_response(tenant, response_id), "call", operation
                )
        if operation.is_for_all:
            return (await self._ask_every(operation))[0]
        return await self._ask(session_of(operation), "call", operation)

    async def _migrate(self, operation: ops.MigrateKV) -> MigrationReport:
        """Written where both find it, then placed anew, then read there."""
        tenant, session_id, replica = operation.tenant, operation.session_id, operation.replica
        session = session_key(tenant, session_id)
        replicas = sorted(await ask_all(self._engines, "name"))
        if replica not in replicas:
            raise InvalidRequest(
                f"`replica` must be one that takes requests: {', '.join(replicas)}. Got {replica!r}.",
                param="replica",
            )
        await self._ask(session, "call", ops.HandOverKV(tenant, session_id))
        placement = await move(session, replica)
        async with aclosing(self._unstored(ops.PrewarmKV(tenant, session_id))) as reports:
            return MigrationReport(placement, await anext(reports))

    async def _list_models(self) -> tuple[ModelCard, ...]:
        # Every request looks its model up here, and the answer changes only when others are deployed.
        if time.monotonic() - self._models_read > MODELS_MAX_AGE_S:
            if self._models and (await self._states.read()).is_asleep:
                return self._models  # who only looks at them wakes nobody
            try:
                self._models = await self._ask("", "call", ops.ListModels(), timeout_s=self._route_timeout_s)
            except Unavailable:
                if not self._models:
                    raise
            self._models_read = time.monotonic()
        return self._models

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

    async def _ask_every(self, operation: ops.Operation[Any]) -> list[Any]:
        """The answers of all replicas that have one. Raises TenureError.

        Where none runs one is woken, and where all that were asked are lost one is asked again.
        """
        try:
            async with self._deadline.bound():
                return await ask_all(self._engines, "call", operation, timeout_s=CALL_TIMEOUT_S)
        except (NoneRunning, AllLost):
            return [await self._ask("", "call", operation)]

    async def _ask(self, session: str, method: str, *args: Any, timeout_s: float = CALL_TIMEOUT_S) -> Any:
        """Ask the replica of a session, or any one. Raises TenureError."""
        handle = self._engines.options(method_name=method, session_id=session)
        named = {"trace": telemetry.carried()} if method == "call" else {}
        refused: Exception | None = None
        for _ in range(MAX_TRIES):
            try:
                asked = detached(handle.remote, *args, **named)
                answer = await self._patience.wait(asked, timeout_s)
            except TimeoutError:
                break
            except Exception as error:
                meant = translated(error)
                if isinstance(meant, NoneRunning):
                    break
                if isinstance(meant, ReplicaLost):
                    if any(isinstance(one, ops.Operation) and not one.may_repeat for one in args):
                        raise perhaps_done() from error
                    continue
                raise meant from error
            if not isinstance(answer, Failed):
                return answer
            if not isinstance(answer.error, EngineDead | Unavailable):
                raise answer.error
            refused = answer.error
        raise await self._refusal(refused)

    async def _refusal(self, last: Exception | None) -> TenureError:
        """What is told where nobody took a request: why the last one would not, or what they do instead."""
        if isinstance(last, Unavailable) and not isinstance(last, NoneRunning):
            return last
        return (await self._states.read()).refusal()
