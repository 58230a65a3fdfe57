"""What crosses between the replica and the engine thread: plain values that pickle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from models.lora import LoraAdapter
from serving.engine.grammars.reasoning import ReasoningRule
from serving.kv.block_totals import BlockTotals
from serving.kv.holdings import HeldSoFar
from serving.kv.retention import Wait
from serving.output import FinishReason, Restored, SampledLogprobs, Tier
from serving.request import Grammar, SamplingParams


@dataclass(frozen=True, slots=True, kw_only=True)
class AddSequence:
    """Start a sequence, or go on with one. The prompt has been checked to fit."""

    seq_id: str
    token_ids: tuple[int, ...]
    output_token_ids: tuple[int, ...] = ()  # sampled before, elsewhere: it goes on behind them
    max_tokens: int
    sampling: SamplingParams
    seed: int
    tenant: str
    adapter: str | None = None  # names the content of what changes the model's weights; None: nothing does
    choice_index: int = 0
    eos_token_ids: frozenset[int] = frozenset()
    session_id: str | None = None  # as its client calls it; None: it has none
    is_filed: bool = False  # without one: its KV is kept in files all the same
    lease_s: float = 0.0  # for so long from now on its blocks are leased
    leader_id: str | None = None  # choice 0 of the same turn
    grammar: Grammar | None = None  # of the text, known to be valid
    reasoning: ReasoningRule | None = None  # None: all of the reply is text, or nothing is asked of either


@dataclass(frozen=True, slots=True, eq=False)
class AddAdapter:
    """Sequences may ask for it from now on."""

    query_id: int
    adapter: LoraAdapter


@dataclass(frozen=True, slots=True)
class RemoveAdapter:
    """No sequence has it, and none will ask for it."""

    digest: str


@dataclass(frozen=True, slots=True)
class AbortSequence:
    seq_id: str


@dataclass(frozen=True, slots=True)
class BeginWait:
    """A session's turn has ended, that of this sequence: until the next one it waits for this."""

    seq_id: str
    wait: Wait


@dataclass(frozen=True, slots=True)
class EndWait:
    """A session that waited for this has come back after so long."""

    wait: Wait
    seconds: float
    is_new: bool = False  # it began in another process: nobody has told of it


@dataclass(frozen=True, slots=True)
class SetPaused:
    """Take no step until told otherwise: whoever must write down what was sampled is behind."""

    is_paused: bool


@dataclass(frozen=True, slots=True)
class CountResident:
    """How much of this prefix is on the device?"""

    query_id: int
    tenant: str
    token_ids: tuple[int, ...]
    adapter: str | None = None


@dataclass(frozen=True, slots=True)
class CountByTier:
    """How many blocks of these prefixes has each tier? What several begin with is counted once."""

    query_id: int
    tenant: str
    prefixes: tuple[tuple[int, ...], ...]
    adapter: str | None = None


@dataclass(frozen=True, slots=True)
class CountHeld:
    """How much KV has each tenant held since the engine's start?"""

    query_id: int


@dataclass(frozen=True, slots=True)
class ReadHeld:
    """All that sessions and tenants have held, as the next process is to know it."""

    query_id: int


@dataclass(frozen=True, slots=True)
class GoOnFrom:
    """What was held until the process before this one ended, in bytes, by tier."""

    held: Mapping[Tier, HeldSoFar]


@dataclass(frozen=True, slots=True)
class RefreshElsewhere:
    """Learn what other servers have put into the tiers that they share with this one."""

    query_id: int
    tenant: str
    adapter: str | None = None


@dataclass(frozen=True, slots=True)
class ElsewhereRefreshed:
    """That is done, on another thread."""

    query_id: int


@dataclass(frozen=True, slots=True)
class DropBlocks:
    """Free the idle blocks of this prefix that nothing else continues."""

    query_id: int
    tenant: str
    token_ids: tuple[int, ...]
    adapter: str | None = None
    num_kept_tokens: int = 0  # the first of them stay
    is_forgotten: bool = True  # elsewhere too


@dataclass(frozen=True, slots=True)
class DropAnonymous:
    """Free the idle blocks of prompts without a session, and forget their files. See `drop_anonymous`."""

    query_id: int
    tenant: str | None  # whose prompts; None: everybody's
    unused_s: float = 0.0  # those that were not used for so long; 0: all


@dataclass(frozen=True, slots=True)
class SupersedeBlocks:
    """Evict those blocks before all others."""

    query_id: int
    tenant: str
    token_ids: tuple[int, ...]
    num_kept_tokens: int
    adapter: str | None = None


@dataclass(frozen=True, slots=True)
class LeaseBlocks:
    """Evict what is here of this prefix after all that is not leased, for so long; 0 seconds: no longer."""

    query_id: int
    tenant: str
    token_ids: tuple[int, ...]
    seconds: float
    num_kept_tokens: int  # blocks that have one of the first of them stay leased at the end
    adapter: str | None = None


@dataclass(frozen=True, slots=True)
class OffloadBlocks:
    """Write the whole blocks that are here of a session's prefix elsewhere."""

    query_id: int
    tenant: str
    token_ids: tuple[int, ...]
    session_id: str
    adapter: str | None = None


