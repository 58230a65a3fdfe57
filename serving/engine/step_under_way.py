"""A step that the runner has been given, and whose result is yet to be taken."""

from __future__ import annotations

from dataclasses import dataclass

from serving.engine.batch import Batch
from serving.engine.runner import StepHandle
from serving.engine.scheduled_step import ScheduledStep
from serving.engine.step_logits import StepLogits


@dataclass(slots=True, eq=False)
class StepUnderWay:
    """`step` loses the sequences that end, or turn out to go on otherwise, before the result is taken."""

    step: ScheduledStep
    batch: Batch
    handle: StepHandle
    ranges: dict[str, tuple[int, int]]  # the rows of each sequence; see StepLogits

    def logits(self) -> StepLogits:
        """Waits for the runner."""
        output = self.handle.result()
        return StepLogits(output.logits, self.ranges, output.token_ids)

    def keep(self, logits: StepLogits) -> bool:
        """Drop what the step before, with these `logits`, ended or left to the host. Whether any is left."""
        self.step.entries = [
            entry
            for entry in self.step.entries
            if not entry.sequence.is_finished and None not in logits.decided([logits.next_row(entry)])
        ]
        return bool(self.step.entries)

    def drop_finished(self) -> None:
        self.step.entries = [entry for entry in self.step.entries if not entry.sequence.is_finished]
