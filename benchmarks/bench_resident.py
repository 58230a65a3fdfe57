"""What tiers cost a turn that finds all of its history in memory, and how its time grows with the history.

    python -m benchmarks.bench_resident --baseline ../before --output benchmarks/results/resident.json

Real servers side by side, with files of KV and without, and perhaps another checkout's, used in turn: each
turn is made by all of them, in random order. README.md here says what each number means.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks.bench_restore import Server, text
from benchmarks.machine import git_commit
from benchmarks.result_file import write_result

SIZES = (256, 1024, 2900, 7500)  # tokens of history, about
TURN_TOKENS, REPLY_TOKENS = 60, 16
SETTLE_S = 0.3  # behind a turn: what is written for it is its own


@dataclass(frozen=True, slots=True)
class Measured:
    """A turn of one server."""

    server: str
    size: int
    number: int
    num_prompt_tokens: int
    num_cached_tokens: int
    ttft_s: float
    cpu_s: float  # of the server, user and system, with what was written behind it


class Talk:
    """One session of a server, whose history grows."""

    def __init__(self, name: str, server: Server) -> None:
        self.name = name
        self._server = server
        self._said: list[str] = []

    def say(self, question: str, size: int, number: int) -> Measured:
        self._said.append(question)
        before_s = self._server.cpu_s
        ttft_s, reply, usage = self._server.turn("resident", self._said, max_tokens=REPLY_TOKENS)
        time.sleep(SETTLE_S)
        self._said.append(reply)
        num_cached = (usage.get("prompt_tokens_details") or {}).get("cached_tokens", 0)
        cpu_s = self._server.cpu_s - before_s
        return Measured(self.name, size, number, usage["prompt_tokens"], num_cached, ttft_s, cpu_s)


def measure(talks: Sequence[Talk], sizes: Sequence[int], num_turns: int, seed: int) -> list[Measured]:
    chance, measured, num_tokens = random.Random(seed), [], 0
    for size in sizes:
        growth = text(max(1, size - num_tokens), f"to {size}")
        for talk in talks:
            num_tokens = talk.say(growth, size, -1).num_prompt_tokens
        for number in range(num_turns):
            question = text(TURN_TOKENS, f"{size} {number}")
            measured += [talk.say(question, size, number) for talk in chance.sample(list(talks), len(talks))]
        num_tokens = measured[-1].num_prompt_tokens
    return measured


def summary(measured: Sequence[Measured], base: str, compared: Sequence[str]) -> dict[str, Any]:
    """
    Args:
        compared: servers whose turns are divided by those of `base`, each by its own.
    """
    by_turn: dict[tuple[str, int, int], Measured] = {(m.server, m.size, m.number): m for m in measured}
    sizes = sorted({m.size for m in measured})
    slopes = {name: _slope([m for m in measured if m.server == name]) for name in (base, *compared)}
    ratios: dict[str, Any] = {}
    for name in compared:
        pairs = [(by_turn[name, size, n], one) for (who, size, n), one in by_turn.items() if who == base]
        ratios[f"{name}_to_{base}"] = {
            "ttft": _median([one.ttft_s / other.ttft_s for one, other in pairs]),
            "cpu": round(sum(one.cpu_s for one, _ in pairs) / sum(other.cpu_s for _, other in pairs), 4),
            "ttft_by_size": {
                size: _median([one.ttft_s / other.ttft_s for one, other in pairs if other.size == size])
                for size in sizes
            },
            "slope": round(slopes[name] / slopes[base], 4) if slopes[base] else None,
        }
    return {
        "ratios": ratios,
        "slope_ms_per_1000_tokens": {name: round(1e6 * slope, 3) for name, slope in slopes.items()},
        "median_ttft_ms": {
            name: {
                size: _median([1000 * m.ttft_s for m in measured if (m.server, m.size) == (name, size)])
                for size in sizes
            }
            for name in (base, *compared)
        },
    }


def _median(values: Sequence[float]) -> float:
    return round(statistics.median(values), 4)


def _slope(measured: Sequence[Measured]) -> float:
    """Of the line through the medians by size: seconds for each token of history."""
    points: Mapping[int, list[Measured]] = {size: [] for size in sorted({m.size for m in measured})}
    for one in measured:
        points[one.size].append(one)
    x = [statistics.mean(m.num_prompt_tokens for m in own) for own in points.values()]
    y = [statistics.median(m.ttft_s for m in own) for own in points.values()]
    return statistics.linear_regression(x, y).slope if len(x) > 1 else 0.0


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="bench_resident", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--model", default="smollm2-135m")
    parser.add_argument("--sizes", type=int, nargs="*", default=list(SIZES))
    parser.add_argument("--turns", type=int, default=10, help="at each size")
    parser.add_argument("--baseline", type=Path, help="another checkout of Tenure, for a server more")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="for the data; a disk, not memory")
    parser.add_argument("--output", type=Path)
    options = parser.parse_args(arguments)
    load_before = os.getloadavg()
    with tempfile.TemporaryDirectory(dir=options.folder) as name, ExitStack() as stack:
        folder = Path(name)
        # Equal beginnings have equal KV: none of them finds the others' files.
        servers = {
            "on": Server(options.model, folder / "on"),
            "off": Server(options.model, folder / "off", "--max-disk-kv-bytes", "0"),
        }
        if options.baseline is not None:
            servers["baseline"] = Server(
                options.model, folder / "baseline", checkout=options.baseline.resolve()
            )
        talks = [Talk(name, stack.enter_context(server)) for name, server in servers.items()]
        measured = measure(talks, options.sizes, options.turns, options.seed)
    compared = {"off": ["on"], "baseline": ["on", "off"]}
    write_result(
        options.output,
        "benchmarks.bench_resident",
        baseline=options.baseline and git_commit(options.baseline),
        load_average={"before": load_before, "after": os.getloadavg()},
        **{
            f"to_{base}": summary(measured, base, names)
            for base, names in compared.items()
            if base in servers
        },
        turns=[asdict(one) for one in measured],
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
