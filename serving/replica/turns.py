"""The life of a turn.

It is opened (in a worker thread: the session's branch is matched, the rest rendered and tokenised, the log
appended to), run (by the engine), and concluded (the log again). The event loop joins the three and waits
for none of them.
"""

from __future__ import annotations

import asyncio
import contextlib
import secrets
import time
from collections.abc import AsyncGenerator, Callable, Coroutine
from dataclasses import replace
from functools import partial
from typing import Any

from serving.engine.messages import AbortSequence
from serving.errors import EngineDead, InvalidRequest, TenureError, TurnSuspended
from serving.metrics import Metrics
from serving.output import ChoiceDelta, Event, TurnStarted
from serving.replica import turn_span
from serving.replica.admission import Admission
from serving.replica.followers import Followers
from serving.replica.held_kv import HeldKV
from serving.replica.hosting.link import EngineLink
from serving.replica.loaded import Loaded
from serving.replica.readiness import Readiness
from serving.replica.running import Running
from serving.replica.turn import Turn
from serving.replica.turn_store import TurnStore
from serving.replica.waits import Waits
from serving.replica.workers import Workers
from serving.request import Request
from serving.sessions.turns.logged_turn import ClaimedTurn, NewTurn
from serving.sessions.writing import new_id

MAX_SEED = 2**63


