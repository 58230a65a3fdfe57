"""What the calls of a step cost, looked up: millions of steps have few different shapes."""

from __future__ import annotations

from bisect import bisect_left

from serving.planning.calls import EXTEND_BUCKETS, power_of_two
from serving.planning.paper_runner import StepPrice
from serving.planning.step_work import SequenceWork


class CallSeconds:
    """Seconds of compiled calls by (new tokens of each sequence, sequences, longest context), all padded."""

    def __init__(self, price: StepPrice) -> None:
        self._price = price
        self._known: dict[tuple[int, int, int], float] = {}
        self._known_prompts: dict[tuple[int, int, int, int], float] = {}

    def decode(self, num_seqs: int, num_tokens: int) -> float:
        """One token for each of `num_seqs` sequences, the longest of which has `num_tokens` with it."""
        return self._call(0, num_seqs, num_tokens) if num_seqs else 0.0

    def prompt(self, num_new: int, num_context: int) -> float:
        """The new tokens of one sequence, over those before them."""
        num_full, rest = divmod(num_new, EXTEND_BUCKETS[-1])
        key = (
            num_full,
            bisect_left(EXTEND_BUCKETS, rest),
            (num_context + num_full * EXTEND_BUCKETS[-1] - 1).bit_length(),
            (num_context + num_new - 1).bit_length(),
        )
        if key not in self._known_prompts:
            self._known_prompts[key] = self.prompts([(num_new, num_context)])
        return self._known_prompts[key]

    def prompts(self, chunks: list[tuple[int, int]]) -> float:
        """A step's prompts: (new tokens, tokens before them) of each."""
        groups: dict[int, list[int]] = {}
        largest = EXTEND_BUCKETS[-1]
        for num_new, num_context in chunks:
            num_full, rest = divmod(num_new, largest)
            pieces = (
                [(len(EXTEND_BUCKETS) - 1, num_full, num_context + num_full * largest)] if num_full else []
            )
            if rest:
                pieces.append((bisect_left(EXTEND_BUCKETS, rest), 1, num_context + num_new))
            for bucket, num_seqs, longest in pieces:
                group = groups.setdefault(bucket, [0, 0])
                group[0] += num_seqs
                group[1] = max(group[1], longest)
        return sum(self._call(bucket, *group) for bucket, group in groups.items())

    def _call(self, bucket: int, num_seqs: int, longest: int) -> float:
        extend = EXTEND_BUCKETS[bucket]
        key = (bucket, power_of_two(num_seqs), max(power_of_two(longest), power_of_two(extend)))
        if key not in self._known:
            _, padded_seqs, context = key
            sequences = [SequenceWork(extend, context - extend)] * padded_seqs
            self._known[key] = self._price.seconds_of(sequences, padded_seqs)
        return self._known[key]
