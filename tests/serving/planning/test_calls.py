"""How a step becomes calls of compiled graphs: those that the runner makes."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from models.neuron.bucket import BucketTable, plan_buckets
from serving.engine.neuron_calls import plan_calls, rectangles
from serving.planning.calls import Bucketed, ragged
from serving.planning.measure import Step, make_batch
from serving.planning.step_work import SequenceWork, step_work

BUCKETS = plan_buckets(max_num_seqs=64, max_model_len=8192, block_size=32)
STEPS = st.lists(
    st.builds(SequenceWork, st.sampled_from([1, 1, 7, 40, 300, 1300]), st.integers(0, 3000)),
    min_size=1,
    max_size=20,
)


def test_the_cpu_runs_a_step_as_it_is(tiny):
    sequences = [SequenceWork(1, 10), SequenceWork(7, 0)]
    assert ragged(tiny, sequences, 1) == [step_work(tiny, sequences, 1)]


def test_each_extend_bucket_is_a_padded_call_of_its_own(tiny):
    decodes, append = [SequenceWork(1, 700)] * 3, SequenceWork(20, 100)
    # Three decodes are padded to four over 2048 tokens of context, the append to 32 tokens over 512.
    assert Bucketed(BUCKETS)(tiny, [*decodes, append], 4) == [
        step_work(tiny, [SequenceWork(1, 2047)] * 4, 4),
        step_work(tiny, [SequenceWork(32, 480)], 1),
    ]


def test_a_chunk_longer_than_the_largest_bucket_is_cut(tiny):
    # 512 tokens over nothing, and then 88 over 512, which are padded to 128 in a context of 2048.
    assert Bucketed(BUCKETS)(tiny, [SequenceWork(600, 0)], 1) == [
        step_work(tiny, [SequenceWork(512, 0)], 1),
        step_work(tiny, [SequenceWork(128, 1920)], 1),
    ]


@given(STEPS)
def test_a_plan_has_the_calls_that_the_runner_makes(sequences):
    batch = make_batch(Step(tuple(sequences), len(sequences)), block_size=32, vocab_size=10)
    made = [call.bucket for call in plan_calls(batch, BUCKETS)]
    pairs = [(s.num_new_tokens, s.num_context_tokens) for s in sequences]
    assert rectangles(pairs, BucketTable(BUCKETS)) == made
    assert np.sum([b.num_tokens for b in made]) >= batch.num_tokens
