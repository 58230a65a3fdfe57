"""What `tenure fleet plan` simulates with: held to the engine, to libCacheSim, and a million sessions timed.

    pip install --target FOLDER --no-deps libcachesim
    PYTHONPATH=FOLDER python -m benchmarks.bench_fleet --output benchmarks/results/fleet.json

Errors are of the fast simulation on the same thousand sessions that the engine runs in virtual time. Hit
rates are of blocks in one tier, beside libCacheSim's LRU (github.com/cacheMon/libCacheSim-python) on the same
trace; that one makes room block by block, also among those that the turn has yet to ask for.
"""

from __future__ import annotations

import argparse
import heapq
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.result_file import write_result
from models.neuron.plan import BLOCK_SIZE
from serving.config import EngineConfig
from serving.planning.fleet.capacity import Load, ReplicaKind, run_loads
from serving.planning.fleet.replica import Replica
from serving.planning.fleet.sessions import DrawnSessions
from serving.planning.fleet.tiers import Tiers
from serving.planning.hardware import INSTANCES
from serving.planning.host_cost import HostCost
from serving.planning.model_shape import ModelShape
from serving.planning.published import published_config
from serving.planning.simulate import simulate_scripts

KIND = ReplicaKind(
    shape=ModelShape(published_config("Llama-3-8B"), "bfloat16", "bfloat16", tp=8),
    instance=INSTANCES["trn2.48xlarge"],
    max_model_len=8192,
    max_num_seqs=64,
    step_time=1.0,
    far_kv_bytes=(0.0, 0.0),
    far_bytes_per_s=(1e10, 1e9),
)
SOURCE = DrawnSessions(turns=8, first_tokens=1500, new_tokens=250, reply_tokens=120, gap_s=20, variation=1.0)
SHORT = DrawnSessions(turns=3, first_tokens=1200, new_tokens=250, reply_tokens=24, gap_s=8, variation=0.8)
RUN_SESSIONS = 1000
RATE = 1.4  # sessions a second of a replica: about two thirds of what it takes
QUANTILES = (50, 90, 99)


def beside_the_engine(num_sessions: int, sessions_per_s: float) -> dict[str, Any]:
    """The same sessions through both."""
    scripts = SHORT.scripts(num_sessions, sessions_per_s, KIND.max_model_len, 0)
    limits = KIND.limits()
    config = EngineConfig(
        num_blocks=limits.device_blocks, max_model_len=KIND.max_model_len, block_size=BLOCK_SIZE
    )
    begin_s = time.process_time()
    exact = simulate_scripts(scripts, config, KIND.price(), HostCost()).turns
    exact_s = time.process_time() - begin_s
    begin_s = time.process_time()
    fast = Replica(limits, KIND.calls()).run(scripts).turns
    fast_s = time.process_time() - begin_s
    ttft_s = [turn.ttft_s for turn in exact]
    gap_s = [float(np.mean(turn.itl_s)) for turn in exact if turn.itl_s]
    rows = {f"ttft_s p{q}": (np.percentile(ttft_s, q), np.percentile(fast.ttft_s, q)) for q in QUANTILES}
    rows |= {
        f"gap_s p{q}": (np.percentile(gap_s, q), np.percentile(fast.mean_gap_s, q)) for q in QUANTILES[:2]
    }
    rows["cached_tokens"] = (sum(turn.num_cached_tokens for turn in exact), fast.num_cached_tokens)
    return {
        "sessions": num_sessions,
        "sessions_per_s": sessions_per_s,
        "turns": len(exact),
        "processor_s": {"engine": round(exact_s, 2), "fast": round(fast_s, 2)},
        "numbers": {
            name: {"engine": float(a), "fast": float(b), "error": round(float(b / a - 1), 4)}
            for name, (a, b) in rows.items()
        },
    }


def beside_libcachesim(num_sessions: int, capacity: int) -> dict[str, Any]:
    import libcachesim

    tiers, cache, request = Tiers((capacity,)), libcachesim.LRU(cache_size=capacity), libcachesim.Request()
    request.obj_size = 1
    ours = theirs = total = 0
    for session, before, after in accesses(num_sessions):
        ours += sum(tiers.take(session))
        tiers.put(session, after)
        total += before
        for place in reversed(range(after)):
            request.obj_id = (session << 12) + place
            theirs += bool(cache.get(request)) and place < before
    return {
        "sessions": num_sessions,
        "capacity_blocks": capacity,
        "blocks_asked": total,
        "hit_rate": {"tiers": round(ours / total, 5), "libcachesim": round(theirs / total, 5)},
    }


def accesses(num_sessions: int) -> Iterator[tuple[int, int, int]]:
    """(session, blocks of its history, blocks after the turn), turn by turn, as if they took no time."""
    scripts = SOURCE.scripts(num_sessions, RATE, KIND.max_model_len, 0)
    queue = [(script.start_s, index, 0, 0) for index, script in enumerate(scripts)]
    heapq.heapify(queue)
    while queue:
        at_s, index, turn, num_tokens = heapq.heappop(queue)
        script = scripts[index]
        after = num_tokens + script.new_tokens[turn] + script.reply_tokens[turn]
        yield index, num_tokens // BLOCK_SIZE, after // BLOCK_SIZE
        if turn + 1 < script.num_turns:
            heapq.heappush(queue, (at_s + script.gap_s[turn], index, turn + 1, after))


def many(num_sessions: int, num_processes: int) -> dict[str, Any]:
    """Replicas of a thousand sessions each."""
    loads = [Load(SOURCE, RATE, seed) for seed in range(num_sessions // RUN_SESSIONS)]
    begin_s = time.monotonic()
    runs = run_loads(KIND, loads, RUN_SESSIONS, num_processes)
    seconds = time.monotonic() - begin_s
    ttft_s = np.concatenate([run.ttft_s for run in runs])
    return {
        "sessions": sum(run.num_simulated for run in runs),
        "replicas": len(runs),
        "processes": num_processes,
        "turns_counted": len(ttft_s),
        "seconds": round(seconds, 1),
        "ttft_s": {f"p{q}": round(float(np.percentile(ttft_s, q)), 4) for q in QUANTILES},
    }


def main() -> int:
    parser = argparse.ArgumentParser(prog="bench_fleet", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sessions", type=int, default=1_000_000)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--output", type=Path)
    options = parser.parse_args()
    write_result(
        options.output,
        "benchmarks.bench_fleet",
        beside_the_engine=[beside_the_engine(1000, rate) for rate in (1.5, 3.0)],
        beside_libcachesim=[beside_libcachesim(1000, capacity) for capacity in (1000, 4000, 8000)],
        many=many(options.sessions, options.processes),
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
