"""Paged KV as a graph's state: buffers that are assigned anew, never written in place."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from kernels.neuron.calls import PLAIN_TORCH, KernelCalls
from models.kv import StepRows, lazy_zeros
from models.neuron.kv import KVLayout, rectangular_attention, side_by_side


class LayerKV(nn.Module):
    """K and V of one layer, [num_blocks + 1, num_kv_heads, block_size, head_dim] each."""

    k: Tensor
    v: Tensor

    def __init__(self, layout: KVLayout, kernels: KernelCalls = PLAIN_TORCH) -> None:
        super().__init__()
        # The device has the memory; here it is only traced, so that none need be committed.
        self.register_buffer("k", lazy_zeros(layout.layer_shape, layout.dtype))
        self.register_buffer("v", lazy_zeros(layout.layer_shape, layout.dtype))
        self._shift = layout.block_size.bit_length() - 1
        self._kernel = kernels.kv_write

    def write(self, k: Tensor, v: Tensor, slot_mapping: Tensor) -> None:
        """k, v [n, num_kv_heads, head_dim] into the slots [n]; a slot twice only where it is padding."""
        if self._kernel is not None:
            self.k, self.v = self._kernel(k, v, self.k, self.v, slot_mapping)
            return
        blocks = torch.bitwise_right_shift(slot_mapping, self._shift).unsqueeze(1)
        offsets = torch.bitwise_and(slot_mapping, (1 << self._shift) - 1).unsqueeze(1)
        heads = torch.arange(self.k.shape[1], dtype=torch.int32, device=k.device).unsqueeze(0)
        self.k = torch.index_put(self.k, (blocks, heads, offsets), k)
        self.v = torch.index_put(self.v, (blocks, heads, offsets), v)

    def gather(self, block_ids: Tensor) -> tuple[Tensor, Tensor]:
        """K and V of these blocks: [n, num_kv_heads, block_size, head_dim] each."""
        return self.k.index_select(0, block_ids), self.v.index_select(0, block_ids)

    def scatter(self, block_ids: Tensor, k: Tensor, v: Tensor) -> None:
        """The inverse of `gather`."""
        self.k = torch.index_put(self.k, (block_ids,), k)
        self.v = torch.index_put(self.v, (block_ids,), v)


class StepKV:
    """The KVCache of one rectangular step; positions [batch, extend], seq_lens [batch]."""

    def __init__(self, layers: Sequence[LayerKV], positions: Tensor, kernels: KernelCalls) -> None:
        self._layers = layers
        self._positions = positions
        self._kernels = kernels

    def write(self, layer: int, k: Tensor, v: Tensor, slot_mapping: Tensor) -> None:
        self._layers[layer].write(k, v, slot_mapping)

    def attend(
        self,
        layer: int,
        q: Tensor,
        rows: StepRows,
        *,
        scale: float,
        sliding_window: int,
        softcap: float = 0.0,
        sinks: Tensor | None = None,
    ) -> Tensor:
        """q [batch * extend, num_heads, head_dim]: every sequence has `extend` rows, whatever query_start."""
        _, seq_lens, block_tables = rows
        batch, extend = self._positions.shape
        options = {"sinks": sinks, "scale": scale, "sliding_window": sliding_window}
        cache = self._layers[layer]
        if extend == 1 and self._kernels.decode_attention is not None:
            decoded: Tensor = self._kernels.decode_attention(
                q, cache.k, cache.v, block_tables, seq_lens, **options
            )
            return decoded
        if extend > 1 and self._kernels.extend_attention is not None:
            rectangle = q.reshape(batch, extend, *q.shape[1:])
            extended: Tensor = self._kernels.extend_attention(
                rectangle, cache.k, cache.v, block_tables, self._positions, seq_lens, **options
            )
            return extended.view(q.shape)
        k, v = cache.gather(block_tables.flatten())
        return rectangular_attention(
            q,
            side_by_side(k, len(block_tables)),
            side_by_side(v, len(block_tables)),
            self._positions,
            seq_lens,
            scale=scale,
            sliding_window=sliding_window,
            softcap=softcap,
            sinks=sinks,
        )
