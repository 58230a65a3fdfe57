"""Which attention heads each rank has: neuronx_distributed_inference's rules for grouped-query attention.

The rules (modules/attention/gqa.py there, its default strategy REPLICATE_TO_TP_DEGREE):

1. Query heads are padded to a multiple of the ranks.
2. KV heads that the ranks divide stay as they are.
3. Else, if the number of KV heads divides the number of ranks, each is *replicated*, until every rank has
   one. Queries are padded inside each KV head's group, so that they stay beside their keys.
4. Else attention becomes *multi-head*: a KV head is repeated for each of its queries, and both are padded at
   the tail.

A padded head has no weights: its rows of the q, k and v projections and their biases are zeros, and so are
its columns of the output projection, so what it attends to adds nothing. Norms of q and k are per head
dimension, not per head: each rank has all of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

PADDED = -1


@dataclass(frozen=True)
class HeadLayout:
    """The heads of all ranks, one rank after the other; PADDED where a place holds none.

    On every rank, its query head i attends to its KV head i // (queries per rank / KV heads per rank).
    """

    num_ranks: int
    query_heads: tuple[int, ...]
    kv_heads: tuple[int, ...]  # a head may be in several places

    @property
    def num_query_heads_per_rank(self) -> int:
        return len(self.query_heads) // self.num_ranks

    @property
    def num_kv_heads_per_rank(self) -> int:
        return len(self.kv_heads) // self.num_ranks

    def query_heads_of(self, rank: int) -> tuple[int, ...]:
        return _part(self.query_heads, self.num_query_heads_per_rank, rank)

    def kv_heads_of(self, rank: int) -> tuple[int, ...]:
        return _part(self.kv_heads, self.num_kv_heads_per_rank, rank)

    @cached_property
    def kv_sources(self) -> tuple[tuple[int, int], ...]:
        """For each real KV head the first (rank, its index there) that holds it; all copies are equal."""
        places = [self.kv_heads.index(head) for head in range(max(self.kv_heads) + 1)]
        return tuple(divmod(place, self.num_kv_heads_per_rank) for place in places)


def head_layout(num_query_heads: int, num_kv_heads: int, num_ranks: int) -> HeadLayout:
    """The layout of `num_query_heads`, a multiple of `num_kv_heads`, over the ranks."""
    num_padded = -num_query_heads % num_ranks
    queries, kv = list(range(num_query_heads)), list(range(num_kv_heads))
    group = num_query_heads // num_kv_heads
    if num_ranks % num_kv_heads == 0:  # replicate; a single rank or as many as KV heads replicate nothing
        padding = [PADDED] * (num_padded // num_kv_heads)
        groups = [queries[head * group : (head + 1) * group] + padding for head in kv]
        queries = [query for members in groups for query in members]
        kv = _repeat(kv, num_ranks // num_kv_heads)
    else:
        queries += [PADDED] * num_padded
        if num_kv_heads % num_ranks:
            kv = _repeat(kv, group) + [PADDED] * num_padded
    return HeadLayout(num_ranks, tuple(queries), tuple(kv))


def _repeat(heads: list[int], times: int) -> list[int]:
    return [head for head in heads for _ in range(times)]


def _part(heads: tuple[int, ...], size: int, rank: int) -> tuple[int, ...]:
    return heads[rank * size : (rank + 1) * size]
