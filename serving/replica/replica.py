"""One copy of a model: its engine, its log and its turns, joined into a Backend."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from typing import TypeVar

from serving.engine.engine import Engine
from serving.engine.warm_up import warm_up
from serving.errors import EngineDead, SessionNotFound, TenureError, TurnSuspended, Unavailable
from serving.logs import get_logger
from serving.metrics import Metrics
from serving.output import Event, Health, ImportReport, ModelCard, SessionInfo
from serving.queries import Query
from serving.replica.admission import Admission
from serving.replica.archives import Archives
from serving.replica.delivery import Delivery
from serving.replica.followers import Followers
from serving.replica.hosting.link import EngineEvents, EngineLink
from serving.replica.hosting.process import EngineHandle, EngineProcess
from serving.replica.hosting.thread import EngineThread
from serving.replica.live_run import Host
from serving.replica.loaded import Loaded
from serving.replica.log_writer import LogWriter
from serving.replica.prompts import Prompts
from serving.replica.readiness import Readiness
from serving.replica.recovery import Recovery
from serving.replica.running import Running
from serving.replica.runs import Runs
from serving.replica.sessions import Sessions
from serving.replica.storage import Storage
from serving.replica.turns import Turns
from serving.replica.workers import Workers
from serving.request import Input, Request
from serving.responses import FIRST_PAGE, NewResponse, Page, ResponseEvent, ResponseRecord
from serving.sessions.turns.logged_turn import ClaimedTurn

EXPORT_CHUNK_BYTES = 1 << 20
SWEEP_S = 60.0  # between looks for what has expired
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
        self._workers = Workers()
        self._readiness = Readiness()
        self._running = Running()
        self._followers = Followers(storage.runs, prompts, loaded.tokenizer, self._workers)
        self._delivery = Delivery(
            self._running,
            self._followers,
            metrics,
            post=lambda message: self._engine.post(message),
            write=lambda step: self._writer.put(step),
        )
        self._writer = LogWriter(storage.runs.append, self._delivery.on_written)
        self._engine = self._link(engine)
        prompts.warm_up()
        self._recovery = Recovery(storage.runs, prompts, self._workers.run, self._adopt, self._settle)
        self._turns = Turns(
            loaded,
            prompts,
            self._recovery,
            admission,
            self._readiness,
            self._running,
            self._followers,
            metrics,
            self._workers,
            owner_id=storage.owner.owner_id,
            post=self._engine.post,
        )
        self._sessions = Sessions(storage.log, self._engine, self._running, loaded, self._workers)
        self._archives = Archives(
            storage.archives,
            self._engine,
            loaded,
            self._workers,
            template_fingerprint=prompts.template_fingerprint,
        )
        self._runs = Runs(self._host(), storage.responses)
        self._sweeps: asyncio.Task[None] | None = None

    def _link(self, handle: EngineHandle | None) -> EngineLink:
        events = EngineEvents(self._delivery.on_step, self._delivery.on_idle, self._on_death)
        if handle is not None:
            return EngineProcess(handle, events)
        loaded = self._loaded
        engine = Engine(
            loaded.engine_config, loaded.own_runner, loaded.fingerprint, grammars=self._prompts.grammars
        )
        warm_up(engine, loaded.engine_config)
        return EngineThread(engine, events)

    def _host(self) -> Host:
        return Host(
            generate=self.generate,
            resume=self.resume,
            follow=self.follow,
            cancel_run=self.cancel_run,
            read_run=self._storage.runs.read,
            spawn=self._workers.spawn,
            in_worker=self._workers.run,
        )

    def _on_death(self, error: EngineDead) -> None:
        self._readiness.death = error
        self._turns.end_all(error)
        self._workers.spawn(self._recovery.die())

    # ---- life -----------------------------------------------------------------------------------

    async def start(self) -> None:
        """Begin to work, first of all on the runs that a process before this one has left."""
        await self._engine.start()
        self._writer.start()
        await self._recovery.start(is_alone=self._storage.is_alone)
        self._readiness.is_started = True
        self._sweeps = asyncio.get_running_loop().create_task(self._sweep_again_and_again())

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
            await self._engine.drop_blocks(expired.tenant, expired.token_ids)

    async def drain(self, timeout_s: float) -> None:
        """Take no new turns; let the running ones finish, and end those that take longer than `timeout_s`."""
        self._readiness.is_draining = True
        self._recovery.stop_taking_over()
        try:
            await asyncio.wait_for(self._admission.wait_until_empty(), timeout_s)
        except TimeoutError:
            self._turns.end_all(_SHUT_DOWN)

    async def close(self) -> None:
        """Stop at once; running turns end with an error. What the log has is safe."""
        self._readiness.is_draining = True
        self._recovery.stop_taking_over()
        self._turns.end_all(_SHUT_DOWN)
        with contextlib.suppress(TimeoutError):  # whoever reads them may be slow to notice
            await asyncio.wait_for(self._admission.wait_until_empty(), CLOSE_TIMEOUT_S)
        await self._engine.stop()
        await self._writer.close()
        if self._sweeps is not None:
            self._sweeps.cancel()
            await asyncio.wait([self._sweeps])
        # What ends now is to be ended here; what waits for its turn is given to others.
        await self._workers.wait(CLOSE_TIMEOUT_S)
        await self._recovery.stop()
        await self._workers.close()
        self._storage.close()

    # ---- turns ----------------------------------------------------------------------------------

    def generate(self, request: Request) -> AsyncGenerator[Event]:
        """One turn. Closing the generator cancels it, a kept run as well."""
        return self._turns.generate(request)

    def resume(self, claimed: ClaimedTurn) -> AsyncGenerator[Event]:
        """A run that was taken over: all its events from the first one on, as if nothing had happened."""
        return self._turns.resume(claimed)

    def follow(self, tenant: str, run_id: str, after: int = -1) -> AsyncGenerator[tuple[int, Event]]:
        """See `Followers.follow`."""
        return self._followers.follow(tenant, run_id, after)

    async def cancel_run(self, tenant: str, run_id: str) -> None:
        """End a run, wherever it is made; nothing changes if it has ended.

        Raises: TurnNotFound.
        """
        claimed = await self._workers.run(self._storage.runs.claim, tenant, run_id)
        if claimed is not None:  # whoever makes it finds out with its next step
            await self._workers.run(self._prompts.conclude_partial, claimed)

    async def _adopt(self, claimed: ClaimedTurn) -> None:
        if not await self._runs.adopt(claimed):
            self._workers.spawn(self._run_to_end(claimed))

    async def _settle(self) -> None:
        if self._readiness.is_started and self._readiness.death is None:
            await self._runs.settle()

    async def bury(self, place: str) -> None:
        """The process of that name is known to be gone: what it left need not wait for its lease to end."""
        await self._recovery.bury(place)

    async def _run_to_end(self, claimed: ClaimedTurn) -> None:
        with contextlib.suppress(TurnSuspended):
            async with aclosing(self.resume(claimed)) as events:
                async for _ in events:
                    pass

    # ---- sessions ---------------------------------------------------------------------------------

    async def sessions(self, tenant: str, page: Page = FIRST_PAGE) -> list[SessionInfo]:
        return await self._sessions.page(tenant, page)

    async def session(self, tenant: str, session_id: str, *, with_token_ids: bool = False) -> SessionInfo:
        return await self._sessions.get(tenant, session_id, with_token_ids=with_token_ids)

    async def delete_session(self, tenant: str, session_id: str) -> None:
        await self._sessions.delete(tenant, session_id)

    async def export_session(
        self, tenant: str, session_id: str, *, with_kv: bool, max_bytes: int
    ) -> AsyncGenerator[bytes]:
        packed = await self._archives.export(tenant, session_id, with_kv=with_kv, max_bytes=max_bytes)
        for start in range(0, len(packed), EXPORT_CHUNK_BYTES):
            yield packed[start : start + EXPORT_CHUNK_BYTES]

    async def import_session(self, tenant: str, packed: bytes, session_id: str | None = None) -> ImportReport:
        return await self._archives.load(tenant, packed, session_id)

    # ---- responses and conversations ----------------------------------------------------------------

    def respond(self, run: NewResponse) -> AsyncGenerator[ResponseEvent]:
        return self._runs.respond(run)

    async def follow_response(self, tenant: str, response_id: str) -> AsyncGenerator[ResponseEvent]:
        self._readiness.check_alive()
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
        await self._workers.run(self._storage.conversations.delete, tenant, conversation_id)
        await self._forget_session(tenant, conversation_id)

    async def _forget_session(self, tenant: str, session_id: str) -> None:
        with contextlib.suppress(SessionNotFound):  # nothing was said in it
            await self.delete_session(tenant, session_id)

    async def query(self, query: Query[T]) -> T:
        return await self._workers.run(self._storage.answers.answer, query)

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
                sampling_defaults=loaded.advice.defaults,
            )
            for name in loaded.served_names
        ]

    async def tokenize(self, prompt: Input, *, add_special_tokens: bool = True) -> list[int]:
        return await self._workers.run(self._prompts.tokenize, prompt, add_special_tokens)

    async def token_strings(self, token_ids: Sequence[int]) -> list[str]:
        return await self._workers.run(self._prompts.token_strings, token_ids)

    async def detokenize(self, token_ids: Sequence[int]) -> str:
        return await self._workers.run(self._prompts.detokenize, token_ids)

    async def health(self) -> Health:
        self._readiness.check_alive()
        detail, stats = self._readiness.detail, self._delivery.stats
        return Health(
            is_ready=detail == "ok",
            detail=detail,
            num_running=stats.num_running if stats else 0,
            num_waiting=stats.num_waiting if stats else 0,
        )

    async def metrics(self) -> bytes:
        return self._metrics.exposition()
