"""One copy of a model, and the life of a turn in it.

A turn is opened (in a worker thread: the session's branch is matched, the rest rendered and tokenised,
the log appended to), run (by the engine thread), and concluded (the log again). The event loop joins
the three and waits for none of them.
"""

from __future__ import annotations

import asyncio
import contextlib
import secrets
import time
from collections.abc import AsyncGenerator, Callable, Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from serving.engine.engine import Engine
from serving.engine.messages import AbortSequence, EngineStats
from serving.engine.warm_up import warm_up
from serving.errors import EngineDead, SessionNotFound, TenureError, Unavailable
from serving.logs import get_logger
from serving.metrics import Metrics
from serving.output import Event, Health, ModelCard, SessionInfo, TurnFinished, TurnStarted
from serving.queries import Query
from serving.replica.admission import Admission
from serving.replica.choice import Choice
from serving.replica.engine_link import EngineEvents, EngineLink
from serving.replica.engine_loop import StepReport
from serving.replica.engine_process import EngineHandle, EngineProcess
from serving.replica.engine_thread import EngineThread
from serving.replica.loaded import Loaded
from serving.replica.prompts import OpenPrompt, Prompts
from serving.replica.runs import Host, Runs
from serving.replica.session_info import session_info
from serving.replica.storage import Storage
from serving.replica.turn import Turn
from serving.request import Input, Request
from serving.responses import ResponseRecord, ResponseRun, RunEvent
from serving.sessions.turn import SessionRecord

NUM_WORKERS = 4  # threads that tokenise and use the log
MAX_SEED = 2**63
CLOSE_TIMEOUT_S = 2.0  # for turns that were ended to say so to their clients, and into the log

T = TypeVar("T")

_log = get_logger(__name__)


