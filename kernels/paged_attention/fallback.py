"""paged_attention where there are no built kernels: the reference, in pieces whose scores fit in memory."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor

from kernels.paged_attention import reference

MAX_SCORES = 1 << 25  # float32 per piece: 128 MB


def paged_attention(
    q: Tensor,
    k_cache: Tensor,
    v_cache: Tensor,
    query_start: Tensor,
    seq_lens: Tensor,
    block_tables: Tensor,
    **options: Any,
) -> Tensor:
    """Same contract and options as the reference, whose memory grows with new tokens x all sequences' tokens.

    Halves the sequences, and then one sequence's new tokens, until a piece is small enough.
    """
    if not len(q):
        return torch.empty_like(q)
    num_blocks = -(-int(seq_lens.max()) // k_cache.shape[2])
    block_tables = block_tables[:, :num_blocks]
    num_scores = q.shape[0] * q.shape[1] * block_tables.numel() * k_cache.shape[2]
    if num_scores <= MAX_SCORES or len(q) == 1:
        return reference.paged_attention(q, k_cache, v_cache, query_start, seq_lens, block_tables, **options)
    halves = _halve_sequences if len(seq_lens) > 1 else _halve_tokens
    outputs = [
        paged_attention(q[first:last], k_cache, v_cache, starts, lens, tables, **options)
        for first, last, starts, lens, tables in halves(query_start, seq_lens, block_tables)
    ]
    return torch.cat(outputs)


Piece = tuple[int, int, Tensor, Tensor, Tensor]  # rows of q, query_start, seq_lens, block_tables


def _halve_sequences(query_start: Tensor, seq_lens: Tensor, block_tables: Tensor) -> list[Piece]:
    middle = len(seq_lens) // 2
    pieces: list[Piece] = []
    for part in (slice(0, middle), slice(middle, len(seq_lens))):
        first, last = int(query_start[part.start]), int(query_start[part.stop])
        starts = query_start[part.start : part.stop + 1] - first
        pieces.append((first, last, starts, seq_lens[part], block_tables[part]))
    return pieces


def _halve_tokens(query_start: Tensor, seq_lens: Tensor, block_tables: Tensor) -> list[Piece]:
    num_tokens = int(query_start[1])
    middle = num_tokens // 2
    rest = num_tokens - middle
    return [
        (0, middle, query_start.new_tensor([0, middle]), seq_lens - rest, block_tables),
        (middle, num_tokens, query_start.new_tensor([0, rest]), seq_lens, block_tables),
    ]
