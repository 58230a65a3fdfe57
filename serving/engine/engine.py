"""Owns pool, scheduler, sampler and runner; `step()` is its whole life.

Belongs to one thread. Nothing here awaits, logs or touches a network; what it did is in what it returns.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

from serving.config import EngineConfig
from serving.engine.batch_builder import build_batch, following_batch
from serving.engine.block_pool import BlockPool
from serving.engine.block_transfer import BlockTransfer
from serving.engine.decode_cost import DecodeCost
from serving.engine.device_sampling import are_all_sampled, sampling_params
from serving.engine.elsewhere import BlocksElsewhere
from serving.engine.grammars.grammar import Grammars
from serving.engine.grammars.reasoning import ReplyState
from serving.engine.messages import (
    AbortSequence,
    AddAdapter,
    AddSequence,
    BeginWait,
    BlocksFetched,
    CountByTier,
    CountHeld,
    CountResident,
    DropAnonymous,
    DropBlocks,
    ElsewhereRefreshed,
    EndWait,
    EngineStats,
    GoOnFrom,
    LeaseBlocks,
    OffloadBlocks,
    ReadHeld,
    ReadPrefix,
    RefreshElsewhere,
    RemoveAdapter,
    Reply,
    ResidencyChanged,
    SequenceUpdate,
    SetPaused,
    SupersedeBlocks,
    WritePrefix,
)
from serving.engine.pressure import Pressure
from serving.engine.runner import Runner, TakesAdapters
from serving.engine.sampler import SamplingRow, TokenCounts
from serving.engine.scheduled_step import ScheduledStep
from serving.engine.scheduler import Scheduler
from serving.engine.sequence import Sequence, SequenceStatus
from serving.engine.step_cost import StepCost
from serving.engine.step_logits import StepLogits, row_ranges
from serving.engine.step_results import make_update, score_prompt
from serving.engine.step_under_way import StepUnderWay
from serving.engine.verification import SpeculationStats, Verification, sample_step
from serving.kv.holdings import NOTHING_HELD, HeldSoFar
from serving.kv.keys import KeySpace, tenant_salt
from serving.kv.residency import Residency, ResidencyListener
from serving.kv.retention import Retention
from serving.kv.tiered_store import FAR_TIERS
from serving.output import Tier

# Of the time that sequences run: what copies for other tiers take of it, with checksums and writing. What is
# evicted is copied besides.
COPY_SHARE = 0.02

Query = (
    CountResident
    | CountByTier
    | RefreshElsewhere
    | DropBlocks
    | SupersedeBlocks
    | LeaseBlocks
    | OffloadBlocks
    | ReadPrefix
    | WritePrefix
)
Message = (
    AddSequence
    | AbortSequence
    | BlocksFetched
    | ElsewhereRefreshed
    | ResidencyChanged
    | BeginWait
    | EndWait
    | SetPaused
    | CountHeld
    | ReadHeld
    | GoOnFrom
    | DropAnonymous
    | AddAdapter
    | RemoveAdapter
    | Query
)


class Engine:
    """Continuous batching over one runner."""

    def __init__(
        self,
        config: EngineConfig,
        runner: Runner,
        fingerprint: bytes,
        clock: Callable[[], float] = time.monotonic,
        grammars: Grammars | None = None,
        residency: Residency | None = None,
        retention: Retention | None = None,
        pressure: type[Pressure] = Pressure,
    ) -> None:
        """
        Args:
            grammars: of the runner's vocabulary; without them no sequence may have a grammar.
            residency: what knows of KV blocks besides the device; without it there are none.
            retention: what says which of them go first; without it the one that learns.
            pressure: what says which of them no turn may displace that has none.
        """
        self._config = config
        self._runner = runner
        self._fingerprint = fingerprint
        self._clock = clock
        self._grammars = grammars
        self._cost = StepCost()
        self._decode_cost = DecodeCost()
        self._pool = BlockPool(
            config.num_blocks,
            config.block_size,
            retention=retention,
            residency=residency,
            max_leased_blocks=config.max_leased_blocks,
            clock=clock,
        )
        self._elsewhere = BlocksElsewhere(self._pool)
        self._transfer = BlockTransfer(self._pool, runner)
        self._scheduler = Scheduler(
            config,
            self._pool,
            self._cost,
            self._decode_cost,
            runner.bytes_per_block,
            pressure(self._pool.retention, self._cost, self._pool.has),
        )
        self._sequences: dict[str, Sequence] = {}
        self._key_spaces: dict[tuple[str, str | None], KeySpace] = {}  # by tenant and adapter
        self._speculation = SpeculationStats()
        self._is_paused = False
        self._next_copy_s = 0.0  # while sequences run
        self._ahead: StepUnderWay | None = None  # the next step, given to the runner before its time

    @property
    def has_work(self) -> bool:
        """There is a step to take now."""
        return self._scheduler.has_work and not self._is_paused

    @property
    def is_idle(self) -> bool:
        return self._scheduler.is_idle

    def check(self) -> None:
        """Assert that no block is lost or held twice."""
        self._scheduler.check()

    def start(self, listener: ResidencyListener) -> None:
        """Whoever brings blocks from elsewhere begins to. It tells `listener`, which gives it to `handle`."""
        self._pool.residency.start(listener, self._transfer.read_found)

    def copy_blocks(self) -> bool:
        """Copy a little of what other tiers are to have, between two steps. Whether there was any.

        While sequences run, so seldom that they do not notice; what is not copied yet waits in its blocks.
        """
        now_s = self._clock()
        if self._scheduler.running and now_s < self._next_copy_s:
            return False
        seconds = self._pool.residency.copy()
        self._next_copy_s = now_s + seconds / COPY_SHARE
        return seconds > 0

    def flush(self) -> None:
        """Copy all that other tiers are to have, before the end."""
        self._pool.residency.flush()

    def close(self) -> None:
        self._pool.residency.close()
        self._runner.close()

    # ---- messages -------------------------------------------------------------------------------

    def handle(self, message: Message) -> Reply | None:
        match message:
            case AddSequence():
                self._add(message)
            case AbortSequence():
                self._abort(message.seq_id)
            case BlocksFetched():
                self._restore(message)
            case BeginWait():
                self._pool.retention.note_wait(message.wait)
                self._scheduler.begin_wait(message.seq_id, message.wait, self._clock())
            case EndWait():
                if message.is_new:
                    self._pool.retention.note_wait(message.wait)
                self._pool.retention.note_return(message.wait, message.seconds)
            case AddAdapter():
                self._adapting.add_adapter(message.adapter)
                return Reply(message.query_id, 0, 0)
            case RemoveAdapter():
                self._adapting.remove_adapter(message.digest)
            case SetPaused():
                self._is_paused = message.is_paused
            case CountResident():
                return self._count(message)
            case CountByTier():
                return self._count_by_tier(message)
            case CountHeld():
                return Reply(message.query_id, 0, 0, byte_seconds=self._count_held())
            case ReadHeld():
                return Reply(message.query_id, 0, 0, held=self._held_so_far())
            case GoOnFrom():
                self._go_on_from(message.held)
            case RefreshElsewhere():
                self._pool.residency.refresh(self._key_space(message), message.query_id)
            case ElsewhereRefreshed():
                return Reply(message.query_id, 0, 0)
            case DropBlocks():
                return Reply(message.query_id, 0, self._drop(message))
            case DropAnonymous():
                return Reply(message.query_id, 0, self._drop_anonymous(message))
            case SupersedeBlocks():
                space, num_kept = self._key_space(message), message.num_kept_tokens
                return Reply(message.query_id, 0, self._pool.supersede(space, message.token_ids, num_kept))
            case LeaseBlocks():
                self._lease(message)
                return Reply(message.query_id, 0, 0)
            case OffloadBlocks():
                return Reply(message.query_id, 0, self._offload(message))
            case ReadPrefix():
                num_tokens, payload = self._transfer.read(self._key_space(message), message.token_ids)
                return Reply(message.query_id, num_tokens, len(payload), payload)
            case WritePrefix():
                num_tokens = self._transfer.write(
                    self._key_space(message),
                    message.token_ids,
                    message.payload,
                    self._clock(),
                    session=message.session_id,
                )
                return Reply(message.query_id, num_tokens, 0)
        return None

    @property
    def _adapting(self) -> TakesAdapters:
        assert isinstance(self._runner, TakesAdapters), "who cannot take adapters is not asked to"
        return self._runner

    def _count(self, message: CountResident) -> Reply:
        space, token_ids = self._key_space(message), message.token_ids
        num_tokens, num_blocks = self._pool.count_resident(space, token_ids)
        self._pool.end_leases(self._clock())
        return Reply(
            message.query_id,
            num_tokens,
            num_blocks,
            num_elsewhere_blocks=self._elsewhere.count(space, token_ids),
            num_shared_blocks=self._elsewhere.count_shared(space, token_ids),
            num_leased_blocks=self._pool.count_leased(space, token_ids),
            num_tenant_leased_blocks=self._pool.leases.num_blocks(space.salt),
            max_leased_blocks=self._pool.leases.max_blocks,
        )

    def _count_by_tier(self, message: CountByTier) -> Reply:
        self._pool.end_leases(self._clock())
        by_tier, num_leased = self._pool.count_by_tier(self._key_space(message), message.prefixes)
        return Reply(message.query_id, 0, by_tier["device"], by_tier=by_tier, num_leased_blocks=num_leased)

    def _count_held(self) -> dict[tuple[str, Tier], float]:
        """Byte-seconds of each tenant's folder in each tier."""
        size = self._runner.bytes_per_block
        held: dict[tuple[str, Tier], float] = {
            (folder, "device"): seconds * size for folder, seconds in self._pool.held.by_tenants().items()
        }
        for tier, of_tier in self._pool.residency.held_by_tenants().items():
            held |= {(folder, tier): seconds for folder, seconds in of_tier.items()}
        return held

    def _held_so_far(self) -> dict[Tier, HeldSoFar]:
        held: dict[Tier, HeldSoFar] = {"device": self._pool.held.so_far().times(self._runner.bytes_per_block)}
        held.update(self._pool.residency.held_so_far().items())
        return held

    def _go_on_from(self, held: Mapping[Tier, HeldSoFar]) -> None:
        on_device = held.get("device", NOTHING_HELD)
        self._pool.held.go_on_from(on_device.times(1 / self._runner.bytes_per_block))
        elsewhere = ((tier, held[tier]) for tier in FAR_TIERS if tier in held)
        self._pool.residency.go_on_from(dict(elsewhere))

    def _drop(self, message: DropBlocks) -> int:
        space = self._key_space(message)
        if message.is_forgotten:
            self._pool.residency.forget(space, message.token_ids, message.num_kept_tokens)
        return self._pool.drop(space, message.token_ids, message.num_kept_tokens)

    def _drop_anonymous(self, message: DropAnonymous) -> int:
        folder = None if message.tenant is None else tenant_salt(message.tenant).hex()
        unused_s = message.unused_s or -math.inf  # 0: all, also what was used just now
        self._pool.residency.forget_anonymous(folder, time.time() - unused_s)
        return self._pool.drop_anonymous(folder, self._clock() - unused_s)

    def _lease(self, message: LeaseBlocks) -> None:
        space, token_ids = self._key_space(message), message.token_ids
        if message.seconds:
            self._pool.lease_prefix(space, token_ids, self._clock() + message.seconds)
        else:
            self._pool.end_lease(space, token_ids, message.num_kept_tokens)

    def _offload(self, message: OffloadBlocks) -> int:
        space, token_ids = self._key_space(message), message.token_ids
        block_ids = self._pool.match(space, token_ids, len(token_ids)).block_ids
        whole = token_ids[: len(block_ids) * self._config.block_size]
        keys = self._pool.keys_of(block_ids)
        self._pool.residency.note(space, whole, keys, message.session_id)
        return len(block_ids)

    def _key_space(self, message: AddSequence | Query) -> KeySpace:
        owner = (message.tenant, message.adapter)
        if owner not in self._key_spaces:
            self._key_spaces[owner] = KeySpace.of(message.tenant, self._fingerprint, message.adapter)
        return self._key_spaces[owner]

    def _add(self, message: AddSequence) -> None:
        assert message.seq_id not in self._sequences, f"{message.seq_id} is already running"
        params = message.sampling
        end_ids = message.eos_token_ids if not params.ignore_eos else frozenset[int]()
        sequence = Sequence(
            seq_id=message.seq_id,
            token_ids=list(message.token_ids),
            num_prompt_tokens=len(message.token_ids),
            max_tokens=message.max_tokens,
            key_space=self._key_space(message),
            sampling_row=SamplingRow(
                params=params,
                seed=message.seed,
                position=len(message.token_ids),
                choice=message.choice_index,
                end_token_ids=end_ids | set(params.stop_token_ids),
                counts=TokenCounts(message.token_ids) if TokenCounts.are_needed_by(params) else None,
                grammar=self._reply_state(message, end_ids),
            ),
            eos_token_ids=end_ids,
            adapter=message.adapter,
            arrival_s=self._clock(),
            session_id=message.session_id,
            is_filed=message.is_filed or message.session_id is not None,
            leased_until_s=self._clock() + message.lease_s if message.lease_s else 0.0,
            leader=self._sequences.get(message.leader_id) if message.leader_id else None,
        )
        # As if each had just been sampled: counters, penalties and whatever else follows the output.
        for token_id in message.output_token_ids:
            sequence.append(token_id)
        self._sequences[message.seq_id] = sequence
        self._scheduler.add(sequence)

    def _reply_state(self, message: AddSequence, end_ids: Collection[int]) -> ReplyState | None:
        if message.grammar is None and message.reasoning is None:
            return None
        assert self._grammars is not None, "this engine was made without grammars"
        return self._grammars.start_reply(message.grammar, message.reasoning, end_ids)

    def _abort(self, seq_id: str) -> None:
        sequence = self._sequences.pop(seq_id, None)
        if sequence is not None:  # it may have finished while the message was under way
            self._scheduler.abort(sequence, self._clock())

    def _restore(self, message: BlocksFetched) -> None:
        sequence = self._sequences.get(message.seq_id)
        if sequence is None or sequence.status is not SequenceStatus.RESTORING:
            return  # aborted meanwhile
        if message.payload is not None:
            start = message.first_block * self._config.block_size
            end = min(start + len(message.payload) * self._config.block_size, sequence.num_awaited_tokens)
            num_here = self._transfer.write(
                sequence.key_space,
                sequence.token_ids[:end],
                message.payload,
                self._clock(),
                first_block=message.first_block,
                session=sequence.account.session,
            )
            sequence.note_restored(start, num_here)
            self._scheduler.restoring.hold(sequence)
        if message.is_last:
            self._scheduler.resume(sequence, self._clock())

    # ---- one step -------------------------------------------------------------------------------

    def step(self) -> tuple[list[SequenceUpdate], EngineStats]:
        """Advance every scheduled sequence by one model call."""
        start_s = self._clock()
        self._pool.end_leases(start_s)
        under_way = self._take_ahead() or self._start(start_s)
        if under_way is None:
            return [], self.stats()
        step = under_way.step
        size, is_all_decodes = step.size, step.is_all_decodes
        self._ahead = self._start_following(under_way)
        logits = under_way.logits()
        self._scheduler.commit(step)
        updates = self._conclude(step, logits)
        if self._ahead is not None and not self._ahead.keep(logits):
            self._discard_ahead()
        step_s = self._clock() - start_s
        self._cost.observe(size, step_s)
        if is_all_decodes and self._config.num_speculative_tokens:
            self._decode_cost.observe(step.num_tokens, step_s)
        return updates, self.stats(step.num_tokens, step_s)

    def _start(self, now_s: float) -> StepUnderWay | None:
        step = self._scheduler.schedule(now_s)
        if not step.entries:
            return None
        for copy in step.copies:
            self._runner.copy_block(copy.source, copy.target)
        ranges = row_ranges(step)  # before the commit: they depend on what is still uncomputed
        batch = build_batch(step, self._config.block_size)
        if self._runner.samples:
            batch = replace(batch, sampling=sampling_params(step))
        return StepUnderWay(step, batch, self._runner.submit(batch), ranges)

    def _start_following(self, under_way: StepUnderWay) -> StepUnderWay | None:
        """Give the runner the next step before the tokens of this one are known, where that can be.

        It can where the runner decides every token of both. A draft depends on the tokens before it, so with
        speculation there is no such step.
        """
        sampling, step = under_way.batch.sampling, under_way.step
        if sampling is None or self._config.num_speculative_tokens:
            return None
        if len(step.entries) < under_way.batch.num_seqs or not are_all_sampled(sampling):
            return None
        next_sampling = sampling_params(step, ahead=1)
        if not are_all_sampled(next_sampling) or (next_step := self._scheduler.follow(step)) is None:
            return None
        batch = following_batch(under_way.batch, next_step, next_sampling, self._config.block_size)
        return StepUnderWay(next_step, batch, self._runner.submit(batch), under_way.ranges)

    def _take_ahead(self) -> StepUnderWay | None:
        """The step that was given to the runner before its time, without what was aborted meanwhile."""
        under_way = self._ahead
        if under_way is None:
            return None
        under_way.drop_finished()
        if not under_way.step.entries:
            self._discard_ahead()
            return None
        self._ahead = None
        return under_way

    def _discard_ahead(self) -> None:
        """Of no use to anybody; but a runner's output that nobody takes stands in the way of others."""
        assert self._ahead is not None
        self._ahead.handle.result()
        self._ahead = None

    def _conclude(self, step: ScheduledStep, logits: StepLogits) -> list[SequenceUpdate]:
        """Sample, score, and let go of the sequences that are done."""
        now_s = self._clock()
        # Before the sampled tokens are appended: a score belongs to the row of the token before it.
        scores = [score_prompt(entry.sequence, logits.of(entry.sequence)) for entry in step.entries]
        verifications = self._sample(step, logits)
        updates = []
        for entry, scored in zip(step.entries, scores, strict=True):
            sequence = entry.sequence
            verification = verifications.get(sequence.seq_id)
            error = verification.error if verification else None
            sequence.finish_reason = "abort" if error else sequence.reason_to_finish()
            update = make_update(sequence, verification.tokens if verification else (), scored, error, now_s)
            if update is not None:
                updates.append(update)
            if sequence.finish_reason is not None:
                del self._sequences[sequence.seq_id]
                self._scheduler.finish(sequence, now_s)
        return updates

    def _sample(self, step: ScheduledStep, logits: StepLogits) -> dict[str, Verification]:
        """What became of each sequence that wanted a token, by seq_id."""
        verifications = sample_step(step, logits)
        for verification in verifications:
            if verification.draft_token_ids:
                self._speculation.count(verification)
                self._scheduler.commit_drafts(verification.sequence)
        return {verification.sequence.seq_id: verification for verification in verifications}

    def stats(self, num_step_tokens: int = 0, step_s: float = 0.0) -> EngineStats:
        """How things stand now, after a step of that many tokens if there was one."""
        pool = self._pool
        return EngineStats(
            num_running=len(self._scheduler.running),
            num_waiting=len(self._scheduler.waiting),
            num_restoring=len(self._scheduler.restoring.sequences),
            num_blocks=pool.num_blocks,
            num_held_blocks=pool.num_held,
            num_idle_blocks=pool.num_idle,
            num_leased_blocks=len(pool.leases),
            num_preemptions=self._scheduler.num_preemptions,
            num_evicted_blocks=pool.stats.num_evicted_blocks,
            num_queried_tokens=self._scheduler.prompts.num_queried_tokens,
            num_hit_tokens=self._scheduler.prompts.num_hit_tokens,
            num_prefilled_tokens=self._scheduler.prompts.num_prefilled_tokens,
            num_drafts=self._speculation.num_drafts,
            num_draft_tokens=self._speculation.num_draft_tokens,
            num_accepted_tokens=self._speculation.num_accepted_tokens,
            num_step_tokens=num_step_tokens,
            step_s=step_s,
            elsewhere=pool.residency.totals,
        )
