"""What comes back from a turn: plain values that pickle, in the order they are made.

`generate` yields one TurnStarted, perhaps PromptProgress, then ChoiceDeltas (each choice's in order,
choices interleaved; the last of each choice has a finish_reason), then one TurnFinished. Anything wrong
with the request is raised before TurnStarted, so that a stream's status code is still to be chosen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from serving.request import SamplingDefaults

SessionState = Literal["running", "resident", "partial", "cold"]  # where its KV is
# evicted        the blocks were given to somebody else
# expired        the session was not used for longer than its time to live, and was deleted
# other_model    another model of this server, or an adapter, computed it
# other_replica  another process computed it, and lives
# restarted      the process that computed it has ended
# imported       the session came in a file, and no process here has computed it since
# template       the template writes the session's messages differently now
# head           the system messages or the tools before the session's messages are others than before
# dropped        the session's owner asked for that
# unknown        this process computed it, and no longer knows what became of it
ColdReason = Literal[
    "evicted",
    "expired",
    "other_model",
    "other_replica",
    "restarted",
    "imported",
    "template",
    "head",
    "dropped",
    "unknown",
]
# Where a turn had the KV of its history from; recomputed: it was in files, and computing it was faster.
Tier = Literal["device", "host", "disk", "object", "recomputed"]
# Why a carrier was left aside: sealed with a key that is not here; not as it was sealed, or another tenant's;
# of another tokenizer or template; of a reply that stands behind something else, or nowhere, in this history.
CarrierFault = Literal["key", "seal", "model", "history"]
FinishReason = Literal["stop", "length", "tool_calls", "abort"]
# How a reply begins: all of it is text; with reasoning perhaps; with reasoning, which the prompt has opened.
ReasoningStart = Literal["none", "possible", "open"]


@dataclass(frozen=True, slots=True)
class SampledLogprobs:
    """One token's logprob and rank, and the most likely (token id, logprob) pairs, best first."""

    token_id: int
    logprob: float
    rank: int
    top: tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True)
class TokenAlternative:
    token_id: int
    token: str  # lossy where the bytes are not UTF-8 on their own
    token_bytes: bytes
    logprob: float  # natural logarithm, of the model's own distribution (before penalties and temperature)
    rank: int  # 1: the most likely


@dataclass(frozen=True, slots=True)
class TokenLogprob:
    """One token of the text, and the alternatives asked for (most likely first)."""

    token_id: int
    token: str
    token_bytes: bytes
    logprob: float | None  # None only for the first token of an echoed prompt
    rank: int | None
    top: tuple[TokenAlternative, ...] = ()
    text_offset: int = 0  # where it begins in the choice's text, echo and all, in characters


@dataclass(frozen=True, slots=True)
class LoosenedTool:
    """A tool whose calls are not held to all that its client asked for."""

    name: str
    param: str  # the request's field that says what its arguments are
    reason: str


@dataclass(frozen=True, slots=True)
class TurnStarted:
    request_id: str
    created: int  # seconds since the epoch
    num_prompt_tokens: int
    seed: int  # given, or drawn by the server
    system_fingerprint: str  # of weights and arithmetic: within one, a seed repeats its tokens
    session: SessionMatch | None = None
    loosened_tools: tuple[LoosenedTool, ...] = ()
    reasoning: ReasoningStart = "none"


@dataclass(frozen=True, slots=True)
class SessionMatch:
    """How a request's history met the session's log."""

    session_id: str
    num_matched_messages: int  # messages (or 0/1 for a raw prompt) whose stored ids were taken as they are
    num_matched_tokens: int  # token ids taken from the log, not tokenised again
    forked: bool  # the history differed from the branch it continues: a new branch starts there


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What the server answered to a call that searches for tools."""

    names: tuple[str, ...]  # of those that were found, the best first
    error: str | None = None  # why there is nothing, in words for the model


@dataclass(frozen=True, slots=True)
class ToolCallDelta:
    """More of one call. Its first delta has its id and name; the arguments of all together are JSON."""

    index: int  # of the call in its choice
    arguments: str
    call_id: str | None = None
    name: str | None = None
    is_end: bool = False  # the call is whole
    is_servers: bool = False  # the server runs it; said in the first delta
    result: SearchResult | None = None  # of that


@dataclass(frozen=True, slots=True)
class ChoiceDelta:
    """New text or reasoning of one choice. May be neither: held-back bytes, or only a finish_reason."""

    index: int
    text: str
    token_ids: tuple[int, ...] = ()  # sampled ones: an echoed prompt is in text and logprobs alone
    logprobs: tuple[TokenLogprob, ...] | None = None
    finish_reason: FinishReason | None = None
    stop_reason: str | int | None = None  # the stop string or stop token id that matched; None: EOS or length
    tool_calls: tuple[ToolCallDelta, ...] = ()  # their markup is no part of `text`
    reasoning: str = ""  # all of it comes before the first text; no part of `text`, nor are its marks
    signature: str | None = None  # of all its reasoning, which ends here: the same, sealed, where asked for


@dataclass(frozen=True, slots=True)
class Divergence:
    """Where the template writes a session's messages differently now."""

    position: int  # of the first token that differs
    stored_token_id: int
    rendered_token_id: int | None  # None: the prompt is at its end
    stored_text: str = ""
    rendered_text: str = ""


