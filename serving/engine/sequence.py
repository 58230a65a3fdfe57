"""One choice of one running turn: its tokens, and where their keys and values live."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

import numpy as np

from serving.engine.batch import Int32Array
from serving.engine.drafter import Drafter
from serving.engine.sampling_row import SamplingRow
from serving.kv.holdings import Account
from serving.kv.keys import KeySpace
from serving.kv.tiered_store import FarTier
from serving.output import FinishReason, Restored, Tier


class SequenceStatus(Enum):
    RESTORING = auto()  # its blocks are on their way from elsewhere; holds those that have come
    WAITING = auto()  # holds no blocks but those that have come so
    RUNNING = auto()
    FINISHED = auto()


@dataclass(slots=True, eq=False)
class Sequence:
    """The scheduler's only working unit. Prefill is many uncomputed tokens, decode is one: not two kinds."""

    seq_id: str
    token_ids: list[int]  # prompt, then output
    num_prompt_tokens: int
    max_tokens: int  # of output; already cut to what the context has room for
    key_space: KeySpace
    sampling_row: SamplingRow  # parameters and counters of the token to be sampled next
    eos_token_ids: frozenset[int] = frozenset()
    adapter: str | None = None  # that it is computed with, by its content
    arrival_s: float = 0.0
    session_id: str | None = None  # as its client calls it; None: it has none
    is_filed: bool = False  # its KV is kept in files too
    leased_until_s: float = 0.0  # until then its blocks are leased
    drafter: Drafter | None = None  # from its first decode on, where the engine speculates
    leader: Sequence | None = None  # choice 0 of the same turn: its prompt is computed first, then shared

    status: SequenceStatus = SequenceStatus.WAITING
    num_computed_tokens: int = 0  # tokens whose K and V are in the cache
    progress_due_s: float = 0.0  # when it is next told how far the prompt is
    block_table: list[int] = field(
        default_factory=list
    )  # entry i holds tokens [i*block_size, (i+1)*block_size)
    block_keys: list[bytes] = field(default_factory=list)  # keys of the blocks that are full and computed
    prefix_keys: list[bytes] = field(default_factory=list)  # of its first whole blocks, as far as matched
    num_cached_tokens: int | None = None  # prompt tokens found resident at the first admission
    held_blocks: list[int] = field(default_factory=list)  # of its first tokens, until it runs: see Restoring
    may_restore: bool = True  # what is elsewhere of it is to be brought
    restored_tokens: range = range(0)  # that came from elsewhere before
    restoring_since_s: float = 0.0
    restoring_from: FarTier = "disk"
    awaited_keys: list[bytes] = field(default_factory=list)  # of all its blocks that are to be here then
    num_awaited_tokens: int = 0  # which they hold
    restore_s: float = 0.0  # it waited for them
    restored: Restored | None = None  # where its cached tokens came from, known at the first admission
    byte_seconds: Mapping[Tier, float] = field(default_factory=dict)  # see KVUsage; known at that time
    num_known_prompt_tokens: int = (
        0  # most prompt tokens that were ever in the cache, found there or computed
    )
    was_evicted: bool = False  # what comes next in the prompt was here, and was evicted
    num_expected_tokens: int = 0  # what admission will have to compute, as far as is known
    num_preemptions: int = 0
    first_scheduled_s: float | None = None
    is_news: bool = True  # the replica has not heard of it yet
    num_scored_tokens: int = 0  # prompt tokens whose logprobs have been handed out
    finish_reason: FinishReason | None = None
    _table: list[int] | None = None  # what `_table_array` was made of
    _table_array: Int32Array | None = None

    @property
    def table_array(self) -> Int32Array:
        """`block_table` as int32; made again only when it is another or has grown."""
        array = self._table_array
        if array is None or self._table is not self.block_table or len(array) != len(self.block_table):
            array = np.array(self.block_table, np.int32)
            self._table, self._table_array = self.block_table, array
        return array

    @property
    def account(self) -> Account:
        """For whom its blocks count."""
        return Account(self.key_space.folder, self.session_id or "")

    @property
    def num_tokens(self) -> int:
        return len(self.token_ids)

    @property
    def num_output_tokens(self) -> int:
        return len(self.token_ids) - self.num_prompt_tokens

    @property
    def num_uncomputed_tokens(self) -> int:
        return len(self.token_ids) - self.num_computed_tokens

    @property
    def is_decoding(self) -> bool:
        return self.num_uncomputed_tokens == 1 and self.num_computed_tokens >= self.num_prompt_tokens

    @property
    def has_prompt_logprobs_due(self) -> bool:
        """Choice 0 scores the prompt for all; from the second prompt token on, each has a logprob."""
        is_asked = self.sampling_row.params.prompt_logprobs is not None and self.sampling_row.choice == 0
        return is_asked and self.num_scored_tokens < self.num_prompt_tokens - 1

    @property
    def wants_token(self) -> bool:
        """After a step: everything is computed, so the last row's logits choose the next token."""
        return self.num_uncomputed_tokens == 0 and self.max_tokens > 0

    def note_restored(self, start: int, end: int) -> None:
        """Tokens from `start` to `end` have come from elsewhere, behind those that have come before."""
        if end > start:
            self.restored_tokens = range(self.restored_tokens.start if self.restored_tokens else start, end)

    def append(self, token_id: int) -> None:
        self.token_ids.append(token_id)
        self.sampling_row.advance(token_id)

    def accept_draft(self) -> None:
        """The token just appended is the draft token of its position: its K and V are in the cache."""
        self.num_computed_tokens += 1

    def reason_to_finish(self) -> FinishReason | None:
        """Looks at the last output token. `max_tokens=0` only scores: it is done with its prompt."""
        if self.num_output_tokens == 0:
            return "length" if self.max_tokens == 0 and self.num_uncomputed_tokens == 0 else None
        if self.num_uncomputed_tokens == 1 and self.token_ids[-1] in self.sampling_row.end_token_ids:
            return "stop"
        return "length" if self.num_output_tokens >= self.max_tokens else None

    @property
    def is_finished(self) -> bool:
        return self.status is SequenceStatus.FINISHED

    @property
    def waits_for_leader(self) -> bool:
        """Its siblings wait until choice 0 has computed the prompt that they all share."""
        leader = self.leader
        return (
            leader is not None
            and not leader.is_finished
            and leader.num_computed_tokens < self.num_prompt_tokens
        )
