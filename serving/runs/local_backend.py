"""The Backend in one process: its replicas, the runs above them, and the log below both."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any, TypeVar, cast

from serving import operations as ops
from serving.agents.agents import Agents
from serving.agents.automations import Automations
from serving.agents.environments.host import Host
from serving.agents.mcp_config import McpServers
from serving.errors import NotSupported, SessionNotFound, TenureError
from serving.logs import get_logger
from serving.output import Health
from serving.replica.replica import CLOSE_TIMEOUT_S
from serving.replica.replicas import Replicas
from serving.runs.homes import Homes
from serving.runs.logged_answers import LoggedAnswers
from serving.runs.recovery import Recovery
from serving.runs.runs import Runs
from serving.runs.stored_objects import StoredObjects
from serving.runs.unstored_response import unstored_response
from serving.sessions.audit.audit_log import AuditEntry

SWEEP_S = 60.0  # between looks for what has expired

T = TypeVar("T")
_log = get_logger(__name__)


class LocalBackend:
    """Implements `serving.api.backend.Backend`. All methods are for the event loop that called `start`."""

    def __init__(
        self, replicas: Replicas, mcp_servers: McpServers, environments: Host, data_dir: Path
    ) -> None:
        self._replicas = replicas
        self._replica = replicas.default
        self._storage = replicas.storage
        self._workers = replicas.workers
        self._agents = Agents(replicas, mcp_servers, environments, data_dir)
        self._automations = Automations(replicas, self._agents)
        self._runs = Runs(replicas, self._agents.tools)
        self._recovery = Recovery(replicas, self._runs, self._agents)
        self._homes = Homes(self._replica)
        self._stored = StoredObjects(self._storage.response_queries, self._storage.conversations)
        self._tasks: list[asyncio.Task[None]] = []

    @property
    def answer_peers(self) -> LoggedAnswers | None:
        """The other processes that answer requests over the same log; None: there are none."""
        return None if self._storage.is_alone else LoggedAnswers(self._storage.answers, self._workers)

    # ---- life -----------------------------------------------------------------------------------

    async def start(self) -> None:
        """Begin to work, first of all on the runs that a process before this one has left."""
        await self._replicas.start()
        await self._agents.start()
        await self._recovery.start()
        loop = asyncio.get_running_loop()
        self._tasks = [loop.create_task(self._sweep_again_and_again()), loop.create_task(self._await_death())]
        self._homes.start()
        self._automations.start()

    async def _await_death(self) -> None:
        await self._replicas.until_dead()
        try:
            await self._recovery.fail()
        except TenureError as error:
            _log.error("runs_not_left", error=str(error))

    async def _sweep_again_and_again(self) -> None:
        while True:
            try:
                await self.sweep()
            except TenureError as error:
                _log.warning("sweep_failed", error=str(error))
            await asyncio.sleep(SWEEP_S)

    async def sweep(self) -> None:
        """Delete the sessions that have expired, and take care that nothing deleted stays in files."""
        for expired in await self._workers.run(self._storage.sweep):
            await self._replicas.drop_blocks(expired.tenant, expired.tokens)
        if (ttl_s := self._storage.session_ttl_s) is not None:
            await self._replicas.drop_anonymous(None, ttl_s)

    async def drain(self, timeout_s: float) -> None:
        """Take no new turns; let the running ones finish, and end those that take longer than `timeout_s`."""
        deadline_s = time.monotonic() + timeout_s
        self._replicas.take_no_more()  # at once: what stops below may take a moment
        self._recovery.stop_taking_over()
        await self._automations.stop()
        await self._homes.stop()
        await self._replicas.drain(timeout_s)
        await self._agents.drain(max(0.0, deadline_s - time.monotonic()))

    async def hand_over(self, timeout_s: float) -> None:
        """Leave the leased sessions of this replica to others, with their KV as far as there is time."""
        await self._homes.leave(timeout_s)

    async def hold_session(self, tenant: str, session_id: str, *, takes_it: bool) -> None:
        """For a turn: it is this replica's session. Raises: SessionMoved, unless it is to be taken."""
        placements, name = self._storage.placements, self._storage.replica_name
        await self._workers.run(placements.take if takes_it else placements.hold, tenant, session_id, name)

    async def close(self) -> None:
        """Stop at once; running turns end with an error. What the log has is safe."""
        self._recovery.stop_taking_over()
        await self._automations.stop()
        await self._homes.stop()
        await self._replicas.close()
        self._runs.leave()
        await self._agents.close()
        for task in self._tasks:
            task.cancel()
        if self._tasks:
            await asyncio.wait(self._tasks)
        # What ends now is to be ended here; what waits for its turn is given to others.
        await self._workers.wait(CLOSE_TIMEOUT_S)
        await self._recovery.stop()
        await self._workers.close()
        self._storage.close()

    async def expire_owner(self, process_name: str) -> None:
        """The process of that name is known to be gone: what it left need not wait for its lease to end."""
        await self._recovery.expire_owner(process_name)

    # ---- what a backend answers -------------------------------------------------------------------

    def stream(self, operation: ops.StreamOperation[T]) -> AsyncGenerator[T]:
        return cast(AsyncGenerator[T], self._stream(operation))

    def _stream(self, operation: ops.StreamOperation[Any]) -> AsyncGenerator[Any]:
        match operation:
            case ops.Generate(request):
                return self._replicas.generate(request)
            case ops.Respond(response):
                if response.tools is not None:
                    self._agents.tools.check(response.tools.servers)
                if response.is_stored:
                    return self._runs.respond(response)
                return unstored_response(self._replicas, self._agents.tools, response)
            case ops.FollowResponse(tenant, response_id):
                return self._runs.follow(tenant, response_id)
            case ops.FollowAgentSession():
                return self._agents.follow(operation)
            case ops.ReadEnvironmentFile():
                return self._agents.read_file(operation)
            case ops.ReadArtifact():
                return self._agents.read_artifact(operation)
            case ops.PrewarmKV(tenant, session_id):
                return self._replicas.prewarm(tenant, session_id)
            case ops.ExportSession(tenant, session_id, with_kv, max_bytes):
                return self._replicas.export(tenant, session_id, with_kv=with_kv, max_bytes=max_bytes)
        raise AssertionError(f"nobody answers {type(operation).__name__}")

    async def call(self, operation: ops.Operation[T]) -> T:
        return cast(T, await self._call(operation))

    async def _call(self, operation: ops.Operation[Any]) -> Any:
        replicas = self._replicas
        match operation:
            case ops.ListModels():
                return replicas.models()
            case ops.LoadAdapter(name, path, is_replaced):
                return await replicas.default.adapters.load(name, path, is_replaced=is_replaced)
            case ops.UnloadAdapter(name):
                return await replicas.default.adapters.unload(name)
            case ops.Tokenize(prompt, model, add_special_tokens, tenant):
                return await replicas.of(model).tokenize(prompt, add_special_tokens, tenant)
            case ops.DescribeTokenizer(model):
                return replicas.of(model).tokenizer_info()
            case ops.TokenStrings(token_ids, model):
                return await replicas.of(model).token_strings(token_ids)
            case ops.Detokenize(token_ids, model):
                return await replicas.of(model).detokenize(token_ids)
            case ops.ListSessions(principal, page):
                return await replicas.page(principal, page)
            case ops.GetSession(tenant, session_id, with_token_ids, with_items):
                return await replicas.session(
                    tenant, session_id, with_items=with_items, with_token_ids=with_token_ids
                )
            case ops.CheckReach():
                return await self._workers.run(self._storage.check_reach, operation)
            case ops.ForkSession(tenant, session_id, new_ids, at, user):
                return await replicas.default.sessions.fork(tenant, session_id, new_ids, at, user)
            case ops.RewindSession(tenant, session_id, to):
                replica = await replicas.of_session(tenant, session_id)
                return await replica.sessions.rewind(tenant, session_id, to)
            case ops.DropKV(tenant, session_id):
                return await replicas.drop_kv(tenant, session_id)
            case ops.DropAnonymousKV(tenant):
                return await replicas.drop_anonymous(tenant)
            case ops.OffloadKV(tenant, session_id):
                return await replicas.offload_kv(tenant, session_id)
            case ops.HandOverKV(tenant, session_id):
                return await replicas.hand_over_kv(tenant, session_id)
            case ops.MigrateKV(tenant, session_id):
                await replicas.session(tenant, session_id, with_items=False)  # another's is not found
                raise NotSupported(
                    "This server is one replica: there is no other that a session could be moved to. Behind "
                    "Ray Serve there are several."
                )
            case ops.LeaseKV(tenant, session_id, seconds):
                replica = await replicas.of_session(tenant, session_id)
                return await replica.session_kv.lease(tenant, session_id, seconds)
            case ops.DeleteSession(tenant, session_id):
                return await replicas.delete_session(tenant, session_id)
            case ops.ImportSession(tenant, packed, session_id, user):
                return await replicas.load(tenant, packed, session_id, user)
            case ops.CancelResponse(tenant, response_id):
                return await self._runs.cancel(tenant, response_id)
            case ops.DeleteResponse(tenant, response_id):
                return await self._forget_session(tenant, await self._runs.delete(tenant, response_id))
            case ops.VaultOperation():
                return await self._workers.run(self._storage.vaults.answer, operation)
            case ops.NoteAudit(principal, action, target, details):
                entry = AuditEntry(principal=principal, action=action, target=target, details=details)
                return await self._workers.run(self._storage.audit.note, entry)
            case ops.MemoryOperation():
                return await self._workers.run(self._storage.memories.answer, operation)
            case ops.AutomationOperation():
                return await self._automations.answer(operation)
            case ops.AgentOperation():
                return await self._agents.answer(operation)
            case ops.DeleteConversation(tenant, conversation_id):
                await self._workers.run(self._storage.conversations.delete, tenant, conversation_id)
                return await self._forget_session(tenant, conversation_id)
        return await self._workers.run(self._stored.answer, operation)

    async def _forget_session(self, tenant: str, session_id: str | None) -> None:
        if session_id is not None:
            with contextlib.suppress(SessionNotFound):  # nothing was said in it
                await self._replicas.delete_session(tenant, session_id)

    async def health(self) -> Health:
        return self._replicas.health()

    async def metrics(self) -> bytes:
        return await self._replicas.metrics() + await self._agents.metrics()
