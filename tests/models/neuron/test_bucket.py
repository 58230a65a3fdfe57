"""Which shapes get a graph."""

import pytest

from models.neuron.bucket import COARSE, FINE, MAX_CALL_TOKENS, Bucket, plan_buckets


def test_small_server():
    buckets = plan_buckets(max_num_seqs=4, max_model_len=2048, block_size=32)
    assert [(b.batch, b.extend, b.context) for b in buckets] == [
        (1, 1, 512),
        (1, 1, 2048),
        (4, 1, 512),
        (4, 1, 2048),
        (1, 8, 512),
        (1, 8, 2048),
        (4, 8, 512),
        (4, 8, 2048),
        (1, 32, 512),
        (1, 32, 2048),
        (4, 32, 512),
        (4, 32, 2048),
        (1, 64, 512),
        (1, 64, 2048),
        (4, 64, 512),
        (4, 64, 2048),
        (1, 128, 512),
        (1, 128, 2048),
        (4, 128, 512),
        (4, 128, 2048),
        (1, 256, 512),
        (1, 256, 2048),
        (2, 256, 512),
        (2, 256, 2048),
        (1, 512, 512),
        (1, 512, 2048),
    ]


@pytest.mark.parametrize("max_num_seqs", [1, 3, 64])
@pytest.mark.parametrize("max_model_len", [100, 512, 5000, 131072])
@pytest.mark.parametrize("block_size", [32, 8192])
@pytest.mark.parametrize("grid", [FINE, COARSE], ids=["fine", "coarse"])
def test_every_sequence_and_every_batch_finds_a_graph(max_num_seqs, max_model_len, block_size, grid):
    buckets = plan_buckets(
        max_num_seqs=max_num_seqs, max_model_len=max_model_len, block_size=block_size, grid=grid
    )
    assert any(b.extend == 1 and b.batch >= max_num_seqs and b.context >= max_model_len for b in buckets)
    for extend in {b.extend for b in buckets}:
        assert max(b.context for b in buckets if b.extend == extend) >= max_model_len
    assert all(b.context % block_size == 0 for b in buckets)
    assert all(b.num_tokens <= MAX_CALL_TOKENS for b in buckets)
    assert len({b.tag for b in buckets}) == len(buckets)


def test_an_extend_of_one_sequence_has_every_context_and_of_several_the_two_ends():
    buckets = plan_buckets(max_num_seqs=4, max_model_len=8192, block_size=32)
    assert [b.context for b in buckets if (b.batch, b.extend) == (1, 64)] == [512, 2048, 8192]
    assert [b.context for b in buckets if (b.batch, b.extend) == (4, 64)] == [512, 8192]


def test_the_number_of_graphs_stays_small_however_long_the_context():
    assert len(plan_buckets(max_num_seqs=64, max_model_len=131072, block_size=32)) <= 68


def test_a_coarse_grid_has_a_third_of_the_graphs():
    sizes = {"max_num_seqs": 64, "max_model_len": 8192, "block_size": 32}
    assert len(plan_buckets(**sizes)) == 48
    assert len(plan_buckets(**sizes, grid=COARSE)) == 16


def test_short_graphs_give_every_row_and_long_ones_one_per_sequence():
    assert Bucket(4, 8, 512).num_logit_rows == 32
    assert Bucket(4, 32, 512).num_logit_rows == 4
    assert Bucket(4, 1, 512).num_logit_rows == 4
