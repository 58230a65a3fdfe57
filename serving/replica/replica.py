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
from contextlib import aclosing
from functools import partial
from itertools import chain
from typing import Any, TypeVar
from weakref import WeakValueDictionary

from serving.engine.engine import Engine
from serving.engine.messages import AbortSequence, EngineStats, SequenceUpdate, SetPaused
from serving.engine.warm_up import warm_up
from serving.errors import (
    EngineDead,
    InvalidRequest,
    RunSuspended,
    RunTakenOver,
    SessionNotFound,
    TenureError,
    Unavailable,
)
from serving.logs import get_logger
from serving.metrics import Metrics
from serving.output import Event, Health, ModelCard, SessionInfo, TurnStarted
from serving.queries import Query
from serving.replica.admission import Admission
from serving.replica.choice import Choice
from serving.replica.engine_link import EngineEvents, EngineLink
from serving.replica.engine_loop import StepReport
from serving.replica.engine_process import EngineHandle, EngineProcess
from serving.replica.engine_thread import EngineThread
from serving.replica.live_run import Host
from serving.replica.loaded import Loaded
from serving.replica.log_writer import LoggedUpdate, LogWriter, WrittenSteps
from serving.replica.prompts import Prompts
from serving.replica.recovery import Recovery
from serving.replica.run_events import RunReader
from serving.replica.runs import Runs
from serving.replica.session_info import session_info
from serving.replica.storage import Storage
from serving.replica.turn import Turn
from serving.request import Input, Request
from serving.responses import ResponseRecord, ResponseRun, RunEvent
from serving.sessions.run import ClaimedRun, NewRun
from serving.sessions.turn import SessionRecord
from serving.sessions.writing import new_id

