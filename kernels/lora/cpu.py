"""What each row's own adapter adds to a linear, in C++."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor

from kernels.library import Library, raise_for_status
from kernels.lora.reference import LoraPair
from kernels.memory import empty
from kernels.parts import LORA
from kernels.structs import LoraPanelStruct, LoraStruct, LoraWeightsStruct
from kernels.tensors import DTYPE_CODES, row_stride

RANKS = 8  # kLoraRanks of native/ops.h


class PackedLora:
    """One adapter's part in one linear, whose rows may come from several projections.

    A panel of columns meets only those products that its own projections have.
    """

    def __init__(
        self,
        library: Library,
        parts: Sequence[LoraPair | None],
        sizes: Sequence[int],
        *,
        dtype: torch.dtype,
        columns: Tensor | None = None,
    ) -> None:
        """
        Args:
            parts: of each projection, as `reference.lora` has them.
            sizes: of each projection, its outputs.
            columns: which output each column of the packed weight is; -1: none. None: they are in order.
        """
        library.need(LORA)
        pairs = [pair for pair in parts if pair is not None]
        rank = sum(down.shape[0] for down, _ in pairs)
        self._down = empty((-(-rank // RANKS) * RANKS, pairs[0][0].shape[1]), dtype).zero_()
        self._down[:rank] = torch.cat([down for down, _ in pairs])
        up, first, last = _rows_of(parts, sizes, rank)
        if columns is not None:
            up, first, last = (_reordered(tensor, columns) for tensor in (up, first, last))
        self._panels, self._up = _panels(up, first, last, 2 * library.vector_width, dtype)
        self.num_bytes = sum(tensor.nbytes for tensor in (self._down, *self._up))
        self.struct = LoraWeightsStruct(
            down=self._down.data_ptr(), panels=ctypes.addressof(self._panels), rank=len(self._down)
        )


def _rows_of(
    parts: Sequence[LoraPair | None], sizes: Sequence[int], rank: int
) -> tuple[Tensor, Tensor, Tensor]:
    """up as one matrix [outputs, rank], and of each output which products [first, last) it takes."""
    up = torch.zeros((sum(sizes), rank))
    first, last = (torch.zeros(sum(sizes), dtype=torch.int32) for _ in range(2))
    row = product = 0
    for pair, size in zip(parts, sizes, strict=True):
        if pair is not None:
            end = product + pair[0].shape[0]
            up[row : row + size, product:end] = pair[1]
            first[row : row + size], last[row : row + size] = product, end
            product = end
        row += size
    return up, first, last


def _reordered(rows: Tensor, columns: Tensor) -> Tensor:
    taken = rows[columns.clamp(min=0)]
    taken[columns < 0] = 0
    return taken


def _panels(
    up: Tensor, first: Tensor, last: Tensor, width: int, dtype: torch.dtype
) -> tuple[ctypes.Array[LoraPanelStruct], list[Tensor]]:
    structs, kept = [], []
    for column in range(0, len(up), width):
        rows = slice(column, column + width)
        end = int(last[rows].max())
        taking = last[rows] > 0
        begin = int(first[rows][taking].min()) if end else 0
        panel = empty((end - begin, width), dtype).zero_()
        panel[:, : len(up[rows])] = up[rows, begin:end].T
        kept.append(panel)
        structs.append(LoraPanelStruct(up=panel.data_ptr(), first=begin, count=end - begin))
    return (LoraPanelStruct * len(structs))(*structs), kept


def lora(library: Library, x: Tensor, packed: Sequence[PackedLora | None], adapters: Tensor) -> Tensor:
    """x [n, in_features], adapters int32 [n], each a place in `packed` or -1.

    Returns float32 [n, columns in whole panels]: zeros for rows whose adapter adds nothing.
    """
    weights = lora_table([packed])
    num_panels = max(len(each._panels) for each in packed if each is not None)
    out = torch.zeros((len(x), num_panels * 2 * library.vector_width))
    added = np.zeros(len(x), np.uintp)
    struct = LoraStruct(
        x=x.data_ptr(),
        weights=ctypes.addressof(weights),
        adapters=adapters.data_ptr(),
        out=out.data_ptr(),
        added=added.ctypes.data,
        num_rows=len(x),
        x_stride=row_stride("x", x),
        in_features=x.shape[1],
        num_panels=num_panels,
        dtype=DTYPE_CODES[x.dtype],
    )
    raise_for_status(library.lora(ctypes.addressof(struct)))
    return out


def lora_table(sites: Sequence[Sequence[PackedLora | None]]) -> ctypes.Array[LoraWeightsStruct]:
    """What each adapter adds to each linear, [sites, adapters]; `sites` must outlive it."""
    flat = [LoraWeightsStruct() if each is None else each.struct for site in sites for each in site]
    return (LoraWeightsStruct * len(flat))(*flat)
