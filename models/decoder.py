"""What every family's network is to those who fill it, run it and trace it."""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor, nn

from kernels.linear.quantized import Weight
from models.config import ModelConfig
from models.kv import KVCache
from models.program import DecoderProgram

# A tensor by its Hugging Face name, in the decoder's dtype or, if it is a matrix, quantised; ours to keep.
Take = Callable[[str], Weight]


class Decoder(nn.Module):
    """A network over a paged KV cache. Its buffers are its weights; it has no code of its own here."""

    config: ModelConfig
    dtype: torch.dtype  # of the hidden states

    @property
    def rope_tables(self) -> list[tuple[Tensor, Tensor]]:
        """Of `config.ropes`: cosines and sines, float32 [max_positions, rotary_dim / 2]."""
        raise NotImplementedError

    def forward(
        self,
        token_ids: Tensor,
        positions: Tensor,
        slot_mapping: Tensor,
        query_start: Tensor,
        seq_lens: Tensor,
        block_tables: Tensor,
        logit_rows: Tensor,
        kv: KVCache,
    ) -> Tensor:
        """One step. Inputs are int32 tensors shaped as `serving.engine.batch` says.

        Writes the tokens' K and V into `kv`. Positions must be below `config.max_position_embeddings`.
        Returns logits, float32 [num_logit_rows, vocab_size].
        """
        raise NotImplementedError

    def emit(self, program: DecoderProgram) -> None:
        """`forward` as a program's operations, one by one the same."""
        raise NotImplementedError
