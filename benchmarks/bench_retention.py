"""What is computed again where sessions do not fit the device: a trace in virtual time, by policy and tier.

    python -m benchmarks.bench_retention --trace dataset.jsonl --manifest manifest.json

Scheduler, block pool and restores are the product's own; model and tier are on paper. README.md here says how
the trace is made, and what the numbers mean.
"""

from __future__ import annotations

import argparse
import heapq
import importlib
import itertools
import json
import statistics
import sys
from collections import OrderedDict, deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.result_file import write_result
from benchmarks.session_trace import TracedTurn, read_sessions
from serving.config import EngineConfig
from serving.engine.engine import Engine
from serving.engine.messages import AddSequence, BeginWait, BlocksFetched, EndWait, SequenceUpdate
from serving.engine.pressure import NoPressure, Pressure
from serving.kv.keys import KeySpace
from serving.kv.residency import DeviceOnly
from serving.kv.retention import PERSON, Retention, Wait
from serving.kv.tiered_store import FarTier
from serving.planning.calls import ragged
from serving.planning.host_cost import HostCost
from serving.planning.model_shape import ModelShape
from serving.planning.paper_runner import PaperRunner, StepPrice, VirtualClock
from serving.planning.published import published_config
from serving.planning.step_model import StepModel
from serving.request import SamplingParams

MODEL, MAX_MODEL_LEN = "Llama-3-8B", 8192
STEP_S, TOKEN_S = 30e-3, 1e-4  # of the model on paper
TIER_BYTES_PER_S = 2e9
MAX_NUM_SEQS, MAX_STEP_MS = 64, 200.0
TENANT, TOOL = "bench", "tool"
GREEDY = SamplingParams(temperature=0.0, ignore_eos=True)


class LeastRecentlyUsed(Retention):
    """Whoever has waited the longest goes first, whatever it waits for."""

    def rate(self, wait: Wait, waited_s: float) -> float:
        return -waited_s


POLICIES: dict[str, type[Retention]] = {"learned": Retention, "lru": LeastRecentlyUsed}


class PaperTier(DeviceOnly):
    """Has what was evicted, the latest of it, and brings it at a steady speed, one after another."""

    tiers: Sequence[FarTier] = ("host",)

    def __init__(self, clock: VirtualClock, max_blocks: int, bytes_per_block: int) -> None:
        self.due: list[tuple[float, int, BlocksFetched]] = []  # a heap
        self.num_restored_blocks = 0
        self._clock = clock
        self._max_blocks = max_blocks
        self._block_s = bytes_per_block / TIER_BYTES_PER_S
        self._keys: OrderedDict[bytes, None] = OrderedDict()
        self._free_s = 0.0
        self._numbers = itertools.count()

    def evict(self, key: bytes, block_id: int, *, is_superseded: bool) -> bool:
        self._keys[key] = None
        self._keys.move_to_end(key)
        if len(self._keys) > self._max_blocks:
            self._keys.popitem(last=False)
        return True

    def tier_of(self, key: bytes) -> Any:
        return "host" if key in self._keys else None

    def find_tail(self, space: KeySpace, parent: bytes, token_ids: Sequence[int]) -> tuple[int, bytes] | None:
        found = (tail for tail in space.tail_keys(parent, token_ids) if tail[1] in self._keys)
        return next(found, None)

    def fetch(self, seq_id: str, first_block: int, keys: Sequence[bytes], session: str = "") -> None:
        self.num_restored_blocks += len(keys)
        self._free_s = max(self._free_s, self._clock.now_s) + len(keys) * self._block_s
        payload = np.zeros((len(keys), 1), np.int8)
        heapq.heappush(
            self.due, (self._free_s, next(self._numbers), BlocksFetched(seq_id, first_block, payload))
        )

    def cancel(self, seq_id: str) -> None:
        raise AssertionError("nobody leaves")


@dataclass(slots=True)
class Session:
    name: str
    turns: deque[TracedTurn]
    token_ids: list[int] = field(default_factory=list)
    wait: Wait | None = None
    ended_s: float = 0.0


@dataclass(slots=True)
class Counted:
    num_turns: int = 0
    num_prompt_tokens: int = 0
    num_computed_tokens: int = 0
    ttft_s: list[float] = field(default_factory=list)
    chains: list[tuple[bool, int, list[bytes]]] = field(default_factory=list)  # (begins, prompt tokens, keys)


