"""Decides each step: who is admitted, how many tokens each sequence gets, who is preempted.

Pure bookkeeping: no tensors, no clock but the one it is given. The order of a step:

1. Decodes, oldest first. Each gets its one token; they set how long the step may last.
2. Prefills and extends, running or waiting, by (arrival + expected seconds of work): a short turn
   overtakes a long prompt that arrived a little earlier, and no prompt waits for ever. Short ones share a
   step, up to NUM_EFFICIENT_TOKENS; of longer ones each has its own, so that turns that come back
   together get their first tokens one after the other, not all with the last. While there are
   decodes, the step gets no more than what fits into `max_step_ms`, or into PROMPT_SHARE times what the
   decodes take, whichever is more; and after it the decodes have a few steps to themselves
   (decode_share.py).
3. Drafts for the decodes, oldest first, from what tokens, time and blocks are left. They preempt
   nobody, and until they are accepted they count as nothing.

A sequence whose blocks are on their way from elsewhere is in none of these: it holds no blocks and no place,
so it costs the others nothing, and it waits like any other once they have come.

Memory: the oldest sequence can always go on, if need be by preempting all younger ones, and every
sequence fits the pool alone (the replica refuses what does not), so there is no deadlock.
"""

from __future__ import annotations

from collections.abc import Iterable

from serving.config import EngineConfig
from serving.engine.block_pool import BlockPool, OutOfBlocks, PrefixMatch
from serving.engine.decode_cost import DecodeCost
from serving.engine.decode_share import DecodeShare
from serving.engine.drafting import Drafting
from serving.engine.prompt_totals import PromptTotals
from serving.engine.scheduled_step import ScheduledSequence, ScheduledStep, StepBudget
from serving.engine.sequence import Sequence, SequenceStatus
from serving.engine.step_cost import StepCost
from serving.output import Restored

# Scoring a prompt needs a row of logits for each of its tokens.
MAX_SCORING_CHUNK_TOKENS = 256
# With so many prompt tokens a step takes nearly as long as its tokens do: one more prompt in it would only
# keep the others from their first token.
NUM_EFFICIENT_TOKENS = 128
# Prompts may have so many times what a step's decodes take, whatever `max_step_ms`. Where decodes alone take
# most of that limit, prompts went in pieces of 16 tokens, and kept the sessions behind them waiting for ten
# seconds: infra/decisions/0005.
PROMPT_SHARE = 4.0


