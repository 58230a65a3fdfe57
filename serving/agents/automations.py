"""Automations of one process: what is due is delivered here, if no other process has."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import replace
from typing import Any, TypeVar, cast

from serving import operations as ops
from serving.agent_sessions import NewAgentSession
from serving.agents.agents import Agents
from serving.api.openai.agents.target_plan import TargetPlanner
from serving.automations import Automation, Invocation
from serving.errors import ModelNotFound, TenureError
from serving.logs import get_logger
from serving.replica.replicas import Replicas
from serving.sessions.automations.store import Due

POLL_S = 10.0  # between looks for what other processes were asked for
RETRY_S = 5.0  # after a fault that may pass
MODEL_PATIENCE_S = 60.0  # for another process that has the model

T = TypeVar("T")
_log = get_logger(__name__)


class Automations:
    """Belongs to the event loop."""

    def __init__(self, replicas: Replicas, agents: Agents) -> None:
        self._storage = replicas.storage
        self._store = replicas.storage.automations
        self._workers = replicas.workers
        self._agents = agents
        self._planner = TargetPlanner(_Lookups(replicas, agents))
        self._has_news = asyncio.Event()  # another occurrence may be the next one
        agents.tools.automations.has_changed = self._has_news.set
        self._clock: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._clock = asyncio.get_running_loop().create_task(self._deliver_again_and_again())

    async def stop(self) -> None:
        """What comes from now on is for other processes, or a later one."""
        if self._clock is not None:
            self._clock.cancel()
            await asyncio.wait([self._clock])

    # ---- what is asked ----------------------------------------------------------------------------

    async def answer(self, operation: ops.AutomationOperation[T]) -> T:
        """Raises what the operation's class says."""
        return cast(T, await self._answer(operation))

    async def _answer(self, operation: ops.AutomationOperation[Any]) -> Any:
        match operation:
            case ops.InvokeAutomation(principal, automation_id):
                return await self._invoke(await self._workers.run(self._store.get, principal, automation_id))
            case ops.CreateAutomation(automation):
                operation = ops.CreateAutomation(await self._checked(automation))
            case ops.UpdateAutomation(principal, automation_id, change) if change.target is not None:
                target, new = await self._planner.plan(principal, change.target)
                await self._check(new)
                operation = ops.UpdateAutomation(principal, automation_id, replace(change, target=target))
        answer = await self._workers.run(self._store.answer, operation)
        self._has_news.set()
        return answer

    async def _checked(self, automation: Automation) -> Automation:
        target, new = await self._planner.plan(automation.principal, automation.target)
        await self._check(new)
        return replace(automation, target=target)

    async def _check(self, new: NewAgentSession | None) -> None:
        if new is not None:
            await self._agents.check(new)

    async def _invoke(self, automation: Automation) -> Invocation:
        invoked = await self._agents.deliver(self._store.invoke, automation, await self._plan(automation))
        assert invoked is not None, "nobody else could have taken it"
        return invoked.invocation

    async def _plan(self, automation: Automation) -> NewAgentSession | TenureError | None:
        """The session that begins; None: one is told; or why there is nothing to begin or to tell.

        Raises: TenureError for what may pass.
        """
        try:
            new = (await self._planner.plan(automation.principal, automation.target))[1]
            await self._check(new)
        except TenureError as error:
            if error.http_status >= 500:
                raise
            return error
        return new

    # ---- the clock ----------------------------------------------------------------------------------

    async def _deliver_again_and_again(self) -> None:
        while True:
            self._has_news.clear()
            try:
                wait_s = await self.deliver_due()
            except TenureError as error:
                _log.warning("automations_not_delivered", error=str(error))
                wait_s = RETRY_S
            except Exception:
                _log.exception("automations_not_delivered")
                wait_s = RETRY_S
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(wait_s):
                    await self._has_news.wait()

    async def deliver_due(self) -> float | None:
        """Returns after how many seconds to look again; None: not before there is news."""
        while True:
            due, wait_s = await self._workers.run(self._store.due)
            left = [one for one in due if not await self._deliver(one)]
            if not due or left:
                break
        if left:
            return RETRY_S
        if self._storage.is_alone:
            return wait_s
        return POLL_S if wait_s is None else min(wait_s, POLL_S)

    async def _deliver(self, due: Due) -> bool:
        """False: it is left for later, or for others."""
        plan = await self._plan(due.automation)
        if isinstance(plan, ModelNotFound) and not self._storage.is_alone and due.late_s < MODEL_PATIENCE_S:
            return False
        invoked = await self._agents.deliver(self._store.deliver, due, plan)
        if invoked is not None:
            invocation = invoked.invocation
            _log.info(
                "automation_invoked",
                automation_id=invocation.automation_id,
                invocation_id=invocation.invocation_id,
                session_id=invocation.session_id,
                status=invocation.status,
            )
        return True


class _Lookups:
    """What a planner asks of this process."""

    def __init__(self, replicas: Replicas, agents: Agents) -> None:
        self._replicas = replicas
        self._agents = agents

    async def call(self, operation: ops.Operation[T]) -> T:
        return cast(T, await self._call(operation))

    async def _call(self, operation: ops.Operation[Any]) -> Any:
        match operation:
            case ops.ListModels():
                return self._replicas.models()
            case ops.VaultOperation():
                return await self._replicas.workers.run(self._replicas.storage.vaults.answer, operation)
            case ops.AgentOperation():
                return await self._agents.answer(operation)
        raise AssertionError(f"no planner asks for {type(operation).__name__}")
