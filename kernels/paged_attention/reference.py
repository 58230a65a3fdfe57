"""The definition of paged_attention, in plain torch. It gathers; it does not loop."""

from __future__ import annotations

import torch
from torch import Tensor


def paged_attention(
    q: Tensor,
    k_cache: Tensor,
    v_cache: Tensor,
    query_start: Tensor,
    seq_lens: Tensor,
    block_tables: Tensor,
    *,
    scale: float,
    sliding_window: int = 0,
    softcap: float = 0.0,
    sinks: Tensor | None = None,
) -> Tensor:
    """softmax(scale * q @ k.T + causal mask) @ v, for each sequence's new tokens over all its tokens.

    Dimensions: n new tokens of s sequences; block_tables as wide as the longest sequence needs, or wider.
    Args:
        q: [n, num_heads, head_dim]; query head h reads KV head h // (num_heads // num_kv_heads)
        k_cache, v_cache: [num_blocks + 1, num_kv_heads, block_size, head_dim], q's dtype
        query_start: int32 [s + 1]; sequence i's new tokens are rows [query_start[i], query_start[i + 1])
        seq_lens: int32 [s]; the new tokens are the last of sequence i's seq_lens[i]
        block_tables: int32 [s, max_blocks]; entry j holds tokens j * block_size onwards; unused entries 0
        scale: factor on the scores, usually head_dim ** -0.5
        sliding_window: w > 0 lets the token at position p see positions p - w + 1 to p only
        softcap: c > 0 makes scores c * tanh(score / c)
        sinks: float32 [num_heads]: one more logit in each head's softmax, which has no value
    Returns [n, num_heads, head_dim] in q's dtype. Scores, softmax and sums in float32.
    What lies in slots that no query may see (stale, NaN) never matters.
    """
    num_tokens, num_heads, head_dim = q.shape
    num_kv_heads, block_size = k_cache.shape[1], k_cache.shape[2]
    num_seqs, max_blocks = block_tables.shape
    max_len = max_blocks * block_size

    rows = torch.arange(num_tokens, dtype=torch.int32, device=q.device)
    seq = torch.searchsorted(query_start[1:].contiguous(), rows, right=True).clamp(max=num_seqs - 1)
    positions = seq_lens[seq] - query_start[seq + 1] + rows

    # All sequences' tokens side by side, [num_seqs * max_len]; a query sees its own sequence's past.
    key_seq = torch.arange(num_seqs, device=q.device).repeat_interleave(max_len)
    key_positions = torch.arange(max_len, device=q.device).repeat(num_seqs)
    filled = key_positions < seq_lens[key_seq]
    visible = (key_seq == seq[:, None]) & (key_positions <= positions[:, None])
    if sliding_window > 0:
        visible &= key_positions > positions[:, None] - sliding_window

    k = _gather(k_cache, block_tables)
    v = _gather(v_cache, block_tables).masked_fill(~filled[:, None], 0.0)
    queries = q.to(torch.float32).view(num_tokens, num_kv_heads, -1, head_dim).permute(1, 2, 0, 3)
    scores = scale * (queries @ k.unsqueeze(1).transpose(-1, -2))
    if softcap > 0:
        scores = softcap * torch.tanh(scores / softcap)
    scores = scores.masked_fill(~visible, -torch.inf)
    if sinks is not None:
        sink = sinks.view(num_kv_heads, -1, 1, 1).expand(-1, -1, num_tokens, 1)
        scores = torch.cat((scores, sink), dim=-1)
    weights = torch.softmax(scores, dim=-1)
    if sinks is not None:
        weights = weights[..., :-1]
    out = weights @ v.unsqueeze(1)  # [num_kv_heads, group, n, head_dim]
    return out.permute(2, 0, 1, 3).contiguous().view(num_tokens, num_heads, head_dim).to(q.dtype)


def _gather(cache: Tensor, block_tables: Tensor) -> Tensor:
    """The blocks side by side: float32 [num_kv_heads, num_seqs * max_blocks * block_size, head_dim]."""
    blocks = cache[block_tables.long().flatten()].to(torch.float32)
    return blocks.permute(1, 0, 2, 3).reshape(cache.shape[1], -1, cache.shape[3])
