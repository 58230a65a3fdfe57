"""How often a guess comes true, by the length of the match that it rests on."""

from __future__ import annotations

from collections.abc import Iterable

from serving.engine.prompt_lookup import MAX_MATCH_TOKENS, MIN_MATCH_TOKENS, Outcome

# Where nothing is known yet: the rates of lengths 2 to 8 are taken to rise from the first to the last.
_FIRST_RATES = (0.4, 0.8)
_FIRST_WEIGHT = 8.0  # outcomes that these count for
_ENGINE_MEMORY = 500.0  # outcomes, by length; older ones fade
_SEQUENCE_MEMORY = 50.0
_SEQUENCE_WEIGHT = 8.0  # outcomes that the engine's rate counts for in a sequence's


class AcceptanceRates:
    """Rates that follow the outcomes, and begin where another table stands.

    The engine keeps one over all sequences; each sequence's own starts from it. Outcomes are known of
    every guess, whether the runner was given it as a draft or not: the token that came tells. So a rate
    needs no trials, and sees at once when a text begins to repeat itself.
    """

    def __init__(self, prior: AcceptanceRates | None = None) -> None:
        self._prior = prior
        self._memory = _ENGINE_MEMORY if prior is None else _SEQUENCE_MEMORY
        self._num_hits = [0.0] * (MAX_MATCH_TOKENS + 1)
        self._num_outcomes = [0.0] * (MAX_MATCH_TOKENS + 1)

    def rate(self, match_length: int) -> float:
        """The chance that the next guess comes true."""
        length = min(match_length, MAX_MATCH_TOKENS)
        if self._prior is None:
            weight, prior = _FIRST_WEIGHT, _first_rate(length)
        else:
            weight, prior = _SEQUENCE_WEIGHT, self._prior.rate(length)
        return (self._num_hits[length] + weight * prior) / (self._num_outcomes[length] + weight)

    def observe(self, outcomes: Iterable[Outcome]) -> None:
        fading = 1 - 1 / self._memory
        for match_length, is_hit in outcomes:
            length = min(match_length, MAX_MATCH_TOKENS)
            self._num_hits[length] = self._num_hits[length] * fading + is_hit
            self._num_outcomes[length] = self._num_outcomes[length] * fading + 1
        if self._prior is not None:
            self._prior.observe(outcomes)


def _first_rate(length: int) -> float:
    low, high = _FIRST_RATES
    return low + (high - low) * (length - MIN_MATCH_TOKENS) / (MAX_MATCH_TOKENS - MIN_MATCH_TOKENS)
