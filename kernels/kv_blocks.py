"""The KV memory of the C++ kernels: blocks of all layers, one after the other."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import torch
from numpy.typing import NDArray

from kernels import memory
from kernels.commit_ahead import CommitAhead
from kernels.library import Library
from kernels.structs import KvBlocksStruct

KVFormat = Literal["float32", "bfloat16", "int8"]
KV_FORMATS: tuple[KVFormat, ...] = get_args(KVFormat)
_FORMAT_CODES: dict[KVFormat, int] = {"float32": 0, "bfloat16": 1, "int8": 2}
_PAYLOAD_DTYPES: dict[KVFormat, type[np.generic]] = {
    "float32": np.float32,
    "bfloat16": np.uint16,  # NumPy has no bfloat16: its bits
    "int8": np.int8,
}
_ALIGNMENT = 64
MAX_HEAD_DIM = 1024  # kMaxHeadDim of kv_write.h


@dataclass(frozen=True, slots=True, kw_only=True)
class KVShape:
    """The sizes of a KV memory; `num_blocks` includes the null block."""

    num_blocks: int
    num_layers: int
    num_kv_heads: int
    head_dim: int
    block_size: int  # tokens


class KVBlocks:
    """K and V of `num_blocks` blocks, laid out as native/kv_blocks.h says. Zeros, committed when written.

    int8: each row (a token's K or V of one head) has its own float32 scale.

    Raises ValueError for a head_dim above MAX_HEAD_DIM.
    """

    def __init__(self, library: Library, shape: KVShape, kv_format: KVFormat) -> None:
        if shape.head_dim > MAX_HEAD_DIM:
            raise ValueError(f"head_dim must be at most {MAX_HEAD_DIM}, got {shape.head_dim}.")
        self.shape = shape
        self.format = kv_format
        self._library = library
        self._struct = KvBlocksStruct(
            num_blocks=shape.num_blocks,
            num_kv_heads=shape.num_kv_heads,
            head_dim=shape.head_dim,
            block_size=shape.block_size,
            format=_FORMAT_CODES[kv_format],
        )
        layer_bytes = library.kv_layer_bytes(ctypes.addressof(self._struct))
        self.layer_stride = -(-layer_bytes // _ALIGNMENT) * _ALIGNMENT  # bytes
        self._memory = memory.empty((shape.num_blocks, shape.num_layers * self.layer_stride), torch.uint8)
        self._struct.data = self._memory.data_ptr()
        self._struct.block_stride = shape.num_layers * self.layer_stride
        self._layers = [self._layer(index) for index in range(shape.num_layers)]
        self._layer_pointers = [ctypes.addressof(layer) for layer in self._layers]

    def _layer(self, index: int) -> KvBlocksStruct:
        layer = KvBlocksStruct.from_buffer_copy(self._struct)
        layer.data = self._memory.data_ptr() + index * self.layer_stride
        return layer

    @property
    def struct(self) -> KvBlocksStruct:
        """Of layer 0."""
        return self._struct

    def layer_pointer(self, layer: int) -> int:
        return self._layer_pointers[layer]

    @property
    def bytes_per_block(self) -> int:
        return int(self._struct.block_stride)

    def start_committing(self) -> CommitAhead:
        """Commit blocks shortly before their first use, from now on, until it is closed."""
        return CommitAhead(self._memory, self.shape.block_size)

    def copy(self, source: int, target: int) -> None:
        self._memory[target] = self._memory[source]

    def read(self, block_ids: NDArray[np.int32]) -> NDArray[np.generic]:
        """[len(block_ids), layer, 2 (k, v), kv_head, token, head_dim]; bfloat16 as uint16.

        int8: head_dim + 4 bytes in the last dimension, the last four being the row's float32 scale.
        """
        shape = self.shape
        dtype = np.dtype(_PAYLOAD_DTYPES[self.format])
        row = self._library.kv_row_bytes(ctypes.addressof(self._struct)) // dtype.itemsize
        ids = np.ascontiguousarray(block_ids, np.int32)
        payload = np.empty(
            (len(ids), shape.num_layers, 2, shape.num_kv_heads, shape.block_size, row), dtype=dtype
        )
        self._library.kv_read(*self._transfer(ids, payload))
        return payload

    def write(self, block_ids: NDArray[np.int32], payload: NDArray[np.generic]) -> None:
        """The inverse of `read`."""
        ids, rows = np.ascontiguousarray(block_ids, np.int32), np.ascontiguousarray(payload)
        self._library.kv_write_back(*self._transfer(ids, rows))

    def _transfer(self, ids: NDArray[np.int32], payload: NDArray[np.generic]) -> tuple[int, ...]:
        if len(ids) and not (ids.min() >= 0 and ids.max() < self.shape.num_blocks):
            raise ValueError(f"block ids must be below {self.shape.num_blocks}, got {ids.tolist()}.")
        struct = ctypes.addressof(self._struct)
        return (
            struct,
            ids.ctypes.data,
            len(ids),
            self.shape.num_layers,
            self.layer_stride,
            payload.ctypes.data,
        )
