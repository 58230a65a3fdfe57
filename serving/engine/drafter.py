"""Proposes draft tokens for one sequence: as many as are worth their cost, often none."""

from __future__ import annotations

from dataclasses import dataclass

from serving.engine.acceptance import AcceptanceRates
from serving.engine.prompt_lookup import PromptLookup

# How much more a draft token must promise than it costs. Close to even there is nothing to win, and
# rates and costs are estimates.
HEDGE = 1.25


@dataclass(frozen=True, slots=True)
class DraftCost:
    """Seconds that a step takes, as one of its decoding sequences sees it."""

    fixed_s: float  # its share of what the step costs before any token
    token_s: float  # what each of its tokens adds


class Drafter:
    """Follows one sequence's tokens. Nothing here can change one: a bad draft costs time, no more."""

    def __init__(self, token_ids: list[int], engine_rates: AcceptanceRates) -> None:
        self._lookup = PromptLookup(token_ids)
        self._rates = AcceptanceRates(engine_rates)

    def catch_up(self) -> bool:
        """Take note of what was sampled since; whether there is anything to draft from."""
        outcomes = self._lookup.catch_up()
        if outcomes:
            self._rates.observe(outcomes)
        return self._lookup.match_length > 0

    def draft(self, max_tokens: int, cost: DraftCost) -> list[int]:
        """At most `max_tokens` tokens that probably come next; after `catch_up`."""
        return self._lookup.guess(self._best_length(max_tokens, cost))

    def _best_length(self, max_tokens: int, cost: DraftCost) -> int:
        """The length at which the expected tokens per second are most.

        A draft token counts only if all before it were accepted too, so its worth falls with each:
        the first that does not raise the rate ends the draft.
        """
        match_length = self._lookup.match_length
        seconds, expected = cost.fixed_s + cost.token_s, 1.0
        reach, length = 1.0, 0
        while length < max_tokens:
            reach *= self._rates.rate(match_length + length)
            if reach * seconds <= HEDGE * cost.token_s * expected:
                break
            seconds += cost.token_s
            expected += reach
            length += 1
        return length
