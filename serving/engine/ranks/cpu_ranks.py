"""The ranks of a model on the CPU: each has its shard of the weights, and its heads of the KV."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kernels.kv_blocks import KVFormat
from kernels.threads import set_num_threads
from models.cpu_kv import allocate_kv, kv_bytes_per_token
from models.parallel.checkpoint import ShardedCheckpoint, load_rank
from models.parallel.collectives import connect_gloo
from models.parallel.heads import HeadLayout
from models.parallel.operators import cpu_parallel_operators
from serving.engine.cpu_runner import CpuRunner
from serving.engine.ranks.messages import COLLECTIVE_TIMEOUT_S


@dataclass(frozen=True, slots=True)
class CpuRanks:
    """What they have in common; a RankSpec."""

    sharded: ShardedCheckpoint
    num_blocks: int  # usable KV blocks; each rank has its heads' part of every block
    block_size: int
    kv_format: KVFormat
    num_threads: int  # of each rank

    @property
    def heads(self) -> HeadLayout:
        return self.sharded.sharding.heads

    @property
    def bytes_per_block(self) -> int:
        return kv_bytes_per_token(self.sharded.config, self.kv_format) * self.block_size

    def make_runner(self, rank: int, rendezvous: Path) -> CpuRunner:
        set_num_threads(self.num_threads)
        group = connect_gloo(rendezvous, rank, self.sharded.num_ranks, timeout_s=COLLECTIVE_TIMEOUT_S)
        decoder = load_rank(self.sharded, rank, cpu_parallel_operators(self.sharded.config.vocab_size, group))
        kv = allocate_kv(
            decoder.config, num_blocks=self.num_blocks, block_size=self.block_size, kv_format=self.kv_format
        )
        return CpuRunner(decoder, kv, is_one_program=False)