class Replica:
    """Implements `serving.api.backend.Backend`. All methods are for the event loop that called `start`."""

    def __init__(
        self,
        loaded: Loaded,
        storage: Storage,
        prompts: Prompts,
        admission: Admission,
        metrics: Metrics,
        engine: EngineHandle | None = None,
    ) -> None:
        """`engine`: the process that has the loaded model; None: it is in `loaded`, and a thread runs it."""
        self._loaded = loaded
        self._storage = storage
        self._prompts = prompts
        self._admission = admission
        self._metrics = metrics
        self._engine = self._link(engine)
        prompts.warm_up()
        self._workers = ThreadPoolExecutor(NUM_WORKERS, thread_name_prefix="tenure-worker")
        self._running: dict[str, tuple[Turn, Choice]] = {}  # by seq_id
        self._stats: EngineStats | None = None
        self._death: EngineDead | None = None
        self._is_started = False
        self._is_draining = False
        self._tasks: set[asyncio.Task[None]] = set()
        self._runs = Runs(Host(self.generate, self._spawn, self._in_worker), storage.responses)

    def _link(self, handle: EngineHandle | None) -> EngineLink:
        events = EngineEvents(self._on_step, self._on_idle, self._on_death)
        if handle is not None:
            return EngineProcess(handle, events)
        loaded = self._loaded
        engine = Engine(
            loaded.engine_config, loaded.own_runner, loaded.fingerprint, grammars=self._prompts.grammars
        )
        warm_up(engine, loaded.engine_config)
        return EngineThread(engine, events)

    # ---- life -----------------------------------------------------------------------------------

    async def start(self) -> None:
        await self._engine.start()
        self._is_started = True

    async def drain(self, timeout_s: float) -> None:
        """Take no new turns; let the running ones finish, and end those that take longer than `timeout_s`."""
        self._is_draining = True
        try:
            await asyncio.wait_for(self._admission.wait_until_empty(), timeout_s)
        except TimeoutError:
            self._fail_running(Unavailable("The server is shutting down and has ended this reply."))

    async def close(self) -> None:
        """Stop at once; running turns end with an error. What the log has is safe."""
        self._is_draining = True
        self._fail_running(Unavailable("The server is shutting down and has ended this reply."))
        with contextlib.suppress(TimeoutError):  # whoever reads them may be slow to notice
            await asyncio.wait_for(self._admission.wait_until_empty(), CLOSE_TIMEOUT_S)
        await self._engine.stop()
        if self._tasks:
            await asyncio.wait(self._tasks)
        self._workers.shutdown()
        self._storage.close()

    def _fail_running(self, error: TenureError) -> None:
        for turn in {id(turn): turn for turn, _ in self._running.values()}.values():
            turn.fail(error)

    # ---- a turn ---------------------------------------------------------------------------------

    async def generate(self, request: Request) -> AsyncGenerator[Event]:
        arrival_s = time.monotonic()
        self._check_open()
        self._admission.enter(request.n)
        turn: Turn | None = None
        try:
            opened = await self._in_worker(self._prompts.open, request)
            if self._death is not None:  # meanwhile: nobody would ever answer
                raise self._death
            turn = self._begin(request, opened, arrival_s)
            yield TurnStarted(
                request_id=request.request_id,
                created=int(time.time()),
                num_prompt_tokens=len(turn.token_ids),
                seed=turn.seed,
                system_fingerprint=self._loaded.system_fingerprint,
                session=opened.match,
            )
            while not turn.is_read:
                delta = await turn.next_delta()
                if turn.is_read:
                    # A client may send its next turn as soon as it has the last word of this one.
                    await self._conclude(turn)
                yield delta
            yield TurnFinished(
                usage=turn.usage,
                num_computed_tokens=turn.num_computed_tokens,
                prompt_logprobs=turn.prompt_logprobs,
            )
        finally:
            if turn is not None:
                self._end(turn)
            self._admission.leave(request.n, time.monotonic() - arrival_s)

    def _check_open(self) -> None:
        if self._death is not None:
            raise self._death
        if not self._is_started:
            raise Unavailable("The server is starting up.")
        if self._is_draining:
            raise Unavailable("The server is shutting down.")

    def _begin(self, request: Request, opened: OpenPrompt, arrival_s: float) -> Turn:
        seed = request.sampling.seed
        turn = Turn(
            request,
            opened,
            seed=secrets.randbelow(MAX_SEED) if seed is None else seed,
            tokenizer=self._loaded.tokenizer,
            arrival_s=arrival_s,
        )
        for choice, sequence in zip(turn.choices, turn.sequences(), strict=True):
            self._running[choice.seq_id] = (turn, choice)
            self._engine.post(sequence)
        return turn

    async def _conclude(self, turn: Turn) -> None:
        if not turn.is_concluded:
            turn.is_concluded = True
            await self._in_worker(self._prompts.conclude, turn.opened, turn.outcomes())

    def _end(self, turn: Turn) -> None:
        """However the turn ended: nothing of it goes on in the engine, and the log has what was said."""
        for choice in turn.choices:
            self._running.pop(choice.seq_id, None)
            if not choice.is_finished:
                choice.abort()
                self._engine.post(AbortSequence(choice.seq_id))
        self._metrics.observe_turn(
            finish_reasons=[choice.finish_reason or "abort" for choice in turn.choices],
            num_prompt_tokens=len(turn.token_ids),
            num_cached_tokens=turn.usage.num_cached_tokens,
            num_generated_tokens=[len(choice.token_ids) for choice in turn.choices],
            e2e_s=time.monotonic() - turn.arrival_s,
        )
        if not turn.is_concluded:
            self._spawn(self._conclude(turn))

    def _spawn(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._note_done)
        return task

    def _note_done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and task.exception() is not None:
            _log.error("turn_not_logged", error=repr(task.exception()))

    async def _in_worker(self, function: Callable[..., T], *arguments: Any) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._workers, function, *arguments)

    # ---- from the engine thread, on the event loop ------------------------------------------------

    def _on_step(self, report: StepReport) -> None:
        gaps_s: list[float] = []
        for update in report.updates:
            turn, choice = self._running.get(update.seq_id, (None, None))
            if turn is None or choice is None:
                continue  # it was aborted while this step ran
            is_first = turn.ttft_s is None
            gaps_s.extend(turn.take(choice, update))
            if is_first and turn.ttft_s is not None:
                self._metrics.observe_first_token(ttft_s=turn.ttft_s, queue_s=turn.queue_s)
            if choice.is_finished:
                del self._running[choice.seq_id]
                if update.finish_reason is None:  # a stop string: the engine does not know
                    self._engine.post(AbortSequence(choice.seq_id))
        self._observe_step(report.stats, gaps_s)

    def _observe_step(self, stats: EngineStats, gaps_s: Sequence[float]) -> None:
        before = self._stats
        self._stats = stats
        self._metrics.observe_step(
            step_s=stats.step_s,
            num_tokens=stats.num_step_tokens,
            num_running=stats.num_running,
            num_waiting=stats.num_waiting,
            kv_usage=stats.num_held_blocks / stats.num_blocks,
            num_preempted=stats.num_preemptions - (before.num_preemptions if before else 0),
            num_evicted_blocks=stats.num_evicted_blocks - (before.num_evicted_blocks if before else 0),
            num_drafts=stats.num_drafts - (before.num_drafts if before else 0),
            num_draft_tokens=stats.num_draft_tokens - (before.num_draft_tokens if before else 0),
            num_accepted_tokens=stats.num_accepted_tokens - (before.num_accepted_tokens if before else 0),
            inter_token_s=gaps_s,
        )

    def _on_idle(self, stats: EngineStats) -> None:
        self._stats = stats
        self._metrics.set_load(
            num_running=stats.num_running,
            num_waiting=stats.num_waiting,
            kv_usage=stats.num_held_blocks / stats.num_blocks,
        )

    def _on_death(self, error: EngineDead) -> None:
        self._death = error
        self._fail_running(error)

    # ---- sessions ---------------------------------------------------------------------------------

    async def sessions(self, tenant: str, *, limit: int = 100, after: str | None = None) -> list[SessionInfo]:
        log = self._storage.log
        records = await self._in_worker(lambda: log.list_sessions(tenant, limit=limit, after=after))
        return [await self._describe(tenant, record) for record in records]

    async def session(self, tenant: str, session_id: str) -> SessionInfo:
        record = await self._in_worker(self._storage.log.get_session, tenant, session_id)
        return await self._describe(tenant, record)

    async def _describe(self, tenant: str, record: SessionRecord) -> SessionInfo:
        """The log's record, and how much of its KV is on the device at this moment."""
        token_ids = await self._branch_ids(record.head_branch_id)
        resident = await self._engine.count_resident(tenant, token_ids)
        running = ((turn.request.tenant, turn.request.session_id) for turn, _ in self._running.values())
        return session_info(
            record,
            num_tokens=len(token_ids),
            resident=resident,
            block_size=self._loaded.engine_config.block_size,
            bytes_per_block=self._loaded.runner.bytes_per_block,
            is_running=(tenant, record.session_id) in running,
        )

    async def _branch_ids(self, branch_id: str | None) -> list[int]:
        if branch_id is None:
            return []
        return await self._in_worker(self._storage.log.branch_token_ids, branch_id)

    async def delete_session(self, tenant: str, session_id: str) -> None:
        record = await self._in_worker(self._storage.log.get_session, tenant, session_id)
        branches = [await self._branch_ids(branch.branch_id) for branch in record.branches]
        await self._in_worker(self._storage.log.delete_session, tenant, session_id)
        for token_ids in branches:
            await self._engine.drop_blocks(tenant, token_ids)

    # ---- responses and conversations ----------------------------------------------------------------

    def respond(self, run: ResponseRun) -> AsyncGenerator[RunEvent]:
        return self._runs.respond(run)

    def follow_response(self, tenant: str, response_id: str) -> AsyncGenerator[RunEvent]:
        return self._runs.follow(tenant, response_id)

    async def cancel_response(self, tenant: str, response_id: str) -> ResponseRecord:
        return await self._runs.cancel(tenant, response_id)

    async def delete_response(self, tenant: str, response_id: str) -> None:
        session_id = await self._runs.delete(tenant, response_id)
        if session_id is not None:
            await self._forget_session(tenant, session_id)

    async def delete_conversation(self, tenant: str, conversation_id: str) -> None:
        await self._in_worker(self._storage.conversations.delete, tenant, conversation_id)
        await self._forget_session(tenant, conversation_id)

    async def _forget_session(self, tenant: str, session_id: str) -> None:
        with contextlib.suppress(SessionNotFound):  # nothing was said in it
            await self.delete_session(tenant, session_id)

    async def query(self, query: Query[T]) -> T:
        return await self._in_worker(self._storage.answers.answer, query)

    # ---- everything else that a backend answers ---------------------------------------------------

    async def models(self) -> Sequence[ModelCard]:
        loaded = self._loaded
        return [
            ModelCard(
                name=name,
                created=loaded.created,
                max_model_len=loaded.engine_config.max_model_len,
                vocab_size=loaded.runner.vocab_size,
                root=loaded.root,
                dtype=loaded.dtype,
            )
            for name in loaded.served_names
        ]

    async def tokenize(self, prompt: Input, *, add_special_tokens: bool = True) -> list[int]:
        return await self._in_worker(self._prompts.tokenize, prompt, add_special_tokens)

    async def token_strings(self, token_ids: Sequence[int]) -> list[str]:
        return await self._in_worker(self._prompts.token_strings, token_ids)

    async def detokenize(self, token_ids: Sequence[int]) -> str:
        return await self._in_worker(self._prompts.detokenize, token_ids)

    async def health(self) -> Health:
        if self._death is not None:
            raise self._death
        detail = "ok"
        if not self._is_started:
            detail = "starting"
        elif self._is_draining:
            detail = "draining"
        stats = self._stats
        return Health(
            is_ready=detail == "ok",
            detail=detail,
            num_running=stats.num_running if stats else 0,
            num_waiting=stats.num_waiting if stats else 0,
        )

    async def metrics(self) -> bytes:
        return self._metrics.exposition()
