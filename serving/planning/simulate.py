"""A workload in virtual time, through the product's own engine.

Scheduler, block pool, sampler and chunking are those that serve; only the runner is on paper, and its
clock is the engine's. So queueing, chunk sizes, prefix reuse, eviction and preemption are not modelled:
they happen.
"""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

from serving.config import EngineConfig
from serving.engine.engine import Engine
from serving.engine.messages import AddSequence, EngineStats, SequenceUpdate
from serving.engine.warm_up import warm_up
from serving.planning.host_cost import HostCost
from serving.planning.paper_runner import PaperRunner, StepPrice, VirtualClock
from serving.planning.workload import Script, Workload
from serving.request import SamplingParams

_FIRST_TOKEN_ID = 1000  # prompts differ from each other and from replies, which are all zeros
_GREEDY = SamplingParams(temperature=0.0, ignore_eos=True)


@dataclass(slots=True)
class Turn:
    """One turn as its client saw it. Times are seconds since the start."""

    session: int
    number: int  # from 1
    num_prompt_tokens: int
    sent_s: float
    num_cached_tokens: int = 0
    token_s: list[float] = field(default_factory=list)

    @property
    def ttft_s(self) -> float:
        return self.token_s[0] - self.sent_s

    @property
    def itl_s(self) -> list[float]:
        return [after - before for before, after in zip(self.token_s, self.token_s[1:], strict=False)]


@dataclass(frozen=True, slots=True)
class Simulation:
    """What happened: all turns, in the order of their ends, and the engine's last word."""

    turns: list[Turn]
    duration_s: float
    stats: EngineStats


@dataclass(slots=True)
class _Session:
    index: int
    script: Script
    first_token_id: int
    token_ids: list[int] = field(default_factory=list)
    turn: int = 0


def simulate(workload: Workload, config: EngineConfig, price: StepPrice, host: HostCost) -> Simulation:
    """Run the workload to its end. Deterministic: the same arguments give the same times."""
    return simulate_scripts(workload.scripts(), config, price, host, workload.max_turns_in_flight)


def simulate_scripts(
    scripts: Sequence[Script],
    config: EngineConfig,
    price: StepPrice,
    host: HostCost,
    max_turns_in_flight: int | None = None,
) -> Simulation:
    """The same of sessions that differ from each other."""
    return _Run(scripts, config, price, host, max_turns_in_flight).to_the_end()


class _Run:
    def __init__(
        self,
        scripts: Sequence[Script],
        config: EngineConfig,
        price: StepPrice,
        host: HostCost,
        max_turns_in_flight: int | None,
    ) -> None:
        self._max_turns_in_flight = max_turns_in_flight
        self._host = host
        self._clock = VirtualClock()
        runner = PaperRunner(
            price, host, self._clock, num_blocks=config.num_blocks, block_size=config.block_size
        )
        self._engine = Engine(config, runner, fingerprint=b"paper", clock=self._clock)
        warm_up(self._engine, config)  # as a server does: it teaches the scheduler this machine's speed
        self._clock.now_s = 0.0
        self._arrivals: list[tuple[float, int]] = []  # (when a turn is sent, its session)
        self._kept_back: deque[int] = deque()  # sessions whose client waits for a place
        self._sessions = _sessions(scripts)
        self._open: dict[str, Turn] = {}
        self._turns: list[Turn] = []
        self._stats = self._engine.stats()

    def to_the_end(self) -> Simulation:
        self._schedule_sessions()
        while self._arrivals or self._engine.has_work:
            self._send_what_is_due()
            if self._engine.has_work:
                updates, self._stats = self._engine.step()
                for update in updates:
                    self._take(update)
            else:
                self._clock.now_s = max(self._clock.now_s, self._arrivals[0][0])
        return Simulation(self._turns, self._clock.now_s, self._stats)

    def _schedule_sessions(self) -> None:
        for session in self._sessions:
            heapq.heappush(self._arrivals, (session.script.start_s, session.index))

    def _send_what_is_due(self) -> None:
        while self._arrivals and self._arrivals[0][0] <= self._clock.now_s:
            at_s, index = heapq.heappop(self._arrivals)
            limit = self._max_turns_in_flight
            if limit is not None and len(self._open) >= limit:
                self._kept_back.append(index)
            else:
                self._send(self._sessions[index], at_s)

    def _send(self, session: _Session, at_s: float) -> None:
        script, index = session.script, session.turn
        session.turn += 1
        num_prompt = len(session.token_ids) + script.new_tokens[index]
        # What is new differs from session to session and from turn to turn.
        start = session.first_token_id
        session.token_ids.extend(range(start + len(session.token_ids), start + num_prompt))
        turn = Turn(session.index, session.turn, num_prompt, at_s)
        seq_id = f"{session.index}.{session.turn}"
        self._open[seq_id] = turn
        self._engine.handle(
            AddSequence(
                seq_id=seq_id,
                token_ids=tuple(session.token_ids),
                max_tokens=script.reply_tokens[index],
                sampling=_GREEDY,
                seed=0,
                tenant="plan",
                session_id="s",
            )
        )

    def _take(self, update: SequenceUpdate) -> None:
        turn = self._open[update.seq_id]
        if update.num_cached_tokens is not None:
            turn.num_cached_tokens = update.num_cached_tokens
        session = self._sessions[turn.session]
        for token_id in update.token_ids:
            turn.token_s.append(self._clock.now_s + self._host.turn_s)
            session.token_ids.append(token_id)
        if update.finish_reason is not None:
            del self._open[update.seq_id]
            self._turns.append(turn)
            self._end_turn(session)

    def _end_turn(self, session: _Session) -> None:
        now_s = self._clock.now_s
        script = session.script
        if session.turn < script.num_turns:
            heapq.heappush(self._arrivals, (now_s + script.gap_s[session.turn - 1], session.index))
        if self._kept_back:
            self._send(self._sessions[self._kept_back.popleft()], now_s)


def _sessions(scripts: Sequence[Script]) -> list[_Session]:
    sessions, first = [], _FIRST_TOKEN_ID
    for index, script in enumerate(scripts):
        sessions.append(_Session(index, script, first))
        first += script.num_final_tokens
    return sessions
