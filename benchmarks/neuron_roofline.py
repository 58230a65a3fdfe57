"""The least time that each NKI kernel can take on a logical core of each chip: computed, not measured.

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
    """A logical core of `lnc` physical ones, each of which runs a program of its own."""

    name: str
    lnc: int
    flops_per_s: float  # of a physical core; bfloat16, dense
    bytes_per_s: float  # a physical core's part of its chip's memory bandwidth

    def seconds(self, work: Work) -> float:
        return max(self._times(work))

    def bound(self, work: Work) -> str:
        memory_s, tensor_s = self._times(work)
        return "HBM" if memory_s >= tensor_s else "Tensor"

    def _times(self, work: Work) -> tuple[float, float]:
        bytes_per_s = self.bytes_per_s * work.num_programs
        return work.num_bytes / bytes_per_s, work.flops / (self.flops_per_s * work.num_programs)


# A chip's published figures over its cores: Trainium 190 TFLOPS and 0.82 TB/s over 2, Trainium2 667 TFLOPS
# and 2.9 TB/s, Trainium3 671 TFLOPS and 4.9 TB/s over 8 physical cores, of which two are a logical one.
CORES = (
    Core("trn1", lnc=1, flops_per_s=190e12 / 2, bytes_per_s=0.82e12 / 2),
    Core("trn2", lnc=2, flops_per_s=667e12 / 8, bytes_per_s=2.9e12 / 8),
    Core("trn3", lnc=2, flops_per_s=671e12 / 8, bytes_per_s=4.9e12 / 8),
)


@dataclass(frozen=True, slots=True)
class Work:
    """Of all programs of a launch."""

    kernel: str
    shape: str
    num_bytes: int
    flops: int  # of the matrix unit
    num_programs: int = 1  # that have a part of it


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


def rms_norm(num_rows: int, hidden: int, itemsize: int = BFLOAT16, *, lnc: int = 1) -> Work:
    """Each program brings the weight to every partition that it uses."""
    weights = sum(min(rows, 128) for rows in _parts(num_rows, lnc))
    num_bytes = (2 * num_rows + weights) * hidden * itemsize
    return Work("rms_norm", f"{num_rows} x {hidden}", num_bytes, 0, min(lnc, num_rows))


def rotary(num_tokens: int, num_heads: int, head_dim: int, itemsize: int = BFLOAT16, *, lnc: int = 1) -> Work:
    num_bytes = num_tokens * (2 * num_heads * head_dim * itemsize + head_dim * FLOAT32)
    shape = f"{num_tokens} x {num_heads} x {head_dim}"
    return Work("rotary", shape, num_bytes, 0, min(lnc, num_tokens))


def kv_write(
    num_tokens: int, num_kv_heads: int, head_dim: int, itemsize: int = BFLOAT16, *, lnc: int = 1
) -> Work:
    num_bytes = num_tokens * (4 * num_kv_heads * head_dim * itemsize + INT32)
    shape = f"{num_tokens} x {num_kv_heads} x {head_dim}"
    return Work("kv_write", shape, num_bytes, 0, min(lnc, num_tokens))


def extend_attention(
    num_seqs: int, num_new: int, context: int, shard: Shard, itemsize: int = BFLOAT16, *, lnc: int = 1
) -> Work:
    """Every position of the context visible to some new token, and a multiple of a row.

    Programs divide pairs of sequence and KV head, or, of one pair, the new tokens: then each reads its KV.
    """
    num_pairs = num_seqs * shard.num_kv_heads
    num_programs = min(lnc, num_pairs if num_pairs > 1 else num_new)
    kv = 2 * shard.num_kv_heads * context * shard.head_dim * itemsize
    if num_pairs == 1:
        kv *= num_programs
    q_and_out = 2 * num_new * shard.num_heads * shard.head_dim * itemsize
    flops = 4 * num_new * shard.num_heads * shard.head_dim * context
    shape = f"{num_seqs} x {num_new} new, context {context}"
    return Work("extend_attention", shape, num_seqs * (kv + q_and_out), num_seqs * flops, num_programs)


def decode_attention(
    num_seqs: int, context: int, shard: Shard, itemsize: int = BFLOAT16, *, lnc: int = 1
) -> Work:
    work = extend_attention(num_seqs, 1, context, shard, itemsize)
    num_programs = min(lnc, num_seqs * shard.num_kv_heads)
    shape = f"{num_seqs} x context {context}"
    return Work("decode_attention", shape, work.num_bytes, work.flops, num_programs)


def swiglu_mlp(num_tokens: int, hidden: int, inter: int, itemsize: int = BFLOAT16, *, lnc: int = 1) -> Work:
    """Two programs load x each, and write and read what they exchange; `inter` is more than one panel."""
    num_tiles = -(-num_tokens // 512)
    exchanged = 2 * num_tokens * inter if lnc > 1 else 0
    weights = 3 * hidden * inter * num_tiles
    num_bytes = (weights + (lnc + 1) * num_tokens * hidden + exchanged) * itemsize
    shape = f"{num_tokens} x {hidden} x {inter}"
    return Work("swiglu_mlp", shape, num_bytes, 6 * num_tokens * hidden * inter, lnc)


def top_k(num_rows: int, vocab_size: int, k: int, *, lnc: int = 1) -> Work:
    num_bytes = num_rows * (vocab_size + 2 * k) * FLOAT32
    return Work("top_k", f"{num_rows} x {vocab_size}, k={k}", num_bytes, 0, min(lnc, num_rows))


def _parts(num_items: int, lnc: int) -> list[int]:
    """How many items each program takes."""
    part = -(-num_items // lnc)
    return [max(0, min(part, num_items - program * part)) for program in range(lnc)]


def works(shard: Shard, lnc: int) -> Iterator[Work]:
    for num_tokens in (1, 32, 512):
        yield rms_norm(num_tokens, shard.hidden, lnc=lnc)
        yield rotary(num_tokens, shard.num_heads, shard.head_dim, lnc=lnc)
        yield kv_write(num_tokens, shard.num_kv_heads, shard.head_dim, lnc=lnc)
        yield swiglu_mlp(num_tokens, shard.hidden, shard.inter, lnc=lnc)
    for num_seqs, context in ((1, 4096), (32, 4096), (1, 32_768)):
        yield decode_attention(num_seqs, context, shard, lnc=lnc)
    for num_new, context in ((32, 4096), (512, 4096), (512, 32_768)):
        yield extend_attention(1, num_new, context, shard, lnc=lnc)
    for num_rows, k in ((1, 1), (32, 1), (32, 64)):
        yield top_k(num_rows, shard.vocab_size, k, lnc=lnc)


def page(shard: Shard) -> str:
    lines = [
        "# The NKI kernels' roofline",
        "",
        "**Computed, not measured**, by `python -m benchmarks.neuron_roofline`; no kernel has run on a "
        "chip yet.",
        f"One rank of {shard.name}, bfloat16, one logical core. The time is the longer of bytes / bandwidth",
        "and flops / peak: a lower bound, without Vector and Scalar Engine, DMA descriptors, launch or "
        "collectives.",
        "",
        *map(_description, CORES),
        "",
        "Programs: the physical cores that have a part of the work. Of a single row, or a single pair of",
        "sequence and KV head, the second may have none. Bytes and flops are of all of them.",
        "",
    ]
    columns = [column for core in CORES for column in (f"{core.name} MB", "programs", "us", "bound")]
    lines += [f"| kernel | shape | GFLOP | {' | '.join(columns)} |", "|---" * (3 + len(columns)) + "|"]
    lines += [_row(*each) for each in zip(*(works(shard, core.lnc) for core in CORES), strict=True)]
    return "\n".join([*lines, ""])


def _description(core: Core) -> str:
    flops_per_s, bytes_per_s = core.lnc * core.flops_per_s, core.lnc * core.bytes_per_s
    return (
        f"- {core.name} (LNC={core.lnc}): {flops_per_s / 1e12:.1f} TFLOPS, {bytes_per_s / 1e9:.1f} GB/s per "
        "logical core"
    )


def _row(*works: Work) -> str:
    """One piece of work, as each core does it."""
    cells = [
        f"{work.num_bytes / 1e6:.3f} | {work.num_programs} | {1e6 * core.seconds(work):.2f} | "
        + core.bound(work)
        for core, work in zip(CORES, works, strict=True)
    ]
    work = works[0]
    return f"| `{work.kernel}` | {work.shape} | {work.flops / 1e9:.3f} | {' | '.join(cells)} |"


def main() -> None:
    RESULT.write_text(page(LLAMA_8B_TP8), encoding="utf-8")
    print(page(LLAMA_8B_TP8))


if __name__ == "__main__":
    main()
