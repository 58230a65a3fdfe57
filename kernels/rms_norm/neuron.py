"""rms_norm on a NeuronCore."""

from __future__ import annotations

from kernels.neuron.backend import NkiTensor, jit, nisa, nl
from kernels.neuron.grid import share_of

TILE_ROWS = 128  # one row per partition
MAX_HIDDEN = 8192


@jit
def rms_norm(x: NkiTensor, weight: NkiTensor, eps: float) -> NkiTensor:
    """Same contract as reference.rms_norm, for rows.

    Dimensions: n rows of h numbers, h <= 8192; any n.
    Args (HBM): x [n, h] and weight [h], both float32 or both bfloat16; eps > 0, a constant of the graph.
    Returns [n, h] in x's dtype (HBM).

    Numerics: squares, their sum and the scale in float32; the scaled row is rounded to x's dtype, then times
    the weight. The sum's order is the engine's. 1/sqrt is Scalar Engine's approximation.

    Engines: Scalar (square with its sum, rsqrt), Vector (both products), DMA.
    SBUF per partition: weight s*h, x s*h, squares 4*h, s being the item size: 8*h for bfloat16, 12*h for
    float32, and once more s*h where the next tile is loaded meanwhile. PSUM: none.
    Bytes: 2*n*h*s, and the weight once for each partition in use, min(n, 128)*h*s. Flops: 4*n*h. Bound by
    HBM. Two programs (LNC=2) take half of the rows each.

        w = weight to every partition
        for each tile of 128 rows:
            load x
            ssq[p]     = sum(x[p, :]^2)
            inv_rms[p] = rsqrt(ssq[p] / h + eps)
            out        = (x * inv_rms, rounded) * w
            store out
    """
    num_rows, hidden = x.shape
    assert hidden <= MAX_HIDDEN, f"rms_norm: hidden is {hidden}, the kernel holds at most {MAX_HIDDEN}"
    assert weight.shape == (hidden,), f"rms_norm: weight has shape {weight.shape}, x has {hidden} columns"
    assert weight.dtype == x.dtype, "rms_norm: weight and x must have one dtype"
    out = nl.ndarray(x.shape, dtype=x.dtype, buffer=nl.shared_hbm)
    first, end = share_of(num_rows)
    if first < end:
        _normalise_rows(out, x, weight, eps, first, end)
    return out


def _normalise_rows(
    out: NkiTensor, x: NkiTensor, weight: NkiTensor, eps: float, first: int, end: int
) -> None:
    hidden = x.shape[1]
    partitions = min(TILE_ROWS, end - first)
    weight_sb = nl.ndarray((partitions, hidden), dtype=x.dtype, buffer=nl.sbuf)
    nisa.dma_copy(dst=weight_sb, src=weight.ap(pattern=[[0, partitions], [1, hidden]]))
    eps_sb = nl.ndarray((partitions, 1), dtype=nl.float32, buffer=nl.sbuf)
    nisa.memset(dst=eps_sb, value=eps)
    for start in range(first, end, TILE_ROWS):
        rows = min(TILE_ROWS, end - start)
        x_sb = nl.ndarray((rows, hidden), dtype=x.dtype, buffer=nl.sbuf)
        nisa.dma_copy(dst=x_sb, src=x[start : start + rows, :])
        _normalise(x_sb, weight_sb[0:rows, :], eps_sb[0:rows, :])
        nisa.dma_copy(dst=out[start : start + rows, :], src=x_sb)


def _normalise(x_sb: NkiTensor, weight_sb: NkiTensor, eps_sb: NkiTensor) -> None:
    """In place, one tile."""
    rows, hidden = x_sb.shape
    squares = nl.ndarray((rows, hidden), dtype=nl.float32, buffer=nl.sbuf)
    inv_rms = nl.ndarray((rows, 1), dtype=nl.float32, buffer=nl.sbuf)
    nisa.activation(
        dst=squares,
        op=nl.square,
        data=x_sb,
        reduce_op=nl.add,
        reduce_res=inv_rms,
        reduce_cmd=nisa.reduce_cmd.reset_reduce,
    )
    nisa.activation(dst=inv_rms, op=nl.rsqrt, data=inv_rms, bias=eps_sb, scale=1.0 / hidden)
    nisa.tensor_scalar(dst=x_sb, data=x_sb, op0=nl.multiply, operand0=inv_rms)
    nisa.tensor_tensor(dst=x_sb, data1=x_sb, data2=weight_sb, op=nl.multiply)
