"""Into which calls of the model a runner cuts a step."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from models.neuron.bucket import Bucket, BucketTable
from serving.engine.neuron_calls import rectangles
from serving.planning.model_shape import ModelShape
from serving.planning.step_work import SequenceWork, StepWork, step_work

# The sequences of a step and its rows of logits, to the calls that it becomes.
Calls = Callable[[ModelShape, Sequence[SequenceWork], int], list[StepWork]]


def ragged(model: ModelShape, sequences: Sequence[SequenceWork], num_rows: int) -> list[StepWork]:
    """The CPU's: one call, nothing padded."""
    return [step_work(model, sequences, num_rows)]


class Bucketed:
    """Compiled graphs': the very calls that their runner makes, each as large as its bucket."""

    def __init__(self, buckets: Sequence[Bucket]) -> None:
        self.table = BucketTable(buckets)

    def __call__(self, model: ModelShape, sequences: Sequence[SequenceWork], num_rows: int) -> list[StepWork]:
        del num_rows  # a bucket gives what it was compiled to give
        pairs = [(s.num_new_tokens, s.num_context_tokens) for s in sequences]
        return [bucket_work(model, bucket) for bucket in rectangles(pairs, self.table)]


def bucket_work(model: ModelShape, bucket: Bucket) -> StepWork:
    """Of one call of a graph, whatever of it is padding."""
    sequence = SequenceWork(bucket.extend, max(0, bucket.context - bucket.extend))
    return step_work(model, [sequence] * bucket.batch, bucket.num_logit_rows)
