"""One replica's turns in virtual time, without its engine: a hundred times faster, and nearly the same.

`simulate.py` runs every step through the product's scheduler. Here a stretch of steps that only decode is one
addition, and a step with prompts is cut by the scheduler's rules as far as they matter for time: prompts by
arrival and expected work, no more of them than fit beside the decodes, a part of their time for decodes alone
afterwards. A session's KV is a number of blocks in tiers. What is left out: preemption, drafts, the engine's
learning of its own speed, prefixes that sessions share. How far that is from the engine:
tests/serving/planning/fleet/test_replica.py.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from models.neuron.bucket import FINE
from models.neuron.plan import BLOCK_SIZE
from serving.planning.fleet.call_seconds import CallSeconds
from serving.planning.fleet.tiers import Tiers
from serving.planning.workload import Script

# The scheduler's: serving/engine/scheduler.py, decode_share.py, scheduled_step.py.
_PROMPT_SHARE = 4.0
_NUM_EFFICIENT_TOKENS = 128
_DECODE_SHARE = 0.2
_PIECE = FINE.extends[-1]  # prompts are cut at it
_FLOOR_TOKENS = 16
NUM_LOOKS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplicaLimits:
    """What one replica has."""

    device_blocks: int
    max_num_seqs: int
    max_num_batched_tokens: int
    max_step_ms: float
    far_blocks: tuple[int, ...] = ()  # of the tiers below the device
    far_block_s: tuple[float, ...] = ()  # to bring one block from each of them


@dataclass(slots=True)
class Turns:
    """What the turns were like, in the order of their ends; lists of equal length."""

    session: list[int] = field(default_factory=list)  # its script
    sent_s: list[float] = field(default_factory=list)
    ttft_s: list[float] = field(default_factory=list)
    mean_gap_s: list[float] = field(default_factory=list)  # between tokens; 0 of a reply of one
    num_prompt_tokens: list[int] = field(default_factory=list)
    num_new_tokens: list[int] = field(default_factory=list)
    num_reply_tokens: list[int] = field(default_factory=list)
    found_tokens: list[list[int]] = field(default_factory=list)  # of the prompt, by tier

    def __len__(self) -> int:
        return len(self.sent_s)

    @property
    def num_cached_tokens(self) -> int:
        return sum(sum(found) for found in self.found_tokens)


@dataclass(slots=True)
class ReplicaRun:
    turns: Turns
    duration_s: float
    busy_s: float  # in which it computed
    resident: list[float]  # sessions that will come back, idle, by tier: mean over looks
    num_running: float  # turns at work: mean over the same looks


@dataclass(slots=True)
class _Session:
    script: Script
    turn: int = 0  # of those that have begun
    num_tokens: int = 0  # of its history
    num_blocks: int = 0  # that the running turn has reserved
    found: list[int] = field(default_factory=list)
    num_left: int = 0  # prompt tokens to compute
    sent_s: float = 0.0
    first_s: float = 0.0


class Replica:
    """Runs scripts to their end. Deterministic."""

    def __init__(self, limits: ReplicaLimits, calls: CallSeconds) -> None:
        self._limits = limits
        self._calls = calls
        self._max_step_s = limits.max_step_ms / 1000

    def run(self, scripts: Sequence[Script]) -> ReplicaRun:
        """Where sessions are is looked at NUM_LOOKS times while they arrive."""
        self._now_s, self._busy_s, self._owed_s = 0.0, 0.0, 0.0
        self._tick = 0  # decode steps so far: a reply that runs ends at a known one
        self._tiers = Tiers((self._limits.device_blocks, *self._limits.far_blocks))
        self._sessions = [_Session(script) for script in scripts]
        self._events = [(script.start_s, index, False) for index, script in enumerate(scripts)]
        heapq.heapify(self._events)  # (when, session, whether its blocks have come from afar)
        self._ready: list[tuple[float, int]] = []  # prompts to compute: (arrival + expected work, session)
        self._begun: set[int] = set()  # of these, those that hold their place
        self._decoding: list[tuple[int, int, int]] = []  # (last tick, session, final tokens)
        self._lengths: list[int] = [0] * 64  # decoding sequences by the bit length of their final tokens
        self._longest = 0  # no decoding sequence has more bits than that
        self._link_s = 0.0  # when the way from afar is free again
        self._turns = Turns()
        self._alive = [True] * len(scripts)
        last_s = scripts[-1].start_s if scripts else 0.0
        every_s = max(last_s / NUM_LOOKS, 1e-9)
        looks: list[list[int]] = []
        running: list[int] = []
        next_look_s = every_s
        while self._events or self._ready or self._decoding:
            self._take_events()
            if self._ready and not self._is_decodes_turn() and self._prompt_step():
                pass
            elif self._decoding:
                self._decode_stretch()
            else:
                self._now_s = max(self._now_s, self._events[0][0])
            while self._now_s >= next_look_s and next_look_s <= last_s:
                looks.append(self._tiers.num_sessions(self._alive))
                running.append(len(self._decoding) + len(self._begun))
                next_look_s += every_s
        num_tiers = 1 + len(self._limits.far_blocks)
        mean = [sum(look[tier] for look in looks) / max(1, len(looks)) for tier in range(num_tiers)]
        return ReplicaRun(self._turns, self._now_s, self._busy_s, mean, sum(running) / max(1, len(running)))

    # ---- arrivals -------------------------------------------------------------------------------

    def _take_events(self) -> None:
        while self._events and self._events[0][0] <= self._now_s:
            at_s, index, has_come = heapq.heappop(self._events)
            if has_come:
                self._await(index, self._sessions[index].sent_s)
            else:
                self._arrive(index, at_s)

    def _arrive(self, index: int, at_s: float) -> None:
        session = self._sessions[index]
        session.sent_s = at_s
        num_new = session.script.new_tokens[session.turn]
        session.turn += 1
        blocks = self._tiers.take(index)
        # The last token of the history is computed again: nothing follows a reply's last token.
        most = max(0, session.num_tokens - 1)
        session.num_tokens += num_new
        found, start = [], 0
        for num_blocks in blocks:
            end = min(most, start + num_blocks * BLOCK_SIZE)
            found.append(end - start)
            start = end
        session.found, session.num_left = found, session.num_tokens - start
        restore_s = sum(
            -(-tokens // BLOCK_SIZE) * block_s
            for tokens, block_s in zip(found[1:], self._limits.far_block_s, strict=True)
        )
        if restore_s:
            self._link_s = max(self._link_s, at_s) + restore_s
            heapq.heappush(self._events, (self._link_s, index, True))
        else:
            self._await(index, at_s)

    def _await(self, index: int, at_s: float) -> None:
        session = self._sessions[index]
        context = session.num_tokens - session.num_left
        expected_s = self._calls.prompt(session.num_left, context)
        heapq.heappush(self._ready, (at_s + expected_s, index))

    # ---- steps ----------------------------------------------------------------------------------

    def _decode_s(self) -> float:
        num = len(self._decoding)
        if not num:
            return 0.0
        while not self._lengths[self._longest]:
            self._longest -= 1
        return self._calls.decode(num, 1 << self._longest)

    def _is_decodes_turn(self) -> bool:
        return bool(self._decoding) and self._owed_s > self._decode_s() / 2

    def _prompt_step(self) -> bool:
        """One step with prompts; False if none can be admitted."""
        decode_s = self._decode_s()
        limit_s = max(self._max_step_s - decode_s, _PROMPT_SHARE * decode_s) if decode_s else math.inf
        room = self._limits.max_num_batched_tokens - len(self._decoding)
        chunks: list[tuple[int, int]] = []
        done: list[int] = []
        num_tokens = 0
        later: list[tuple[float, int]] = []
        while self._ready and num_tokens < _NUM_EFFICIENT_TOKENS and room > 0:
            order, index = self._ready[0]
            session = self._sessions[index]
            if index not in self._begun and not self._begin(index):
                break
            heapq.heappop(self._ready)
            context = session.num_tokens - session.num_left
            num = min(session.num_left, room, self._fitting(limit_s, context))
            chunks.append((num, context))
            num_tokens += num
            room -= num
            limit_s -= self._calls.prompt(num, context) if decode_s else 0.0
            session.num_left -= num
            if session.num_left:
                later.append((order, index))
            else:
                done.append(index)
        if not chunks:
            return False
        for item in later:
            heapq.heappush(self._ready, item)
        calls = self._calls
        prompt_s = calls.prompt(*chunks[0]) if len(chunks) == 1 else calls.prompts(chunks)
        self._owed_s = self._owed_s + _DECODE_SHARE * prompt_s if decode_s else 0.0
        self._pass(decode_s + prompt_s, 1)
        for index in done:
            self._first_token(index)
        return True

    def _begin(self, index: int) -> bool:
        """Admit a prompt: a place in the batch, and blocks for it and its reply."""
        num_running = len(self._decoding) + len(self._begun)
        if num_running >= self._limits.max_num_seqs:
            return False
        session = self._sessions[index]
        num_tokens = session.num_tokens + session.script.reply_tokens[session.turn - 1]
        num_blocks = -(-num_tokens // BLOCK_SIZE)
        if not self._tiers.reserve(num_blocks, is_first=not num_running):
            return False
        session.num_blocks = num_blocks
        self._begun.add(index)
        return True

    def _fitting(self, limit_s: float, context: int) -> int:
        """Prompt tokens that take no longer than that beside decodes."""
        if limit_s == math.inf:
            return 1 << 60
        piece_s = self._calls.piece(context)
        if piece_s <= limit_s:
            return _PIECE * int(limit_s / piece_s)
        return max(_FLOOR_TOKENS, int(_PIECE * limit_s / piece_s))

    def _first_token(self, index: int) -> None:
        session = self._sessions[index]
        self._begun.discard(index)
        session.first_s = self._now_s
        num_reply = session.script.reply_tokens[session.turn - 1]
        if num_reply == 1:
            self._end(index)
            return
        final = session.num_tokens + num_reply
        heapq.heappush(self._decoding, (self._tick + num_reply - 1, index, final))
        bits = (final - 1).bit_length()
        self._lengths[bits] += 1
        self._longest = max(self._longest, bits)

    def _decode_stretch(self) -> None:
        """Decodes alone, until one ends, somebody comes, or prompts have their turn again."""
        decode_s = self._decode_s()
        num_steps = self._decoding[0][0] - self._tick
        if self._events:
            num_steps = min(num_steps, max(1, math.ceil((self._events[0][0] - self._now_s) / decode_s)))
        if self._ready and self._owed_s > 0:
            num_steps = min(num_steps, max(1, math.ceil(self._owed_s / decode_s - 0.5)))
        self._owed_s = max(0.0, self._owed_s - num_steps * decode_s)
        self._pass(num_steps * decode_s, num_steps)

    def _pass(self, seconds: float, num_ticks: int) -> None:
        self._now_s += seconds
        self._busy_s += seconds
        self._tick += num_ticks
        while self._decoding and self._decoding[0][0] <= self._tick:
            _, index, final = heapq.heappop(self._decoding)
            self._lengths[(final - 1).bit_length()] -= 1
            self._end(index)

    def _end(self, index: int) -> None:
        session, turns = self._sessions[index], self._turns
        num_reply = session.script.reply_tokens[session.turn - 1]
        turns.session.append(index)
        turns.sent_s.append(session.sent_s)
        turns.ttft_s.append(session.first_s - session.sent_s)
        turns.mean_gap_s.append((self._now_s - session.first_s) / max(1, num_reply - 1))
        turns.num_prompt_tokens.append(session.num_tokens)
        turns.num_new_tokens.append(session.script.new_tokens[session.turn - 1])
        turns.num_reply_tokens.append(num_reply)
        turns.found_tokens.append(session.found)
        session.num_tokens += num_reply
        self._tiers.release(session.num_blocks)
        self._tiers.put(index, session.num_blocks)
        if session.turn < session.script.num_turns:
            heapq.heappush(self._events, (self._now_s + session.script.gap_s[session.turn - 1], index, False))
        else:
            self._alive[index] = False
