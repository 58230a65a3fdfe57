"""What will be compiled, and whether it fits: decided from the configuration alone, on any machine."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import torch

from kernels.neuron.switches import NO_KERNELS, NeuronKernels
from models.config import ModelConfig
from models.errors import PlanError
from models.neuron.bucket import FINE, Bucket, Grid, plan_buckets
from models.neuron.instances import GIB, Core
from models.neuron.kernel_limits import check_kernels
from models.neuron.kv import KVLayout
from models.neuron.sampling import MAX_TOP_K
from models.neuron.shape import TRANSFER_BLOCKS, NeuronShape
from models.parallel.shard import Sharding
from models.weights import EMBEDDING

KVLayoutName = Literal["paged", "contiguous"]
BLOCK_SIZE = 32  # tokens of a block in the paged layout
# Of a core's memory, for what is not published: compiled graphs, the runtime, collectives' buffers.
RESERVE_SHARE = 0.1
_F32 = 4  # bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class CoreMemory:
    """Bytes in one core's memory."""

    total: int
    weights: int
    kv: int
    scratch: int  # of the graph that needs most; an upper estimate
    reserve: int

    @property
    def free(self) -> int:
        return self.total - self.weights - self.kv - self.scratch - self.reserve


@dataclass(frozen=True, slots=True, kw_only=True)
class NeuronLimits:
    """What a server would be told. Sizes are of one replica."""

    tp: int
    max_num_seqs: int
    max_model_len: int
    kv_memory_bytes: int | None = None  # all cores together; None: what is left
    kv_layout: KVLayoutName = "paged"
    grid: Grid = FINE
    kernels: NeuronKernels = NO_KERNELS
    takes_experts: bool = False  # whether the back end has graphs of a mixture of experts


@dataclass(frozen=True, slots=True, kw_only=True)
class NeuronPlan:
    config: ModelConfig  # of the whole decoder; its RoPE table holds max_model_len positions
    dtype: torch.dtype  # of weights, activations and KV
    core: Core
    max_model_len: int
    shape: NeuronShape
    memory: CoreMemory
    kernels: NeuronKernels  # that the graphs call

    @property
    def sharding(self) -> Sharding:
        return Sharding(self.config, self.shape.tp)

    @property
    def num_kv_tokens(self) -> int:
        return self.shape.layout.num_blocks * self.shape.layout.block_size


def make_neuron_plan(config: ModelConfig, dtype: torch.dtype, core: Core, limits: NeuronLimits) -> NeuronPlan:
    """Choose buckets and the number of KV blocks.

    Raises:
        PlanError: the instance does not take that many ranks, a kernel that is on does not take the model's
            sizes, or one core's memory does not hold weights, working space and the KV of one sequence; with
            the numbers.
    """
    if limits.tp not in core.tp_sizes:
        raise PlanError(
            f"--tp is {limits.tp}, and a model on {core.instance} takes "
            f"{', '.join(map(str, core.tp_sizes))} cores."
        )
    if limits.max_model_len > config.max_position_embeddings:
        raise PlanError(
            f"--max-model-len is {limits.max_model_len} and the model was made for "
            f"{config.max_position_embeddings} positions. Lower it."
        )
    if config.experts is not None and not limits.takes_experts:
        raise PlanError(
            f"The family {config.family} is a mixture of experts, which the back end nxd has no graphs for. "
            "Serve it on the CPU, or on an instance that torch_native drives: trn2 or trn3."
        )
    is_paged = limits.kv_layout == "paged"
    # One block holds a whole sequence where blocks cannot be gathered.
    block_size = BLOCK_SIZE if is_paged else 1 << (limits.max_model_len - 1).bit_length()
    buckets = plan_buckets(
        max_num_seqs=limits.max_num_seqs,
        max_model_len=limits.max_model_len,
        block_size=block_size,
        grid=limits.grid,
    )
    config = replace(config, max_position_embeddings=max(bucket.context for bucket in buckets))
    sharding = Sharding(config, limits.tp)
    layout = KVLayout(
        num_layers=config.num_layers,
        num_kv_heads=sharding.heads.num_kv_heads_per_rank,
        head_dim=config.head_dim,
        num_blocks=1,
        block_size=block_size,
        dtype=dtype,
    )
    layout, memory = _fill_memory(sharding, core, limits, layout, buckets)
    check_kernels(limits.kernels, sharding.rank_config, layout)
    shape = NeuronShape(
        vocab_size=config.vocab_size,
        buckets=buckets,
        layout=layout,
        heads=sharding.heads,
    )
    return NeuronPlan(
        config=config,
        dtype=dtype,
        core=core,
        max_model_len=limits.max_model_len,
        shape=shape,
        memory=memory,
        kernels=limits.kernels,
    )


