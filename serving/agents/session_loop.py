"""One session that goes on: a task of this process, which does what the log says is next, until nothing is.

Each thing is noted before it is done and when it has been, so the task may end anywhere: another one finds
the same session.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Coroutine
from contextlib import aclosing, suppress
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar

from serving.agent_sessions import TurnFailure
from serving.agents.history import compaction_prompts, may_be_compacted, prompt_messages
from serving.agents.mcp_client import McpUnavailable
from serving.agents.news import News
from serving.agents.step import StepReader, failure_of
from serving.agents.subagents import Family, Subagents
from serving.agents.tools import AgentTools, StepTools, with_prompt
from serving.agents.turn_spans import TurnSpans
from serving.errors import (
    EngineDead,
    Overloaded,
    PromptTooLong,
    TenureError,
    TurnFailed,
    TurnNotFound,
    TurnSuspended,
    TurnTakenOver,
    Unavailable,
)
from serving.logs import get_logger
from serving.output import Event, TurnStarted
from serving.replica.replicas import Replicas
from serving.request import SamplingParams
from serving.sessions.agents.work import (
    CallOutcome,
    CommandCall,
    McpCall,
    ModelStep,
    StepResult,
    SubagentCall,
    ToolCalls,
    Work,
)
from serving.sessions.turns.logged_turn import ClaimedTurn

MAX_CALLS_AT_ONCE = 8  # of one step
KEPT_FREE = 16  # one in so many tokens of the context: for the reply, or a summary before the next step
MAX_SUMMARY_TOKENS = 512
CATCH_UP_S = 10.0  # for the log to end a turn that was cancelled
_CANCELLED_CALL = CallOutcome(
    error={
        "type": "cancelled",
        "message": "The call was cancelled while it was made. It may have had its effect.",
    }
)
_BROKEN_CALL = CallOutcome(
    error={"type": "internal_error", "message": "The server failed on this call. It may have had its effect."}
)
_INTERNAL = TurnFailure("internal_error", "The server failed on this turn. Its log has the details.")

T = TypeVar("T")
_log = get_logger(__name__)


class SessionLoop:
    """Belongs to the event loop."""

    task: asyncio.Task[None]

    def __init__(
        self,
        tenant: str,
        session_id: str,
        replicas: Replicas,
        tools: AgentTools,
        subagents: Subagents,
        news: News,
        resumed: ClaimedTurn | None = None,
    ) -> None:
        """`resumed`: the turn in the log that its open model step has, taken over."""
        self.tenant = tenant
        self.session_id = session_id
        self._replicas = replicas
        self._store = replicas.storage.agent_sessions
        self._workers = replicas.workers
        self._tools = tools
        self._subagents = subagents
        self._news = news
        self._resumed = resumed
        self._doing: asyncio.Task[Any] | None = None  # for this turn
        self._turn_id = ""
        self._cancelled_turn_id = ""
        self._spans = TurnSpans()

    async def run(self, work: Work | None, family: Family) -> None:
        try:
            while work is not None:
                with self._spans.of(work).current():
                    if isinstance(work, ModelStep):
                        work = await self._make_step(work)
                    else:
                        work = await self._make_calls(work, family)
        except TurnTakenOver:
            _log.info("agent_session_lost", session_id=self.session_id)
        except (Unavailable, EngineDead) as error:  # whoever comes next finds it in the log
            _log.info("agent_session_left", session_id=self.session_id, reason=str(error))
        finally:
            self._spans.end()

    def interrupt(self, turn_id: str) -> None:
        """The log says that this turn is cancelled: what is being done for it ends now."""
        self._cancelled_turn_id = turn_id
        if self._doing is not None and self._turn_id == turn_id:
            self._doing.cancel()

    async def _interruptible(self, turn_id: str, work: Coroutine[Any, Any, T]) -> T:
        """Raises _Interrupted where the turn is cancelled."""
        doing: asyncio.Task[T] = asyncio.ensure_future(work)
        self._doing, self._turn_id = doing, turn_id
        if self._cancelled_turn_id == turn_id:
            doing.cancel()
        try:
            return await doing
        except asyncio.CancelledError:
            doing.cancel()
            await asyncio.gather(doing, return_exceptions=True)
            if self._cancelled_turn_id != turn_id:
                raise
            raise _Interrupted from None
        finally:
            self._doing = None

    async def _note(self, function: Callable[..., T], *arguments: Any) -> T:
        """In the log; and who waits for it is told."""
        result = await self._workers.run(function, *arguments)
        self._news.tell(self.session_id)
        return result

    # ---- model steps ------------------------------------------------------------------------------

    async def _make_step(self, step: ModelStep) -> Work | None:
        try:
            result = await self._interruptible(step.turn_id, self._step(step))
        except _Interrupted:
            result = (await self._from_log(step)).cancelled()
        self._spans.note(result)
        if result.status == "completed" and not result.calls:
            result = replace(result, artifacts=await self._tools.publish(step))
        return await self._note(self._store.end_step, step.session_id, step.turn_id, step.step, result)

    async def _step(self, step: ModelStep) -> StepResult:
        reader = _reader(step)
        try:
            tools = await self._tools.of_step(step)
        except McpUnavailable as error:
            return reader.failed(TurnFailure("connection_failed", str(error)))
        except TenureError as error:
            return reader.failed(failure_of(error))
        try:
            try:
                await self._generate(await self._source(step, tools), reader)
            except PromptTooLong as error:
                step = await self._compacted(step, tools, error)
                await self._generate(self._new_turn(step, tools), reader)
        except TurnSuspended:
            if not await self._workers.run(self._store.is_cancelled, step.turn_id):
                raise
            return (await self._from_log(step)).cancelled()
        except (Unavailable, EngineDead):
            raise
        except TenureError as error:
            return (await self._from_log(step)).failed(failure_of(error))
        except Exception:
            _log.exception("agent_step_failed", session_id=self.session_id, turn_id=step.turn_id)
            return (await self._from_log(step)).failed(_INTERNAL)
        if await self._is_logged_as_cancelled(step):
            return reader.cancelled()
        return reader.completed(tools.call)

    async def _source(self, step: ModelStep, tools: StepTools) -> Callable[[], AsyncGenerator[Event]]:
        """The events of the step's turn: gone on with, read again where it has ended, or begun."""
        resumed, self._resumed = self._resumed, None
        if resumed is not None:
            return partial(self._replicas.resume, resumed)
        if not step.is_new and (turn_id := await self._logged_turn_id(step)) is not None:
            return partial(self._logged, turn_id)
        return self._new_turn(step, tools)

    def _new_turn(self, step: ModelStep, tools: StepTools) -> Callable[[], AsyncGenerator[Event]]:
        """Too long where it leaves less than what a summary needs, as long as there is one to be made."""
        request = with_prompt(
            step.request, prompt_messages(step.history, step.origin), tools.use(step.tool_choice)
        )
        request = replace(
            request,
            request_id=f"{step.turn_id}.{step.step}",
            session_id=step.session_id,
            run_id=step.turn_id,
            step=step.step,
            min_reply_tokens=self._num_kept_free(step) if may_be_compacted(step) else 1,
        )
        return partial(self._replicas.generate, request)

    async def _generate(self, source: Callable[[], AsyncGenerator[Event]], reader: StepReader) -> None:
        while True:
            try:
                async with aclosing(source()) as events:
                    async for event in events:
                        if isinstance(event, TurnStarted):
                            self._news.tell(self.session_id)
                        reader.take(event)
                return
            except Overloaded as error:
                await asyncio.sleep(error.retry_after_s)

    def _num_kept_free(self, step: ModelStep) -> int:
        max_model_len = self._replicas.of(step.request.model).models()[0].max_model_len
        threshold = step.request.compact_threshold
        num_beyond = 0 if threshold is None else max_model_len - threshold
        return max(max_model_len // KEPT_FREE, num_beyond)

    async def _compacted(self, step: ModelStep, tools: StepTools, error: PromptTooLong) -> ModelStep:
        """With a summary in the place of its oldest items; raises `error` where there is none to be had."""
        shown = tools.use(None)
        asked = replace(
            step.request,
            request_id=f"{step.turn_id}.{step.step}.summary",
            session_id=step.session_id,
            is_recorded=False,
            grammar=None,
            sampling=SamplingParams(max_tokens=MAX_SUMMARY_TOKENS, temperature=0.0),
        )
        for messages in compaction_prompts(step) if may_be_compacted(step) else ():
            reader = _reader(step)
            request = with_prompt(asked, messages, shown and replace(shown, mode="none"))
            with suppress(PromptTooLong):  # the next one is shorter
                await self._generate(partial(self._replicas.generate, request), reader)
                summary = reader.completed(tools.call)
                _log.info("agent_session_compacted", session_id=self.session_id, turn_id=step.turn_id)
                return await self._note(self._store.compact, step, summary.text, summary.usage)
        raise error

    async def _logged(self, turn_id: str) -> AsyncGenerator[Event]:
        async with aclosing(self._replicas.follow(self.tenant, turn_id)) as events:
            async for _, event in events:
                yield event

    async def _from_log(self, step: ModelStep) -> StepReader:
        """What the log has of a step that was broken off: other readers may have seen it there."""
        reader = _reader(step)
        turn_id = await self._logged_turn_id(step)
        if turn_id is not None:
            with suppress(TurnNotFound, TurnFailed, TimeoutError):
                async with asyncio.timeout(CATCH_UP_S), aclosing(self._logged(turn_id)) as events:
                    async for event in events:
                        reader.take(event)
        return reader

    async def _logged_turn_id(self, step: ModelStep) -> str | None:
        return await self._workers.run(self._replicas.storage.steps.turn_id, step.turn_id, step.step)

    async def _is_logged_as_cancelled(self, step: ModelStep) -> bool:
        """Another process may have ended a turn that is read from the log."""
        turn_id = None if step.is_new else await self._logged_turn_id(step)
        if turn_id is None:
            return False
        turn = await self._workers.run(self._replicas.storage.turns.read, self.tenant, turn_id)
        return bool(turn.status == "cancelled")

    # ---- tool calls -------------------------------------------------------------------------------

    async def _make_calls(self, work: ToolCalls, family: Family) -> Work | None:
        with suppress(_Interrupted):
            if len(work.calls) == 1 and not isinstance(call := work.calls[0], SubagentCall):
                only = self._call(work, call, self._store.end_only_call)
                return await self._interruptible(work.turn_id, only)
            await self._interruptible(work.turn_id, self._calls(work, family))
        return await self._note(self._store.go_on, work.session_id)

    async def _calls(self, work: ToolCalls, family: Family) -> None:
        """Those that change rows alone come first, in their order: what waits for a subagent finds it."""
        later: list[McpCall | CommandCall | SubagentCall] = []
        for call in work.calls:
            if isinstance(call, SubagentCall) and call.name != "wait":
                await self._subagents.call(self.tenant, work.session_id, call, family)
            else:
                later.append(call)
        room = asyncio.Semaphore(MAX_CALLS_AT_ONCE)

        async def in_turn(call: McpCall | CommandCall | SubagentCall) -> None:
            async with room:
                if isinstance(call, SubagentCall):
                    await self._subagents.call(self.tenant, work.session_id, call, family)
                else:
                    await self._call(work, call, self._store.end_call)

        calls = [asyncio.ensure_future(in_turn(call)) for call in later]
        try:
            await asyncio.gather(*calls)
        finally:
            for one in calls:
                one.cancel()
            await asyncio.gather(*calls, return_exceptions=True)

    async def _call(
        self, work: ToolCalls, call: McpCall | CommandCall, end: Callable[[str, str, CallOutcome], T]
    ) -> T:
        """`end`: notes what came of it."""
        await self._note(self._store.begin_call, work.session_id, call.call_id, work.principal)
        try:
            outcome = await self._tools.call(call, work)
        except asyncio.CancelledError:
            if self._cancelled_turn_id == work.turn_id:
                await self._note(self._store.end_call, work.session_id, call.call_id, _CANCELLED_CALL)
            raise
        except Exception:
            _log.exception("tool_call_failed", session_id=self.session_id, call_id=call.call_id)
            outcome = _BROKEN_CALL
        return await self._note(end, work.session_id, call.call_id, outcome)


class _Interrupted(Exception):
    """The turn is cancelled."""


def _reader(step: ModelStep) -> StepReader:
    return StepReader(step.session_id, step.turn_id, step.first_output)
