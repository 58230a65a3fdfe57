"""How a step becomes calls of compiled graphs."""

from serving.planning.calls import bucketed, ragged
from serving.planning.step_work import SequenceWork, step_work


def test_the_cpu_runs_a_step_as_it_is(tiny):
    sequences = [SequenceWork(1, 10), SequenceWork(7, 0)]
    assert ragged(tiny, sequences, 1) == [step_work(tiny, sequences, 1)]


def test_each_extend_bucket_is_a_padded_call_of_its_own(tiny):
    decodes, append = [SequenceWork(1, 700)] * 3, SequenceWork(20, 100)
    # Three decodes are padded to four over 1024 tokens of context, the append to 32 tokens over 512.
    assert bucketed(tiny, [*decodes, append], 4) == [
        step_work(tiny, [SequenceWork(1, 1023)] * 4, 4),
        step_work(tiny, [SequenceWork(32, 480)], 1),
    ]


def test_a_chunk_longer_than_the_largest_bucket_is_cut(tiny):
    # 512 tokens over nothing, and 88 over 512, which are padded to 128 in a context of 1024.
    assert bucketed(tiny, [SequenceWork(600, 0)], 1) == [
        step_work(tiny, [SequenceWork(128, 896)], 1),
        step_work(tiny, [SequenceWork(512, 0)], 1),
    ]
