"""What each row's own adapter adds to a linear, in C++."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor

from kernels.library import Library, raise_for_status
from kernels.lora.reference import LoraPair
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
        down = _in_chunks(torch.cat([down for down, _ in pairs]), library.vector_width)
        up, first, last = _rows_of(parts, sizes, rank)
        if columns is not None:
            up, first, last = (_reordered(tensor, columns) for tensor in (up, first, last))
        panels = _panels(up, first, last, 2 * library.vector_width)
        self.dtype = dtype
        self._memory = torch.cat([down, *(panel.flatten() for _, panel in panels)]).to(dtype)
        self._panels = self._structs(len(down), panels)
        self.num_panels = len(panels)
        self.struct = LoraWeightsStruct(
            down=self._memory.data_ptr(),
            panels=ctypes.addressof(self._panels),
            rank=-(-rank // RANKS) * RANKS,
        )

    def _structs(self, start: int, panels: Sequence[tuple[int, Tensor]]) -> ctypes.Array[LoraPanelStruct]:
        structs = []
        for first, panel in panels:
            pointer = self._memory[start:].data_ptr()
            structs.append(LoraPanelStruct(up=pointer, first=first, count=len(panel)))
            start += panel.numel()
        return (LoraPanelStruct * len(structs))(*structs)


def _in_chunks(down: Tensor, width: int) -> Tensor:
    """[rank, inputs] in the order of lora.h, flat."""
    rank, num_inputs = down.shape
    num_groups, num_chunks = -(-rank // RANKS), -(-num_inputs // width)
    padded = torch.zeros((num_groups * RANKS, num_chunks * width))
    padded[:rank, :num_inputs] = down
    return padded.view(num_groups, RANKS, num_chunks, width).transpose(1, 2).flatten()


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


def _panels(up: Tensor, first: Tensor, last: Tensor, width: int) -> list[tuple[int, Tensor]]:
    """Of each `width` columns: the first product that they take, and [products, width]."""
    panels = []
    for column in range(0, len(up), width):
        rows = slice(column, column + width)
        end = int(last[rows].max())
        begin = int(first[rows][last[rows] > 0].min()) if end else 0
        panel = torch.zeros((end - begin, width))
        panel[:, : len(up[rows])] = up[rows, begin:end].T
        panels.append((begin, panel))
    return panels


def lora(library: Library, x: Tensor, packed: Sequence[PackedLora | None], adapters: Tensor) -> Tensor:
    """x [n, in_features], adapters int32 [n], each a place in `packed` or -1.

    Returns float32 [n, columns in whole panels]: zeros for rows whose adapter adds nothing.
    """
    weights = lora_table([packed])
    dtypes = {each.dtype for each in packed if each is not None}
    assert len(dtypes) == 1, "one call has weights of one dtype"
    num_panels = max(each.num_panels for each in packed if each is not None)
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
        weight_dtype=DTYPE_CODES[dtypes.pop()],
    )
    raise_for_status(library.lora(ctypes.addressof(struct)))
    return out


def lora_table(sites: Sequence[Sequence[PackedLora | None]]) -> ctypes.Array[LoraWeightsStruct]:
    """What each adapter adds to each linear, [sites, adapters]; `sites` must outlive it."""
    flat = [LoraWeightsStruct() if each is None else each.struct for site in sites for each in site]
    return (LoraWeightsStruct * len(flat))(*flat)