class Replay:
    """So many sessions live at a time: when one has had its last turn, the next one begins."""

    def __init__(
        self,
        sessions: Sequence[Sequence[TracedTurn]],
        *,
        num_live: int,
        num_blocks: int,
        block_size: int,
        policy: str,
        max_tier_blocks: int,
        keeps_chains: bool = False,
        pressure: type[Pressure] = Pressure,
    ) -> None:
        shape = ModelShape(published_config(MODEL), "bfloat16", "bfloat16")
        flop_s = TOKEN_S / (2 * shape.num_layer_weights)
        price = StepPrice(
            shape, StepModel(layer_s=STEP_S / shape.config.num_layers, flop_s=(flop_s,) * 4), ragged
        )
        self._clock = VirtualClock()
        runner = PaperRunner(price, HostCost(), self._clock, num_blocks=num_blocks, block_size=block_size)
        self.tier = PaperTier(self._clock, max_tier_blocks, runner.bytes_per_block)
        self.engine = Engine(
            EngineConfig(
                num_blocks=num_blocks,
                block_size=block_size,
                max_model_len=MAX_MODEL_LEN,
                kv_restore="always",
                max_num_seqs=MAX_NUM_SEQS,
                max_step_ms=MAX_STEP_MS,
            ),
            runner,
            b"paper",
            clock=self._clock,
            residency=self.tier if max_tier_blocks else None,
            retention=POLICIES[policy](),
            pressure=pressure,
        )
        self.counted = Counted()
        self._space = KeySpace.of(TENANT, b"paper")
        self._block_size = block_size
        self._keeps_chains = keeps_chains
        self._later = deque(Session(f"s{number}", deque(turns)) for number, turns in enumerate(sessions))
        self._due: list[tuple[float, int, Session]] = []  # a heap
        self._running: dict[str, tuple[Session, TracedTurn, float]] = {}
        self._numbers = itertools.count()
        for _ in range(min(num_live, len(self._later))):
            self._begin_next()

    @property
    def seconds(self) -> float:
        return self._clock.now_s

    def run(self) -> Counted:
        while self._due or self._running:
            self._send_what_is_due()
            if self.engine.has_work:
                for update in self.engine.step()[0]:
                    self._take(update)
            else:
                heaps = (heap for heap in (self._due, self.tier.due) if heap)
                self._clock.now_s = max(self._clock.now_s, min(heap[0][0] for heap in heaps))
        return self.counted

    def _begin_next(self) -> None:
        if self._later:
            self._come_back(self._later.popleft(), self._clock.now_s)

    def _come_back(self, session: Session, at_s: float) -> None:
        heapq.heappush(self._due, (at_s, next(self._numbers), session))

    def _send_what_is_due(self) -> None:
        while self.tier.due and self.tier.due[0][0] <= self._clock.now_s:
            self.engine.handle(heapq.heappop(self.tier.due)[2])
        while self._due and self._due[0][0] <= self._clock.now_s:
            at_s, number, session = heapq.heappop(self._due)
            self._send(session, at_s, str(number))

    def _send(self, session: Session, at_s: float, seq_id: str) -> None:
        turn = session.turns.popleft()
        session.token_ids += turn.token_ids
        if session.wait is not None:
            self.engine.handle(EndWait(session.wait, self._clock.now_s - session.ended_s))
        self.engine.handle(
            AddSequence(
                seq_id=seq_id,
                token_ids=tuple(session.token_ids),
                max_tokens=turn.num_reply_tokens,
                sampling=GREEDY,
                seed=0,
                tenant=TENANT,
                session_id=session.name,
            )
        )
        self._running[seq_id] = (session, turn, at_s)
        self._keep_chain(session, is_begin=True)

    def _take(self, update: SequenceUpdate) -> None:
        session, turn, at_s = self._running[update.seq_id]
        if update.num_cached_tokens is not None:
            num_prompt = len(session.token_ids)
            self.counted.num_turns += 1
            self.counted.num_prompt_tokens += num_prompt
            self.counted.num_computed_tokens += num_prompt - update.num_cached_tokens
            self.counted.ttft_s.append(self._clock.now_s - at_s)
        session.token_ids += update.token_ids
        if update.finish_reason is not None:
            del self._running[update.seq_id]
            self._end_turn(session, turn, update.seq_id)

    def _end_turn(self, session: Session, turn: TracedTurn, seq_id: str) -> None:
        session.wait = Wait(TENANT, TOOL if turn.ends_with_call else PERSON)
        session.ended_s = self._clock.now_s
        self.engine.handle(BeginWait(seq_id, session.wait))
        self._keep_chain(session, is_begin=False)
        if session.turns:
            self._come_back(session, self._clock.now_s + session.turns[0].delay_s)
        else:
            self._begin_next()

    def _keep_chain(self, session: Session, *, is_begin: bool) -> None:
        if self._keeps_chains:
            keys = list(self._space.chain(session.token_ids, self._block_size))
            self.counted.chains.append((is_begin, len(session.token_ids), keys))


