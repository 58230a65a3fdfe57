"""How a ragged batch becomes calls of compiled graphs. Integers only."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.neuron.bucket import Bucket, plan_buckets
from serving.engine.batch import Batch
from serving.engine.neuron_calls import plan_calls

BUCKETS = plan_buckets(max_num_seqs=8, max_model_len=4096, block_size=32)


def make_batch(*parts: tuple[int, int, int]) -> Batch:
    """Each part: computed tokens, new tokens, and of how many of the last ones the logits are wanted."""
    starts = np.cumsum([0] + [new for _, new, _ in parts]).astype(np.int32)
    positions = np.concatenate([np.arange(old, old + new) for old, new, _ in parts]).astype(np.int32)
    rows = np.concatenate(
        [np.arange(end - wanted, end) for end, (_, _, wanted) in zip(starts[1:], parts, strict=True)]
    ).astype(np.int32)
    lens = np.array([old + new for old, new, _ in parts], np.int32)
    zeros = np.zeros(int(starts[-1]), np.int32)
    return Batch(zeros, positions, zeros, starts, lens, np.zeros((len(parts), 128), np.int32), rows)


def shapes(batch: Batch) -> list[tuple[int, int, int]]:
    return [(c.bucket.batch, c.bucket.extend, c.bucket.context) for c in plan_calls(batch, BUCKETS)]


def test_one_decode_takes_the_smallest_graph():
    assert shapes(make_batch((100, 1, 1))) == [(1, 1, 512)]


def test_decodes_share_a_call_of_the_longest_ones_context():
    assert shapes(make_batch((100, 1, 1), (600, 1, 1), (5, 1, 1))) == [(4, 1, 2048)]


def test_a_short_append_takes_a_short_graph():
    assert shapes(make_batch((300, 40, 1))) == [(1, 64, 512)]
    assert shapes(make_batch((300, 7, 1))) == [(1, 8, 512)]


def test_each_extend_has_a_call_of_its_own():
    assert shapes(make_batch((100, 1, 1), (0, 30, 1), (100, 1, 1))) == [(4, 1, 512), (1, 32, 512)]


def test_a_long_prompt_comes_in_pieces_in_their_order():
    calls = plan_calls(make_batch((0, 1100, 1)), BUCKETS)
    assert [call.bucket.extend for call in calls] == [512, 512, 128]
    assert [(piece.start, piece.end) for call in calls for piece in call.pieces] == [
        (0, 512),
        (512, 1024),
        (1024, 1100),
    ]
    assert [call.pieces[0].logit_rows for call in calls] == [(), (), (0,)]
    assert [call.pieces[0].context for call in calls] == [512, 1024, 1100]


def test_drafts_want_every_row_and_fit_a_short_graph():
    calls = plan_calls(make_batch((100, 5, 5)), BUCKETS)
    assert [call.bucket.extend for call in calls] == [8]
    assert calls[0].pieces[0].logit_rows == (0, 1, 2, 3, 4)


def test_a_scored_prompt_comes_in_short_pieces():
    calls = plan_calls(make_batch((0, 20, 20)), BUCKETS)
    assert [piece.num_tokens for call in calls for piece in call.pieces] == [8, 8, 4]


def test_more_sequences_than_the_largest_batch_take_several_calls():
    assert shapes(make_batch(*[(10, 1, 1)] * 19)) == [(8, 1, 512), (8, 1, 512), (4, 1, 512)]


def test_a_sequence_longer_than_every_graph():
    with pytest.raises(
        ValueError, match="has 5001 tokens, and the longest context that was compiled is 4096"
    ):
        plan_calls(make_batch((5000, 1, 1)), BUCKETS)


@given(
    st.lists(
        st.tuples(st.integers(0, 2000), st.integers(1, 1300)).flatmap(
            lambda part: st.tuples(
                st.just(part[0]), st.just(part[1]), st.sampled_from([0, 1, min(5, part[1]), part[1]])
            )
        ),
        min_size=1,
        max_size=12,
    )
)
def test_every_token_and_every_row_is_computed_once_in_a_graph_that_holds_it(parts):
    batch = make_batch(*parts)
    calls = plan_calls(batch, BUCKETS)
    tokens, rows = [], []
    done = {sequence: int(batch.query_start[sequence]) for sequence in range(batch.num_seqs)}
    for call in calls:
        assert isinstance(call.bucket, Bucket)
        assert len(call.pieces) <= call.bucket.batch
        assert len({piece.sequence for piece in call.pieces}) == len(call.pieces)
        for piece in call.pieces:
            assert piece.start == done[piece.sequence], "a sequence's pieces come in their order"
            done[piece.sequence] = piece.end
            assert piece.num_tokens <= call.bucket.extend
            assert len(piece.logit_rows) <= call.bucket.rows_per_sequence
            assert piece.context == int(batch.positions[piece.end - 1]) + 1 <= call.bucket.context
            tokens += range(piece.start, piece.end)
            rows += piece.logit_rows
    assert sorted(tokens) == list(range(batch.num_tokens))
    assert sorted(rows) == list(range(len(batch.logit_rows)))