@dataclass(frozen=True, slots=True)
class ReadPrefix:
    """What is the KV of this prefix, as far as it is on the device?"""

    query_id: int
    tenant: str
    token_ids: tuple[int, ...]
    adapter: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class WritePrefix:
    """Give this prefix its KV; see `BlockTransfer.write`."""

    query_id: int
    tenant: str
    token_ids: tuple[int, ...]
    payload: NDArray[np.generic]
    session_id: str  # whose it is
    adapter: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class BlocksFetched:
    """What a Residency has brought of the blocks that a sequence waits for; with the last, it goes on."""

    seq_id: str
    first_block: int  # of the sequence's
    # Of the blocks from there on, as Runner.read_blocks gives it; None: no more can be had.
    payload: NDArray[np.generic] | None
    is_last: bool = True  # it waits for nothing more


@dataclass(frozen=True, slots=True)
class ResidencyChanged:
    """Blocks were moved elsewhere, on another thread: there are other totals, and perhaps room for more."""


@dataclass(frozen=True, slots=True, eq=False)
class Reply:
    query_id: int
    num_tokens: int
    num_blocks: int
    payload: NDArray[np.generic] | None = None  # of ReadPrefix
    byte_seconds: Mapping[tuple[str, Tier], float] = field(default_factory=dict)  # of CountHeld, by folder
    held: Mapping[Tier, HeldSoFar] = field(default_factory=dict)  # of ReadHeld, in bytes
    by_tier: Mapping[Tier, int] = field(default_factory=dict)  # of CountByTier
    # Of CountResident; num_leased_blocks of CountByTier, too:
    num_elsewhere_blocks: int = 0  # whole blocks that could be brought
    num_shared_blocks: int = 0  # of those, that other servers find
    num_leased_blocks: int = 0  # of those that are here
    num_tenant_leased_blocks: int = 0  # of all that are here, and how many there may be
    max_leased_blocks: int = 0


def together(replies: Sequence[Reply]) -> Reply:
    """Of one prefix under several adapters: the most tokens that one of them has, and the blocks of all."""
    first = replies[0]
    if len(replies) == 1:
        return first
    return replace(
        first,
        num_tokens=max(reply.num_tokens for reply in replies),
        num_blocks=sum(reply.num_blocks for reply in replies),
        by_tier={
            tier: sum(reply.by_tier.get(tier, 0) for reply in replies)
            for tier in dict.fromkeys(tier for reply in replies for tier in reply.by_tier)
        },
        num_elsewhere_blocks=sum(reply.num_elsewhere_blocks for reply in replies),
        num_shared_blocks=sum(reply.num_shared_blocks for reply in replies),
        num_leased_blocks=sum(reply.num_leased_blocks for reply in replies),
    )


@dataclass(frozen=True, slots=True)
class SequenceUpdate:
    """What one step did for one sequence."""

    seq_id: str
    token_ids: tuple[int, ...] = ()  # sampled: one, or more where a draft was accepted
    logprobs: tuple[SampledLogprobs, ...] = ()  # one for each of token_ids; none where nobody asked
    prompt_logprobs: tuple[SampledLogprobs, ...] = ()  # of the prompt tokens 1.., in order over the updates
    num_cached_tokens: int | None = None  # with the first update: prompt tokens that were resident
    was_evicted: bool = False  # with the first update: what comes behind those was here, and was evicted
    restored: Restored | None = None  # with the first update: which of those had been elsewhere
    byte_seconds: Mapping[Tier, float] = field(default_factory=dict)  # with the first: see KVUsage
    queue_s: float | None = None  # with the first update: how long it waited for its first step
    num_prompt_tokens_done: int | None = None  # now and then, while its prompt is computed: that have KV
    finish_reason: FinishReason | None = None
    stop_token_id: int | None = None  # the stop token that ended it; EOS is not reported here
    error: str | None = None  # its logits were unusable: the turn fails, the others go on

    def by_token(self) -> Iterator[SequenceUpdate]:
        """The same as if each token had come in a step of its own."""
        last = len(self.token_ids) - 1
        if last < 1:
            yield self
            return
        for index in range(last):
            yield SequenceUpdate(
                self.seq_id, self.token_ids[index : index + 1], self.logprobs[index : index + 1]
            )
        yield replace(self, token_ids=self.token_ids[last:], logprobs=self.logprobs[last:])


@dataclass(frozen=True, slots=True)
class EngineStats:
    """A snapshot after a step, for metrics."""

    num_running: int
    num_waiting: int  # to be admitted
    num_restoring: int  # that wait for blocks from elsewhere
    num_blocks: int
    num_held_blocks: int
    num_idle_blocks: int
    num_leased_blocks: int  # of those two
    num_preemptions: int
    num_evicted_blocks: int
    num_queried_tokens: int  # prompt tokens that were looked up, once per turn
    num_hit_tokens: int  # those of them that were resident
    num_prefilled_tokens: (
        int  # those of them that were computed so far; again after a preemption: not counted
    )
    num_drafts: int
    num_draft_tokens: int
    num_accepted_tokens: int
    num_step_tokens: int
    step_s: float
    elsewhere: BlockTotals = field(default_factory=BlockTotals)
