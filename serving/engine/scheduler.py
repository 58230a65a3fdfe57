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

A sequence whose blocks are on their way from elsewhere is in none of these: it has no place, so it costs the
others' steps nothing, and it waits like any other once they have come. They are sent for when there is room
for all of it, in the order of admission: a crowd that comes back to a small device comes a few at a time.

Memory: the oldest sequence can always go on, if need be by taking what those hold that do not run yet, and
by preempting all younger ones; and every sequence fits the pool alone (the replica refuses what does not), so
there is no deadlock.
"""

from __future__ import annotations

from serving.config import EngineConfig
from serving.engine.block_pool import BlockPool, OutOfBlocks, PrefixMatch
from serving.engine.decode_cost import DecodeCost
from serving.engine.decode_share import DecodeShare
from serving.engine.drafting import Drafting
from serving.engine.elsewhere import Elsewhere
from serving.engine.ended_turns import EndedTurn, EndedTurns
from serving.engine.pressure import MAX_HELD_BACK_S, Pressure
from serving.engine.prompt_totals import PromptTotals
from serving.engine.restoring import Restoring
from serving.engine.scheduled_step import ScheduledSequence, ScheduledStep, StepBudget
from serving.engine.sequence import Sequence, SequenceStatus
from serving.engine.step_cost import StepCost
from serving.kv.retention import Wait
from serving.output import Tier

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
        self,
        config: EngineConfig,
        pool: BlockPool,
        cost: StepCost,
        decode_cost: DecodeCost,
        bytes_per_block: int,
        pressure: Pressure,
    ) -> None:
        self.config = config
        self.waiting: list[Sequence] = []
        self.running: list[Sequence] = []  # by arrival
        self.num_preemptions = 0
        self.prompts = PromptTotals()
        self.ended = EndedTurns()
        self.restoring = Restoring(pool, cost, bytes_per_block, config.kv_restore)
        self._has_more_room = False  # than when it was last looked who could be restored
        self._pressure = pressure
        self._pool = pool
        self._bytes_per_block = bytes_per_block
        self._cost = cost
        self._decode_share = DecodeShare()
        self._drafting = Drafting(config, pool, cost, decode_cost)

    @property
    def has_work(self) -> bool:
        """There is something to schedule."""
        return bool(self.running) or self._is_any_admissible()

    @property
    def is_idle(self) -> bool:
        return not (self.waiting or self.running or self.restoring.sequences)

    def add(self, sequence: Sequence) -> None:
        self._pressure.come_back(sequence.account)
        match = self._expect_work(sequence)
        promised = sum(self._blocks_for(s.num_tokens) for s in self.waiting if not s.held_blocks)
        self.waiting.append(sequence)
        elsewhere = self.restoring.find(sequence, match)
        if elsewhere is not None and self._has_room_for(sequence, match, promised):
            self._restore(sequence, match, elsewhere, sequence.arrival_s)
        elif elsewhere is None and sequence.leader is None:
            self._hold_here(sequence, match)

    def _hold_here(self, sequence: Sequence, match: PrefixMatch) -> None:
        """Most of it is here, and there is room for the rest: nobody takes it while the turn waits."""
        is_most = match.num_tokens > sequence.num_tokens - match.num_tokens
        if is_most and self._has_room_for(sequence, match, self._num_overdue_blocks(sequence.arrival_s)):
            self.restoring.hold_matched(sequence, match)

    def _num_overdue_blocks(self, now_s: float) -> int:
        """Of those that have been held back long enough: whoever comes now leaves them their room."""
        overdue = (s for s in self.waiting if now_s - s.arrival_s > MAX_HELD_BACK_S and not s.held_blocks)
        return sum(self._blocks_for(s.num_tokens) for s in overdue)

    def begin_wait(self, seq_id: str, wait: Wait, now_s: float) -> None:
        """The session whose turn that was waits for this."""
        ended = self.ended.take(seq_id)
        if ended is None or not ended.keys:
            return
        self._pool.set_wait(ended.keys, wait)
        self._pressure.rest(
            ended.account,
            wait,
            now_s,
            last_key=ended.keys[-1],
            num_blocks=len(ended.keys),
            num_tokens=ended.num_tokens,
        )

    def resume(self, sequence: Sequence, now_s: float) -> None:
        """What could be brought of a restoring sequence's blocks is here: it waits to be admitted."""
        self.restoring.end(sequence, now_s)
        self._expect_work(sequence)
        self.waiting.append(sequence)
        self._has_more_room = True  # it may have got less than it was to have

    def abort(self, sequence: Sequence, now_s: float) -> None:
        """End a sequence from outside. What it computed stays cached."""
        if not sequence.is_finished:
            sequence.finish_reason = "abort"
            self.finish(sequence, now_s)

    # ---- one step -------------------------------------------------------------------------------

    def schedule(self, now_s: float) -> ScheduledStep:
        step = ScheduledStep()
        if self._has_more_room:
            self._restore_waiting(now_s)
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
                match = self._admissible(sequence, is_full)
                if match is None or self._is_held_back(sequence, match, now_s):
                    is_full = True
                    continue
                if (elsewhere := self.restoring.find(sequence, match)) is not None:
                    self._restore(sequence, match, elsewhere, now_s)
                    continue
                self._admit(sequence, match, step)
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
        return sorted((*running, *waiting), key=self._order)

    def _waiting_in_order(self) -> list[Sequence]:
        return sorted((s for s in self.waiting if not s.waits_for_leader), key=self._order)

    def _order(self, sequence: Sequence) -> float:
        return sequence.arrival_s + self._expected_seconds(sequence)

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
        """Take from those that do not run yet, then preempt younger ones, until `num_blocks` are available.

        The youngest goes first.
        """
        if num_blocks <= self._pool.num_available:
            return True
        holders = sorted(self._holders(), key=lambda s: s.arrival_s)
        victims = [s for s in self.running[self.running.index(sequence) + 1 :] if not step.includes(s)]
        while num_blocks > self._pool.num_available:
            if holders:
                self.restoring.let_go(holders.pop())
            elif victims:
                self._preempt(victims.pop(), now_s)
            else:
                return False
        return True

    def _holders(self) -> list[Sequence]:
        """Those that hold blocks and do not run yet, or will."""
        return [*self.restoring.sequences, *(s for s in self.waiting if s.held_blocks)]

    def _preempt(self, sequence: Sequence, now_s: float) -> None:
        self._release(sequence, now_s)
        self.running.remove(sequence)
        sequence.status = SequenceStatus.WAITING
        sequence.num_preemptions += 1
        self.num_preemptions += 1
        self._has_more_room = True
        self._expect_work(sequence)
        self.waiting.append(sequence)

    def _expect_work(self, sequence: Sequence) -> PrefixMatch:
        """What is here of it, by which its work is known."""
        match = self._match(sequence)
        sequence.num_expected_tokens = sequence.num_tokens - match.num_tokens
        return match

    def _match(self, sequence: Sequence) -> PrefixMatch:
        if sequence.has_prompt_logprobs_due:  # every prompt token's logits are wanted: compute them all
            return PrefixMatch((), 0)
        # The last token is always computed: its logits choose the next one.
        return self._pool.match(
            sequence.key_space, sequence.token_ids, sequence.num_tokens - 1, sequence.prefix_keys
        )

    def _restore(self, sequence: Sequence, match: PrefixMatch, elsewhere: Elsewhere, now_s: float) -> None:
        self.waiting.remove(sequence)
        self.restoring.begin(sequence, match, elsewhere, now_s)

    def _restore_waiting(self, now_s: float) -> None:
        """Send for the blocks of those that wait, in their order, as far as there is room for all of them."""
        self._has_more_room = False
        promised = 0
        for sequence in self._waiting_in_order():
            match = self._match(sequence)
            if not self._has_room_for(sequence, match, promised):
                break
            if (elsewhere := self.restoring.find(sequence, match)) is not None:
                self._restore(sequence, match, elsewhere, now_s)
            else:
                promised += self._blocks_for(sequence.num_tokens)

    def _is_any_admissible(self) -> bool:
        is_full = False
        for sequence in self._waiting_in_order():
            if self._admissible(sequence, is_full) is not None:
                return True
            is_full = True
        return False

    def _admissible(self, sequence: Sequence, is_full: bool) -> PrefixMatch | None:
        """What is here of a waiting sequence, if it can be admitted now, or restored.

        Args:
            is_full: another one, before it, could not. What holds blocks has its room all the same.
        """
        if len(self.running) >= self.config.max_num_seqs or (is_full and not sequence.held_blocks):
            return None
        match = self._match(sequence)
        is_first = not self.running and (bool(sequence.held_blocks) or not self._holders())
        return match if is_first or self._has_room_for(sequence, match) else None

    def _is_held_back(self, sequence: Sequence, match: PrefixMatch, now_s: float) -> bool:
        """It would displace what is worth more than its own time: see `Pressure`."""
        if not self.running or sequence.held_blocks or self._pool.residency.tiers:
            return False  # what is elsewhere as well is not lost by that
        if now_s - sequence.arrival_s > MAX_HELD_BACK_S:
            return False
        num_kept = self._pressure.num_kept_blocks(len(self.waiting), now_s)
        return num_kept > 0 and not self._has_room_for(sequence, match, min(num_kept, self._pool.num_idle))

    def _admit(self, sequence: Sequence, match: PrefixMatch, step: ScheduledStep) -> None:
        self.restoring.let_go(sequence)
        try:
            sequence.block_table, copies = self._pool.take(match)
        except OutOfBlocks:
            # Only the copy of the tail is lacking a block: do without the tail.
            match = PrefixMatch(match.block_ids, match.num_tokens - match.num_tail_tokens)
            sequence.block_table, copies = self._pool.take(match)
        step.copies.extend(copies)
        self._begin(sequence, match.num_tokens)

    def _has_room_for(self, sequence: Sequence, match: PrefixMatch, num_promised: int = 0) -> bool:
        """Beside those that run or hold blocks, and `num_promised` blocks for others."""
        # Idle blocks that this very sequence will share are not available to it as well.
        num_new_blocks = self._blocks_for(sequence.num_tokens) - len(match.block_ids)
        num_idle_shared = self._pool.count_idle(match.block_ids)
        num_promised += sum(
            max(0, self._blocks_for(s.num_tokens) - len(s.block_table) - len(s.held_blocks))
            for s in (*self.running, *self._holders())
            if s is not sequence
        )
        headroom = len(self.running)  # each may soon want one more block to decode into
        return num_new_blocks + num_idle_shared + num_promised + headroom <= self._pool.num_available

    def _take_held(self, sequence: Sequence) -> dict[Tier, float]:
        """What its session has held since its turn before."""
        if sequence.session_id is None:
            return {}
        on_device = self._pool.held.take(sequence.account) * self._bytes_per_block
        held: dict[Tier, float] = {"device": on_device}
        held.update(self._pool.residency.take_held(sequence.account).items())
        return held

    def _begin(self, sequence: Sequence, num_cached_tokens: int) -> None:
        sequence.num_computed_tokens = num_cached_tokens
        is_first = sequence.num_cached_tokens is None
        if is_first:
            sequence.num_cached_tokens = num_cached_tokens
            sequence.restored = self.restoring.restored(sequence)
            sequence.byte_seconds = self._take_held(sequence)
            self.prompts.begin(sequence)
        sequence.block_keys = self._pool.keys_of(
            sequence.block_table[: num_cached_tokens // self.config.block_size]
        )
        if is_first and sequence.session_id is not None:
            sequence.was_evicted = self._was_evicted(sequence)
        sequence.status = SequenceStatus.RUNNING
        self.waiting.remove(sequence)
        self.running.append(sequence)
        self.running.sort(key=lambda s: s.arrival_s)

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
            keys = [*sequence.block_keys, *self._register_tail(sequence)]
            if sequence.session_id is not None:
                self.ended.note(
                    sequence.seq_id, EndedTurn(sequence.account, keys, sequence.num_computed_tokens)
                )
            if sequence.is_filed:
                self._note(sequence)
            self._release(sequence, now_s)
            self.running.remove(sequence)
        elif sequence.status is SequenceStatus.RESTORING:
            self.restoring.cancel(sequence)
        else:
            self.waiting.remove(sequence)
        self.restoring.let_go(sequence)
        sequence.status = SequenceStatus.FINISHED
        self._has_more_room = True

    def _note(self, sequence: Sequence) -> None:
        # The end of a reply that was stopped from outside may not be what its next turn goes on from.
        is_cut = sequence.finish_reason == "abort"
        num_whole = len(sequence.block_keys) * self.config.block_size
        num_tokens = num_whole if is_cut else sequence.num_computed_tokens
        self._pool.residency.note(
            sequence.key_space,
            sequence.token_ids[:num_tokens],
            list(sequence.block_keys),
            sequence.account.session,
        )

    def _release(self, sequence: Sequence, now_s: float) -> None:
        self._register_tail(sequence)
        if sequence.leased_until_s > now_s:
            self._pool.lease(sequence.key_space, sequence.block_table, sequence.leased_until_s)
        self._pool.release(sequence.block_table, now_s=now_s, account=sequence.account)
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
                    sequence.account.session,
                )
            )

    def _register_tail(self, sequence: Sequence) -> list[bytes]:
        """Name what is computed behind the last full block, if anything is."""
        start = len(sequence.block_keys) * self.config.block_size
        tail = sequence.token_ids[start : sequence.num_computed_tokens]
        if not tail:
            return []
        block_id = sequence.block_table[len(sequence.block_keys)]
        space, parent = sequence.key_space, self._parent_key(sequence)
        return [self._pool.register(space, block_id, parent, tail, sequence.account.session)]

    @staticmethod
    def _parent_key(sequence: Sequence) -> bytes:
        return sequence.block_keys[-1] if sequence.block_keys else sequence.key_space.root

    def check(self) -> None:
        """Assert the conservation laws; for tests, and for the engine whenever it falls idle."""
        self._pool.check([*(s.block_table for s in self.running), *(s.held_blocks for s in self._holders())])
        idle = (*self.waiting, *self.restoring.sequences)
        assert not any(s.block_table for s in idle), "a waiting sequence has a block table"
        assert not any(s.held_blocks for s in self.running), "a running sequence holds blocks twice"
