"""What the sampler must know of one row of logits: its parameters, its place, and the tokens so far."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from kernels.sample.params import pack
from serving.engine.grammars.reasoning import ReplyState
from serving.request import UINT64_MAX, SamplingParams

Saved = tuple[NDArray[np.int64] | slice, NDArray[np.float32]]  # token ids, and the logits that they had


class TokenCounts:
    """Which tokens a sequence has, and how often each stands in its output. One id costs O(1).

    The penalties read it at each step, so it is kept as arrays that grow, not rebuilt from the ids.
    """

    __slots__ = ("_ids", "_index", "_output_counts")

    def __init__(self, prompt_token_ids: Iterable[int], output_token_ids: Iterable[int] = ()) -> None:
        distinct = dict.fromkeys(prompt_token_ids)
        self._index = {token_id: slot for slot, token_id in enumerate(distinct)}
        self._ids = np.array(list(distinct), dtype=np.int64)
        self._output_counts = np.zeros(len(distinct), dtype=np.int64)
        for token_id in output_token_ids:
            self.append(token_id)

    @staticmethod
    def are_needed_by(params: SamplingParams) -> bool:
        return (
            params.repetition_penalty != 1.0
            or params.presence_penalty != 0.0
            or params.frequency_penalty != 0.0
        )

    def append(self, token_id: int) -> None:
        """Count one more token of the output."""
        slot = self._index.setdefault(token_id, len(self._index))
        if slot == len(self._ids):
            self._grow()
        self._ids[slot] = token_id
        self._output_counts[slot] += 1

    @property
    def token_ids(self) -> NDArray[np.int64]:
        """The distinct ids of prompt and output, [num_distinct]; a view, valid until the next `append`."""
        return self._ids[: len(self._index)]

    @property
    def output_counts(self) -> NDArray[np.int64]:
        """How often each of `token_ids` is in the output, [num_distinct]; a view as well."""
        return self._output_counts[: len(self._index)]

    def _grow(self) -> None:
        extra = max(64, len(self._ids))
        self._ids = np.concatenate((self._ids, np.zeros(extra, dtype=np.int64)))
        self._output_counts = np.concatenate((self._output_counts, np.zeros(extra, dtype=np.int64)))


@dataclass(slots=True, eq=False, kw_only=True)
class SamplingRow:
    """One row's parameters and place. A sequence may keep one and `advance` it, or build one per step."""

    params: SamplingParams
    seed: int  # any signed or unsigned 64 bits; taken modulo 2**64
    position: int  # absolute position in the sequence of the token to be sampled
    choice: int = 0  # index among the `n` choices
    num_output_tokens: int = 0
    end_token_ids: Collection[int] = ()  # EOS and stop tokens: what `min_tokens` holds back
    counts: TokenCounts | None = None  # required where `TokenCounts.are_needed_by(params)`
    grammar: ReplyState | None = None  # which tokens may come; None: any
    packed: bytes = field(init=False)  # what stays the same from token to token, as the kernel reads it

    def __post_init__(self) -> None:
        params = self.params
        self.packed = pack(
            seed=self.key,
            choice=self.choice,
            temperature=params.temperature,
            top_k=params.top_k,
            top_p=params.top_p,
            min_p=params.min_p,
        )
        if self.counts is None and TokenCounts.are_needed_by(self.params):
            raise ValueError(
                "counts is None but the parameters have a penalty. Pass the sequence's TokenCounts."
            )

    @property
    def key(self) -> int:
        """The seed as the 64 unsigned bits that Philox takes."""
        return self.seed & UINT64_MAX

    @property
    def holds_back_end(self) -> bool:
        return self.num_output_tokens < self.params.min_tokens and bool(self.end_token_ids)

    @property
    def changes_logits(self) -> bool:
        """Whether a bias, a penalty, the `min_tokens` mask or a grammar applies to this token."""
        return self.depends_on_tokens or bool(self.params.logit_bias) or self.holds_back_end

    @property
    def depends_on_tokens(self) -> bool:
        """Whether what is done to the logits depends on the tokens before, not on their number alone."""
        return self.counts is not None or self.grammar is not None

    def ahead(self, num_tokens: int) -> SamplingRow:
        """The row of the place so many tokens further on, whatever the tokens in between are."""
        assert not self.depends_on_tokens, "what a penalty or a grammar does depends on the tokens in between"
        return replace(
            self,
            position=self.position + num_tokens,
            num_output_tokens=self.num_output_tokens + num_tokens,
        )

    def advance(self, token_id: int) -> None:
        """Take note of the sampled token and move on to the next position."""
        self.position += 1
        self.num_output_tokens += 1
        if self.counts is not None:
            self.counts.append(token_id)
        if self.grammar is not None:
            self.grammar.advance(token_id)

    def apply(self, row: NDArray[np.float32]) -> list[Saved]:
        """Apply bias, penalties and masks, in that order, to one row of logits in place, [vocab_size].

        Returns what `restore` needs: without a grammar, to copy the whole row would cost more than all else
        that is done to it.

        Each processor computes in float64 and rounds to float32. A token's logit after the penalties is

            l' = (l / repetition if l > 0 else l * repetition) - presence * [count > 0] - frequency * count

        with the repetition penalty of Keskar et al., "CTRL" (2019), section 4.1, over prompt and output
        in the signed form that Hugging Face uses, and OpenAI's other two over the output.
        """
        saved: list[Saved] = []
        if self.params.logit_bias:
            token_ids, biases = map(np.array, zip(*self.params.logit_bias, strict=True))
            _replace(row, token_ids, row[token_ids] + biases, saved)
        if self.counts is not None:
            _replace(row, self.counts.token_ids, self._penalized(row, self.counts), saved)
        if self.grammar is not None:
            saved.append((slice(None), row.copy()))
            np.copyto(row, -np.inf, where=~self._allowed(self.grammar))
        elif self.holds_back_end:
            token_ids = np.array(list(self.end_token_ids))
            _replace(row, token_ids, np.full(len(token_ids), -np.inf), saved)
        return saved

    def _allowed(self, grammar: ReplyState) -> NDArray[np.bool_]:
        """What the grammar allows. Where it leaves only the end, `min_tokens` does not hold that back."""
        allowed = grammar.allowed()
        if self.holds_back_end:
            goes_on = allowed.copy()
            goes_on[list(self.end_token_ids)] = False
            return goes_on if goes_on.any() else allowed
        return allowed

    def _penalized(self, row: NDArray[np.float32], counts: TokenCounts) -> NDArray[np.float64]:
        params, repetition = self.params, self.params.repetition_penalty
        values = row[counts.token_ids].astype(np.float64)
        if repetition != 1.0:
            values = np.where(values > 0, values / repetition, values * repetition)
        values -= params.presence_penalty * (counts.output_counts > 0)
        values -= params.frequency_penalty * counts.output_counts
        return values


def _replace(
    row: NDArray[np.float32], token_ids: NDArray[np.int64], values: NDArray[np.float64], saved: list[Saved]
) -> None:
    saved.append((token_ids, row[token_ids]))
    row[token_ids] = values


def restore(row: NDArray[np.float32], saved: list[Saved]) -> None:
    """Undo `SamplingRow.apply`."""
    for token_ids, values in reversed(saved):
        row[token_ids] = values
