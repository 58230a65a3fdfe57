"""The sequences whose blocks are on their way from elsewhere, and what they hold until they run.

What has come is held for its sequence until that is admitted, so that sequences that are restored together do
not evict each other. Whoever runs comes first all the same. What is let go of stays cached.
"""

from __future__ import annotations

from serving.config import KVRestore
from serving.engine.block_pool import BlockPool, PrefixMatch
from serving.engine.elsewhere import BlocksElsewhere, Elsewhere
from serving.engine.sequence import Sequence, SequenceStatus
from serving.engine.step_cost import StepCost
from serving.kv.restore_cost import RestoreCost
from serving.kv.tiered_store import FAR_TIERS
from serving.output import Restored


class Restoring:
    """Belongs to the engine thread."""

    def __init__(self, pool: BlockPool, step_cost: StepCost, bytes_per_block: int, choice: KVRestore) -> None:
        self.sequences: list[Sequence] = []
        self._pool = pool
        self._elsewhere = BlocksElsewhere(pool)
        self._step_cost = step_cost
        self._bytes_per_block = bytes_per_block
        self._restore_costs = {tier: RestoreCost(bytes_per_block) for tier in FAR_TIERS}
        self._choice = choice
        self._last_end_s = 0.0

    def find(self, sequence: Sequence, match: PrefixMatch) -> Elsewhere | None:
        """Its blocks that are to be brought, behind those that are here."""
        # Where every prompt token's logits are wanted, all are computed; a sibling takes what its leader has.
        if not sequence.may_restore or sequence.has_prompt_logprobs_due or sequence.leader is not None:
            return None
        elsewhere = self._elsewhere.find(
            sequence.key_space, sequence.token_ids, sequence.num_tokens - 1, match, sequence.prefix_keys
        )
        if not elsewhere.keys or self._is_computed_faster(sequence, match, elsewhere):
            return None
        return elsewhere

    def _is_computed_faster(self, sequence: Sequence, match: PrefixMatch, elsewhere: Elsewhere) -> bool:
        if self._choice == "always":
            return False
        num_tokens = elsewhere.num_tokens - match.num_tokens
        restore_cost = self._restore_costs[elsewhere.tier]
        restore_s = restore_cost.seconds(len(elsewhere.keys))
        compute_s = self._step_cost.marginal_s(num_tokens, match.num_tokens)
        if restore_s <= compute_s:
            return False
        restore_cost.refuse()
        sequence.may_restore = False
        sequence.restored = Restored("recomputed", num_tokens, compute_s, restore_s - compute_s)
        return True

    def restored(self, sequence: Sequence) -> Restored | None:
        """Where its cached tokens have come from, once they are known."""
        assert sequence.num_cached_tokens is not None, "it was looked up"
        num_cached = min(sequence.num_cached_tokens, sequence.num_prompt_tokens)
        start, end = sequence.restored_tokens.start, min(sequence.restored_tokens.stop, num_cached)
        if start < end:
            saved_s = self._step_cost.marginal_s(end - start, start) - sequence.restore_s
            num_bytes = -(-(end - start) // self._pool.block_size) * self._bytes_per_block
            return Restored(sequence.restoring_from, end - start, sequence.restore_s, saved_s, num_bytes)
        if sequence.restored is None and sequence.session_id is not None and num_cached:
            return Restored("device", num_cached, 0.0, self._step_cost.marginal_s(num_cached, 0))
        return sequence.restored

    def begin(self, sequence: Sequence, match: PrefixMatch, elsewhere: Elsewhere, now_s: float) -> None:
        sequence.status = SequenceStatus.RESTORING
        sequence.restoring_since_s = now_s
        num_here = len(match.block_ids)
        sequence.awaited_keys = [*sequence.prefix_keys[:num_here], *elsewhere.keys]
        sequence.num_awaited_tokens = elsewhere.num_tokens
        sequence.restoring_from = elsewhere.tier
        self.sequences.append(sequence)
        self.hold(sequence)
        self._pool.residency.fetch(sequence.seq_id, num_here, elsewhere.keys, sequence.account.session)

    def hold(self, sequence: Sequence) -> None:
        """Take what is here of it, also what has just come."""
        found = self._pool.find(sequence.awaited_keys)[len(sequence.held_blocks) :]
        self._pool.take(PrefixMatch(tuple(found), len(found) * self._pool.block_size))
        sequence.held_blocks += found

    def hold_matched(self, sequence: Sequence, match: PrefixMatch) -> None:
        """Take what was found of it here, its tail too: the turn has come back for it."""
        tail = () if match.tail_block_id is None else (match.tail_block_id,)
        block_ids = (*match.block_ids, *tail)
        sequence.held_blocks, _ = self._pool.take(PrefixMatch(block_ids, match.num_tokens))

    def let_go(self, sequence: Sequence) -> None:
        self._pool.release(sequence.held_blocks)
        sequence.held_blocks = []

    def end(self, sequence: Sequence, now_s: float) -> None:
        """Nothing more comes. It holds what has come."""
        self.sequences.remove(sequence)
        sequence.status = SequenceStatus.WAITING
        sequence.restore_s += now_s - sequence.restoring_since_s
        # They come one after the other: those that were before it are not what it took.
        began_s, self._last_end_s = max(sequence.restoring_since_s, self._last_end_s), now_s
        if sequence.restored_tokens:
            num_blocks = -(-len(sequence.restored_tokens) // self._pool.block_size)
            self._restore_costs[sequence.restoring_from].observe(num_blocks, now_s - began_s)
        # What did not come now is computed.
        sequence.may_restore = sequence.restored_tokens.stop >= sequence.num_awaited_tokens

    def cancel(self, sequence: Sequence) -> None:
        self._pool.residency.cancel(sequence.seq_id)
        self.sequences.remove(sequence)
