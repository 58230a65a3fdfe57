"""What a runner that samples needs to know of each row of logits."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kernels.sample.philox import uniform
from models.neuron.sampling import TOP_K, is_exact
from serving.engine.batch_builder import num_logit_rows
from serving.engine.sampling_row import SamplingRow
from serving.engine.scheduled_step import ScheduledSequence, ScheduledStep


def sampling_params(step: ScheduledStep, ahead: int = 0) -> NDArray[np.float32]:
    """float32 [num_logit_rows, 4]: see `Batch.sampling`; of the places so many tokens further on.

    A row is the runner's only if its token depends on its logits and these four numbers alone, and no
    log-probability is asked for.
    """
    rows = [row for entry in step.entries for row in _sampled_rows(entry, ahead)]
    table = np.zeros((len(rows), 4), np.float32)
    chosen = [(i, row) for i, row in enumerate(rows) if row is not None]
    if not chosen:
        return table
    numbers = uniform(
        [row.key for _, row in chosen], [row.choice for _, row in chosen], [row.position for _, row in chosen]
    )
    for (i, row), u in zip(chosen, numbers.tolist(), strict=True):
        params = row.params
        table[i] = (params.top_k if params.temperature else 1, params.top_p, params.temperature, u)
    return table


def are_all_sampled(params: NDArray[np.float32]) -> bool:
    """Whether no row is the host's from the start."""
    return bool((params[:, TOP_K] > 0).all())


def _sampled_rows(entry: ScheduledSequence, ahead: int) -> list[SamplingRow | None]:
    """One per row of logits of the entry; None: the host's."""
    num_rows = num_logit_rows(entry)
    row = entry.sequence.sampling_row
    num_places = 1 + len(entry.draft_token_ids)
    if num_rows != num_places or not _is_for_the_runner(row):
        return [None] * num_rows
    is_next = num_places == 1 and not ahead
    places = [row] if is_next else [row.ahead(ahead + i) for i in range(num_places)]
    return [None if place.changes_logits else place for place in places]


def _is_for_the_runner(row: SamplingRow) -> bool:
    params = row.params
    return (
        not row.depends_on_tokens
        and params.logprobs is None
        and is_exact(params.temperature, params.top_k, params.min_p)
    )
