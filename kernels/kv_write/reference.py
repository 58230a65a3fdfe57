"""The definition of kv_write, in plain torch."""

from __future__ import annotations

from torch import Tensor


def kv_write(k: Tensor, v: Tensor, k_cache: Tensor, v_cache: Tensor, slot_mapping: Tensor) -> None:
    """Store each token's K and V in its slot, in place.

    k, v [num_tokens, num_kv_heads, head_dim]; k_cache, v_cache [num_blocks + 1, num_kv_heads,
    block_size, head_dim] of the same dtype; slot_mapping int32 [num_tokens], slot = block_id *
    block_size + offset, no slot twice.
    """
    block_size = k_cache.shape[2]
    slots = slot_mapping.long()
    blocks, offsets = slots // block_size, slots % block_size
    k_cache[blocks, :, offsets] = k
    v_cache[blocks, :, offsets] = v
