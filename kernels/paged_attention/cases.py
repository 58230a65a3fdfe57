"""Shapes of paged_attention that tests and benchmarks share; each runs in every dtype of kernels.cases."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import Required, TypedDict

import torch
from torch import Tensor

from kernels.cases import generator
from kernels.kv_blocks import KVBlocks, KVFormat, KVShape
from kernels.kv_write.cpu import kv_write
from kernels.library import current


class Options(TypedDict, total=False):
    scale: Required[float]
    sliding_window: Required[int]
    softcap: float
    sinks: Tensor


Inputs = tuple[Tensor, Tensor, Tensor, Tensor, Tensor, Tensor]


@dataclass(frozen=True, slots=True)
class Case:
    name: str
    seq_lens: tuple[int, ...]
    num_new: tuple[int, ...]  # new tokens of each sequence, its last ones
    num_heads: int = 9
    num_kv_heads: int = 3
    head_dim: int = 64
    block_size: int = 32
    sliding_window: int = 0
    softcap: float = 0.0
    has_sinks: bool = False

    @property
    def options(self) -> Options:
        options: Options = {"scale": self.head_dim**-0.5, "sliding_window": self.sliding_window}
        if self.softcap:
            options["softcap"] = self.softcap
        if self.has_sinks:
            options["sinks"] = 2 * torch.randn(self.num_heads, generator=generator(2))
        return options

    def inputs(self, dtype: torch.dtype, seed: int = 0) -> Inputs:
        """q, k_cache, v_cache, query_start, seq_lens, block_tables.

        Blocks are scattered. Every slot that no token fills holds NaN: it must never be seen.
        """
        random = generator(seed)
        tables = self._block_tables(random)
        num_blocks = int(tables.max())
        shape = (num_blocks + 1, self.num_kv_heads, self.block_size, self.head_dim)
        k_cache, v_cache = torch.randn(2, *shape, generator=random).to(dtype)
        for cache in (k_cache, v_cache):
            cache[0] = torch.nan
            for row, length in zip(tables, self.seq_lens, strict=True):
                if num_filled := length % self.block_size:
                    cache[row[length // self.block_size], :, num_filled:] = torch.nan
        q = torch.randn(sum(self.num_new), self.num_heads, self.head_dim, generator=random).to(dtype)
        query_start = torch.tensor([0, *accumulate(self.num_new)], dtype=torch.int32)
        return q, k_cache, v_cache, query_start, torch.tensor(self.seq_lens, dtype=torch.int32), tables

    def _block_tables(self, random: torch.Generator) -> Tensor:
        counts = [-(-length // self.block_size) for length in self.seq_lens]
        block_ids = (torch.randperm(sum(counts), generator=random) + 1).to(torch.int32)
        tables = torch.zeros(len(counts), max(counts) + 1, dtype=torch.int32)
        for row, part in zip(tables, torch.split(block_ids, counts), strict=True):
            row[: len(part)] = part
        return tables


def blocks_of(k_cache: Tensor, v_cache: Tensor, kv_format: KVFormat) -> KVBlocks:
    """One layer of blocks from the reference's caches, [num_blocks + 1, heads, block_size, head_dim]."""
    library = current()
    assert library is not None, "blocks belong to the built kernels"
    num_blocks, num_kv_heads, block_size, head_dim = k_cache.shape
    shape = KVShape(
        num_blocks=num_blocks,
        num_layers=1,
        num_kv_heads=num_kv_heads,
        head_dim=head_dim,
        block_size=block_size,
    )
    blocks = KVBlocks(library, shape, kv_format)
    rows = [cache.transpose(1, 2).reshape(-1, num_kv_heads, head_dim) for cache in (k_cache, v_cache)]
    slots = torch.arange(num_blocks * block_size, dtype=torch.int32)
    kv_write(library, rows[0].contiguous(), rows[1].contiguous(), blocks, 0, slots)
    return blocks


