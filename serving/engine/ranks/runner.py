"""One rank's part of a model on the CPU: its shard of the weights, its heads of the KV."""

from __future__ import annotations

from kernels.threads import set_num_threads
from models.cpu_kv import allocate_kv
from models.parallel.checkpoint import load_rank
from models.parallel.collectives import connect_gloo
from models.parallel.operators import cpu_parallel_operators
from serving.engine.cpu_runner import CpuRunner
from serving.engine.ranks.messages import RankSpec

# For the slowest step of the slowest rank. A rank that has died is noticed at once, without it.
COLLECTIVE_TIMEOUT_S = 600.0


def make_rank_runner(spec: RankSpec, rank: int) -> CpuRunner:
    """Waits for the other ranks. Each `submit` takes part in the collectives of the step.

    Raises: CheckpointError; RuntimeError where another rank does not come.
    """
    set_num_threads(spec.num_threads)
    sharded = spec.sharded
    group = connect_gloo(spec.rendezvous, rank, sharded.num_ranks, timeout_s=COLLECTIVE_TIMEOUT_S)
    decoder = load_rank(sharded, rank, cpu_parallel_operators(sharded.config.vocab_size, group))
    kv = allocate_kv(
        decoder.config, num_blocks=spec.num_blocks, block_size=spec.block_size, kv_format=spec.kv_format
    )
    return CpuRunner(decoder, kv, is_one_program=False)
