"""swiglu_mlp on a NeuronCore."""

from __future__ import annotations

from kernels.neuron.backend import NkiTensor, jit, nisa, nl
from kernels.neuron.grid import num_programs, share_of

PARTITIONS = 128
TILE_TOKENS = 512  # columns of the moving operand, and a PSUM bank
PANEL_COLUMNS = 256  # of gate and up that are loaded at once: 512 bytes a row in bfloat16
TILE_OUT = 512  # columns of the result in one PSUM bank
MAX_PARTITION_BYTES = 160 * 1024


@jit
def swiglu_mlp(x: NkiTensor, gate: NkiTensor, up: NkiTensor, down: NkiTensor) -> NkiTensor:
    """Same contract as reference.swiglu_mlp, for one rank's share of `inter`.

    Under tensor parallelism gate and up are split by columns and down by rows; the sum over ranks
    (all-reduce) is the graph's.

    Dimensions: n tokens, h hidden, f inter of this rank; none need be a multiple of anything.
    Args (HBM): x [n, h]; gate, up [h, f]; down [f, h]; all float32 or all bfloat16.
    Returns [n, h] in x's dtype (HBM).

    Numerics: products in the operands' dtype, sums in float32 (PSUM); silu and its product with `up` in
    float32, rounded to x's dtype once; the result rounded once. silu is Scalar Engine's approximation.

    Weights are the stationary operand of the first two products, so gated.T comes out with `inter` on the
    partitions, which is how the third product needs it: only x is transposed.

    Engines: Tensor (x transposes, three products), Scalar (silu), Vector (products, copies), DMA.
    SBUF per partition, s being the item size: x.T 512*s*ceil(h/128), gated.T 512*s*ceil(f/128), weight panels
    2*256*s*ceil(h/128), twice where the next ones are loaded meanwhile, and up to 6 KiB; refused above 160
    KiB.
    PSUM: at most 6 of 8 banks.
    Bytes: 3*h*f*s of weights for each 512 tokens, 2*n*h*s. Flops: 6*n*h*f.
    Bound by HBM up to some 200 tokens a step, by Tensor Engine above.
    Two programs (LNC=2): each computes a part of `inter` (in panels) and, once they have exchanged those over
    HBM (core_barrier), a part of the result's columns (in 512s). A weight is loaded by one of them, and x by
    both; the exchange is 2*n*f*s bytes more.

        for each tile of 512 tokens:
            x.T = transpose(x)                               128 x 128 at a time
            for each panel of 256 columns of gate and up, for each 128 of them:
                g, u = gate.T @ x.T, up.T @ x.T              PSUM [128, tokens], summed over h
                gated.T = silu(g) * u
            for each 512 columns of down:
                out[128 tokens, 512] = gated @ down          PSUM, summed over f, for each 128 tokens
    """
    num_tokens, hidden = x.shape
    inter = gate.shape[1]
    assert gate.shape == (hidden, inter), f"swiglu_mlp: gate has shape {gate.shape}, x has {hidden} columns"
    assert up.shape == (hidden, inter), f"swiglu_mlp: up has shape {up.shape}, gate has {gate.shape}"
    assert down.shape == (inter, hidden), f"swiglu_mlp: down has shape {down.shape}, gate has {gate.shape}"
    _check_size(hidden, inter, 4 if x.dtype == nl.float32 else 2)
    out = nl.ndarray(x.shape, dtype=x.dtype, buffer=nl.shared_hbm)
    for start in range(0, num_tokens, TILE_TOKENS):
        stop = min(start + TILE_TOKENS, num_tokens)
        x_t = _transposed(x, start, stop)
        gated_t = _gated(x_t, gate, up)
        if num_programs() > 1:
            gated_t = _exchanged(gated_t, x_t[0], inter)
        _project(out, gated_t, down, start)
    return out


def _check_size(hidden: int, inter: int, itemsize: int) -> None:
    tiles = (hidden + PARTITIONS - 1) // PARTITIONS, (inter + PARTITIONS - 1) // PARTITIONS
    needed = itemsize * (tiles[0] * (TILE_TOKENS + 4 * PANEL_COLUMNS) + tiles[1] * TILE_TOKENS)
    assert needed <= MAX_PARTITION_BYTES, (
        f"swiglu_mlp: hidden {hidden} and inter {inter} need {needed} bytes of SBUF"
    )


def _transposed(x: NkiTensor, start: int, stop: int) -> list[NkiTensor]:
    """x.T of these tokens: [128 of hidden, tokens] each."""
    hidden = x.shape[1]
    tiles = []
    for column in range(0, hidden, PARTITIONS):
        tiles.append(
            nl.ndarray((min(PARTITIONS, hidden - column), stop - start), dtype=x.dtype, buffer=nl.sbuf)
        )
    for token in range(start, stop, PARTITIONS):
        tokens = min(PARTITIONS, stop - token)
        x_sb = nl.ndarray((tokens, hidden), dtype=x.dtype, buffer=nl.sbuf)
        nisa.dma_copy(dst=x_sb, src=x[token : token + tokens, :])
        for i in range(len(tiles)):
            width = tiles[i].shape[0]
            in_psum = nl.ndarray((width, tokens), dtype=x.dtype, buffer=nl.psum)
            nisa.nc_transpose(dst=in_psum, data=x_sb[:, i * PARTITIONS : i * PARTITIONS + width])
            nisa.tensor_copy(dst=tiles[i][:, token - start : token - start + tokens], src=in_psum)
    return tiles