NUM_WORKERS = 4  # threads that tokenise and use the log
MAX_SEED = 2**63
FOLLOW_S = 0.1  # between looks at a run that another process makes
SWEEP_S = 60.0  # between looks for what has expired
MAX_UNWRITTEN_STEPS = 64  # then the engine waits for the log
CLOSE_TIMEOUT_S = 2.0  # for turns that were ended to say so to their clients, and into the log
_SHUT_DOWN = Unavailable("The server is shutting down and has ended this reply.")

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
        self._writer = LogWriter(storage.runs.append, self._on_written)
        self._num_unwritten_steps = 0
        self._run_news: WeakValueDictionary[str, asyncio.Event] = WeakValueDictionary()  # by run id
        self._recovery = Recovery(storage.runs, prompts, self._in_worker, self._adopt, self._settle)
        self._stats: EngineStats | None = None
        self._death: EngineDead | None = None
        self._end_of_turns: TenureError | None = None  # why no turn can go on here any more
        self._is_started = False
        self._is_draining = False
        self._tasks: set[asyncio.Task[None]] = set()
        self._sweeps: asyncio.Task[None] | None = None
        host = Host(
            generate=self.generate,
            resume=self.resume,
            follow=self.follow,
            cancel_run=self.cancel_run,
            read_run=storage.runs.read,
            spawn=self._spawn,
            in_worker=self._in_worker,
        )
        self._runs = Runs(host, storage.responses)

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
        """Begin to work, first of all on the runs that a process before this one has left."""
        await self._engine.start()
        self._writer.start()
        await self._recovery.start(is_alone=self._storage.is_alone)
        self._is_started = True
        self._sweeps = asyncio.get_running_loop().create_task(self._sweep())

    async def _sweep(self) -> None:
        while True:
            try:
                await self._sweep_once()
            except TenureError as error:
                _log.warning("sweep_failed", error=str(error))
            await asyncio.sleep(SWEEP_S)

    async def _sweep_once(self) -> None:
        for expired in await self._in_worker(self._storage.sweep):
            await self._engine.drop_blocks(expired.tenant, expired.token_ids)

    async def drain(self, timeout_s: float) -> None:
        """Take no new turns; let the running ones finish, and end those that take longer than `timeout_s`."""
        self._is_draining = True
        self._recovery.stop_taking_over()
        try:
            await asyncio.wait_for(self._admission.wait_until_empty(), timeout_s)
        except TimeoutError:
            self._end_running(_SHUT_DOWN)

    async def close(self) -> None:
        """Stop at once; running turns end with an error. What the log has is safe."""
        self._is_draining = True
        self._recovery.stop_taking_over()
        self._end_running(_SHUT_DOWN)
        with contextlib.suppress(TimeoutError):  # whoever reads them may be slow to notice
            await asyncio.wait_for(self._admission.wait_until_empty(), CLOSE_TIMEOUT_S)
        await self._engine.stop()
        await self._writer.close()
        if self._sweeps is not None:
            self._sweeps.cancel()
            await asyncio.wait([self._sweeps])
        # What ends now is to be ended here; what waits for its turn is given to others.
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=CLOSE_TIMEOUT_S)
        await self._recovery.stop()
        if self._tasks:
            await asyncio.wait(self._tasks)
        self._workers.shutdown()
        self._storage.close()

    def _end_running(self, reason: TenureError) -> None:
        self._end_of_turns = reason
        for turn in self._running_turns():
            self._end_turn(turn, reason)

    def _end_turn(self, turn: Turn, reason: TenureError) -> TenureError:
        error = RunSuspended(f"{reason} This run goes on elsewhere, or later.") if turn.is_kept else reason
        turn.fail(error)
        return error

    def _running_turns(self) -> list[Turn]:
        return list({id(turn): turn for turn, _ in self._running.values()}.values())

    # ---- a turn ---------------------------------------------------------------------------------

    async def generate(self, request: Request) -> AsyncGenerator[Event]:
        """One turn. Closing the generator cancels it, a kept run as well."""
        self._check_open()
        if request.run_id is not None and (request.n != 1 or request.session_id is None or request.echo):
            raise InvalidRequest("A run that is kept has a session, one choice and no echo.")
        self._admission.enter(request.n)
        async with aclosing(self._live(request.n, partial(self._open, request))) as events:
            async for event in events:
                yield event

    async def resume(self, claimed: ClaimedRun) -> AsyncGenerator[Event]:
        """A run that was taken over: all its events from the first one on, as if nothing had happened."""
        num_choices = claimed.state.request.n
        self._admission.enter_again(num_choices)
        async with aclosing(self._live(num_choices, partial(self._reopen, claimed))) as events:
            async for event in events:
                yield event

    async def _live(
        self, num_choices: int, open_turn: Callable[[], Coroutine[Any, Any, tuple[Turn, TurnStarted]]]
    ) -> AsyncGenerator[Event]:
        """A turn that was admitted."""
        start_s = time.monotonic()
        opening = asyncio.ensure_future(open_turn())
        try:
            turn, started = await asyncio.shield(opening)
            self._begin(turn)
            yield started
            while not turn.is_read:
                delta = await turn.next_delta()
                if turn.is_read:
                    # A client may send its next turn as soon as it has the last word of this one.
                    await self._conclude(turn)
                yield delta
            yield turn.finished
        finally:
            # Whoever waits may leave before it is open. The log has it all the same, and is told of its end.
            opened = await _opened(opening)
            if opened is not None:
                self._end(opened)
            self._admission.leave(num_choices, time.monotonic() - start_s)

    def _check_open(self) -> None:
        if self._death is not None:
            raise self._death
        if not self._is_started:
            raise Unavailable("The server is starting up.")
        if self._is_draining:
            raise Unavailable("The server is shutting down.")

    async def _open(self, request: Request) -> tuple[Turn, TurnStarted]:
        arrival_s = time.monotonic()
        asked = request.sampling.seed
        seed = secrets.randbelow(MAX_SEED) if asked is None else asked
        opened = await self._in_worker(self._prompts.open, request, self._new_run(request, seed))
        turn = Turn(request, opened, seed=seed, tokenizer=self._loaded.tokenizer, arrival_s=arrival_s)
        if turn.run is not None:
            return turn, turn.run.started
        return turn, TurnStarted(
            request_id=request.request_id,
            created=int(time.time()),
            num_prompt_tokens=len(turn.token_ids),
            seed=seed,
            system_fingerprint=self._loaded.system_fingerprint,
        )

    def _new_run(self, request: Request, seed: int) -> NewRun:
        return NewRun(
            run_id=request.run_id or new_id("run"),
            owner_id=self._storage.owner.owner_id,
            is_kept=request.run_id is not None,
            request=request,
            seed=seed,
            system_fingerprint=self._loaded.system_fingerprint,
            max_model_len=self._loaded.engine_config.max_model_len,
        )

    async def _reopen(self, claimed: ClaimedRun) -> tuple[Turn, TurnStarted]:
        state = claimed.state
        turn = Turn(
            state.request,
            await self._in_worker(self._prompts.reopen, claimed),
            seed=state.started.seed,
            tokenizer=self._loaded.tokenizer,
            arrival_s=time.monotonic(),
        )
        turn.replay(state.tokens)
        return turn, state.started

    def _begin(self, turn: Turn) -> None:
        if self._end_of_turns is not None:  # meanwhile: nobody would ever answer
            raise self._end_turn(turn, self._end_of_turns)
        sequences = {sequence.seq_id: sequence for sequence in turn.sequences()}
        for choice in turn.choices:
            if choice.seq_id in sequences:
                self._running[choice.seq_id] = (turn, choice)
                self._engine.post(sequences[choice.seq_id])

    async def _conclude(self, turn: Turn) -> None:
        """Let the log have what was said. It happens once."""
        if turn.is_concluded:
            return
        turn.is_concluded = True
        await turn.until_written()
        ending = turn.ending()
        for choice in turn.choices:
            if not choice.is_finished:
                choice.abort()
        await self._recovery.conclude(turn.opened, turn.outcomes(), ending)
        self._tell_followers(turn)

    def _end(self, turn: Turn) -> None:
        """However the turn ended: nothing of it goes on in the engine, and the log has what was said."""
        for choice in turn.choices:
            self._running.pop(choice.seq_id, None)
            if not choice.is_finished:
                self._engine.post(AbortSequence(choice.seq_id))
        self._metrics.observe_turn(
            finish_reasons=[choice.finish_reason or "abort" for choice in turn.choices],
            num_prompt_tokens=len(turn.token_ids),
            num_cached_tokens=turn.usage.num_cached_tokens,
            num_generated_tokens=[len(choice.token_ids) for choice in turn.choices],
            e2e_s=time.monotonic() - turn.arrival_s,
        )
        if not turn.is_concluded and not isinstance(turn.error, RunSuspended):
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

    # ---- from the engine and the log's writer, on the event loop ---------------------------------

    def _on_step(self, report: StepReport) -> None:
        gaps_s: list[float] = []
        to_log: list[LoggedUpdate] = []
        for update in report.updates:
            turn, choice = self._running.get(update.seq_id, (None, None))
            if turn is None or choice is None:
                continue  # it was aborted while this step ran
            if turn.run is None:
                gaps_s.extend(self._take(turn, choice, update))
            else:
                to_log.append(LoggedUpdate(turn, choice, update, turn.to_log(choice, update)))
        if to_log:
            self._log_step(tuple(to_log))
        self._observe_step(report.stats, gaps_s)

    def _log_step(self, step: tuple[LoggedUpdate, ...]) -> None:
        for entry in step:
            entry.turn.note_unwritten(1)
        self._num_unwritten_steps += 1
        if self._num_unwritten_steps == MAX_UNWRITTEN_STEPS:
            self._engine.post(SetPaused(True))
        self._writer.put(step)

    def _on_written(self, written: WrittenSteps) -> None:
        """Now whoever waits for these tokens may have them."""
        was_paused = self._num_unwritten_steps >= MAX_UNWRITTEN_STEPS
        self._num_unwritten_steps -= len(written.steps)
        if was_paused and self._num_unwritten_steps < MAX_UNWRITTEN_STEPS:
            self._engine.post(SetPaused(False))
        gaps_s: list[float] = []
        for entry in chain.from_iterable(written.steps):
            gaps_s.extend(self._take_written(entry, written))
            self._tell_followers(entry.turn)
        self._metrics.observe_inter_token(gaps_s)

    def _take_written(self, entry: LoggedUpdate, written: WrittenSteps) -> list[float]:
        turn, run = entry.turn, entry.turn.run
        assert run is not None, "only logged turns come here"
        turn.note_unwritten(-1)
        if written.error is None and run.run_id not in written.lost_run_ids:
            return self._take(turn, entry.choice, entry.update)
        if turn.error is None:
            turn.fail(written.error or RunTakenOver())
        return []

    def _take(self, turn: Turn, choice: Choice, update: SequenceUpdate) -> list[float]:
        is_first = turn.ttft_s is None
        gaps_s = turn.take(choice, update)
        if is_first and turn.ttft_s is not None:
            self._metrics.observe_first_token(ttft_s=turn.ttft_s, queue_s=turn.queue_s)
        if choice.is_finished and choice.seq_id in self._running:
            del self._running[choice.seq_id]
            if update.finish_reason is None:  # a stop string: the engine does not know
                self._engine.post(AbortSequence(choice.seq_id))
        return gaps_s

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
        self._end_running(error)
        self._spawn(self._recovery.die())

    # ---- runs that outlive their client -----------------------------------------------------------

    async def follow(self, tenant: str, run_id: str, after: int = -1) -> AsyncGenerator[tuple[int, Event]]:
        """A kept run's (number, event) pairs behind number `after`, as they come, until it has ended.

        Any number may follow, wherever the run is made: all is read from the log. A cancelled run ends
        without a TurnFinished.

        Raises: RunNotFound, also when its session is deleted meanwhile; RunFailed.
        """
        reader = RunReader(self._loaded.tokenizer, self._prompts.tool_format)
        while True:
            news = self._run_news.setdefault(run_id, asyncio.Event())  # before the look, to miss nothing
            state = await self._in_worker(self._storage.runs.read, tenant, run_id, reader.num_tokens)
            for number, event in reader.read(state):
                if number > after:
                    yield number, event
            if state.has_ended:
                return
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(news.wait(), FOLLOW_S)

    def _tell_followers(self, turn: Turn) -> None:
        news = self._run_news.pop(turn.run.run_id, None) if turn.run is not None else None
        if news is not None:
            news.set()

    async def cancel_run(self, tenant: str, run_id: str) -> None:
        """End a run, wherever it is made; nothing changes if it has ended.

        Raises: RunNotFound.
        """
        claimed = await self._in_worker(self._storage.runs.claim, tenant, run_id)
        if claimed is not None:  # whoever makes it finds out with its next step
            await self._in_worker(self._prompts.conclude_partial, claimed)

    async def _adopt(self, claimed: ClaimedRun) -> None:
        if not await self._runs.adopt(claimed):
            self._spawn(self._run_to_end(claimed))

    async def _settle(self) -> None:
        if self._is_started and self._death is None:
            await self._runs.settle()

    async def bury(self, place: str) -> None:
        """The process of that name is known to be gone: what it left need not wait for its lease to end."""
        await self._recovery.bury(place)

    async def _run_to_end(self, claimed: ClaimedRun) -> None:
        with contextlib.suppress(RunSuspended):
            async with aclosing(self.resume(claimed)) as events:
                async for _ in events:
                    pass

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

    async def follow_response(self, tenant: str, response_id: str) -> AsyncGenerator[RunEvent]:
        if self._death is not None:
            raise self._death
        async with aclosing(self._runs.follow(tenant, response_id)) as events:
            async for event in events:
                yield event

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


async def _opened(opening: asyncio.Task[tuple[Turn, TurnStarted]]) -> Turn | None:
    """The turn, once the log has it; None if it was refused."""
    try:
        return (await opening)[0]
    except TenureError:
        return None
