"""Gives the decodes of a step their drafts, from what tokens, time and blocks the others left."""

from __future__ import annotations

from dataclasses import replace

from serving.config import EngineConfig
from serving.engine.acceptance import AcceptanceRates
from serving.engine.block_pool import BlockPool
from serving.engine.decode_cost import DecodeCost
from serving.engine.drafter import DraftCost, Drafter
from serving.engine.scheduled_step import ScheduledStep, StepBudget
from serving.engine.sequence import Sequence
from serving.engine.step_cost import StepCost

# Only steps of different sizes tell what a token more in a decode costs. After so many that had drafts one
# goes without, and after so many without, though there was a match, one has a draft of a few tokens.
PROBE_PERIOD_STEPS = 100
PROBE_TOKENS = 3
_NO_COST = DraftCost(fixed_s=1.0, token_s=0.0)


class Drafting:
    """The scheduler's last act in a step. It preempts nobody; until accepted, a draft counts for nothing."""

    def __init__(
        self, config: EngineConfig, pool: BlockPool, cost: StepCost, decode_cost: DecodeCost
    ) -> None:
        """`cost` keeps the step within its time, `decode_cost` says what is worth a draft."""
        self._config = config
        self._pool = pool
        self._cost = cost
        self._decode_cost = decode_cost
        self._rates = AcceptanceRates()
        self._num_steps_alike = 0  # the last ones, that had all drafts, or none
        self._had_drafts = False

    def add_drafts(self, step: ScheduledStep, num_running: int) -> None:
        """Lengthen the step's decodes, oldest first, by the drafts that are worth it."""
        if self._config.num_speculative_tokens == 0:
            return
        drafters = self._drafters_with_a_match(step)
        if not drafters:
            return
        is_probe = self._num_steps_alike >= PROBE_PERIOD_STEPS
        has_drafts = False
        if not is_probe:
            has_drafts = self._draft(step, drafters, num_running, self._config.num_speculative_tokens)
        elif not self._had_drafts:
            first = dict([next(iter(drafters.items()))])
            has_drafts = self._draft(step, first, num_running, PROBE_TOKENS, _NO_COST)
        self._num_steps_alike = self._num_steps_alike + 1 if has_drafts == self._had_drafts else 0
        self._had_drafts = has_drafts

    def _draft(
        self,
        step: ScheduledStep,
        drafters: dict[int, Drafter],
        num_running: int,
        max_tokens: int,
        cost: DraftCost | None = None,
    ) -> bool:
        """Whether there is any draft; `cost` if it is not to be what the steps so far say."""
        cost = cost or DraftCost(self._decode_cost.fixed_s / step.num_decodes, self._decode_cost.token_s)
        budget = self._budget(step)
        has_drafts = False
        for index, drafter in drafters.items():
            if budget.is_spent:
                break
            entry = step.entries[index]
            token_s = self._cost.marginal_s(1, entry.sequence.num_computed_tokens)
            draft = drafter.draft(min(max_tokens, self._max_tokens(entry.sequence, budget, token_s)), cost)
            draft = draft[: self._reserve_slots(entry.sequence, len(draft), num_running)]
            if draft:
                step.entries[index] = replace(entry, draft_token_ids=tuple(draft))
                budget.spend(len(draft), len(draft) * token_s)
                has_drafts = True
        return has_drafts

    def _drafters_with_a_match(self, step: ScheduledStep) -> dict[int, Drafter]:
        """By index into the step's entries."""
        drafters = {}
        for index, entry in enumerate(step.entries):
            sequence = entry.sequence
            if not sequence.is_decoding:
                continue
            if sequence.drafter is None:
                sequence.drafter = Drafter(sequence.token_ids, self._rates)
            if sequence.drafter.catch_up():
                drafters[index] = sequence.drafter
        return drafters

    def _budget(self, step: ScheduledStep) -> StepBudget:
        num_tokens = self._config.max_num_batched_tokens - step.num_tokens
        if len(step.entries) == 1:  # a longer step makes nobody else wait
            return StepBudget(num_tokens, None)
        step_s = self._cost.seconds(step.size)
        return StepBudget(num_tokens, max(0.0, self._config.max_step_ms / 1000 - step_s))

    def _max_tokens(self, sequence: Sequence, budget: StepBudget, token_s: float) -> int:
        # The step samples one token more than it accepts. max_tokens already keeps to max_model_len.
        num_wanted = sequence.max_tokens - sequence.num_output_tokens - 1
        if budget.seconds is None:
            return min(num_wanted, budget.num_tokens)
        return min(num_wanted, budget.num_tokens, int(budget.seconds / token_s))

    def _reserve_slots(self, sequence: Sequence, num_draft_tokens: int, num_running: int) -> int:
        """Slots for up to so many draft tokens; how many there are."""
        block_table, size = sequence.block_table, self._pool.block_size
        num_missing = -(-(sequence.num_tokens + num_draft_tokens) // size) - len(block_table)
        # Each running sequence may need a block for its next token: those are not for drafts.
        if 0 < num_missing <= self._pool.num_available - num_running:
            block_table.extend(self._pool.allocate(num_missing))
        return min(num_draft_tokens, len(block_table) * size - sequence.num_tokens)
