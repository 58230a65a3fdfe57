"""Agents of one process: their sessions begun, given input, gone on with, read, taken over and deleted."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from pathlib import Path
from typing import Any, ParamSpec, TypeVar, cast

from serving import operations as ops
from serving.agent_sessions import AgentEvent, AgentSession, CancelTurn, NewAgentSession
from serving.agents import budget_metrics
from serving.agents.environments.host import Host
from serving.agents.event_reader import EventReader
from serving.agents.handovers import Handovers
from serving.agents.mcp_config import McpServers
from serving.agents.news import News
from serving.agents.session_environments import SessionEnvironments
from serving.agents.session_loop import SessionLoop
from serving.agents.subagents import Subagents
from serving.agents.tools import AgentTools
from serving.errors import SessionBusy, SessionNotFound, TurnNotFound
from serving.logs import get_logger
from serving.principal import Principal
from serving.replica.replicas import Replicas
from serving.sessions.agents.work import SessionWork, Work
from serving.sessions.automations.store import Invoked
from serving.sessions.claims import Claimed
from serving.sessions.owner import MAX_ATTEMPTS
from serving.sessions.turns.logged_turn import ClaimedTurn

P = ParamSpec("P")
T = TypeVar("T")
_log = get_logger(__name__)


class Agents:
    """Belongs to the event loop."""

    def __init__(self, replicas: Replicas, servers: McpServers, environments: Host, data_dir: Path) -> None:
        self._replicas = replicas
        self._workers = replicas.workers
        self._agents = replicas.storage.agents
        self._sessions = replicas.storage.agent_sessions
        self._queries = replicas.storage.agent_session_queries
        self._spending = replicas.storage.spending
        self._news = News()
        self._environments = SessionEnvironments(
            environments,
            data_dir / "environments",
            replicas.storage.environments,
            replicas.workers,
            self._news,
        )
        self._environment_store = replicas.storage.environments
        self._templates = replicas.storage.templates
        self._tools = AgentTools(servers, self._environments, replicas.storage, replicas.workers)
        self._subagents = Subagents(replicas.storage.agent_sessions, replicas.workers, self._news)
        self._reader = EventReader(replicas, self._news)
        self._loops: dict[str, SessionLoop] = {}
        self._handovers = Handovers()

    async def start(self) -> None:
        """Look whether there are environments to be had."""
        await self._environments.start()

    @property
    def tools(self) -> AgentTools:
        """Responses call the same."""
        return self._tools

    # ---- what is asked ----------------------------------------------------------------------------

    def follow(self, operation: ops.FollowAgentSession) -> AsyncGenerator[AgentEvent]:
        return self._reader.follow(operation.principal, operation.session_id, operation.after)

    def read_file(self, operation: ops.ReadEnvironmentFile) -> AsyncGenerator[bytes]:
        return self._environments.read(operation.principal, operation.environment_id, operation.path)

    async def read_artifact(self, operation: ops.ReadArtifact) -> AsyncGenerator[bytes]:
        store = self._environment_store
        asked = operation.principal, operation.session_id, operation.artifact_id
        artifact = await self._workers.run(store.artifact, *asked)
        async with contextlib.aclosing(self._environments.read_artifact(artifact)) as chunks:
            async for chunk in chunks:
                yield chunk

    async def metrics(self) -> bytes:
        return budget_metrics.exposition(await self._workers.run(self._spending.of_named_tenants))

    async def answer(self, operation: ops.AgentOperation[T]) -> T:
        """Raises what the operation's class says."""
        return cast(T, await self._answer(operation))

    async def _answer(self, operation: ops.AgentOperation[Any]) -> Any:
        run = self._workers.run
        match operation:
            case ops.GetBudgets(principal):
                return await run(self._spending.budgets, principal)
            case ops.CreateAgent(principal, agent, mcp_tools):
                self._tools.check(mcp_tools)
                return await run(self._agents.create, principal, agent)
            case ops.GetAgent(principal, agent_id, version):
                return await run(self._agents.get, principal, agent_id, version)
            case ops.ListAgents(principal, page):
                return await run(self._agents.page, principal, page)
            case ops.UpdateAgent(principal, agent_id, config, mcp_tools):
                self._tools.check(mcp_tools)
                return await run(self._agents.update, principal, agent_id, config)
            case ops.DeleteAgent(principal, agent_id):
                return await run(self._agents.delete, principal, agent_id)
            case ops.CreateAgentSession(new):
                return await self._create(new)
            case ops.GetAgentSession(principal, session_id):
                return await run(self._queries.get, principal, session_id)
            case ops.ListAgentSessions(principal, page, agent_id, metadata, status):
                return await run(self._queries.page, principal, page, agent_id, metadata, status)
            case ops.UpdateAgentSession():
                return await self._update(operation)
            case ops.DeleteAgentSession(principal, session_id):
                return await self._delete(principal, session_id)
            case ops.SendAgentInput():
                return await self._send(operation)
            case ops.ListAgentEvents(principal, session_id, after, limit):
                return await self._reader.history(principal, session_id, after, limit)
            case ops.ListAgentItems(principal, session_id, page, turn_id):
                return await run(self._queries.items, principal, session_id, page, turn_id)
            case ops.ListAgentTurns(principal, session_id, page):
                return await run(self._queries.turns, principal, session_id, page)
            case ops.ListSubagents(principal, session_id, page):
                return await run(self._queries.subagents, principal, session_id, page)
            case ops.GetSubagent(principal, session_id, subagent_id):
                return await run(self._queries.subagent, principal, session_id, subagent_id)
            case ops.GetAgentTurn(principal, session_id, turn_id):
                return await run(self._queries.turn, principal, session_id, turn_id)
        return await self._answer_of_environments(operation)

    async def _answer_of_environments(self, operation: ops.AgentOperation[Any]) -> Any:
        run, store, environments = self._workers.run, self._environment_store, self._environments
        match operation:
            case ops.CreateEnvironment(environment):
                environments.check()
                await run(store.create, environment)
                return environment
            case ops.GetEnvironment(principal, environment_id):
                return environments.shown(await run(store.get, principal, environment_id))
            case ops.ListEnvironments(principal, page):
                listed = await run(store.page, principal, page)
                return replace(listed, items=tuple(map(environments.shown, listed.items)))
            case ops.CreateTemplate(principal, template):
                return await run(self._templates.create, principal, template)
            case ops.GetTemplate(principal, template_id, version):
                return await run(self._templates.get, principal, template_id, version)
            case ops.ListTemplates(principal, page):
                return await run(self._templates.page, principal, page)
            case ops.UpdateTemplate(principal, template):
                return await run(self._templates.update, principal, template)
            case ops.DeleteTemplate(principal, template_id):
                return await run(self._templates.delete, principal, template_id)
            case ops.ListEnvironmentFiles(principal, environment_id, path):
                return await environments.files(principal, environment_id, path)
            case ops.WriteEnvironmentFile(principal, environment_id, path, data):
                return await environments.write(principal, environment_id, path, data)
            case ops.ListArtifacts(principal, session_id, page, environment_id):
                return await run(store.artifacts, principal, session_id, page, environment_id)
            case ops.GetArtifact(principal, session_id, artifact_id):
                return await run(store.artifact, principal, session_id, artifact_id)
            case ops.DeleteArtifact(principal, session_id, artifact_id):
                artifact = await run(store.delete_artifact, principal, session_id, artifact_id)
                return await run(environments.delete_artifact, artifact)
        raise AssertionError(f"nobody answers {type(operation).__name__}")

    async def check(self, new: NewAgentSession) -> None:
        """Raises: InvalidRequest where the session cannot have what it asks for; NotSupported."""
        await self._tools.check_of_session(new.request.principal, new.mcp_tools)
        if new.environment is not None:
            self._environments.check()

    async def _create(self, new: NewAgentSession) -> AgentSession:
        await self.check(new)
        async with self._handovers.one():
            session, work = await self._note(new.session.session_id, self._sessions.create, new)
            self._go_on(new.tenant, session.session_id, work)
        return session

    async def _update(self, operation: ops.UpdateAgentSession) -> AgentSession:
        principal, session_id = operation.principal, operation.session_id
        tenant = principal.tenant
        if operation.change.renewed is not None:
            await self._tools.check_of_session(principal, operation.change.renewed.mcp_tools)
        async with self._handovers.one():
            session, work = await self._note(
                session_id, self._sessions.update, principal, session_id, operation.change
            )
            self._go_on(tenant, session_id, work)
        return session

    async def _send(self, operation: ops.SendAgentInput) -> None:
        principal, session_id = operation.principal, operation.session_id
        tenant = principal.tenant
        async with self._handovers.one():
            work = await self._note(session_id, self._sessions.accept, principal, session_id, operation.sent)
            self._go_on(tenant, session_id, work)
        if any(isinstance(one, CancelTurn) for one in operation.sent.inputs):
            for one in (session_id, *await self._workers.run(self._queries.begun_by, session_id)):
                self._news.tell(one)
                await self.interrupt(tenant, one)

    async def interrupt(self, tenant: str, session_id: str) -> None:
        """End what is done for a turn that the log says is cancelled."""
        turn_id = await self._workers.run(self._queries.cancelled_turn, session_id)
        if turn_id is None:
            return
        if (loop := self._loops.get(session_id)) is not None:
            loop.interrupt(turn_id)
        else:  # another process makes it: what its turn in the log has is all
            with contextlib.suppress(TurnNotFound):
                await self._cancel_logged_turn(tenant, turn_id)

    async def _cancel_logged_turn(self, tenant: str, run_id: str) -> None:
        storage = self._replicas.storage
        turn_ids = await self._workers.run(storage.steps.turn_ids, run_id)
        if turn_ids:
            claimed = await self._workers.run(storage.claims.claim_turn, tenant, turn_ids[-1])
            if claimed is not None:
                await self._replicas.conclude_partial(claimed)

    async def _delete(self, principal: Principal, session_id: str) -> None:
        deleted = await self._workers.run(self._sessions.delete, principal, session_id)
        for one in deleted:
            self._news.tell(one)
            if (loop := self._loops.get(one)) is not None:
                loop.task.cancel()
                await asyncio.wait([loop.task])
        await self._environments.remove_left()
        for one in deleted:
            with contextlib.suppress(SessionNotFound):  # nothing was said in it
                await self._replicas.delete_session(principal.tenant, one)

    async def _note(self, session_id: str, function: Callable[..., T], *arguments: Any) -> T:
        result = await self._workers.run(function, *arguments)
        self._news.tell(session_id)
        return result

    async def deliver(
        self, function: Callable[P, Invoked | None], *arguments: P.args, **_: P.kwargs
    ) -> Invoked | None:
        """What the log then has to go on with is gone on with."""
        async with self._handovers.one():
            invoked = await self._workers.run(function, *arguments)
            if invoked is not None and (found := invoked.work) is not None:
                self._news.tell(found.session_id)
                self.go_on_with(found)
        return invoked

    # ---- sessions that go on ------------------------------------------------------------------------

    def _go_on(
        self, tenant: str, session_id: str, work: Work | None, resumed: ClaimedTurn | None = None
    ) -> None:
        if work is None:
            return
        loop = SessionLoop(
            tenant, session_id, self._replicas, self._tools, self._subagents, self._news, resumed
        )
        self._loops[session_id] = loop
        loop.task = self._workers.spawn(loop.run(work, self))
        loop.task.add_done_callback(lambda _: self._forget(loop))

    def _forget(self, loop: SessionLoop) -> None:
        if self._loops.get(loop.session_id) is loop:
            del self._loops[loop.session_id]

    # ---- what its subagents ask of it: see `Family` ---------------------------------------------------

    def handover(self) -> AbstractAsyncContextManager[None]:
        return self._handovers.one()

    def go_on_with(self, found: SessionWork) -> None:
        self._go_on(found.tenant, found.session_id, found.work)

    def drop_closed(self, tenant: str, session_id: str) -> None:
        self._workers.spawn(self._drop_closed(tenant, session_id))

    async def _drop_closed(self, tenant: str, session_id: str) -> None:
        if (loop := self._loops.get(session_id)) is not None:
            await asyncio.wait([loop.task])
        with contextlib.suppress(SessionNotFound, SessionBusy):  # busy: another process makes its last turn
            await self._replicas.drop_kv(tenant, session_id)

    # ---- what another process left ------------------------------------------------------------------

    async def take_over_turn(self, claimed: Claimed) -> bool:
        """Go on with the session whose model step that is. False: it is no agent's, or is not to go on."""
        if (
            not isinstance(claimed, ClaimedTurn)
            or not claimed.is_kept
            or claimed.num_attempts >= MAX_ATTEMPTS
        ):
            return False
        run_id = claimed.state.request.run_id
        assert run_id is not None, "a kept turn is a run's"
        found = await self._workers.run(self._sessions.claim_of_turn, run_id)
        if found is None:
            return False
        _log.info("agent_session_taken_over", session_id=found.session_id)
        resumed: ClaimedTurn | None = claimed
        if await self._workers.run(self._sessions.is_cancelled, run_id):
            await self._replicas.conclude_partial(claimed)
            resumed = None
        self._go_on(found.tenant, found.session_id, found.work, resumed)
        return True

    async def take_over(self) -> None:
        """The sessions that gone owners left between two model steps, or in a tool call."""
        async with self._handovers.none():
            made_here = set(self._loops)
            while claimed := await self._workers.run(self._sessions.claim, made_here):
                for found in claimed:
                    _log.info("agent_session_taken_over", session_id=found.session_id)
                    made_here.add(found.session_id)
                    self._news.tell(found.session_id)
                    self._go_on(found.tenant, found.session_id, found.work)

    async def drain(self, timeout_s: float) -> None:
        """No model step begins any more: wait for the calls that are being made, and let go who reads."""
        self._subagents.close()
        loops = [loop.task for loop in self._loops.values()]
        if loops:
            await asyncio.wait(loops, timeout=timeout_s)
        self._reader.close()

    async def close(self) -> None:
        """Turns in the log have been suspended: what is left are calls, and those who read."""
        self._subagents.close()
        self._reader.close()
        loops = [loop.task for loop in self._loops.values()]
        for task in loops:
            task.cancel()
        if loops:
            await asyncio.wait(loops)
        await self._environments.close()
        await self._tools.close()
