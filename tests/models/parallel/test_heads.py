"""Which heads each rank has, rule by rule, and what every layout promises."""

from __future__ import annotations

import pytest

from models.parallel.heads import PADDED, head_layout

X = PADDED


def test_kv_heads_that_the_ranks_divide_stay_as_they_are():
    layout = head_layout(num_query_heads=8, num_kv_heads=4, num_ranks=2)
    assert layout.query_heads == (0, 1, 2, 3, 4, 5, 6, 7)
    assert layout.kv_heads == (0, 1, 2, 3)


def test_fewer_kv_heads_than_ranks_are_replicated_until_every_rank_has_one():
    layout = head_layout(num_query_heads=8, num_kv_heads=2, num_ranks=8)
    assert layout.query_heads == (0, 1, 2, 3, 4, 5, 6, 7)
    assert layout.kv_heads == (0, 0, 0, 0, 1, 1, 1, 1)


def test_under_replication_queries_are_padded_inside_each_kv_heads_group():
    layout = head_layout(num_query_heads=14, num_kv_heads=2, num_ranks=8)  # Qwen2-0.5B
    assert layout.query_heads == (0, 1, 2, 3, 4, 5, 6, X, 7, 8, 9, 10, 11, 12, 13, X)
    assert layout.kv_heads == (0, 0, 0, 0, 1, 1, 1, 1)


def test_the_published_example_of_56_queries_and_8_kv_heads_on_32_ranks():
    layout = head_layout(num_query_heads=56, num_kv_heads=8, num_ranks=32)
    assert layout.query_heads[:10] == (0, 1, 2, 3, 4, 5, 6, X, 7, 8)
    assert layout.kv_heads[:5] == (0, 0, 0, 0, 1)
    assert (len(layout.query_heads), len(layout.kv_heads)) == (64, 32)


def test_kv_heads_that_do_not_divide_the_ranks_are_repeated_for_each_query_and_padded_at_the_tail():
    layout = head_layout(num_query_heads=6, num_kv_heads=3, num_ranks=4)
    assert layout.query_heads == (0, 1, 2, 3, 4, 5, X, X)
    assert layout.kv_heads == (0, 0, 1, 1, 2, 2, X, X)


def test_multi_head_attention_pads_both_alike():
    layout = head_layout(num_query_heads=5, num_kv_heads=5, num_ranks=2)
    assert layout.query_heads == layout.kv_heads == (0, 1, 2, 3, 4, X)


def test_one_rank_has_everything_as_it_is():
    layout = head_layout(num_query_heads=9, num_kv_heads=3, num_ranks=1)
    assert layout.query_heads == tuple(range(9))
    assert layout.kv_heads == (0, 1, 2)


def test_a_kv_head_is_read_from_the_first_rank_that_has_it():
    layout = head_layout(num_query_heads=6, num_kv_heads=3, num_ranks=4)  # kv 0 0 | 1 1 | 2 2 | - -
    assert layout.kv_sources == ((0, 0), (1, 0), (2, 0))
    layout = head_layout(num_query_heads=8, num_kv_heads=4, num_ranks=2)  # kv 0 1 | 2 3
    assert layout.kv_sources == ((0, 0), (0, 1), (1, 0), (1, 1))


COUNTS = [(q * kv, kv) for kv in (1, 2, 3, 8) for q in (1, 2, 3, 5, 7)]


@pytest.mark.parametrize("num_ranks", [1, 2, 4, 8, 32])
@pytest.mark.parametrize(("num_query_heads", "num_kv_heads"), COUNTS)
def test_every_query_is_somewhere_once_beside_its_own_kv_head(num_query_heads, num_kv_heads, num_ranks):
    layout = head_layout(num_query_heads, num_kv_heads, num_ranks)
    real = [head for head in layout.query_heads if head != PADDED]
    assert sorted(real) == list(range(num_query_heads))
    assert set(layout.kv_heads) - {PADDED} == set(range(num_kv_heads))
    per_kv_head, remainder = divmod(layout.num_query_heads_per_rank, layout.num_kv_heads_per_rank)
    assert remainder == 0
    for rank in range(num_ranks):
        kv_heads = layout.kv_heads_of(rank)
        for place, query in enumerate(layout.query_heads_of(rank)):
            if query != PADDED:
                assert kv_heads[place // per_kv_head] == query // (num_query_heads // num_kv_heads)


@pytest.mark.parametrize("num_ranks", [1, 2, 4, 8, 32])
@pytest.mark.parametrize(("num_query_heads", "num_kv_heads"), COUNTS)
def test_queries_are_padded_to_the_next_multiple_of_the_ranks_and_no_further(
    num_query_heads, num_kv_heads, num_ranks
):
    layout = head_layout(num_query_heads, num_kv_heads, num_ranks)
    assert len(layout.query_heads) == -(-num_query_heads // num_ranks) * num_ranks
