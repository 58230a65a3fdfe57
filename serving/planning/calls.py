"""Into which calls of the model a runner cuts a step."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from models.neuron.bucket import FINE, FIRST_CONTEXT
from serving.planning.model_shape import ModelShape
from serving.planning.step_work import SequenceWork, StepWork, step_work

# The sequences of a step and its rows of logits, to the calls that it becomes.
Calls = Callable[[ModelShape, Sequence[SequenceWork], int], list[StepWork]]

EXTEND_BUCKETS = FINE.extends


def ragged(model: ModelShape, sequences: Sequence[SequenceWork], num_rows: int) -> list[StepWork]:
    """The CPU's: one call, nothing padded."""
    return [step_work(model, sequences, num_rows)]


def bucketed(model: ModelShape, sequences: Sequence[SequenceWork], num_rows: int) -> list[StepWork]:
    """Compiled graphs': rectangular calls, one for each extend bucket that occurs.

    Each is padded to its extend bucket, to a power of two of sequences and of context, and gives a row
    of logits for each of its sequences. A longer chunk is cut at the largest extend bucket.
    """
    del num_rows
    groups: dict[int, list[SequenceWork]] = defaultdict(list)
    for piece in (piece for sequence in sequences for piece in _pieces(sequence)):
        groups[next(b for b in EXTEND_BUCKETS if b >= piece.num_new_tokens)].append(piece)
    return [_padded(model, extend, groups[extend]) for extend in sorted(groups)]


def _pieces(sequence: SequenceWork) -> list[SequenceWork]:
    largest, end = EXTEND_BUCKETS[-1], sequence.num_new_tokens
    return [
        SequenceWork(min(largest, end - start), sequence.num_context_tokens + start)
        for start in range(0, end, largest)
    ]


def _padded(model: ModelShape, extend: int, sequences: list[SequenceWork]) -> StepWork:
    num_seqs = power_of_two(len(sequences))
    longest = max(s.num_new_tokens + s.num_context_tokens for s in sequences)
    context = max(FIRST_CONTEXT, extend, power_of_two(longest))
    return step_work(model, [SequenceWork(extend, context - extend)] * num_seqs, num_seqs)


def power_of_two(number: int) -> int:
    """The least power of two that is not below `number`."""
    return 1 << (number - 1).bit_length()
