"""What each row's own adapter adds to a linear, in C++."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor

from kernels.library import Library, raise_for_status
from kernels.linear.cpu import PackedLinear
from kernels.lora.reference import LoraPart
from kernels.memory import Shelf
from kernels.parts import LORA
from kernels.structs import LoraPanelStruct, LoraStruct, LoraWeightsStruct
from kernels.tensors import DTYPE_CODES, row_stride

_NORM_COLUMNS = 1024  # whose weights are floats at once
RANKS = 8  # kLoraRanks of native/ops.h
FORMAT_CODES = {torch.float32: 0, torch.bfloat16: 1, torch.int8: 2}  # enum WeightFormat


class PackedLora:
    """One adapter's part in one linear, whose rows may come from several projections.

    A panel of columns meets only those products that its own projections have.
    """

    def __init__(
        self,
        library: Library,
        parts: Sequence[LoraPart | None],
        sizes: Sequence[int],
        *,
        dtype: torch.dtype,
        columns: Tensor | None = None,
        base: PackedLinear | None = None,
        shelf: Shelf | None = None,
    ) -> None:
        """
        Args:
            parts: of each projection, as `reference.lora` has them.
            sizes: of each projection, its outputs.
            dtype: float32, bfloat16, or int8: bytes with a scale for each row of `down` and of `up`.
            base: the linear, where a part has lengths or a bias.
            columns: which output each column of the packed weight is; -1: none. None: they are in order.
            shelf: where the adapter's other parts lie too.
        """
        library.need(LORA)
        there = [part for part in parts if part is not None]
        rank = sum(part.down.shape[0] for part in there)
        up, first, last = _rows_of(parts, sizes, rank)
        if columns is not None:
            up, first, last = (_reordered(tensor, columns) for tensor in (up, first, last))
        down = torch.cat([part.down for part in there])
        factors = _factors(parts, sizes, columns, up, down, base)
        offsets = _offsets(parts, sizes, columns, base)
        up = up if factors is None else up * factors[:, None]
        down, scales = _as(dtype, down, torch.float32)
        up, up_scales = _as(dtype, up, torch.bfloat16)
        down = _in_chunks(down, library.vector_width)
        panels = _panels(up, up_scales, first, last, 2 * library.vector_width)
        rank = -(-rank // RANKS) * RANKS
        scales = torch.nn.functional.pad(scales, (0, rank - len(scales)))
        width = len(panels) * 2 * library.vector_width
        more = [_padded(each, width, fill) for each, fill in ((factors, 1.0), (offsets, 0.0))]
        flat = [each.view(torch.uint8) for each in (down, scales, *(panel for _, _, panel in panels), *more)]
        self._memory = (shelf or Shelf()).take(sum(map(len, flat)))
        torch.cat(flat, out=self._memory)
        self.dtype = dtype
        end = len(self._memory)
        starts = (end - len(flat[-1]) - len(flat[-2]), end - len(flat[-1]))
        places = [
            self._memory[start:].data_ptr() if len(each) else 0
            for start, each in zip(starts, flat[-2:], strict=True)
        ]
        self._panels = self._structs(len(flat[0]) + len(flat[1]), panels, places, 8 * library.vector_width)
        self.num_panels = len(panels)
        self.struct = LoraWeightsStruct(
            down=self._memory.data_ptr(),
            scales=self._memory[len(flat[0]) :].data_ptr(),
            panels=ctypes.addressof(self._panels),
            rank=rank,
        )

    def _structs(
        self, start: int, panels: Sequence[tuple[int, int, Tensor]], places: Sequence[int], num_bytes: int
    ) -> ctypes.Array[LoraPanelStruct]:
        """`places` of factors and offsets, 0: none; `num_bytes` of each in a panel."""
        structs = []
        for index, (first, count, panel) in enumerate(panels):
            factors, offsets = (place and place + index * num_bytes for place in places)
            up = self._memory[start:].data_ptr()
            structs.append(LoraPanelStruct(up, factors, offsets, first, count))
            start += panel.nbytes
        return (LoraPanelStruct * len(structs))(*structs)


def _as(dtype: torch.dtype, rows: Tensor, scale_dtype: torch.dtype) -> tuple[Tensor, Tensor]:
    """Rows in `dtype`, and the scales of those in bytes: none of floats."""
    if dtype is not torch.int8:
        return rows.to(dtype), torch.empty(0, dtype=scale_dtype)
    scales = (rows.abs().amax(dim=1) / 127).to(scale_dtype)
    # A scale that was rounded down may leave more than a byte holds. Of a row of zeros any scale will do.
    codes = rows / scales.float().where(scales != 0, 1.0)[:, None]
    return codes.round().clamp(-127, 127).to(torch.int8), scales


def _in_chunks(down: Tensor, width: int) -> Tensor:
    """[rank, inputs] in the order of lora.h, flat."""
    rank, num_inputs = down.shape
    num_groups, num_chunks = -(-rank // RANKS), -(-num_inputs // width)
    padded = torch.zeros((num_groups * RANKS, num_chunks * width), dtype=down.dtype)
    padded[:rank, :num_inputs] = down
    return padded.view(num_groups, RANKS, num_chunks, width).transpose(1, 2).flatten()


def _factors(
    parts: Sequence[LoraPart | None],
    sizes: Sequence[int],
    columns: Tensor | None,
    up: Tensor,
    down: Tensor,
    base: PackedLinear | None,
) -> Tensor | None:
    """What each column's own sum is multiplied by, for weight and adapter to have the lengths of a part.

    `up` in the order of the columns. None: nothing.
    """
    if all(part is None or part.lengths is None for part in parts):
        return None
    assert base is not None, "lengths are of the weight and the adapter together"
    lengths = _of_columns([None if part is None else part.lengths for part in parts], sizes, columns)
    norms = []
    for start in range(0, len(up), _NORM_COLUMNS):
        end = min(start + _NORM_COLUMNS, len(up))
        weight = base.rows(torch.arange(start, end, dtype=torch.int32), torch.float32)
        norms.append((weight + up[start:end] @ down).norm(dim=1))
    return torch.where(lengths.isnan(), 1.0, lengths / torch.cat(norms))


def _offsets(
    parts: Sequence[LoraPart | None],
    sizes: Sequence[int],
    columns: Tensor | None,
    base: PackedLinear | None,
) -> Tensor | None:
    """What is added to each column, beside the linear's own bias. None: nothing."""
    if all(part is None or (part.added is None and part.bias is None) for part in parts):
        return None
    added = _of_columns([None if part is None else part.added for part in parts], sizes, columns)
    instead = _of_columns([None if part is None else part.bias for part in parts], sizes, columns)
    own = torch.zeros(len(added)) if base is None or base.bias is None else base.bias
    return added.nan_to_num(0.0) + torch.where(instead.isnan(), 0.0, instead - own)