def outside_lru(counted: Counted, num_blocks: int, block_size: int) -> int:
    """Tokens that LMCache's simulated cache would have computed, of the same turns in the same order."""
    cache = importlib.import_module("lmcache.tools.cache_simulator.lru_cache").LRUCacheFast(num_blocks)
    num_computed = 0
    for is_begin, num_tokens, keys in counted.chains:
        num_hit = len(list(itertools.takewhile(cache.contains, keys)))
        if is_begin:
            num_computed += num_tokens - num_hit * block_size
        for key in keys:
            cache.insert(key)
    return num_computed


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="bench_retention", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--trace", type=Path, required=True)
    parser.add_argument("--manifest", type=Path, required=True)
    parser.add_argument("--divisor", type=int, default=32, help="of all numbers of tokens")
    parser.add_argument("--block-size", type=int, default=16)
    parser.add_argument("--sessions", type=int, default=1000)
    parser.add_argument("--live", type=int, nargs="*", default=[100], help="sessions at a time")
    parser.add_argument("--device-sessions", type=int, default=20, help="that the device has room for")
    parser.add_argument("--seed", type=int, default=42)
    parser.add_argument("--lmcache", action="store_true", help="its simulator too: that package must be here")
    parser.add_argument("--output", type=Path)
    options = parser.parse_args(arguments)
    sessions = read_sessions(options.trace, options.manifest, options.divisor, options.seed)
    sessions = sessions[: options.sessions]
    # What a session has at its end, on average, what it shares with others included.
    session_tokens = statistics.mean(
        sum(len(turn.token_ids) + turn.num_reply_tokens for turn in turns) for turns in sessions
    )
    num_blocks = int(options.device_sessions * session_tokens / options.block_size)
    rows = [row for num_live in options.live for row in compare(sessions, num_live, num_blocks, options)]
    write_result(
        options.output,
        "benchmarks.bench_retention",
        num_sessions=len(sessions),
        num_turns=sum(map(len, sessions)),
        mean_session_tokens=round(session_tokens),
        num_device_blocks=num_blocks,
        paper={
            "model": MODEL,
            "step_s": STEP_S,
            "token_s": TOKEN_S,
            "tier_bytes_per_s": TIER_BYTES_PER_S,
            "max_num_seqs": MAX_NUM_SEQS,
            "max_step_ms": MAX_STEP_MS,
        },
        rows=rows,
    )
    return 0


def compare(
    sessions: Sequence[Sequence[TracedTurn]], num_live: int, num_blocks: int, options: argparse.Namespace
) -> list[dict[str, Any]]:
    """Of one crowd: each policy without tiers and with one, beside a device on which all have room."""
    block_size, ideal = options.block_size, 0
    rows: list[dict[str, Any]] = []
    num_all = sum(len(turn.token_ids) + turn.num_reply_tokens for turns in sessions for turn in turns)
    cases = [
        ("lru", 0, num_all // block_size + len(sessions), NoPressure),
        *((policy, 0, num_blocks, gate) for policy in POLICIES for gate in (Pressure, NoPressure)),
        *((policy, num_all, num_blocks, Pressure) for policy in POLICIES),
    ]
    for policy, tier_blocks, device_blocks, gate in cases:
        is_lru = policy == "lru" and not tier_blocks and bool(ideal) and gate is NoPressure
        replay = Replay(
            sessions,
            num_live=num_live,
            num_blocks=device_blocks,
            block_size=block_size,
            policy=policy,
            max_tier_blocks=tier_blocks,
            keeps_chains=options.lmcache and is_lru,
            pressure=gate,
        )
        counted = replay.run()
        ideal = ideal or counted.num_computed_tokens
        rows.append(
            {
                "live": num_live,
                "policy": policy if rows else "all have room",
                "tier": "host" if tier_blocks else None,
                "holds_back": gate is Pressure and not tier_blocks,
                "computed_tokens": counted.num_computed_tokens,
                "computed_to_ideal": round(counted.num_computed_tokens / ideal, 4),
                "restored_tokens": replay.tier.num_restored_blocks * block_size,
                "mean_ttft_s": round(statistics.mean(counted.ttft_s), 3),
                "p90_ttft_s": round(statistics.quantiles(counted.ttft_s, n=10)[-1], 3),
                "max_ttft_s": round(max(counted.ttft_s), 3),
                "seconds": round(replay.seconds),
            }
        )
        print(json.dumps(rows[-1]), file=sys.stderr)
        if counted.chains:
            computed = outside_lru(counted, device_blocks, block_size)
            rows.append(
                {
                    "live": num_live,
                    "policy": "lmcache's LRU, of the same turns",
                    "tier": None,
                    "computed_tokens": computed,
                    "computed_to_ideal": round(computed / ideal, 4),
                }
            )
            print(json.dumps(rows[-1]), file=sys.stderr)
    return rows


if __name__ == "__main__":
    sys.exit(main())