@dataclass(frozen=True, slots=True)
class HeadChange:
    """Where the head of a session's prompt differs first from that of the turn before."""

    message: int | None = (
        None  # None: the messages are the same, and the tools or the template's own text not
    )
    line: int | None = None  # of the message, from 1
    stored: str = ""  # the line, or its beginning; empty where there is none
    sent: str = ""


@dataclass(frozen=True, slots=True)
class ColdStart:
    """Why a session's turn computed tokens that an earlier turn of it had computed."""

    reason: ColdReason
    num_expected_tokens: int  # of the prompt, that had been computed
    num_cached_tokens: int  # of them, that were still there
    divergence: Divergence | None = None  # with the reason `template`
    head: HeadChange | None = None  # with the reason `head`


@dataclass(frozen=True, slots=True)
class Restored:
    """Where a turn had the KV of its history from."""

    tier: Tier
    num_tokens: int  # of the prompt, that came from there
    seconds: float  # that the turn waited for them; recomputed: what computing them was expected to take
    saved_s: float = 0.0  # against the other way, as expected: computing them, or reading them
    num_bytes: int = 0  # of the blocks that were read


@dataclass(frozen=True, slots=True)
class LastRestored:
    at: int  # when the turn ended: seconds since the epoch
    restored: Restored


@dataclass(frozen=True, slots=True)
class LastCold:
    at: int
    cold: ColdStart


@dataclass(frozen=True, slots=True)
class KVUsage:
    """What a session's KV has taken: in one turn and the time since the turn before, or in all."""

    byte_seconds: Mapping[Tier, float] = field(default_factory=dict)  # held in each tier
    num_restored_bytes: int = 0
    num_recomputed_tokens: int = 0  # of prompts, that an earlier turn had computed
    is_partial: bool = False  # another process has held it as well since the turn before, and is not asked

    def plus(self, other: KVUsage) -> KVUsage:
        tiers = dict.fromkeys((*self.byte_seconds, *other.byte_seconds))
        return KVUsage(
            {tier: self.byte_seconds.get(tier, 0.0) + other.byte_seconds.get(tier, 0.0) for tier in tiers},
            self.num_restored_bytes + other.num_restored_bytes,
            self.num_recomputed_tokens + other.num_recomputed_tokens,
            self.is_partial or other.is_partial,
        )


@dataclass(frozen=True, slots=True)
class Usage:
    num_prompt_tokens: int
    num_completion_tokens: int
    num_cached_tokens: int  # prompt tokens whose KV was there and not computed again
    cold: ColdStart | None = None  # None: all that could be there was, or there was nothing to hope for
    restored: Restored | None = None  # where their KV was; None: none of it was anywhere
    head_rules: tuple[str, ...] = ()  # the names of those that changed the prompt's head
    num_reasoning_tokens: int = 0  # of the completion: reasoning, with its marks
    kv: KVUsage | None = None  # of a session's turn


@dataclass(frozen=True, slots=True)
class TurnFinished:
    usage: Usage
    num_computed_tokens: int = 0  # prompt tokens that this turn computed, all choices
    prompt_logprobs: tuple[TokenLogprob, ...] | None = None  # of every prompt token, where asked for
    carrier: str | None = None  # the reply's token ids, sealed, where asked for
    needs_carrier: bool = False  # what its client was told renders to other ids
    ignored_carriers: tuple[CarrierFault, ...] = ()  # of the prompt's


@dataclass(frozen=True, slots=True)
class PromptProgress:
    """How many of the prompt's tokens have their KV by now. It is told from time to time before the first
    token, of a prompt that takes several steps, and is no part of what is logged or numbered."""

    num_computed_tokens: int
    num_prompt_tokens: int


Event = TurnStarted | PromptProgress | ChoiceDelta | TurnFinished