class Turns:
    """Belongs to the event loop."""

    def __init__(
        self,
        loaded: Loaded,
        store: TurnStore,
        engine: EngineLink,
        admission: Admission,
        readiness: Readiness,
        running: Running,
        followers: Followers,
        metrics: Metrics,
        workers: Workers,
        held_kv: HeldKV,
        release_adapter: Callable[[str], None],
        *,
        owner_id: str,
        shares_kv: bool,
    ) -> None:
        """
        Args:
            release_adapter: called with the content of an adapter that a turn has used to its end.
            owner_id: of the turns that begin here.
            shares_kv: other processes use the same tiers.
        """
        self._loaded = loaded
        self._store = store
        self._engine = engine
        self._admission = admission
        self._readiness = readiness
        self._running = running
        self._followers = followers
        self._metrics = metrics
        self._workers = workers
        self._held_kv = held_kv
        self._release_adapter = release_adapter
        self._owner_id = owner_id
        self._waits = Waits()
        self._shares_kv = shares_kv
        self._end_of_turns: TenureError | None = None  # why no turn can go on here any more

    def generate(self, request: Request) -> AsyncGenerator[Event]:
        """One turn. Closing the generator cancels it, a run's as well."""
        return self._live(request, partial(self._admit, request), self._open)

    def resume(self, claimed: ClaimedTurn) -> AsyncGenerator[Event]:
        """A turn that was taken over: all its events from the first one on, as if nothing had happened."""
        request = claimed.state.request
        admit = partial(self._admission.enter_again, request.n)
        return self._live(request, admit, lambda _: self._reopen(claimed))

    def _admit(self, request: Request) -> None:
        self._readiness.check()
        if request.run_id is not None and (request.n != 1 or request.session_id is None or request.echo):
            raise InvalidRequest("A turn of a run has a session, one choice and no echo.")
        self._admission.enter(request.n)

    async def _live(
        self,
        request: Request,
        admit: Callable[[], None],
        open_turn: Callable[[Request], Coroutine[Any, Any, tuple[Turn, TurnStarted]]],
    ) -> AsyncGenerator[Event]:
        """A turn from its admission to its end. Raises what `admit` raises; ModelNotFound."""
        admit()
        start_s = time.monotonic()
        try:
            adapter = self._loaded.adapters.begin(request)
        except TenureError:
            self._admission.leave(request.n, 0.0)
            raise
        is_filed = request.is_filed and self._loaded.files_prompts
        span = turn_span.begin(request)
        opening = asyncio.ensure_future(open_turn(replace(request, adapter=adapter, is_filed=is_filed)))
        try:
            turn, started = await asyncio.shield(opening)
            self._begin(turn)
            if turn.lease is not None:
                # The disk works while the engine does; until it is done nobody is told anything.
                await self._workers.run(self._store.sync)
            yield started
            while not turn.is_read:
                news = await turn.next_news()
                if turn.is_read:
                    # A client may send its next turn as soon as it has the last word of this one.
                    await self._conclude(turn)
                yield self._signed(turn, news) if isinstance(news, ChoiceDelta) else news
            if turn.request.is_carried or turn.is_signed:
                turn.carrier = await self._workers.run(self._store.carrier, turn.opened, turn.outcomes()[0])
            yield turn.finished
        finally:
            # Whoever waits may leave before it is open. The log has it all the same, and is told of its end.
            try:
                opened = await _opened(opening)
                if opened is not None:
                    self._end(opened)
                turn_span.end(span, opening)
            finally:
                self._admission.leave(request.n, time.monotonic() - start_s)
                self._loaded.adapters.end(adapter)
                if adapter is not None:
                    self._release_adapter(adapter)

    def _signed(self, turn: Turn, delta: ChoiceDelta) -> ChoiceDelta:
        """With the reply's reasoning, sealed, where that ends and is to be signed."""
        is_behind = bool(delta.text or delta.tool_calls or delta.finish_reason)
        if not turn.request.is_signed or turn.is_signed or not is_behind:
            return delta
        reasoning = turn.choices[0].reasoning
        if not reasoning:
            return delta
        turn.is_signed = True
        return replace(delta, signature=self._store.signature(turn.request, reasoning))

    async def _open(self, request: Request) -> tuple[Turn, TurnStarted]:
        arrival_s = time.monotonic()
        seed = self._seed(request)
        opened = await self._workers.run(self._store.open, request, self._new_turn(request, seed))
        if opened.turn is not None and opened.turn.prepared.was_computed_elsewhere:
            await self._learn_of_kv(request.tenant)
        turn = Turn(request, opened, seed=seed, tokenizer=self._loaded.tokenizer, arrival_s=arrival_s)
        if turn.lease is not None:
            return turn, turn.lease.started
        return turn, TurnStarted(
            request_id=request.request_id,
            created=int(time.time()),
            num_prompt_tokens=len(turn.token_ids),
            seed=seed,
            system_fingerprint=self._loaded.system_fingerprint,
            loosened_tools=opened.prompt.loosened_tools,
            reasoning=opened.prompt.reasoning,
        )

    def _seed(self, request: Request) -> int:
        given = self._loaded.seed if request.sampling.seed is None else request.sampling.seed
        return secrets.randbelow(MAX_SEED) if given is None else given

    def _new_turn(self, request: Request, seed: int) -> NewTurn:
        return NewTurn(
            turn_id=new_id("turn"),
            owner_id=self._owner_id,
            run_id=request.run_id,
            step=request.step,
            request=request,
            seed=seed,
            system_fingerprint=self._loaded.system_fingerprint,
            max_model_len=self._loaded.engine_config.max_model_len,
        )

    async def _reopen(self, claimed: ClaimedTurn) -> tuple[Turn, TurnStarted]:
        state = claimed.state
        opened = await self._workers.run(self._store.reopen, claimed)
        await self._learn_of_kv(state.tenant)
        turn = Turn(
            state.request,
            opened,
            seed=state.started.seed,
            tokenizer=self._loaded.tokenizer,
            arrival_s=time.monotonic(),
        )
        turn.replay(state.tokens)
        return turn, state.started

    async def _learn_of_kv(self, tenant: str) -> None:
        """That another process may have left where this one finds it."""
        if self._shares_kv:
            with contextlib.suppress(EngineDead):  # the turn says so
                await self._engine.refresh_elsewhere(tenant)

    def _begin(self, turn: Turn) -> None:
        if self._end_of_turns is not None:  # meanwhile: nobody would ever answer
            raise self._fail(turn, self._end_of_turns)
        expectation = None if turn.opened.turn is None else turn.opened.turn.prepared.expectation
        last = None if expectation is None else expectation.last_reply
        if (ended := self._waits.end(turn.request, last)) is not None:
            self._engine.post(ended)
        if turn.opened.turn is not None:
            self._held_kv.come_back(turn.opened.turn.prepared)
            turn.is_kv_partial = self._held_kv.is_partial(turn.opened.turn.prepared)
        turn.posted_s = time.monotonic()
        sequences = {sequence.seq_id: sequence for sequence in turn.sequences()}
        for choice in turn.choices:
            if choice.seq_id in sequences:
                self._running.add(turn, choice)
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
            if (begun := self._waits.begin(turn.request, choice)) is not None:
                self._engine.post(begun)
        is_kept = await self._workers.run(self._store.conclude, turn.opened, turn.outcomes(), ending)
        self._followers.tell(turn)
        if not is_kept:
            await self._drop_blocks(turn)

    async def _drop_blocks(self, turn: Turn) -> None:
        """Its session was deleted meanwhile: what it computed goes where the rest went."""
        for choice in turn.choices:
            with contextlib.suppress(EngineDead):
                await self._engine.drop_blocks(turn.request.tenant, [*turn.token_ids, *choice.token_ids])

    def _end(self, turn: Turn) -> None:
        """However the turn ended: nothing of it goes on in the engine, and the log has what was said."""
        for choice in turn.choices:
            self._running.remove(choice)
            if not choice.is_finished:
                self._engine.post(AbortSequence(choice.seq_id))
        usage = turn.usage
        self._metrics.observe_turn(
            finish_reasons=[choice.finish_reason or "abort" for choice in turn.choices],
            num_prompt_tokens=len(turn.token_ids),
            num_generated_tokens=[len(choice.token_ids) for choice in turn.choices],
            e2e_s=time.monotonic() - turn.arrival_s,
            cold_reason=None if usage.cold is None else usage.cold.reason,
            restored=usage.restored,
            tenant=turn.request.tenant,
            kv=usage.kv,
            ignored_carriers=turn.opened.brought.faults,
        )
        if not turn.is_concluded and not isinstance(turn.error, TurnSuspended):
            self._workers.spawn(self._conclude(turn))

    def end_all(self, reason: TenureError) -> None:
        """No turn can go on here any more: end what is running; a run's goes on elsewhere, or later."""
        self._end_of_turns = reason
        for turn in self._running.turns():
            self._fail(turn, reason)

    def _fail(self, turn: Turn, reason: TenureError) -> TenureError:
        error = TurnSuspended(f"{reason} This run goes on elsewhere, or later.") if turn.is_kept else reason
        turn.fail(error)
        return error


async def _opened(opening: asyncio.Task[tuple[Turn, TurnStarted]]) -> Turn | None:
    """The turn, once the log has it; None if it was refused."""
    try:
        return (await opening)[0]
    except TenureError:
        return None
