"""Paged KV as buffers that a graph writes in place.

TorchNeuron aliases an output to an input's own storage where the graph ends with a copy into a placeholder:
so a buffer that is changed in place is neither copied nor returned. K and V are tensors of their own in each
layer, since views of one slab would be traced as if they had nothing to do with each other.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from models.kv import StepRows, lazy_zeros
from models.neuron.kv import KVLayout, rectangular_attention, side_by_side

# In place of minus infinity: the compiler's exponential need not take that. No model's scores come near it.
MASKED = -30_000.0


class LayerKV(nn.Module):
    """K and V of one layer, [num_blocks + 1, num_kv_heads, block_size, head_dim] each."""

    k: Tensor
    v: Tensor

    def __init__(self, layout: KVLayout, device: torch.device) -> None:
        super().__init__()
        for name in ("k", "v"):
            self.register_buffer(name, _zeros(layout, device))

    def write(self, k: Tensor, v: Tensor, blocks: Tensor, offsets: Tensor) -> None:
        """k, v [n, num_kv_heads, head_dim] into the places [n]; a place twice only where it is padding."""
        heads = torch.arange(self.k.shape[1], dtype=torch.int32, device=k.device).unsqueeze(0)
        places = (blocks.unsqueeze(1), heads, offsets.unsqueeze(1))
        self.k.index_put_(places, k)
        self.v.index_put_(places, v)

    def gather(self, block_ids: Tensor) -> tuple[Tensor, Tensor]:
        """K and V of these blocks: [n, num_kv_heads, block_size, head_dim] each."""
        return self.k.index_select(0, block_ids), self.v.index_select(0, block_ids)

    def scatter(self, block_ids: Tensor, k: Tensor, v: Tensor) -> None:
        """The inverse of `gather`."""
        self.k.index_put_((block_ids,), k)
        self.v.index_put_((block_ids,), v)


def _zeros(layout: KVLayout, device: torch.device) -> Tensor:
    if device.type == "cpu":
        return lazy_zeros(layout.layer_shape, layout.dtype)  # as large as a core's memory
    return torch.zeros(layout.layer_shape, dtype=layout.dtype, device=device)


class StepKV:
    """The KVCache of one rectangular step: positions, blocks, offsets int32 [batch, extend]."""

    def __init__(self, layers: Sequence[LayerKV], positions: Tensor, blocks: Tensor, offsets: Tensor) -> None:
        self._layers = layers
        self._positions = positions
        self._blocks = blocks.flatten()
        self._offsets = offsets.flatten()

    def write(self, layer: int, k: Tensor, v: Tensor, slot_mapping: Tensor) -> None:
        """The slots come divided already: a division of integers may go through floats on the device."""
        del slot_mapping
        self._layers[layer].write(k, v, self._blocks, self._offsets)

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
        k, v = self._layers[layer].gather(rows.block_tables.flatten())
        num_seqs = len(rows.block_tables)
        return rectangular_attention(
            q,
            side_by_side(k, num_seqs),
            side_by_side(v, num_seqs),
            self._positions,
            rows.seq_lens,
            scale=scale,
            sliding_window=sliding_window,
            softcap=softcap,
            sinks=sinks,
            masked=MASKED,
        )