def _gated(x_t: list[NkiTensor], gate: NkiTensor, up: NkiTensor) -> list[NkiTensor]:
    """(silu(x @ gate) * (x @ up)).T of this program's part of inter: [128 of it, tokens] each."""
    first_column, end_column = _columns_of_program(gate.shape[1], PANEL_COLUMNS)
    tiles = []
    for column in range(first_column, end_column, PANEL_COLUMNS):
        columns = min(PANEL_COLUMNS, end_column - column)
        gate_panel = _panel(gate, column, columns)
        up_panel = _panel(up, column, columns)
        for first in range(0, columns, PARTITIONS):
            last = min(first + PARTITIONS, columns)
            tiles.append(_gated_tile(x_t, gate_panel, up_panel, first, last))
    return tiles


def _columns_of_program(num_columns: int, width: int) -> tuple[int, int]:
    """First and end of this program's columns, in pieces of `width`."""
    first, end = share_of((num_columns + width - 1) // width)
    return min(first * width, num_columns), min(end * width, num_columns)


def _exchanged(gated_t: list[NkiTensor], x_t: NkiTensor, inter: int) -> list[NkiTensor]:
    """The tiles of all of inter: this program's, which may be none, and over HBM those of the other."""
    first, end = _columns_of_program(inter, PANEL_COLUMNS)
    shared = nl.ndarray((inter, x_t.shape[1]), dtype=x_t.dtype, buffer=nl.shared_hbm)
    row = first
    for i in range(len(gated_t)):
        rows = gated_t[i].shape[0]
        nisa.dma_copy(dst=shared[row : row + rows, :], src=gated_t[i])
        row = row + rows
    nisa.core_barrier(data=shared, cores=(0, 1))
    tiles = []
    for start in range(0, inter, PARTITIONS):
        if first <= start and start < end:
            tiles.append(gated_t[(start - first) // PARTITIONS])
        else:
            rows = min(PARTITIONS, inter - start)
            tile = nl.ndarray((rows, shared.shape[1]), dtype=shared.dtype, buffer=nl.sbuf)
            nisa.dma_copy(dst=tile, src=shared[start : start + rows, :])
            tiles.append(tile)
    return tiles


def _panel(weight: NkiTensor, column: int, columns: int) -> list[NkiTensor]:
    """Some columns of a weight: [128 of hidden, columns] each."""
    hidden = weight.shape[0]
    tiles = []
    for row in range(0, hidden, PARTITIONS):
        rows = min(PARTITIONS, hidden - row)
        tile = nl.ndarray((rows, columns), dtype=weight.dtype, buffer=nl.sbuf)
        nisa.dma_copy(dst=tile, src=weight[row : row + rows, column : column + columns])
        tiles.append(tile)
    return tiles


def _gated_tile(
    x_t: list[NkiTensor], gate_panel: list[NkiTensor], up_panel: list[NkiTensor], first: int, last: int
) -> NkiTensor:
    tokens = x_t[0].shape[1]
    gate_psum = nl.ndarray((last - first, tokens), dtype=nl.float32, buffer=nl.psum)
    up_psum = nl.ndarray((last - first, tokens), dtype=nl.float32, buffer=nl.psum)
    for i in range(len(x_t)):
        nisa.nc_matmul(
            dst=gate_psum, stationary=gate_panel[i][:, first:last], moving=x_t[i], accumulate=i > 0
        )
        nisa.nc_matmul(dst=up_psum, stationary=up_panel[i][:, first:last], moving=x_t[i], accumulate=i > 0)
    activated = nl.ndarray((last - first, tokens), dtype=nl.float32, buffer=nl.sbuf)
    nisa.activation(dst=activated, op=nl.silu, data=gate_psum)
    gated = nl.ndarray((last - first, tokens), dtype=x_t[0].dtype, buffer=nl.sbuf)
    nisa.tensor_tensor(dst=gated, data1=activated, data2=up_psum, op=nl.multiply)
    return gated


def _project(out: NkiTensor, gated_t: list[NkiTensor], down: NkiTensor, start: int) -> None:
    """out[start:] = gated @ down; each part of down is loaded once for all tokens of the tile."""
    tokens = gated_t[0].shape[1]
    first_column, end_column = _columns_of_program(out.shape[1], TILE_OUT)
    for column in range(first_column, end_column, TILE_OUT):
        columns = min(TILE_OUT, end_column - column)
        sums = []
        for token in range(0, tokens, PARTITIONS):
            rows = min(PARTITIONS, tokens - token)
            sums.append(nl.ndarray((rows, columns), dtype=nl.float32, buffer=nl.psum))
        _accumulate(sums, gated_t, down, column, columns)
        for i in range(len(sums)):
            rows = sums[i].shape[0]
            rounded = nl.ndarray((rows, columns), dtype=out.dtype, buffer=nl.sbuf)
            nisa.tensor_copy(dst=rounded, src=sums[i])
            row = start + i * PARTITIONS
            nisa.dma_copy(dst=out[row : row + rows, column : column + columns], src=rounded)


def _accumulate(
    sums: list[NkiTensor], gated_t: list[NkiTensor], down: NkiTensor, column: int, columns: int
) -> None:
    for j in range(len(gated_t)):
        rows = gated_t[j].shape[0]
        part = nl.ndarray((rows, columns), dtype=down.dtype, buffer=nl.sbuf)
        nisa.dma_copy(dst=part, src=down[j * PARTITIONS : j * PARTITIONS + rows, column : column + columns])
        for i in range(len(sums)):
            token = i * PARTITIONS
            nisa.nc_matmul(
                dst=sums[i],
                stationary=gated_t[j][:, token : token + sums[i].shape[0]],
                moving=part,
                accumulate=j > 0,
            )