def _of_columns(parts: Sequence[Tensor | None], sizes: Sequence[int], columns: Tensor | None) -> Tensor:
    """One number for each column; NaN where there is none."""
    rows = torch.cat(
        [
            torch.full((size,), torch.nan) if part is None else part
            for part, size in zip(parts, sizes, strict=True)
        ]
    )
    if columns is None:
        return rows
    return torch.where(columns < 0, torch.nan, rows[columns.clamp(min=0)])


def _padded(numbers: Tensor | None, width: int, fill: float) -> Tensor:
    if numbers is None:
        return torch.empty(0)
    return torch.nn.functional.pad(numbers, (0, width - len(numbers)), value=fill)


def _rows_of(
    parts: Sequence[LoraPart | None], sizes: Sequence[int], rank: int
) -> tuple[Tensor, Tensor, Tensor]:
    """up as one matrix [outputs, rank], and of each output which products [first, last) it takes."""
    up = torch.zeros((sum(sizes), rank))
    first, last = (torch.zeros(sum(sizes), dtype=torch.int32) for _ in range(2))
    row = product = 0
    for part, size in zip(parts, sizes, strict=True):
        if part is not None:
            end = product + part.down.shape[0]
            up[row : row + size, product:end] = part.up
            first[row : row + size], last[row : row + size] = product, end
            product = end
        row += size
    return up, first, last


def _reordered(rows: Tensor, columns: Tensor) -> Tensor:
    taken = rows[columns.clamp(min=0)]
    taken[columns < 0] = 0
    return taken


def _panels(
    up: Tensor, scales: Tensor, first: Tensor, last: Tensor, width: int
) -> list[tuple[int, int, Tensor]]:
    """Of each `width` columns: the first product that they take, how many, and [products, width] as bytes."""
    panels = []
    for column in range(0, len(up), width):
        rows = slice(column, column + width)
        end = int(last[rows].max())
        begin = int(first[rows][last[rows] > 0].min()) if end else 0
        panel = torch.zeros((end - begin, width), dtype=up.dtype)
        panel[:, : len(up[rows])] = up[rows, begin:end].T
        own = torch.nn.functional.pad(scales[rows], (0, width - len(up[rows]))) if len(scales) else scales
        panels.append(
            (begin, end - begin, torch.cat([panel.flatten().view(torch.uint8), own.view(torch.uint8)]))
        )
    return panels


def lora(
    library: Library,
    x: Tensor,
    packed: Sequence[PackedLora | None],
    adapters: Tensor,
    sums: Tensor | None = None,
) -> Tensor:
    """x [n, in_features], adapters int32 [n], each a place in `packed` or -1; sums float32, the linear's own.

    Returns float32 [n, columns in whole panels]: zeros for rows whose adapter adds nothing, without `sums`.
    """
    weights = lora_table([packed])
    there = [each for each in packed if each is not None]
    dtypes = {each.dtype for each in there}
    assert len(dtypes) == 1, "one call has weights of one dtype"
    num_panels = max(each.num_panels for each in there)
    rank = max(each.struct.rank for each in there)
    out = torch.zeros((len(x), num_panels * 2 * library.vector_width))
    if sums is not None:
        out[:, : sums.shape[1]] = sums
    products = np.zeros((len(x), rank), np.float32)
    panels = np.zeros(len(x), np.uintp)
    struct = LoraStruct(
        x=x.data_ptr(),
        weights=ctypes.addressof(weights),
        adapters=adapters.data_ptr(),
        products=products.ctypes.data,
        panels=panels.ctypes.data,
        num_rows=len(x),
        x_stride=row_stride("x", x),
        in_features=x.shape[1],
        rank=rank,
        dtype=DTYPE_CODES[x.dtype],
        weight_format=FORMAT_CODES[dtypes.pop()],
    )
    raise_for_status(library.lora(ctypes.addressof(struct), out.data_ptr(), num_panels))
    return out


def lora_table(sites: Sequence[Sequence[PackedLora | None]]) -> ctypes.Array[LoraWeightsStruct]:
    """What each adapter adds to each linear, [sites, adapters]; `sites` must outlive it."""
    flat = [LoraWeightsStruct() if each is None else each.struct for site in sites for each in site]
    return (LoraWeightsStruct * len(flat))(*flat)
