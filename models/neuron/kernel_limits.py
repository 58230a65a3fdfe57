"""Whether the NKI kernels that are on take a model's sizes: known before anything is traced.

The limits are the kernels' own, and each asserts them again when it is called.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kernels.neuron.exact import MAX_EXACT_INTEGER
from kernels.neuron.switches import NeuronKernels
from kernels.paged_attention.neuron_context import BANK_FLOATS, PARTITIONS
from kernels.rms_norm.neuron import MAX_HIDDEN
from kernels.rotary.neuron import MAX_TOKEN_ELEMENTS
from kernels.swiglu_mlp.neuron import MAX_PARTITION_BYTES, partition_bytes
from kernels.top_k.neuron import CHUNK_COLUMNS, MAX_CANDIDATES
from models.config import ModelConfig
from models.errors import PlanError
from models.neuron.kv import KVLayout
from models.neuron.sampling import MAX_TOP_K


@dataclass(frozen=True, slots=True)
class _Limit:
    kernels: tuple[str, ...]
    what: str
    value: int
    least: int
    most: int


def check_kernels(kernels: NeuronKernels, config: ModelConfig, layout: KVLayout) -> None:
    """`config` and `layout` are of one rank. Raises PlanError for the first limit that is not kept."""
    for limit in _limits(config, layout):
        concerned = [name for name in limit.kernels if name in kernels.names]
        if concerned and not limit.least <= limit.value <= limit.most:
            others = ",".join(name for name in kernels.names if name not in limit.kernels) or "none"
            raise PlanError(
                f"The NKI kernel {concerned[0]} takes {limit.least} to {limit.most} {limit.what}, and here "
                f"are {limit.value}. Leave it to the compiler: --nki {others}."
            )
    for names, is_missing, what in (
        (("swiglu_mlp",), config.mlp_bias, "no biases, and this model's MLP has"),
        (("swiglu_mlp",), config.activation != "silu", f"no {config.activation}, and this model has"),
        (("rms_norm",), config.norm_offset != 0.0, "no offset, and this model's norms have one"),
        (
            ("extend_attention", "decode_attention"),
            config.attention_softcap > 0.0,
            "no soft cap, and this model's attention has one",
        ),
    ):
        concerned = [name for name in names if name in kernels.names]
        if concerned and is_missing:
            raise PlanError(f"The NKI kernel {concerned[0]} has {what}. Leave it out of --nki.")


def _limits(config: ModelConfig, layout: KVLayout) -> Iterator[_Limit]:
    attention = ("extend_attention", "decode_attention")
    itemsize = layout.dtype.itemsize
    num_rows = (layout.num_blocks + 1) * layout.num_kv_heads * layout.block_size
    yield _Limit(("rms_norm",), "columns", config.hidden_size, 1, MAX_HIDDEN)
    elements = config.num_heads * config.head_dim
    yield _Limit(("rotary",), "numbers of a token's query", elements, 1, MAX_TOKEN_ELEMENTS)
    yield _Limit(("kv_write", *attention), "rows of KV", num_rows, 1, MAX_EXACT_INTEGER - 1)
    yield _Limit(attention, "tokens in a block", layout.block_size, 1, PARTITIONS)
    yield _Limit(attention, "numbers of a head", config.head_dim, 1, BANK_FLOATS)
    yield _Limit(("decode_attention",), "query heads on one rank", config.num_heads, 1, PARTITIONS)
    group = config.num_heads // config.num_kv_heads
    yield _Limit(attention, "query heads on a KV head", group, 1, PARTITIONS)
    needed = partition_bytes(config.hidden_size, config.intermediate_size, itemsize)
    yield _Limit(("swiglu_mlp",), "bytes of SBUF in a partition", needed, 0, MAX_PARTITION_BYTES)
    # Sampling looks for one candidate more than may be kept, and the kernel for eight at a time.
    eights = 8 * -(-(MAX_TOP_K + 1) // 8)
    yield _Limit(("top_k",), "tokens in the vocabulary", config.vocab_size, eights, MAX_EXACT_INTEGER - 1)
    candidates = -(-config.vocab_size // CHUNK_COLUMNS) * eights
    yield _Limit(("top_k",), "candidates", candidates, 1, MAX_CANDIDATES)
