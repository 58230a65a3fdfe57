"""In which order prompts and decodes are computed, in virtual time, on machines of different speeds.

Sessions that return, 205 new tokens and 64 of a reply each turn, through the product's own scheduler. What
varies is how many times the decodes' time prompts may take in a step (`scheduler.PROMPT_SHARE`): with 0
`max_step_ms` alone counts; with a million a prompt is computed in one piece as soon as it is its turn.

Usage: python -m benchmarks.bench_order [--output FILE]
"""

from __future__ import annotations

import argparse
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any, ClassVar, cast
from unittest.mock import patch

from benchmarks.quantiles import quantiles
from benchmarks.result_file import write_result
from serving.config import EngineConfig
from serving.engine import scheduler
from serving.engine.step_cost import StepSize
from serving.planning.host_cost import HostCost
from serving.planning.paper_runner import StepPrice
from serving.planning.simulate import simulate
from serving.planning.step_work import SequenceWork
from serving.planning.workload import Workload

SHARES = (0.0, 1.0, 2.0, 4.0, 8.0, 1e6)
NUM_TURNS = 10


@dataclass(frozen=True)
class Machine:
    """Seconds of a step, and for each token, (token, key) pair, and key of a sequence."""

    step_s: float
    token_s: float
    pair_s: float
    key_s: float
    shape: ClassVar[Any] = SimpleNamespace(kv_bytes_per_token=1, config=SimpleNamespace(vocab_size=2))

    def seconds_of(self, sequences: Sequence[SequenceWork], num_rows: int) -> float:
        size = StepSize.sum((part.num_new_tokens, part.num_context_tokens) for part in sequences)
        added_s = self.token_s * size.num_tokens + self.pair_s * size.num_pairs + self.key_s * size.num_keys
        return self.step_s + added_s


# The first is about what SmolLM2-135M as Q4_1 with bfloat16 KV takes on two cores with AVX2.
MACHINES = {
    "two cores, AVX2": Machine(5e-3, 2.2e-3, 1.27e-6, 6.5e-6),
    "four times slower": Machine(2e-2, 8.8e-3, 5.1e-6, 2.6e-5),
    "four times faster": Machine(4e-3, 5.5e-4, 1.5e-7, 3.5e-7),
}


def measured(machine: Machine, num_sessions: int, share: float) -> dict[str, Any]:
    workload = Workload(
        num_sessions=num_sessions, num_turns=NUM_TURNS, num_new_tokens=205, num_reply_tokens=64, tool_s=0.012
    )
    config = EngineConfig(num_blocks=8192, max_model_len=8192)
    with patch.object(scheduler, "PROMPT_SHARE", share):
        result = simulate(workload, config, cast(StepPrice, machine), HostCost())
    ttft_s = {
        number: round(statistics.median(turn.ttft_s for turn in result.turns if turn.number == number), 3)
        for number in (1, 2, 5, NUM_TURNS)
    }
    itl_ms = quantiles([1e3 * itl_s for turn in result.turns for itl_s in turn.itl_s])
    return {"ttft_p50_s_by_turn": ttft_s, "itl_ms": itl_ms, "duration_s": round(result.duration_s, 1)}


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path)
    options = parser.parse_args(arguments)
    found = {
        name: {
            f"{num_sessions} sessions": {
                str(share): measured(machine, num_sessions, share) for share in SHARES
            }
            for num_sessions in (1, 8, 32)
        }
        for name, machine in MACHINES.items()
    }
    write_result(options.output, "benchmarks.bench_order", by_machine_sessions_and_prompt_share=found)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
