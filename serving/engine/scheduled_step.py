"""What the scheduler decides for one step, and what is left of the step while it decides."""

from __future__ import annotations

from dataclasses import dataclass, field

from serving.engine.block_pool import BlockCopy
from serving.engine.sequence import Sequence
from serving.engine.step_cost import StepSize

# Prefill goes on at least at this pace, however long the decodes alone take.
MIN_CHUNK_TOKENS = 16


@dataclass(frozen=True, slots=True)
class ScheduledSequence:
    sequence: Sequence
    num_new_tokens: int
    draft_token_ids: tuple[int, ...] = ()  # guesses about what follows the sequence's last token

    @property
    def num_tokens(self) -> int:
        return self.num_new_tokens + len(self.draft_token_ids)


@dataclass(slots=True)
class ScheduledStep:
    """One step's work: first the copies, in order, then the new tokens of each entry."""

    entries: list[ScheduledSequence] = field(default_factory=list)
    copies: list[BlockCopy] = field(default_factory=list)

    @property
    def num_tokens(self) -> int:
        return sum(entry.num_tokens for entry in self.entries)

    @property
    def num_prefill_tokens(self) -> int:
        return sum(entry.num_tokens for entry in self.entries if not entry.sequence.is_decoding)

    @property
    def size(self) -> StepSize:
        return StepSize.sum((entry.num_tokens, entry.sequence.num_computed_tokens) for entry in self.entries)

    @property
    def num_decodes(self) -> int:
        return sum(entry.sequence.is_decoding for entry in self.entries)

    @property
    def is_all_decodes(self) -> bool:
        return all(entry.sequence.is_decoding for entry in self.entries)

    def includes(self, sequence: Sequence) -> bool:
        return any(entry.sequence is sequence for entry in self.entries)


@dataclass(slots=True)
class StepBudget:
    """What is left of a step for prefills, and then for drafts."""

    num_tokens: int
    seconds: float | None  # None: no decode waits for the end of this step
    num_floor_tokens: int = MIN_CHUNK_TOKENS  # allowed whatever the time

    def spend(self, num_tokens: int, seconds: float) -> None:
        self.num_tokens -= num_tokens
        self.num_floor_tokens = max(0, self.num_floor_tokens - num_tokens)
        if self.seconds is not None:
            self.seconds = max(0.0, self.seconds - seconds)

    @property
    def is_spent(self) -> bool:
        return self.num_tokens <= 0 or self.seconds == 0.0
