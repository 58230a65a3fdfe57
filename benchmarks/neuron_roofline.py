"""The least time that each NKI kernel can take on a core of trn1 and of trn2: computed, not measured.

    python -m benchmarks.neuron_roofline

Writes benchmarks/results/neuron-roofline.md. Bytes to and from HBM and flops of the matrix unit are those
that a kernel's docstring states; a test holds the formulas to what the kernels do in the NumPy shim. The time
is the longer of bytes / bandwidth and flops / peak. It knows nothing of Vector and Scalar Engine, of DMA
descriptors, of launch or collectives, so a kernel will take longer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

RESULT = Path(__file__).parent / "results" / "neuron-roofline.md"
BFLOAT16 = 2  # bytes
INT32 = FLOAT32 = 4


@dataclass(frozen=True, slots=True)
class Core:
    name: str
    flops_per_s: float  # bfloat16, dense
    bytes_per_s: float  # of device memory

    def seconds(self, work: Work) -> float:
        return max(work.num_bytes / self.bytes_per_s, work.flops / self.flops_per_s)

    def bound(self, work: Work) -> str:
        is_memory = work.num_bytes / self.bytes_per_s >= work.flops / self.flops_per_s
        return "HBM" if is_memory else "Tensor"


# A chip's published figures over its cores: Trainium 190 TFLOPS and 0.82 TB/s over 2, Trainium2 667 TFLOPS
# and 2.9 TB/s over 8 physical cores. The kernels use one physical core each (LNC=1).
CORES = (
    Core("trn1", flops_per_s=190e12 / 2, bytes_per_s=0.82e12 / 2),
    Core("trn2", flops_per_s=667e12 / 8, bytes_per_s=2.9e12 / 8),
)


@dataclass(frozen=True, slots=True)
class Work:
    kernel: str
    shape: str
    num_bytes: int
    flops: int  # of the matrix unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Shard:
    """One rank's part of a decoder layer."""

    name: str
    hidden: int
    num_heads: int
    num_kv_heads: int
    head_dim: int
    inter: int
    vocab_size: int


LLAMA_8B_TP8 = Shard(
    name="Llama-3.1-8B, tp=8",
    hidden=4096,
    num_heads=4,
    num_kv_heads=1,
    head_dim=128,
    inter=1792,
    vocab_size=16_032,
)


def rms_norm(num_rows: int, hidden: int, itemsize: int = BFLOAT16) -> Work:
    num_bytes = (2 * num_rows + min(num_rows, 128)) * hidden * itemsize
    return Work("rms_norm", f"{num_rows} x {hidden}", num_bytes, 0)


def rotary(num_tokens: int, num_heads: int, head_dim: int, itemsize: int = BFLOAT16) -> Work:
    num_bytes = num_tokens * (2 * num_heads * head_dim * itemsize + head_dim * FLOAT32)
    return Work("rotary", f"{num_tokens} x {num_heads} x {head_dim}", num_bytes, 0)


def kv_write(num_tokens: int, num_kv_heads: int, head_dim: int, itemsize: int = BFLOAT16) -> Work:
    num_bytes = num_tokens * (4 * num_kv_heads * head_dim * itemsize + INT32)
    return Work("kv_write", f"{num_tokens} x {num_kv_heads} x {head_dim}", num_bytes, 0)


def extend_attention(
    num_seqs: int, num_new: int, context: int, shard: Shard, itemsize: int = BFLOAT16
) -> Work:
    """Every position of the context visible to some new token, and a multiple of a row."""
    kv = 2 * shard.num_kv_heads * context * shard.head_dim * itemsize
    q_and_out = 2 * num_new * shard.num_heads * shard.head_dim * itemsize
    flops = 4 * num_new * shard.num_heads * shard.head_dim * context
    shape = f"{num_seqs} x {num_new} new, context {context}"
    return Work("extend_attention", shape, num_seqs * (kv + q_and_out), num_seqs * flops)


def decode_attention(num_seqs: int, context: int, shard: Shard, itemsize: int = BFLOAT16) -> Work:
    work = extend_attention(num_seqs, 1, context, shard, itemsize)
    return Work("decode_attention", f"{num_seqs} x context {context}", work.num_bytes, work.flops)


def swiglu_mlp(num_tokens: int, hidden: int, inter: int, itemsize: int = BFLOAT16) -> Work:
    num_tiles = -(-num_tokens // 512)
    num_bytes = (3 * hidden * inter * num_tiles + 2 * num_tokens * hidden) * itemsize
    return Work(
        "swiglu_mlp", f"{num_tokens} x {hidden} x {inter}", num_bytes, 6 * num_tokens * hidden * inter
    )


def top_k(num_rows: int, vocab_size: int, k: int) -> Work:
    return Work("top_k", f"{num_rows} x {vocab_size}, k={k}", num_rows * (vocab_size + 2 * k) * FLOAT32, 0)


def works(shard: Shard) -> Iterator[Work]:
    for num_tokens in (1, 32, 512):
        yield rms_norm(num_tokens, shard.hidden)
        yield rotary(num_tokens, shard.num_heads, shard.head_dim)
        yield kv_write(num_tokens, shard.num_kv_heads, shard.head_dim)
        yield swiglu_mlp(num_tokens, shard.hidden, shard.inter)
    for num_seqs, context in ((1, 4096), (32, 4096), (1, 32_768)):
        yield decode_attention(num_seqs, context, shard)
    for num_new, context in ((32, 4096), (512, 4096), (512, 32_768)):
        yield extend_attention(1, num_new, context, shard)
    for num_rows, k in ((1, 1), (32, 1), (32, 64)):
        yield top_k(num_rows, shard.vocab_size, k)


def page(shard: Shard) -> str:
    lines = [
        "# The NKI kernels' roofline",
        "",
        "**Computed, not measured**, by `python -m benchmarks.neuron_roofline`; no kernel has run on a "
        "chip yet.",
        f"One rank of {shard.name}, bfloat16, one physical core. The time is the longer of bytes / "
        "bandwidth and",
        "flops / peak: a lower bound, without Vector and Scalar Engine, DMA descriptors, launch or "
        "collectives.",
        "",
    ]
    lines += [
        f"- {core.name}: {core.flops_per_s / 1e12:.1f} TFLOPS, {core.bytes_per_s / 1e9:.1f} GB/s per core"
        for core in CORES
    ]
    lines += ["", "| kernel | shape | MB | GFLOP | flops per byte | trn1 us | bound | trn2 us | bound |"]
    lines += ["|---|---|---|---|---|---|---|---|---|", *map(_row, works(shard)), ""]
    return "\n".join(lines)


def _row(work: Work) -> str:
    times = " | ".join(f"{1e6 * core.seconds(work):.2f} | {core.bound(work)}" for core in CORES)
    sizes = f"{work.num_bytes / 1e6:.3f} | {work.flops / 1e9:.3f} | {work.flops / work.num_bytes:.1f}"
    return f"| `{work.kernel}` | {work.shape} | {sizes} | {times} |"


def main() -> None:
    RESULT.write_text(page(LLAMA_8B_TP8), encoding="utf-8")
    print(page(LLAMA_8B_TP8))


if __name__ == "__main__":
    main()
