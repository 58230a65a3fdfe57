"""One copy of a model: its engine, its log and the turns that it makes."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing

from serving.engine.messages import EngineStats
from serving.errors import EngineDead, ModelNotFound, Unavailable
from serving.metrics import Metrics
from serving.output import Event, Health, ModelCard, TokenizerInfo
from serving.replica.adapter_loading import AdapterLoading
from serving.replica.admission import Admission
from serving.replica.archives import Archives
from serving.replica.carriers import Carriers
from serving.replica.delivery import Delivery
from serving.replica.followers import Followers
from serving.replica.held_kv import HeldKV
from serving.replica.hosting.engine import make_engine
from serving.replica.hosting.link import EngineLink
from serving.replica.hosting.loop import StepReport
from serving.replica.hosting.process import EngineHandle, EngineProcess
from serving.replica.hosting.thread import EngineThread
from serving.replica.loaded import Loaded
from serving.replica.log_writer import LogWriter
from serving.replica.readiness import Readiness
from serving.replica.running import Running
from serving.replica.session_kv import SessionKV
from serving.replica.sessions import Sessions
from serving.replica.storage import Storage
from serving.replica.turn_store import TurnStore
from serving.replica.turns import Turns
from serving.replica.workers import Workers
from serving.request import Input, Request
from serving.sessions.turn import OwnTokens
from serving.sessions.turns.logged_turn import ClaimedTurn, TurnError
from serving.text.prompts import Prompts

CLOSE_TIMEOUT_S = 2.0  # for turns that were ended to say so to their clients, and into the log
_SHUT_DOWN = Unavailable("The server is shutting down and has ended this reply.")


class Replica:
    """All methods are for the event loop that called `start`."""

    def __init__(
        self,
        loaded: Loaded,
        storage: Storage,
        prompts: Prompts,
        admission: Admission,
        metrics: Metrics,
        workers: Workers,
        carriers: Carriers,
        engine: EngineHandle | None = None,
    ) -> None:
        """`engine`: the process that has the loaded model; None: it is in `loaded`, and a thread runs it."""
        self._loaded = loaded
        self.storage = storage
        self._prompts = prompts
        self._admission = admission
        self._metrics = metrics
        self.workers = workers
        self._readiness = Readiness()
        self._running = Running()
        log = storage.log.sampling_with(loaded.numerics)
        self._store = TurnStore(log, prompts, carriers, storage.kept_replies, loaded)
        self._followers = Followers(storage.turns, prompts, workers)
        self._writer = LogWriter(storage.turns)
        self._engine = _link(engine, loaded, prompts)
        self._delivery = Delivery(self._engine, self._writer, self._running, self._followers, metrics)
        self._held_kv = HeldKV(
            self._engine,
            metrics,
            workers,
            storage.data_dir,
            loaded.served_names[0],
            storage.owner.owner_id,
        )
        self.adapters = AdapterLoading(loaded, self._engine, workers)
        self._turns = Turns(
            loaded,
            self._store,
            self._engine,
            admission,
            self._readiness,
            self._running,
            self._followers,
            metrics,
            workers,
            self._held_kv,
            self.adapters.release,
            owner_id=storage.owner.owner_id,
            shares_kv=bool(loaded.kv_places) and (not storage.is_alone or loaded.has_kv_bucket),
        )
        self._engine.adapters = [None, *(adapter.digest for adapter in loaded.adapters.served.values())]
        self.sessions = Sessions(
            storage.log,
            storage.placements,
            self._engine,
            self._running,
            loaded,
            workers,
            replica_name=storage.replica_name,
        )
        self.session_kv = SessionKV(
            storage.log.sessions,
            self._engine,
            self._turns.generate,
            loaded,
            workers,
            owner_id=storage.owner.owner_id,
        )
        self.archives = Archives(
            storage.archives,
            self._engine,
            loaded,
            workers,
            template_fingerprint=prompts.renderer.fingerprint,
        )
        self._store.warm_up()

    @property
    def model_names(self) -> tuple[str, ...]:
        """What requests may call for, the default one first."""
        return self._loaded.model_names

    def has_kv_of(self, model: str) -> bool:
        """Whether it is this model, with an adapter or without, as the log has it."""
        return model.partition("+")[0] == self._loaded.kv_model(None)

    @property
    def template_fingerprint(self) -> str:
        """Of tokenizer and chat template."""
        return self._prompts.renderer.fingerprint

    # ---- life -----------------------------------------------------------------------------------

    async def start(self) -> None:
        """Begin to work."""
        await self._engine.start(self)
        await self._held_kv.start()
        self._writer.start(self._delivery)
        self._readiness.is_started = True

    def take_no_more(self) -> None:
        """No new turns; those that run go on."""
        self._readiness.is_draining = True

    async def drain(self, timeout_s: float) -> None:
        """Take no new turns; let the running ones finish, and end those that take longer than `timeout_s`."""
        self.take_no_more()
        try:
            async with asyncio.timeout(timeout_s):
                await self._admission.wait_until_empty()
        except TimeoutError:
            self._turns.end_all(_SHUT_DOWN)

    async def close(self) -> None:
        """Stop at once; running turns end with an error. What the log has is safe."""
        self._readiness.is_draining = True
        self._turns.end_all(_SHUT_DOWN)
        with contextlib.suppress(TimeoutError):  # whoever reads them may be slow to notice
            async with asyncio.timeout(CLOSE_TIMEOUT_S):
                await self._admission.wait_until_empty()
        await self._held_kv.close()
        await self._engine.stop()
        await self._writer.close()

    # ---- what the engine tells ----------------------------------------------------------------------

    def on_step(self, report: StepReport) -> None:
        self._delivery.on_step(report)

    def on_idle(self, stats: EngineStats) -> None:
        self._delivery.on_idle(stats)

    def on_death(self, error: EngineDead) -> None:
        self._readiness.die(error)
        self._turns.end_all(error)

    # ---- turns ----------------------------------------------------------------------------------

    def generate(self, request: Request) -> AsyncGenerator[Event]:
        """One turn. Closing the generator cancels it, a run's as well."""
        self._held_kv.know(request.tenant)
        return self._last(request) if request.is_last else self._turns.generate(request)

    async def _last(self, request: Request) -> AsyncGenerator[Event]:
        """The same, of a session that nobody comes back to."""
        try:
            async with aclosing(self._turns.generate(request)) as events:
                async for event in events:
                    yield event
        finally:
            if request.session_id is not None:
                self.workers.spawn(self.session_kv.let_go(request.tenant, request.session_id))

    async def resume(self, claimed: ClaimedTurn) -> AsyncGenerator[Event]:
        """A turn that was taken over: all its events from the first one on, as if nothing had happened.

        Raises: ModelNotFound where it began with an adapter that is not here; the log says that it failed.
        """
        try:
            async with aclosing(self._turns.resume(claimed)) as events:
                async for event in events:
                    yield event
        except ModelNotFound as error:
            await self.conclude_partial(claimed, TurnError(str(error), code=error.code))
            raise

    def follow(self, tenant: str, turn_id: str, after: int = -1) -> AsyncGenerator[tuple[int, Event]]:
        """See `Followers.follow`."""
        return self._followers.follow(tenant, turn_id, after)

    async def conclude_partial(self, claimed: ClaimedTurn, error: TurnError | None = None) -> None:
        """See `TurnStore.conclude_partial`. Whoever makes the turn finds out with its next step."""
        await self.workers.run(self._store.conclude_partial, claimed, error)

    @property
    def has_late(self) -> bool:
        """See `TurnStore.has_late`."""
        return self._store.has_late

    async def conclude_late(self) -> None:
        """See `TurnStore.conclude_late`."""
        await self.workers.run(self._store.conclude_late)

    async def drop_blocks(self, tenant: str, own: OwnTokens) -> None:
        """Give up the KV of what the log does not have any more."""
        await self._engine.drop_blocks(tenant, own.token_ids, num_kept_tokens=own.num_shared_tokens)

    async def drop_anonymous(self, tenant: str | None, unused_s: float = 0.0) -> None:
        """The same of what was asked without a session, and not used for so long.

        Args:
            tenant: whose it is; None: everybody's.
        """
        await self._engine.drop_anonymous(tenant, unused_s)

    # ---- text -----------------------------------------------------------------------------------

    async def tokenize(self, prompt: Input, add_special_tokens: bool, tenant: str | None) -> list[int]:
        """See `Tokenize`."""
        if tenant is None or not add_special_tokens:
            return await self.workers.run(self._prompts.tokenize, prompt, add_special_tokens)
        return await self.workers.run(self._store.tokenize, tenant, prompt)

    def tokenizer_info(self) -> TokenizerInfo:
        return self._prompts.renderer.tokenizer_info()

    async def token_strings(self, token_ids: Sequence[int]) -> list[str]:
        return await self.workers.run(self._prompts.token_strings, token_ids)

    async def detokenize(self, token_ids: Sequence[int]) -> str:
        return await self.workers.run(self._prompts.detokenize, token_ids)

    # ---- how it is ------------------------------------------------------------------------------

    def models(self) -> tuple[ModelCard, ...]:
        """The served names, the default one first."""
        loaded = self._loaded
        roots = dict.fromkeys(loaded.served_names, loaded.root)
        roots |= {adapter.name: adapter.root for adapter in loaded.adapters.served.values()}
        return tuple(
            ModelCard(
                name=name,
                created=loaded.created,
                max_model_len=loaded.engine_config.max_model_len,
                vocab_size=loaded.runner.vocab_size,
                root=root,
                parent=loaded.served_names[0] if name in loaded.adapters.served else None,
                dtype=loaded.dtype,
                sampling_defaults=loaded.advice.defaults,
                template_variables=self._prompts.renderer.template_variables,
                aliases=tuple(alias for alias, served in loaded.aliases if served == name),
            )
            for name, root in roots.items()
        )

    def check_alive(self) -> None:
        """Raises: EngineDead."""
        self._readiness.check_alive()

    async def until_dead(self) -> None:
        """Returns when the engine is gone; only a restart helps."""
        await self._readiness.until_dead()

    def health(self) -> Health:
        """Raises: EngineDead."""
        self._readiness.check_alive()
        detail, stats = self._readiness.detail, self._delivery.stats
        return Health(
            is_ready=detail == "ok",
            detail=detail,
            num_running=stats.num_running if stats else 0,
            num_waiting=stats.num_waiting if stats else 0,
            num_restoring=stats.num_restoring if stats else 0,
        )

    async def metrics(self) -> bytes:
        """The Prometheus text exposition."""
        await self._held_kv.observe()
        return self._metrics.exposition()


def _link(handle: EngineHandle | None, loaded: Loaded, prompts: Prompts) -> EngineLink:
    if handle is not None:
        return EngineProcess(handle)
    return EngineThread(make_engine(loaded, prompts.grammars))