@dataclass(frozen=True, slots=True)
class ModelCard:
    """One served model."""

    name: str
    created: int
    max_model_len: int
    vocab_size: int
    root: str  # the checkpoint's own name, and not where it is: that is no client's business
    dtype: str
    parent: str | None = None
    sampling_defaults: SamplingDefaults = field(default_factory=SamplingDefaults)
    template_variables: tuple[str, ...] = ()  # that a request may set
    aliases: tuple[str, ...] = ()  # other names for it; `*`: every name that is no other's


@dataclass(frozen=True, slots=True)
class TokenizerInfo:
    """What it takes to write a model's prompts elsewhere."""

    bos_token: str | None
    eos_token: str | None
    chat_template: str | None  # Jinja, as it came with the model


@dataclass(frozen=True, slots=True)
class ItemInfo:
    """A message of a branch, as the log has it."""

    item_id: str
    index: int  # among the messages of its conversation
    role: str
    source: Literal["rendered", "sampled"]  # sampled: the model said it, though not what opens and closes it
    seq: int  # absolute position of its first token
    num_tokens: int
    num_sampled_tokens: int
    created: int  # seconds since the epoch
    finish_reason: FinishReason | None = None
    token_ids: tuple[int, ...] | None = None  # None: nobody asked


@dataclass(frozen=True, slots=True)
class KVInfo:
    """How much of a branch is on the device, and behind it."""

    state: SessionState
    num_resident_tokens: int
    num_blocks: int  # that its tokens fill, the partial one counted
    num_resident_blocks: int
    bytes_resident: int
    num_stored_blocks: int = 0  # whole ones from its first on that are in files, whether resident or not
    num_leased_blocks: int = 0  # of the resident ones


@dataclass(frozen=True, slots=True)
class BranchInfo:
    """A path in a session's tree. Counts include what it shares with its ancestors, `items` do not."""

    branch_id: str
    num_tokens: int
    num_messages: int
    created: int = 0
    parent_branch_id: str | None = None  # None: it starts at the root
    parent_seq: int = 0  # tokens that it shares with its parent
    items: tuple[ItemInfo, ...] | None = None  # None: nobody asked
    kv: KVInfo | None = None
    is_superseded: bool = False  # the session was taken back to before its end


@dataclass(frozen=True, slots=True)
class TierKV:
    """What one replica finds of a session's KV in one tier. What branches share is counted once."""

    replica: str | None  # None: all of them find it, in the object store
    tier: Tier
    num_blocks: int
    num_bytes: int
    num_leased_blocks: int = 0


@dataclass(frozen=True, slots=True)
class Placement:
    """The replica that has a session."""

    replica: str
    epoch: int  # how often the session was placed


@dataclass(frozen=True, slots=True)
class SessionInfo:
    """A session as its owner sees it. Token counts are those of the branch used last."""

    session_id: str
    created: int  # seconds since the epoch
    last_used: int
    num_turns: int
    num_tokens: int
    num_blocks: int  # KV blocks that its tokens fill, the partial one counted
    num_resident_blocks: int
    bytes_resident: int
    state: SessionState
    branches: tuple[BranchInfo, ...] = field(default=())
    head_branch_id: str | None = None  # used last
    num_stored_blocks: int = 0  # see KVInfo
    residency: tuple[TierKV, ...] = ()  # of all branches; nothing where nobody asked for the branches' KV
    placement: Placement | None = None  # None: there is one replica, or none was chosen yet
    leased_until: float | None = None  # seconds since the epoch; None: it is not leased
    last_restored: LastRestored | None = None
    last_cold: LastCold | None = None
    kv_usage: KVUsage = field(default_factory=KVUsage)  # of all its turns so far


@dataclass(frozen=True, slots=True)
class ForkReport:
    """The sessions that a session was forked into."""

    session_id: str  # the one that they share their history with
    num_tokens: int  # that they share
    num_messages: int
    session_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PrewarmReport:
    """What it took to have a session's KV on the device."""

    num_tokens: int
    num_cached_tokens: int  # that were there, or were restored
    restored: Restored | None


@dataclass(frozen=True, slots=True)
class MigrationReport:
    """Where a session has gone, and what it took to have its KV there."""

    placement: Placement
    prewarmed: PrewarmReport


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of an exported session."""

    session_id: str
    num_branches: int
    num_tokens: int  # of the branch used last
    num_responses: int
    num_kv_tokens: int  # of all branches, whose KV was taken over
    renamed: Mapping[str, str]  # old ids of responses to new ones, where the session got another id
    notes: tuple[str, ...]  # what was not taken over, and why


@dataclass(frozen=True, slots=True)
class Health:
    is_ready: bool
    detail: str = "ok"
    num_running: int = 0
    num_waiting: int = 0
    num_restoring: int = 0