class Scheduler:
    """Owns the sequences from `add` until they finish. Belongs to the engine thread."""

    def __init__(
        self, config: EngineConfig, pool: BlockPool, cost: StepCost, decode_cost: DecodeCost
    ) -> None:
        self.config = config
        self.waiting: list[Sequence] = []
        self.running: list[Sequence] = []  # by arrival
        self.restoring: list[Sequence] = []
        self.num_preemptions = 0
        self.prompts = PromptTotals()
        self._pool = pool
        self._cost = cost
        self._decode_share = DecodeShare()
        self._drafting = Drafting(config, pool, cost, decode_cost)

    @property
    def has_work(self) -> bool:
        """There is something to schedule."""
        return bool(self.running) or any(not sequence.waits_for_leader for sequence in self.waiting)

    @property
    def is_idle(self) -> bool:
        return not (self.waiting or self.running or self.restoring)

    def add(self, sequence: Sequence) -> None:
        match = self._expect_work(sequence)
        if keys := self._find_elsewhere(sequence, match):
            sequence.status = SequenceStatus.RESTORING
            self.restoring.append(sequence)
            self._pool.residency.fetch(sequence.seq_id, len(match.block_ids), keys)
        else:
            self.waiting.append(sequence)

    def resume(self, sequence: Sequence, now_s: float) -> None:
        """What could be brought of a restoring sequence's blocks is here: it waits to be admitted."""
        sequence.restore_s = now_s - sequence.arrival_s
        self.restoring.remove(sequence)
        sequence.status = SequenceStatus.WAITING
        self._expect_work(sequence)
        self.waiting.append(sequence)

    def abort(self, sequence: Sequence, now_s: float) -> None:
        """End a sequence from outside. What it computed stays cached."""
        if not sequence.is_finished:
            sequence.finish_reason = "abort"
            self.finish(sequence, now_s)

    # ---- one step -------------------------------------------------------------------------------

    def schedule(self, now_s: float) -> ScheduledStep:
        step = ScheduledStep()
        self._schedule_decodes(step, now_s)
        decode_s = self._cost.seconds(step.size) if step.entries else 0.0
        if decode_s == 0.0 or not self._decode_share.is_due(decode_s):
            self._schedule_prefills(step, decode_s, now_s)
        step_s = self._cost.seconds(step.size)
        self._decode_share.count_step(decode_s, step_s - decode_s if step.num_prefill_tokens else 0.0)
        self._drafting.add_drafts(step, num_running=len(self.running))
        return step

    def follow(self, step: ScheduledStep) -> ScheduledStep | None:
        """The step after a step of decodes whose tokens are not known yet: each goes on by one.

        None where the next step may be another one: not all that runs decodes, or some is about to end, or
        somebody waits who could be admitted, or there are no blocks without taking them from others. A
        sequence that ends at a token which is not known yet has gone one too far; its blocks are given back
        as ever.
        """
        could_admit = self.waiting and len(self.running) < self.config.max_num_seqs
        if could_admit or len(step.entries) < len(self.running) or not step.is_all_decodes:
            return None
        sequences = [entry.sequence for entry in step.entries]
        if any(s.num_output_tokens + 1 >= s.max_tokens for s in sequences):
            return None
        missing = [max(0, self._blocks_for(s.num_tokens + 1) - len(s.block_table)) for s in sequences]
        if sum(missing) > self._pool.num_available:
            return None
        for sequence, num_blocks in zip(sequences, missing, strict=True):
            if num_blocks:
                sequence.block_table.extend(self._pool.allocate(num_blocks))
        following = ScheduledStep([ScheduledSequence(sequence, 1) for sequence in sequences])
        self._decode_share.count_step(self._cost.seconds(following.size), 0.0)
        return following

    def _schedule_decodes(self, step: ScheduledStep, now_s: float) -> None:
        for sequence in list(self.running):
            if sequence.is_decoding and sequence.status is SequenceStatus.RUNNING:
                self._schedule_tokens(sequence, 1, step, now_s)

    def _schedule_prefills(self, step: ScheduledStep, decode_s: float, now_s: float) -> None:
        budget = self._prefill_budget(step, decode_s)
        is_full = False  # a waiting sequence did not fit: those behind it wait with it
        for sequence in self._prefills_in_order():
            if budget.num_tokens <= 0 or step.num_prefill_tokens >= NUM_EFFICIENT_TOKENS:
                break
            if sequence.status is SequenceStatus.WAITING:
                is_full = is_full or not self._admit(sequence, step, now_s)
                if is_full:
                    continue
            self._schedule_chunk(sequence, step, budget, now_s)

    def _prefill_budget(self, step: ScheduledStep, decode_s: float) -> StepBudget:
        num_tokens = self.config.max_num_batched_tokens - step.num_tokens
        if not step.entries:
            return StepBudget(num_tokens, None)
        limit_s = self.config.max_step_ms / 1000
        return StepBudget(num_tokens, max(limit_s - decode_s, PROMPT_SHARE * decode_s))

    def _prefills_in_order(self) -> list[Sequence]:
        running = (s for s in self.running if not s.is_decoding)
        waiting = (s for s in self.waiting if not s.waits_for_leader)
        return sorted((*running, *waiting), key=lambda s: s.arrival_s + self._expected_seconds(s))

    def _expected_seconds(self, sequence: Sequence) -> float:
        if sequence.status is SequenceStatus.RUNNING:
            num_new = sequence.num_uncomputed_tokens
        else:
            num_new = sequence.num_expected_tokens
        return self._cost.marginal_s(num_new, sequence.num_tokens - num_new)

    def _schedule_chunk(
        self, sequence: Sequence, step: ScheduledStep, budget: StepBudget, now_s: float
    ) -> None:
        num_new = min(sequence.num_uncomputed_tokens, budget.num_tokens)
        if sequence.has_prompt_logprobs_due:
            num_new = min(num_new, MAX_SCORING_CHUNK_TOKENS)
        if budget.seconds is not None:
            fitting = self._cost.max_tokens(budget.seconds, sequence.num_computed_tokens)
            num_new = min(num_new, max(fitting, budget.num_floor_tokens))
        if num_new > 0 and self._schedule_tokens(sequence, num_new, step, now_s):
            budget.spend(num_new, self._cost.marginal_s(num_new, sequence.num_computed_tokens))

    def _schedule_tokens(self, sequence: Sequence, num_new: int, step: ScheduledStep, now_s: float) -> bool:
        num_missing = self._blocks_for(sequence.num_computed_tokens + num_new) - len(sequence.block_table)
        if num_missing > 0:
            if not self._make_room(sequence, num_missing, step, now_s):
                return False
            sequence.block_table.extend(self._pool.allocate(num_missing))
        if sequence.first_scheduled_s is None:
            sequence.first_scheduled_s = now_s
        step.entries.append(ScheduledSequence(sequence, num_new))
        return True

    def _blocks_for(self, num_tokens: int) -> int:
        return -(-num_tokens // self.config.block_size)

    # ---- memory ---------------------------------------------------------------------------------

    def _make_room(self, sequence: Sequence, num_blocks: int, step: ScheduledStep, now_s: float) -> bool:
        """Preempt younger sequences, the youngest first, until `num_blocks` are available."""
        younger = self.running[self.running.index(sequence) + 1 :]
        victims = (
            [s for s in younger if not step.includes(s)] if num_blocks > self._pool.num_available else []
        )
        while num_blocks > self._pool.num_available:
            if not victims:
                return False
            self._preempt(victims.pop(), now_s)
        return True

    def _preempt(self, sequence: Sequence, now_s: float) -> None:
        self._release(sequence, now_s)
        self.running.remove(sequence)
        sequence.status = SequenceStatus.WAITING
        sequence.num_preemptions += 1
        self.num_preemptions += 1
        self._expect_work(sequence)
        self.waiting.append(sequence)

    def _expect_work(self, sequence: Sequence) -> PrefixMatch:
        """What is here of it, by which its work is known."""
        match = self._match(sequence)
        sequence.num_expected_tokens = sequence.num_tokens - match.num_tokens
        return match

    def _find_elsewhere(self, sequence: Sequence, match: PrefixMatch) -> list[bytes]:
        """The keys of its blocks that can be brought, instead of being computed."""
        # Where every prompt token's logits are wanted, all are computed; a sibling takes what its leader has.
        if sequence.has_prompt_logprobs_due or sequence.leader is not None:
            return []
        return self._pool.find_elsewhere(
            sequence.key_space, sequence.token_ids, sequence.num_tokens - 1, match, sequence.prefix_keys
        )

    def _match(self, sequence: Sequence) -> PrefixMatch:
        if sequence.has_prompt_logprobs_due:  # every prompt token's logits are wanted: compute them all
            return PrefixMatch((), 0)
        # The last token is always computed: its logits choose the next one.
        return self._pool.match(
            sequence.key_space, sequence.token_ids, sequence.num_tokens - 1, sequence.prefix_keys
        )

    def _admit(self, sequence: Sequence, step: ScheduledStep, now_s: float) -> bool:
        if len(self.running) >= self.config.max_num_seqs:
            return False
        match = self._match(sequence)
        if self.running and not self._has_room_for(sequence, match):
            return False
        try:
            sequence.block_table, copies = self._pool.take(match)
        except OutOfBlocks:
            # Only the copy of the tail is lacking a block: do without the tail.
            match = PrefixMatch(match.block_ids, match.num_tokens - match.num_tail_tokens)
            sequence.block_table, copies = self._pool.take(match)
        step.copies.extend(copies)
        self._begin(sequence, match.num_tokens)
        return True

    def _has_room_for(self, sequence: Sequence, match: PrefixMatch) -> bool:
        # Idle blocks that this very sequence will share are not available to it as well.
        num_new_blocks = self._blocks_for(sequence.num_tokens) - len(match.block_ids)
        num_idle_shared = self._pool.count_idle(match.block_ids)
        promised = sum(max(0, self._blocks_for(s.num_tokens) - len(s.block_table)) for s in self.running)
        headroom = len(self.running)  # each may soon want one more block to decode into
        return num_new_blocks + num_idle_shared + promised + headroom <= self._pool.num_available

    def _begin(self, sequence: Sequence, num_cached_tokens: int) -> None:
        sequence.num_computed_tokens = num_cached_tokens
        is_first = sequence.num_cached_tokens is None
        if is_first:
            sequence.num_cached_tokens = num_cached_tokens
            sequence.restored = self._restored(sequence)
            self.prompts.begin(sequence)
        sequence.block_keys = self._pool.keys_of(
            sequence.block_table[: num_cached_tokens // self.config.block_size]
        )
        if is_first and sequence.has_session:
            sequence.was_evicted = self._was_evicted(sequence)
        sequence.status = SequenceStatus.RUNNING
        self.waiting.remove(sequence)
        self.running.append(sequence)
        self.running.sort(key=lambda s: s.arrival_s)

    @staticmethod
    def _restored(sequence: Sequence) -> Restored | None:
        """Of the cached tokens."""
        assert sequence.num_cached_tokens is not None, "it was looked up"
        end = min(sequence.restored_tokens.stop, sequence.num_cached_tokens, sequence.num_prompt_tokens)
        num_tokens = end - sequence.restored_tokens.start
        return Restored("disk", num_tokens, sequence.restore_s) if num_tokens > 0 else None

    def _was_evicted(self, sequence: Sequence) -> bool:
        start = len(sequence.block_keys) * self.config.block_size
        end = min(start + self.config.block_size, sequence.num_tokens - 1)
        return self._pool.was_evicted(
            sequence.key_space,
            self._parent_key(sequence),
            sequence.token_ids[start:end],
            sequence.num_computed_tokens - start,
        )

    # ---- after the step -------------------------------------------------------------------------

    def commit(self, step: ScheduledStep) -> None:
        """The step has run: its tokens' K and V are in the cache. Name the blocks that are full."""
        for entry in step.entries:
            sequence = entry.sequence
            was_prefilling = sequence.num_computed_tokens < sequence.num_prompt_tokens
            sequence.num_computed_tokens += entry.num_new_tokens
            if was_prefilling:
                self.prompts.count(sequence)
            self._register_full_blocks(sequence)
            if was_prefilling and sequence.num_computed_tokens == sequence.num_prompt_tokens:
                self._register_tail(sequence)  # the other choices, and equal prompts, start from here

    def commit_drafts(self, sequence: Sequence) -> None:
        """Some of the sequence's draft tokens were accepted: name the blocks that they filled."""
        self._register_full_blocks(sequence)

    def finish(self, sequence: Sequence, now_s: float) -> None:
        """Let go of a sequence whose finish_reason is set."""
        if sequence.status is SequenceStatus.RUNNING:
            if sequence.has_session:
                self._pool.residency.note(sequence.key_space.root, sequence.block_keys)
            self._release(sequence, now_s)
            self.running.remove(sequence)
        elif sequence.status is SequenceStatus.RESTORING:
            self._pool.residency.cancel(sequence.seq_id)
            self.restoring.remove(sequence)
        else:
            self.waiting.remove(sequence)
        sequence.status = SequenceStatus.FINISHED

    def _release(self, sequence: Sequence, now_s: float) -> None:
        self._register_tail(sequence)
        if sequence.leased_until_s > now_s:
            self._pool.lease(sequence.key_space, sequence.block_table, sequence.leased_until_s)
        self._pool.release(sequence.block_table, now_s=now_s, has_session=sequence.has_session)
        sequence.block_table = []
        sequence.block_keys = []
        sequence.num_computed_tokens = 0

    def _register_full_blocks(self, sequence: Sequence) -> None:
        size = self.config.block_size
        while (len(sequence.block_keys) + 1) * size <= sequence.num_computed_tokens:
            index = len(sequence.block_keys)
            sequence.block_keys.append(
                self._pool.register(
                    sequence.key_space,
                    sequence.block_table[index],
                    self._parent_key(sequence),
                    sequence.token_ids[index * size : (index + 1) * size],
                )
            )

    def _register_tail(self, sequence: Sequence) -> None:
        start = len(sequence.block_keys) * self.config.block_size
        tail = sequence.token_ids[start : sequence.num_computed_tokens]
        if tail:
            block_id = sequence.block_table[len(sequence.block_keys)]
            self._pool.register(sequence.key_space, block_id, self._parent_key(sequence), tail)

    @staticmethod
    def _parent_key(sequence: Sequence) -> bytes:
        return sequence.block_keys[-1] if sequence.block_keys else sequence.key_space.root

    def check(self) -> None:
        """Assert the conservation laws; for tests, and for the engine whenever it falls idle."""
        self._pool.check([s.block_table for s in self.running])
        holders: Iterable[Sequence] = (s for s in (*self.waiting, *self.restoring) if s.block_table)
        assert not list(holders), "a waiting sequence holds blocks"