def _fill_memory(
    sharding: Sharding, core: Core, limits: NeuronLimits, layout: KVLayout, buckets: Sequence[Bucket]
) -> tuple[KVLayout, CoreMemory]:
    """As many blocks as there is room for, or as were asked for."""
    weights = weight_bytes(sharding, layout.dtype)
    scratch = max(
        scratch_bytes(sharding.rank_config, bucket, layout, sharding.num_ranks) for bucket in buckets
    )
    # gather_blocks and scatter_blocks hold a payload as input or output, and once more on the way.
    scratch = max(scratch, 2 * TRANSFER_BLOCKS * layout.bytes_per_block)
    reserve = int(core.memory_bytes * RESERVE_SHARE)
    left = core.memory_bytes - weights - scratch - reserve
    kv = left if limits.kv_memory_bytes is None else limits.kv_memory_bytes // limits.tp
    num_blocks = kv // layout.bytes_per_block - 1  # less the null block
    least_blocks = -(-limits.max_model_len // layout.block_size)
    if kv > left or num_blocks < least_blocks:
        least_bytes = (least_blocks + 1) * layout.bytes_per_block
        needed = max(kv if limits.kv_memory_bytes is not None else 0, least_bytes)
        raise PlanError(
            f"It does not fit: one core of {core.instance} has {_gib(core.memory_bytes)}; {_gib(weights)} "
            f"of weights, {_gib(scratch)} of working space and {_gib(reserve)} kept for graphs and runtime "
            f"leave {_gib(left)}, and KV needs {_gib(needed)} (one sequence of {limits.max_model_len} "
            f"tokens: {_gib(least_bytes)}). {_what_to_do(core, limits)}"
        )
    layout = replace(layout, num_blocks=num_blocks)
    return layout, CoreMemory(
        total=core.memory_bytes, weights=weights, kv=layout.num_bytes, scratch=scratch, reserve=reserve
    )


def weight_bytes(sharding: Sharding, dtype: torch.dtype) -> int:
    """Of one rank: every tensor of its checkpoint, and the tables of RoPE, float32.

    A tied embedding table counts twice: it is loaded under both of its names.
    """
    config, shapes = sharding.rank_config, sharding.shapes
    elements = sum(math.prod(shape) for shape in shapes.values())
    if config.tie_embeddings:
        elements += math.prod(shapes[EMBEDDING])
    angles = config.max_position_embeddings * (config.rope.rotary_dim // 2)
    rope = 2 * len(config.ropes) * angles * _F32
    return elements * dtype.itemsize + rope


def scratch_bytes(config: ModelConfig, bucket: Bucket, layout: KVLayout, num_ranks: int) -> int:
    """Upper estimate of one graph's working space: the largest layer's values, and logits and sampling.

    Of each layer, in float32: hidden states, q, k, v and attention's output, gate, up and their product (of a
    mixture, those of every expert), scores and weights of attention. K and V gathered from the blocks, and
    again in float32. `config` is of one rank.
    """
    heads = (config.num_heads + 2 * config.num_kv_heads) * config.head_dim
    per_token = 3 * config.hidden_size + 2 * heads + 3 * config.intermediate_size
    if (experts := config.experts) is not None:  # all of them for every token
        per_token += experts.num_experts * (
            3 * experts.intermediate_size + 2 * config.hidden_size + experts.num_experts
        )
    gathered = 2 * bucket.batch * bucket.context * config.num_kv_heads * config.head_dim
    scores = 2 * bucket.num_tokens * config.num_heads * bucket.context
    # The logits of one rank, and of all of them put together.
    logits = bucket.num_logit_rows * (config.vocab_size + -(-config.vocab_size // num_ranks))
    sampling = 3 * bucket.num_logit_rows * (MAX_TOP_K + 1) ** 2
    values = bucket.num_tokens * per_token + gathered + scores + logits + sampling
    return _F32 * values + layout.dtype.itemsize * gathered


def bucket_scratch_bytes(plan: NeuronPlan, bucket: Bucket) -> int:
    return scratch_bytes(plan.sharding.rank_config, bucket, plan.shape.layout, plan.shape.tp)


def _what_to_do(core: Core, limits: NeuronLimits) -> str:
    larger = [tp for tp in core.tp_sizes if tp > limits.tp]
    if larger:
        return f"Raise --tp (here up to {larger[-1]}), or lower --max-model-len or --max-num-seqs."
    return "Lower --max-model-len or --max-num-seqs, or take a larger instance."


def _gib(num_bytes: int) -> str:
    return f"{num_bytes / GIB:.2f} GiB"
