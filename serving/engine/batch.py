"""One step's work as flat arrays: ragged, never padded above the runner."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Int32Array = NDArray[np.int32]

# In place of a token id: what the step submitted before samples for the row of logits of the same number.
FED_BACK = -1


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """`num_tokens` new tokens of `num_seqs` sequences, each over the KV that it already has.

    Shapes (all int32, C-contiguous):
        token_ids:    [num_tokens]            the sequences' new tokens, one after the other; or all of them
                                              FED_BACK, one of each sequence, for a runner that samples
        positions:    [num_tokens]            each token's position in its sequence, from 0
        slot_mapping: [num_tokens]            where its K and V go: block_id * block_size + offset
        query_start:  [num_seqs + 1]          sequence i's tokens are [query_start[i], query_start[i+1])
        seq_lens:     [num_seqs]              tokens in the sequence once this step is done
        block_tables: [num_seqs, max_blocks]  block ids in order; unused entries are 0, the null block
        logit_rows:   [num_logit_rows]        the tokens whose logits are wanted, ascending
        sampling:     [num_logit_rows, 4]     float32, for a runner that samples: a row's top_k, top_p,
                                              temperature and u; top_k 0: its logits are wanted
        adapters:     num_seqs names          of the sequences' adapters, by content; () where none has one
    """

    token_ids: Int32Array
    positions: Int32Array
    slot_mapping: Int32Array
    query_start: Int32Array
    seq_lens: Int32Array
    block_tables: Int32Array
    logit_rows: Int32Array
    sampling: NDArray[np.float32] | None = None
    adapters: tuple[str | None, ...] = ()

    @property
    def num_tokens(self) -> int:
        return len(self.token_ids)

    @property
    def num_seqs(self) -> int:
        return len(self.seq_lens)