CASES = [
    Case("decode_1", seq_lens=(512,), num_new=(1,)),
    Case("decode_8", seq_lens=(512,) * 8, num_new=(1,) * 8),
    Case("prefill", seq_lens=(512,), num_new=(512,)),
    Case("returning_turn", seq_lens=(1200,), num_new=(205,)),
    Case("ragged", seq_lens=(100, 7, 600, 64), num_new=(1, 7, 50, 64)),
    Case("one_token", seq_lens=(1,), num_new=(1,)),
    Case("sliding_window", seq_lens=(300, 40), num_new=(90, 1), sliding_window=33),
    Case("window_of_one", seq_lens=(70,), num_new=(10,), sliding_window=1),
    Case("multi_head", seq_lens=(65, 63), num_new=(64, 2), num_heads=4, num_kv_heads=4, head_dim=16),
    Case("multi_query", seq_lens=(130,), num_new=(30,), num_heads=16, num_kv_heads=1, head_dim=128),
    Case(
        "wide_heads", seq_lens=(90,), num_new=(20,), num_heads=2, num_kv_heads=1, head_dim=256, block_size=16
    ),
    Case(
        "odd_sizes",
        seq_lens=(33, 90),
        num_new=(33, 11),
        num_heads=6,
        num_kv_heads=2,
        head_dim=27,
        block_size=5,
    ),
    Case("one_token_blocks", seq_lens=(40,), num_new=(3,), num_heads=3, head_dim=80, block_size=1),
]

# What the kernels for Neuron have not, or test on their own.
CPU_CASES = [
    *CASES,
    Case("softcap", seq_lens=(600, 40), num_new=(20, 1), softcap=1.5),
    Case("softcap_in_a_window", seq_lens=(300, 40), num_new=(90, 1), sliding_window=33, softcap=0.5),
    Case("sinks", seq_lens=(1200, 7, 40), num_new=(205, 7, 1), has_sinks=True),
    Case("sinks_in_a_window", seq_lens=(300, 40), num_new=(90, 1), sliding_window=33, has_sinks=True),
    Case("sinks_and_softcap", (90,), (20,), 6, 2, head_dim=27, block_size=5, softcap=2.0, has_sinks=True),
]

# On Neuron a block holds a power of two of tokens.
NEURON_CASES = [
    *(case for case in CASES if case.block_size & (case.block_size - 1) == 0),
    Case("long_context", (4200, 90), (3, 3), num_heads=4, num_kv_heads=1, head_dim=32),
    Case("long_window", (4200,), (70,), num_heads=2, num_kv_heads=1, head_dim=16, sliding_window=128),
]
NEURON_DECODE_CASES = [
    Case("decode_1", seq_lens=(512,), num_new=(1,)),
    Case("decode_8", seq_lens=(512,) * 8, num_new=(1,) * 8),
    Case("ragged", seq_lens=(1, 33, 600, 64), num_new=(1,) * 4),
    Case("sliding_window", seq_lens=(300, 40), num_new=(1, 1), sliding_window=33),
    Case("multi_head", seq_lens=(65, 63), num_new=(1, 1), num_heads=4, num_kv_heads=4, head_dim=16),
    Case("multi_query", seq_lens=(130,), num_new=(1,), num_heads=128, num_kv_heads=1, head_dim=128),
    Case("wide_heads", (90,), (1,), num_heads=2, num_kv_heads=1, head_dim=256, block_size=16),
    Case("long_context", (4200, 90), (1, 1), num_heads=4, num_kv_heads=1, head_dim=32),
    Case("long_window", (4200, 4097), (1, 1), num_heads=8, num_kv_heads=1, head_dim=16, sliding_window=128),
]


def rectangle(case: Case, q: Tensor, seq_lens: Tensor) -> tuple[Tensor, Tensor]:
    """q as [num_seqs, longest num_new, num_heads, head_dim] and its positions, both padded with zeros."""
    num_seqs, num_new = len(case.num_new), max(case.num_new)
    padded = torch.zeros(num_seqs, num_new, case.num_heads, case.head_dim, dtype=q.dtype)
    positions = torch.zeros(num_seqs, num_new, dtype=torch.int32)
    for seq, (rows, length) in enumerate(
        zip(torch.split(q, list(case.num_new)), seq_lens.tolist(), strict=True)
    ):
        padded[seq, : len(rows)] = rows
        positions[seq, : len(rows)] = torch.arange(length - len(rows), length)
    return padded, positions
