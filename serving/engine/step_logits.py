"""One step's logits, and which rows are whose."""

from __future__ import annotations

from collections.abc import Sequence as Seq
from dataclasses import dataclass

from serving.engine.batch_builder import num_logit_rows
from serving.engine.logprobs import Float32Array, Int32Array
from serving.engine.scheduled_step import ScheduledSequence, ScheduledStep
from serving.engine.sequence import Sequence


def row_ranges(step: ScheduledStep) -> dict[str, tuple[int, int]]:
    """The rows [start, end) of each sequence, by seq_id, in the order of the step."""
    ranges: dict[str, tuple[int, int]] = {}
    end = 0
    for entry in step.entries:
        start, end = end, end + num_logit_rows(entry)
        ranges[entry.sequence.seq_id] = (start, end)
    return ranges


@dataclass(frozen=True, slots=True)
class StepLogits:
    """float32 [num_logit_rows, vocab_size], and the rows of each sequence.

    token_ids [num_logit_rows], where the runner samples: what it decided, or -1; see StepOutput.
    """

    rows: Float32Array
    ranges: dict[str, tuple[int, int]]
    token_ids: Int32Array | None = None

    def of(self, sequence: Sequence) -> Float32Array:
        """All rows of one sequence: [its num_logit_rows, vocab_size]."""
        start, end = self.ranges[sequence.seq_id]
        return self.rows[start:end]

    def next_row(self, entry: ScheduledSequence) -> int:
        """The row that chooses the token after the sequence's last; those after its draft tokens follow."""
        return self.ranges[entry.sequence.seq_id][1] - 1 - len(entry.draft_token_ids)

    def decided(self, indices: Seq[int]) -> list[int | None]:
        """The tokens that the runner sampled for these rows; None where the logits decide."""
        if self.token_ids is None:
            return [None] * len(indices)
        return [token_id if token_id >= 0 else None for token_id in self.token_ids[indices].tolist()]

    def pick(self, indices: Seq[int]) -> Float32Array:
        """These rows, ascending: [len(indices), vocab_size]."""
        if len(indices) == len(self.rows):  # all of them: nothing to copy
            return self.rows
        return self.rows[indices]
