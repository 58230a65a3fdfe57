"""What is around the model: scheduling, sampling, text, log and stream, in seconds."""

from __future__ import annotations

from dataclasses import astuple, dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class HostCost:
    """Paid by the host's processor for each step, each row of logits, and each turn."""

    step_s: float = 0.0
    row_s: float = 0.0  # scheduling and sampling a sequence, and what follows a token
    logit_s: float = 0.0  # sampling: for each entry of each row, [rows, vocab_size]
    turn_s: float = 0.0  # from the socket to the engine, and the first bytes back

    def step_seconds(self, num_rows: int, vocab_size: int) -> float:
        return self.step_s + (self.row_s + self.logit_s * vocab_size) * num_rows

    def __add__(self, other: HostCost) -> HostCost:
        step_s, row_s, logit_s, turn_s = (a + b for a, b in zip(astuple(self), astuple(other), strict=True))
        return HostCost(step_s=step_s, row_s=row_s, logit_s=logit_s, turn_s=turn_s)
