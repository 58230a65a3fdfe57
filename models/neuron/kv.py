"""Paged KV as graphs hold it, and attention over it."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor


@dataclass(frozen=True, slots=True, kw_only=True)
class KVLayout:
    """The KV memory of one rank. Block 0 is the null block: padding is written to it."""

    num_layers: int
    num_kv_heads: int  # of one rank
    head_dim: int
    num_blocks: int  # usable ones, ids 1 to num_blocks
    block_size: int  # tokens; a power of two, since the graphs divide slots by shifting
    dtype: torch.dtype

    def __post_init__(self) -> None:
        if self.block_size & (self.block_size - 1) or self.block_size < 1:
            raise ValueError(
                f"block_size must be a power of two on Neuron, got {self.block_size}: take the next one."
            )

    @property
    def layer_shape(self) -> tuple[int, int, int, int]:
        """Of K, and of V: [num_blocks + 1, num_kv_heads, block_size, head_dim]."""
        return (self.num_blocks + 1, self.num_kv_heads, self.block_size, self.head_dim)

    @property
    def bytes_per_block(self) -> int:
        """K and V of all layers."""
        row = self.num_kv_heads * self.block_size * self.head_dim * self.dtype.itemsize
        return 2 * self.num_layers * row

    @property
    def num_bytes(self) -> int:
        return (self.num_blocks + 1) * self.bytes_per_block


def side_by_side(blocks: Tensor, batch: int) -> Tensor:
    """[batch * blocks, num_kv_heads, block_size, head_dim] -> [batch, num_kv_heads, tokens, head_dim]."""
    num_kv_heads, head_dim = blocks.shape[1], blocks.shape[3]
    return (
        blocks.view(batch, -1, num_kv_heads, blocks.shape[2], head_dim)
        .transpose(1, 2)
        .reshape(batch, num_kv_heads, -1, head_dim)
    )


def rectangular_attention(
    q: Tensor,
    k: Tensor,
    v: Tensor,
    positions: Tensor,
    seq_lens: Tensor,
    *,
    scale: float,
    sliding_window: int,
    softcap: float = 0.0,
    sinks: Tensor | None = None,
    masked: float = -torch.inf,
) -> Tensor:
    """softmax(scale * q @ k.T + causal mask) @ v for equally many queries of each sequence.

    Shapes:
        q:         [batch * extend, num_heads, head_dim]; head h reads KV head h // group
        k, v:      [batch, num_kv_heads, context, head_dim], by position
        positions: int32 [batch, extend]
        seq_lens:  int32 [batch]; 0 for a row of padding
        masked:    the score of what a query does not see
        returns    q's shape and dtype; scores, softmax and sums in float32
    What lies past a sequence's end (stale, NaN) never matters.
    """
    batch, num_kv_heads, context, head_dim = k.shape
    extend = positions.shape[1]
    num_heads = q.shape[1]
    keys = torch.arange(context, dtype=torch.int32, device=q.device)
    visible = keys <= positions.unsqueeze(-1)  # [batch, extend, context]
    if sliding_window > 0:
        visible = visible & (keys > positions.unsqueeze(-1) - sliding_window)
    is_filled = (keys < seq_lens.unsqueeze(-1)).view(batch, 1, context, 1)
    queries = q.to(torch.float32).view(batch, extend, num_kv_heads, -1, head_dim).permute(0, 2, 3, 1, 4)
    queries = queries.reshape(batch, num_kv_heads, -1, head_dim)  # the group's heads, each with its extend
    scores = scale * torch.matmul(queries, k.to(torch.float32).transpose(-1, -2))
    scores = scores.view(batch, num_kv_heads, -1, extend, context)
    if softcap > 0:
        scores = softcap * torch.tanh(scores / softcap)
    scores = torch.where(visible[:, None, None], scores, masked)
    if sinks is not None:
        sink = sinks.view(1, num_kv_heads, -1, 1, 1).expand(batch, -1, -1, extend, 1)
        scores = torch.cat((scores, sink), dim=-1)
    weights = torch.softmax(scores, dim=-1)
    if sinks is not None:
        weights = weights[..., :context]
    values = torch.where(is_filled, v.to(torch.float32), 0.0)
    out = torch.matmul(weights.view(batch, num_kv_heads, -1, context), values)
    out = out.view(batch, num_kv_heads, -1, extend, head_dim).permute(0, 3, 1, 2, 4)
    return out.reshape(batch * extend, num_heads, head_dim).to(q.dtype)
