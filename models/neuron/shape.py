"""What the graphs of a model are compiled for."""

from __future__ import annotations

from dataclasses import dataclass

from models.neuron.bucket import Bucket
from models.neuron.kv import KVLayout
from models.parallel.heads import HeadLayout

# Blocks of one call that reads or writes KV by block.
TRANSFER_BLOCKS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class NeuronShape:
    vocab_size: int
    buckets: tuple[Bucket, ...]
    layout: KVLayout  # of one rank
    heads: HeadLayout  # of all ranks

    @property
    def tp(self) -> int:
        return self.heads.num_ranks

    @property
    def num_kv_heads(self) -> int:
        """Of the model, each once."""
        return len(self.heads.kv_sources)

    @property
    def bytes_per_block(self) -> int:
        """Of the canonical payload, which has the model's KV heads each once."""
        return self.layout.bytes_per_block // self.layout.num_kv_heads * self.num_kv_heads
