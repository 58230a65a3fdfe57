"""Turns a scheduled step into the flat arrays of a Batch."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from serving.engine.batch import FED_BACK, Batch, Int32Array
from serving.engine.scheduled_step import ScheduledSequence, ScheduledStep


def build_batch(step: ScheduledStep, block_size: int) -> Batch:
    """Lay the entries' new tokens out one after the other, in the order of the step."""
    entries = step.entries
    num_new = np.fromiter((e.num_tokens for e in entries), np.int32, len(entries))
    starts = np.fromiter((e.sequence.num_computed_tokens for e in entries), np.int32, len(entries))
    query_start = np.zeros(len(entries) + 1, np.int32)
    np.cumsum(num_new, out=query_start[1:])
    num_tokens = int(query_start[-1])
    row_of_token = np.repeat(np.arange(len(entries)), num_new)
    positions = (np.arange(num_tokens) - query_start[row_of_token] + starts[row_of_token]).astype(np.int32)
    block_tables = _block_tables(entries)
    blocks = block_tables[row_of_token, positions // block_size]
    adapters = tuple(entry.sequence.adapter for entry in entries)
    return Batch(
        token_ids=_token_ids(entries, num_tokens),
        positions=positions,
        slot_mapping=(blocks * block_size + positions % block_size).astype(np.int32),
        query_start=query_start,
        seq_lens=starts + num_new,
        block_tables=block_tables,
        logit_rows=_logit_rows(entries, query_start),
        adapters=adapters if any(adapters) else (),
    )


def following_batch(
    batch: Batch, step: ScheduledStep, sampling: NDArray[np.float32], block_size: int
) -> Batch:
    """The decodes of `step`, each by the token that `batch`, of the same sequences, is about to sample."""
    positions = batch.positions + 1
    block_tables = _block_tables(step.entries)
    blocks = block_tables[np.arange(batch.num_seqs), positions // block_size]
    return replace(
        batch,
        token_ids=np.full_like(batch.token_ids, FED_BACK),
        positions=positions,
        slot_mapping=blocks * block_size + positions % block_size,
        seq_lens=batch.seq_lens + 1,
        block_tables=block_tables,
        sampling=sampling,
    )


def _token_ids(entries: list[ScheduledSequence], num_tokens: int) -> Int32Array:
    token_ids = np.empty(num_tokens, np.int32)
    end = 0
    for entry in entries:
        start, end = end, end + entry.num_new_tokens
        first = entry.sequence.num_computed_tokens
        token_ids[start:end] = entry.sequence.token_ids[first : first + entry.num_new_tokens]
        if entry.draft_token_ids:
            start, end = end, end + len(entry.draft_token_ids)
            token_ids[start:end] = entry.draft_token_ids
    return token_ids


def _block_tables(entries: list[ScheduledSequence]) -> Int32Array:
    tables = np.zeros((len(entries), max(len(e.sequence.block_table) for e in entries)), np.int32)
    for row, entry in enumerate(entries):
        tables[row, : len(entry.sequence.block_table)] = entry.sequence.table_array
    return tables


def num_logit_rows(entry: ScheduledSequence) -> int:
    """How many rows of logits an entry needs: none in mid-prompt, one at its end, all for scoring.

    One more for each draft token.
    """
    sequence = entry.sequence
    if sequence.has_prompt_logprobs_due:
        return entry.num_new_tokens
    return int(entry.num_new_tokens == sequence.num_uncomputed_tokens) + len(entry.draft_token_ids)


def _logit_rows(entries: list[ScheduledSequence], query_start: Int32Array) -> Int32Array:
    rows: list[int] = []
    for index, entry in enumerate(entries):
        end = int(query_start[index + 1])
        rows.extend(range(end - num_logit_rows(entry), end))
    return np.asarray(rows, np.int32)
