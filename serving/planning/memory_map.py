"""What lies in the memory of one core: weights, KV, working space."""

from __future__ import annotations

from dataclasses import dataclass

import torch

from models.errors import PlanError
from models.neuron.instances import GIB, find_core
from models.neuron.plan import BLOCK_SIZE, NeuronLimits, make_neuron_plan
from serving.config import SchedulerConfig
from serving.errors import StartupError
from serving.planning.hardware import Instance
from serving.planning.model_shape import ModelShape
from serving.replica.memory import DEFAULT_SHARE

NEURON_DTYPES = {"bfloat16": torch.bfloat16, "float32": torch.float32}
MAX_FULL_SEQUENCES = 64  # more KV than these could use is not taken by default


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits(SchedulerConfig):
    """What `tenure serve` would be told."""

    max_model_len: int
    least_model_len: int | None = None  # what memory must hold of it; None: all
    kv_memory_bytes: int | None = None  # of one replica, all its cores together; None: what is left


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryMap:
    """Bytes of one core, and the KV blocks that they make."""

    total_bytes: int
    weight_bytes: int
    scratch_bytes: int
    reserve_bytes: int
    bytes_per_block: int
    num_blocks: int  # usable ones; the null block is extra

    @property
    def bytes_per_token(self) -> int:
        return self.bytes_per_block // BLOCK_SIZE

    @property
    def kv_bytes(self) -> int:
        return (self.num_blocks + 1) * self.bytes_per_block

    @property
    def free_bytes(self) -> int:
        return self.total_bytes - self.weight_bytes - self.scratch_bytes - self.reserve_bytes - self.kv_bytes

    @property
    def num_kv_tokens(self) -> int:
        return self.num_blocks * BLOCK_SIZE

    def num_resident_sessions(self, num_tokens: int) -> int:
        """Sessions of that many tokens whose KV is there at the same time, nobody evicted."""
        return self.num_blocks // -(-num_tokens // BLOCK_SIZE)


def memory_map(shape: ModelShape, instance: Instance, limits: Limits) -> MemoryMap:
    """Lay out one core's memory.

    Raises:
        StartupError: weights and one sequence of the least length do not fit; the numbers say by how much.
    """
    return _cpu_map(shape, instance, limits) if instance.is_measured else _core_map(shape, instance, limits)


def _core_map(shape: ModelShape, instance: Instance, limits: Limits) -> MemoryMap:
    """A NeuronCore's, as `tenure compile` plans it."""
    if shape.weight_format not in NEURON_DTYPES or shape.kv_format != shape.weight_format:
        raise StartupError(
            f"Weights are {shape.weight_format} and KV is {shape.kv_format}, and on Neuron both are bfloat16 "
            "or float32. Leave --quantization and --kv-dtype out."
        )
    neuron_limits = NeuronLimits(
        tp=shape.tp,
        max_num_seqs=limits.max_num_seqs,
        max_model_len=limits.max_model_len,
        kv_memory_bytes=limits.kv_memory_bytes,
    )
    try:
        dtype, core = NEURON_DTYPES[shape.weight_format], find_core(instance.name)
        plan = make_neuron_plan(shape.config, dtype, core, neuron_limits)
    except PlanError as error:
        raise StartupError(str(error)) from error
    return MemoryMap(
        total_bytes=plan.memory.total,
        weight_bytes=plan.memory.weights,
        scratch_bytes=plan.memory.scratch,
        reserve_bytes=plan.memory.reserve,
        bytes_per_block=plan.shape.layout.bytes_per_block,
        num_blocks=plan.shape.layout.num_blocks,
    )


def _cpu_map(shape: ModelShape, instance: Instance, limits: Limits) -> MemoryMap:
    total = instance.core_memory_bytes
    weights, scratch = int(shape.weight_bytes), _scratch_bytes(shape, limits)
    block = BLOCK_SIZE * shape.kv_bytes_per_token
    left = total - weights - scratch
    blocks_of_longest = -(-limits.max_model_len // BLOCK_SIZE)
    least_len = limits.least_model_len or limits.max_model_len
    least_blocks = -(-least_len // BLOCK_SIZE)
    if limits.kv_memory_bytes is not None:
        kv_bytes = limits.kv_memory_bytes
    else:
        kv_bytes = min(int(left * DEFAULT_SHARE), (MAX_FULL_SEQUENCES * blocks_of_longest + 1) * block)
    if left < block * (least_blocks + 1) or kv_bytes > left:
        wanted = max(kv_bytes if limits.kv_memory_bytes is not None else 0, block * (least_blocks + 1))
        rest = f"leave {_gib(left)}" if left >= 0 else f"are {_gib(-left)} more than that"
        raise StartupError(
            f"It does not fit: this machine has {_gib(total)}; {_gib(weights)} of weights, {_gib(scratch)} "
            f"of working space {rest}, and KV needs {_gib(wanted)}. Lower --max-model-len or --kv-memory, or "
            "take smaller weights: --quantization."
        )
    num_blocks = max(kv_bytes, 0) // block - 1
    if num_blocks < least_blocks:
        raise StartupError(
            f"KV of {_gib(kv_bytes)} on this machine holds {max(num_blocks, 0) * BLOCK_SIZE} tokens, and a "
            f"sequence may need {least_len}. Lower --max-model-len or --turns, or raise --kv-memory."
        )
    return MemoryMap(
        total_bytes=total,
        weight_bytes=weights,
        scratch_bytes=scratch,
        reserve_bytes=0,
        bytes_per_block=block,
        num_blocks=num_blocks,
    )


def _scratch_bytes(shape: ModelShape, limits: Limits) -> int:
    """Activations of the largest step in float32, and its logits: an upper estimate."""
    config = shape.config
    heads = (shape.num_heads + 2 * shape.num_kv_heads) * config.head_dim
    per_token = 3 * config.hidden_size + heads + 3 * config.intermediate_size
    logits = limits.max_num_seqs * config.vocab_size
    return 4 * (limits.max_num_batched_tokens * per_token + logits)


def _gib(num_bytes: float) -> str:
    return f"{num_bytes / GIB:.2f} GiB"
