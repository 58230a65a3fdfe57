"""A turn on its way into the log: prepared, then open, then closed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from serving.output import BranchInfo, Divergence, HeadChange, KVUsage, LastCold, LastRestored, SessionMatch
from serving.principal import Principal
from serving.request import Input
from serving.sessions.rendering import CarriedIds, PromptRenderer
from serving.sessions.turns.logged_turn import TurnLease

TokenIds = npt.NDArray[np.int32]
Dialect = Literal["chat", "text", "tokens"]
Whereabouts = Literal["here", "other_model", "other_replica", "restarted", "imported", "expired", "dropped"]


@dataclass(frozen=True, slots=True)
class Node:
    """A place in the tree of branches: what `branch_id` has in its first `seq` tokens."""

    branch_id: str
    seq: int
    num_items: int  # that lie wholly before it
    is_head: bool  # the branch went no further, when this was read


@dataclass(frozen=True, slots=True)
class History:
    """What the log has of a prompt's messages."""

    branch_id: str
    num_tokens: int
    divergence: Divergence | None = None  # where they are written differently now
    head_change: HeadChange | None = None  # it is behind another head


@dataclass(frozen=True, slots=True)
class LastReply:
    """Of a branch, as the log has it."""

    called: frozenset[str]  # functions, for whose results its session waits
    ended_at: float  # seconds since the epoch


@dataclass(frozen=True, slots=True)
class Expectation:
    """What of a prompt's KV a turn may hope to find."""

    num_tokens: int  # the prompt's first, that an earlier turn has computed
    whereabouts: Whereabouts  # of their KV, unless it was lost there
    divergence: Divergence | None = None
    head_change: HeadChange | None = None
    computed_by: str | None = None  # which process; None: it is not known
    last_reply: LastReply | None = None  # where it is not "here": that process knew what came after it


@dataclass(frozen=True, slots=True)
class NewItem:
    """A message that is to be appended, with the ids that the log does not have yet."""

    role: str
    content: Any
    chain_hash: bytes | None
    end_char: int | None
    token_ids: list[int]
    start_seq: int
    end_seq: int
    ends_exactly: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedTurn:
    """A prompt matched against its session. Nothing has been written."""

    principal: Principal
    session_name: str
    prompt: Input
    dialect: Dialect
    renderer: PromptRenderer
    root_hash: bytes
    parent: Node | None  # what the prompt continues; None: it starts anew
    stored_ids: TokenIds  # of the parent, up to its seq
    new_items: tuple[NewItem, ...]
    tail_ids: list[int]  # opens the reply
    reply_chain: bytes | None  # the chain hash before the reply; None: the reply cannot be matched
    num_matched_messages: int
    expectation: Expectation | None = None  # of KV; None: there is nothing to hope for
    leased_until: float | None = None  # seconds since the epoch
    is_lease_new: bool = False  # the session's row does not have it yet
    carried: CarriedIds = field(default_factory=dict)  # that it was prepared with
    model: str | None = None  # that computes it: see `branches.computed_model`
    last_used: float = 0.0  # the session, before this turn: seconds since the epoch

    @property
    def tenant(self) -> str:
        return self.principal.tenant

    @property
    def token_ids(self) -> list[int]:
        """The whole prompt."""
        ids: list[int] = self.stored_ids.tolist()
        for item in self.new_items:
            ids += item.token_ids
        return ids + self.tail_ids

    @property
    def was_computed_elsewhere(self) -> bool:
        """By another process, which may have put its KV where this one finds it."""
        expectation = self.expectation
        return expectation is not None and expectation.whereabouts in ("other_replica", "restarted")

    @property
    def num_tokens(self) -> int:
        return len(self.stored_ids) + sum(len(i.token_ids) for i in self.new_items) + len(self.tail_ids)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenTurn:
    """A turn whose input is in the log: it holds the branch's writer epoch until a newer turn opens there."""

    prepared: PreparedTurn
    branch_id: str
    seq: int  # where the reply starts
    num_items: int
    writer_epoch: int
    match: SessionMatch
    lease: TurnLease | None = None  # None: only tests open turns that nobody makes

    @property
    def token_ids(self) -> list[int]:
        """The whole prompt."""
        return self.prepared.token_ids


@dataclass(frozen=True, slots=True)
class OwnTokens:
    """A branch's ids, of which others go on from the first few: their KV is not this branch's alone."""

    token_ids: list[int]
    num_shared_tokens: int


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """A session as the log has it. Counts are those of the branch used last."""

    session_id: str  # the client's name for it
    created: float  # seconds since the epoch
    last_used: float
    num_turns: int
    num_tokens: int
    head_branch_id: str | None
    branches: tuple[BranchInfo, ...]  # oldest first
    leased_until: float | None = None  # seconds since the epoch
    last_restored: LastRestored | None = None
    last_cold: LastCold | None = None
    kv_usage: KVUsage = field(default_factory=KVUsage)
