"""The sequences whose blocks are on their way from elsewhere, and what they hold until they run.

What has come is held for its sequence until that is admitted, so that sequences that are restored together do
not evict each other. Whoever runs comes first all the same. What is let go of stays cached.
"""

from __future__ import annotations

from serving.engine.block_pool import BlockPool, PrefixMatch
from serving.engine.sequence import Sequence, SequenceStatus


class Restoring:
    """Belongs to the engine thread."""

    def __init__(self, pool: BlockPool) -> None:
        self.sequences: list[Sequence] = []
        self._pool = pool

    def find(self, sequence: Sequence, match: PrefixMatch) -> list[bytes]:
        """The keys of its blocks that can be brought, behind those that are here."""
        # Where every prompt token's logits are wanted, all are computed; a sibling takes what its leader has.
        if not sequence.may_restore or sequence.has_prompt_logprobs_due or sequence.leader is not None:
            return []
        return self._pool.find_elsewhere(
            sequence.key_space, sequence.token_ids, sequence.num_tokens - 1, match, sequence.prefix_keys
        )

    def begin(self, sequence: Sequence, match: PrefixMatch, keys: list[bytes], now_s: float) -> None:
        sequence.status = SequenceStatus.RESTORING
        sequence.restoring_since_s = now_s
        sequence.num_awaited_tokens = (len(match.block_ids) + len(keys)) * self._pool.block_size
        self.sequences.append(sequence)
        self.hold(sequence)
        self._pool.residency.fetch(sequence.seq_id, len(match.block_ids), keys)

    def hold(self, sequence: Sequence) -> None:
        """Take what is here of it, also what has just come."""
        whole = sequence.prefix_keys[: (sequence.num_tokens - 1) // self._pool.block_size]
        found = self._pool.find(whole)[len(sequence.held_blocks) :]
        self._pool.take(PrefixMatch(tuple(found), len(found) * self._pool.block_size))
        sequence.held_blocks += found

    def let_go(self, sequence: Sequence) -> None:
        self._pool.release(sequence.held_blocks)
        sequence.held_blocks = []

    def end(self, sequence: Sequence, now_s: float) -> None:
        """Nothing more comes. It holds what has come."""
        self.sequences.remove(sequence)
        sequence.status = SequenceStatus.WAITING
        sequence.restore_s += now_s - sequence.restoring_since_s
        # What did not come now is computed.
        sequence.may_restore = sequence.restored_tokens.stop >= sequence.num_awaited_tokens

    def cancel(self, sequence: Sequence) -> None:
        self._pool.residency.cancel(sequence.seq_id)
        self.sequences.remove(sequence)
