"""How much of the prompts was found in the cache and how much was computed, as it happens."""

from __future__ import annotations

from dataclasses import dataclass

from serving.engine.sequence import Sequence


@dataclass(slots=True)
class PromptTotals:
    """Running totals since the start, in tokens. A turn's prompt counts once, however many choices it has."""

    num_queried_tokens: int = 0
    num_hit_tokens: int = 0
    num_prefilled_tokens: int = 0

    def begin(self, sequence: Sequence) -> None:
        """It was admitted for the first time: its prompt has been looked up."""
        if sequence.leader is not None:
            return
        assert sequence.num_cached_tokens is not None, "it was looked up"
        num_hit = min(sequence.num_cached_tokens, sequence.num_prompt_tokens)
        sequence.num_known_prompt_tokens = num_hit
        self.num_queried_tokens += sequence.num_prompt_tokens
        self.num_hit_tokens += num_hit

    def count(self, sequence: Sequence) -> None:
        """Some of its prompt was computed; what a preempted one computes again is not counted again."""
        if sequence.leader is not None:
            return
        num_known = min(sequence.num_computed_tokens, sequence.num_prompt_tokens)
        if num_known > sequence.num_known_prompt_tokens:
            self.num_prefilled_tokens += num_known - sequence.num_known_prompt_tokens
            sequence.num_known_prompt_tokens = num_known
