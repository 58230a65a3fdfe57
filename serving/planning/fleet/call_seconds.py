"""What the calls of a step cost, looked up: millions of steps have few different shapes."""

from __future__ import annotations

from models.neuron.bucket import Bucket
from serving.engine.neuron_calls import rectangles
from serving.planning.calls import Bucketed, bucket_work
from serving.planning.paper_runner import StepPrice


class CallSeconds:
    """Seconds of compiled calls, all padded."""

    def __init__(self, price: StepPrice) -> None:
        assert isinstance(price.calls, Bucketed), "replicas of a fleet run compiled graphs"
        self._price = price
        self._table = price.calls.table
        self._known: dict[Bucket, float] = {}

    def decode(self, num_seqs: int, num_tokens: int) -> float:
        """One token for each of `num_seqs` sequences, the longest of which has `num_tokens` with it.

        A length that is only known to be below a power of two may be past the longest context.
        """
        if not num_seqs:
            return 0.0
        return self._call(self._table.smallest(1, num_seqs, min(num_tokens, self._table.longest_context)))

    def prompt(self, num_new: int, num_context: int) -> float:
        """The new tokens of one sequence, over those before them."""
        num_full, rest = divmod(num_new, self._table.longest_extend)
        seconds = self._full(num_full, num_context) if num_full else 0.0
        if rest:
            seconds += self._call(self._table.smallest(self._table.extend_of(rest), 1, num_context + num_new))
        return seconds

    def piece(self, num_context: int) -> float:
        """As many new tokens as one graph takes, over that many; at the most over the longest context."""
        longest = self._table.longest_extend
        context = min(num_context + longest, self._table.longest_context)
        return self._call(self._table.smallest(longest, 1, context))

    def prompts(self, chunks: list[tuple[int, int]]) -> float:
        """A step's prompts: (new tokens, tokens before them) of each."""
        return sum(map(self._call, rectangles(chunks, self._table)))

    def _full(self, num: int, num_context: int) -> float:
        """The first `num` pieces of a prompt, which fill a graph each."""
        longest, seconds, done = self._table.longest_extend, 0.0, 0
        while done < num:
            bucket = self._table.smallest(longest, 1, num_context + (done + 1) * longest)
            upto = min(num, (bucket.context - num_context) // longest)  # pieces that end within its context
            seconds += (upto - done) * self._call(bucket)
            done = upto
        return seconds

    def _call(self, bucket: Bucket) -> float:
        if bucket not in self._known:
            self._known[bucket] = self._price.model.seconds(bucket_work(self._price.shape, bucket))
        return self._known[bucket]
