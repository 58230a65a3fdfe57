"""Samples a step's tokens. A draft token is accepted if it is the very token that its place samples.

A place's token depends on the logits there, on its own random number and on the tokens before it. All
three are what they would be without a draft as long as the draft was right so far, so speculation
changes no token: it only finds out several in one step.
"""

from __future__ import annotations

from collections.abc import Sequence as Seq
from dataclasses import dataclass, field

from serving.engine.logprobs import Float32Array
from serving.engine.sampler import SamplingRow, UnusableLogits, sample
from serving.engine.scheduled_step import ScheduledStep
from serving.engine.sequence import Sequence
from serving.engine.step_logits import StepLogits
from serving.engine.step_results import SampledToken, sampled_tokens


@dataclass(slots=True)
class SpeculationStats:
    """Running totals since the start."""

    num_drafts: int = 0
    num_draft_tokens: int = 0
    num_accepted_tokens: int = 0

    def count(self, verification: Verification) -> None:
        self.num_drafts += 1
        self.num_draft_tokens += len(verification.draft_token_ids)
        self.num_accepted_tokens += verification.num_accepted


@dataclass(slots=True, eq=False)
class Verification:
    """One sequence's way through its rows of logits: that of its last token, then its draft tokens'."""

    sequence: Sequence
    draft_token_ids: tuple[int, ...]
    next_row: int  # of the step's logits
    tokens: list[SampledToken] = field(default_factory=list)
    error: str | None = None
    is_done: bool = False

    @property
    def num_accepted(self) -> int:
        """Draft tokens whose logits were used. The last of `tokens` has no K and V that count, as ever."""
        return max(0, len(self.tokens) - 1)

    def rows_ahead(self) -> list[SamplingRow]:
        """What can be sampled now: one row where what is done to it depends on the token before it."""
        row = self.sequence.sampling_row
        if row.depends_on_tokens or not self.draft_token_ids:
            return [row]
        return [row.ahead(i) for i in range(len(self.draft_token_ids) + 1)]

    def take(self, results: Seq[SampledToken | str]) -> None:
        """Go on through the rows that were sampled, each a token or why there is none."""
        for result in results:
            if isinstance(result, str):
                # With tokens before it, it is the next step that fails: these go out first.
                self.error = None if self.tokens else result
                self.is_done = True
                return
            self._append(result)
            if not self._goes_on:
                self.is_done = True
                return

    def _append(self, token: SampledToken) -> None:
        if self.tokens:
            self.sequence.accept_draft()
        self.tokens.append(token)
        self.sequence.append(token.token_id)
        self.next_row += 1

    @property
    def _goes_on(self) -> bool:
        num_tokens = len(self.tokens)
        return (
            num_tokens <= len(self.draft_token_ids)
            and self.draft_token_ids[num_tokens - 1] == self.tokens[-1].token_id
            and self.sequence.reason_to_finish() is None
        )


def sample_step(step: ScheduledStep, logits: StepLogits) -> list[Verification]:
    """Append to each sequence that wants one the token that comes next, and those its draft foresaw.

    Called after the step is committed. The results stand in the order of the step.
    """
    verifications = [
        Verification(entry.sequence, entry.draft_token_ids, logits.next_row(entry))
        for entry in step.entries
        if entry.sequence.wants_token
    ]
    pending = verifications
    while pending:
        _sample_rows_ahead(pending, logits)
        pending = [verification for verification in pending if not verification.is_done]
    return verifications


def _sample_rows_ahead(pending: list[Verification], logits: StepLogits) -> None:
    rows: list[SamplingRow] = []
    indices: list[int] = []
    ends: list[int] = []
    for verification in pending:
        ahead = verification.rows_ahead()
        rows.extend(ahead)
        indices.extend(range(verification.next_row, verification.next_row + len(ahead)))
        ends.append(len(rows))
    results = _sample_undecided(logits, indices, rows)
    start = 0
    for verification, end in zip(pending, ends, strict=True):
        verification.take(results[start:end])
        start = end


def _sample_undecided(
    logits: StepLogits, indices: Seq[int], rows: Seq[SamplingRow]
) -> list[SampledToken | str]:
    """Each row's token, from the runner or from its logits, or what is wrong with these."""
    decided = logits.decided(indices)
    left = [i for i, token_id in enumerate(decided) if token_id is None]
    from_logits = iter(
        _sample_usable(logits.pick([indices[i] for i in left]), [rows[i] for i in left]) if left else ()
    )
    return [next(from_logits) if token_id is None else SampledToken(token_id, None) for token_id in decided]


def _sample_usable(logits: Float32Array, rows: Seq[SamplingRow]) -> list[SampledToken | str]:
    """Each row's token, or what is wrong with its logits."""
    reasons: dict[int, str] = {}
    usable = list(range(len(rows)))
    tokens: dict[int, SampledToken] = {}
    while usable and not tokens:
        asking = [rows[i] for i in usable]
        try:
            output = sample(logits[usable] if reasons else logits, asking)
        except UnusableLogits as error:
            reasons |= {usable[i]: reason for i, reason in error.reasons.items()}
            usable = [i for i in usable if i not in reasons]
            continue
        sampled = sampled_tokens(output, [row.params.logprobs for row in asking])
        tokens = dict(zip(usable, sampled, strict=True))
    return [reasons[i] if i in reasons else tokens[i] for i in range(len(rows))]
