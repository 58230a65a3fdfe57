"""From the arrays of one step to the plain values that leave the engine."""

from __future__ import annotations

from collections.abc import Sequence as Seq
from dataclasses import dataclass

import numpy as np

from serving.engine.logprobs import Float32Array, Logprobs, prompt_logprobs
from serving.engine.messages import SequenceUpdate
from serving.engine.sampler import SampleOutput
from serving.engine.sequence import Sequence
from serving.output import SampledLogprobs

PROGRESS_S = 2.0  # between two tellings of how far a prompt is


@dataclass(frozen=True, slots=True)
class SampledToken:
    token_id: int
    logprobs: SampledLogprobs | None


def sampled_tokens(output: SampleOutput, num_alternatives: Seq[int | None]) -> list[SampledToken]:
    """One per row; `num_alternatives` is what each row asked for, None for no logprobs."""
    place = {row: i for i, row in enumerate(output.logprob_rows)}
    tokens = []
    for row, num_top in enumerate(num_alternatives):
        token_id = int(output.token_ids[row])
        logprobs = None
        if num_top is not None and output.logprobs is not None:
            logprobs = _plain(token_id, output.logprobs, place[row], num_top)
        tokens.append(SampledToken(token_id, logprobs))
    return tokens


def _plain(token_id: int, table: Logprobs, row: int, num_top: int) -> SampledLogprobs:
    ids, values = table.top_ids[row, :num_top].tolist(), table.top_logprobs[row, :num_top].tolist()
    top = tuple(zip(ids, values, strict=True))
    return SampledLogprobs(token_id, float(table.logprobs[row]), int(table.ranks[row]), top)


def score_prompt(sequence: Sequence, logits: Float32Array) -> tuple[SampledLogprobs, ...]:
    """Logprobs of the prompt tokens that this step's rows predict, each but once.

    Called after the step is committed and before the sampled token is appended. `logits` has a row for
    each of the step's tokens if the sequence is scored: [num_new_tokens, vocab_size].
    """
    if not sequence.has_prompt_logprobs_due:
        return ()
    # The row of position p predicts token p + 1. A preempted sequence comes past some rows again.
    first_row_position = sequence.num_computed_tokens - len(logits)
    start = sequence.num_scored_tokens
    end = min(sequence.num_computed_tokens, sequence.num_prompt_tokens - 1)
    if end <= start:
        return ()
    token_ids = np.asarray(sequence.token_ids[start + 1 : end + 1], np.int64)
    num_top = sequence.sampling_row.params.prompt_logprobs or 0
    rows = logits[start - first_row_position : end - first_row_position]
    table = prompt_logprobs(rows, token_ids, num_top)
    sequence.num_scored_tokens = end
    return tuple(_plain(int(token_id), table, row, num_top) for row, token_id in enumerate(token_ids))


def make_update(
    sequence: Sequence,
    tokens: Seq[SampledToken],
    scores: tuple[SampledLogprobs, ...],
    error: str | None,
    now_s: float,
) -> SequenceUpdate | None:
    """What the replica hears of this step; None for a chunk of prompt that is nobody's news."""
    is_first = sequence.is_news
    sequence.is_news = False
    num_done = _progress(sequence, now_s)
    is_news = tokens or scores or is_first or sequence.finish_reason is not None or num_done is not None
    if not is_news:
        return None
    stop_token_id = None
    if sequence.finish_reason == "stop" and tokens[-1].token_id not in sequence.eos_token_ids:
        stop_token_id = tokens[-1].token_id
    waited_s = None
    if is_first and sequence.first_scheduled_s is not None:
        waited_s = sequence.first_scheduled_s - sequence.arrival_s
    return SequenceUpdate(
        seq_id=sequence.seq_id,
        token_ids=tuple(token.token_id for token in tokens),
        logprobs=tuple(token.logprobs for token in tokens if token.logprobs is not None),
        prompt_logprobs=scores,
        num_cached_tokens=sequence.num_cached_tokens if is_first else None,
        was_evicted=sequence.was_evicted and is_first,
        restored=sequence.restored if is_first else None,
        byte_seconds=sequence.byte_seconds if is_first else {},
        queue_s=waited_s,
        num_prompt_tokens_done=num_done,
        finish_reason=sequence.finish_reason,
        stop_token_id=stop_token_id,
        error=error,
    )


def _progress(sequence: Sequence, now_s: float) -> int | None:
    """How far its prompt is, where that is to be told."""
    if sequence.num_computed_tokens >= sequence.num_prompt_tokens or now_s < sequence.progress_due_s:
        return None
    sequence.progress_due_s = now_s + PROGRESS_S
    return sequence.num_computed_tokens
