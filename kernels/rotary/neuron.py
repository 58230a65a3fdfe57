"""rotary on a NeuronCore."""

from __future__ import annotations

from kernels.neuron.backend import NkiTensor, jit, nisa, nl
from kernels.neuron.grid import share_of

TILE_TOKENS = 128  # one token per partition
MAX_TOKEN_ELEMENTS = 8192  # num_heads * head_dim


@jit
def rotary(x: NkiTensor, cos: NkiTensor, sin: NkiTensor) -> NkiTensor:
    """Same contract as reference.rotary.

    Dimensions: n tokens, h heads of d numbers, h * d <= 8192; the first r <= d are rotated; any n.
    Args (HBM): x [n, h, d] float32 or bfloat16; cos and sin float32 [n, r/2].
    Returns [n, h, d] in x's dtype (HBM).

    Numerics: products and sums in float32, rounded once. cos and sin are computed by the caller, in float32:
    positions in bfloat16 would alias above 256.

    Engines: Vector (six passes over h * r/2), DMA. PSUM: none.
    SBUF per partition: x s*h*d, three products 4*h*r/2 each, cos and sin 4*r; x, cos and sin once more where
    the next tile is loaded meanwhile.
    Bytes: 2*n*h*d*s + 4*n*r. Flops: 3*n*h*r. Bound by HBM. Two programs (LNC=2) take half of the tokens each.

        for each tile of 128 tokens:
            load x, cos, sin;  first, second = x[:, :, :r/2], x[:, :, r/2:r]
            a, b, c = first * cos, second * sin, first * sin
            first   = a - b
            second  = second * cos + c
            store x
    """
    num_tokens, num_heads, head_dim = x.shape
    half = cos.shape[1]
    assert cos.shape == (num_tokens, half), f"rotary: cos has shape {cos.shape}, x has {num_tokens} tokens"
    assert sin.shape == cos.shape, f"rotary: sin has shape {sin.shape}, cos has {cos.shape}"
    assert 2 * half <= head_dim, f"rotary: {2 * half} dimensions to rotate, head_dim is {head_dim}"
    assert num_heads * head_dim <= MAX_TOKEN_ELEMENTS, "rotary: a token is too wide"
    out = nl.ndarray(x.shape, dtype=x.dtype, buffer=nl.shared_hbm)
    first, end = share_of(num_tokens)
    for start in range(first, end, TILE_TOKENS):
        tokens = min(TILE_TOKENS, end - start)
        x_sb = nl.ndarray((tokens, num_heads, head_dim), dtype=x.dtype, buffer=nl.sbuf)
        cos_sb = nl.ndarray((tokens, half), dtype=nl.float32, buffer=nl.sbuf)
        sin_sb = nl.ndarray((tokens, half), dtype=nl.float32, buffer=nl.sbuf)
        nisa.dma_copy(dst=x_sb, src=x[start : start + tokens, :, :])
        nisa.dma_copy(dst=cos_sb, src=cos[start : start + tokens, :])
        nisa.dma_copy(dst=sin_sb, src=sin[start : start + tokens, :])
        _rotate(x_sb, cos_sb, sin_sb)
        nisa.dma_copy(dst=out[start : start + tokens, :, :], src=x_sb)
    return out


def _rotate(x_sb: NkiTensor, cos_sb: NkiTensor, sin_sb: NkiTensor) -> None:
    """In place, one tile."""
    tokens, num_heads, _ = x_sb.shape
    half = cos_sb.shape[1]
    first, second = x_sb[:, :, 0:half], x_sb[:, :, half : 2 * half]
    cos_all = cos_sb.expand_dim(1).broadcast(1, num_heads)
    sin_all = sin_sb.expand_dim(1).broadcast(1, num_heads)
    a = nl.ndarray((tokens, num_heads, half), dtype=nl.float32, buffer=nl.sbuf)
    b = nl.ndarray((tokens, num_heads, half), dtype=nl.float32, buffer=nl.sbuf)
    c = nl.ndarray((tokens, num_heads, half), dtype=nl.float32, buffer=nl.sbuf)
    nisa.tensor_tensor(dst=a, data1=first, data2=cos_all, op=nl.multiply)
    nisa.tensor_tensor(dst=b, data1=second, data2=sin_all, op=nl.multiply)
    nisa.tensor_tensor(dst=c, data1=first, data2=sin_all, op=nl.multiply)
    nisa.tensor_tensor(dst=first, data1=a, data2=b, op=nl.subtract)
    nisa.tensor_tensor(dst=a, data1=second, data2=cos_all, op=nl.multiply)
    nisa.tensor_tensor(dst=second, data1=a, data2=c, op=nl.add)
