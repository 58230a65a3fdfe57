"""The pause that a reader sees when its server is killed, and what it is made of.

    python -m benchmarks.bench_resume [--model smollm2-135m] [--output benchmarks/results/resume.json]

A response runs in the background, its reader has seen `--after` events, and the server gets SIGKILL. It is
started again at once, and the reader tries every 10 ms to come back with its last number. The parts:

    restart    from the kill to the beginning of the load: a new process, its imports
    load       weights, KV memory, log, warm-up
    claim      until the run is this process's
    recompute  until the reader has the next event: the prompt and what was said before are computed again

With `--replicas 2` the server is a Ray application: the replica that makes the response is killed, another
one takes it over, and the connection stays. There the pause is not split.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx

from benchmarks.chaos import ask, make_server, read
from benchmarks.quantiles import quantiles
from benchmarks.ray_server import PATIENCE_S, RayServer
from benchmarks.result_file import write_result
from benchmarks.server_process import ServerProcess

RETRY_S = 0.01
_BUILT = re.compile(r"^(\S+) INFO \S+ replica_built .*build_s=([0-9.]+)", re.MULTILINE)
_CLAIMED = re.compile(r"^(\S+) INFO \S+ turn_taken_over ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Gap:
    """Milliseconds."""

    total: float
    restart: float
    load: float
    claim: float
    recompute: float


def next_event(server: ServerProcess, response_id: str, last_number: int) -> dict[str, Any]:
    """As soon as the server answers and the response goes on."""
    deadline_s = time.perf_counter() + PATIENCE_S
    while time.perf_counter() < deadline_s:
        with closing(read(server, response_id, last_number)) as events:
            for event in events:
                return event
        time.sleep(RETRY_S)
    raise TimeoutError(f"nothing after event {last_number} within {PATIENCE_S:.0f} s")


def gap_of(server: ServerProcess, seed: int, *, after: int, num_tokens: int) -> Gap:
    response_id = ask(server, seed, num_tokens)
    with closing(read(server, response_id)) as events:
        last = [next(events) for _ in range(after)][-1]
    killed_s = time.time()
    server.kill()
    with server.log.open("wb") as log:
        process = subprocess.Popen(server.command, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
    try:
        event = next_event(server, response_id, last["sequence_number"])
        told_s = time.time()
        assert event["sequence_number"] == after, f"{event['sequence_number']} follows {after - 1}"
        return _split(killed_s, told_s, server.log.read_text())
    finally:
        process.kill()
        process.wait()


def _split(killed_s: float, told_s: float, log: str) -> Gap:
    built, claimed = _BUILT.search(log), _CLAIMED.search(log)
    if built is None or claimed is None:
        raise ValueError(f"the server's log does not say when it took the run over: {log}")
    built_s, claimed_s = _seconds(built[1]), _seconds(claimed[1])
    load_s = float(built[2])
    parts = (
        told_s - killed_s,
        built_s - load_s - killed_s,
        load_s,
        claimed_s - built_s,
        told_s - claimed_s,
    )
    return Gap(*(round(1000 * part, 1) for part in parts))


def _seconds(timestamp: str) -> float:
    return datetime.fromisoformat(timestamp).timestamp()


def gaps_of_one_server(model: str, options: argparse.Namespace, folder: Path) -> list[Gap]:
    gaps = []
    for seed in range(options.rounds):
        with make_server(model, folder / f"data-{seed}") as server:
            gaps.append(gap_of(server, seed, after=options.after, num_tokens=options.tokens))
    return gaps


# ---- behind Ray -----------------------------------------------------------------------------------


def gaps_of_cluster(model: str, options: argparse.Namespace, folder: Path) -> list[float]:
    """Milliseconds between the two events around the kill, as the reader gets them."""
    replica = {"model": model, "data_dir": str(folder / "data")}
    gaps_ms = []
    with RayServer(folder, replica, num_replicas=options.replicas, kv_memory="512MiB") as server:
        for seed in range(options.rounds):
            server.wait_until_whole()
            gaps_ms.append(_gap_behind_ray(server, seed, options))
    return gaps_ms


def _gap_behind_ray(server: RayServer, seed: int, options: argparse.Namespace) -> float:
    body = {
        "input": f"Say something, number {seed}.",
        "background": True,
        "stream": True,
        "seed": seed,
        "max_output_tokens": options.tokens,
        "ignore_eos": True,
    }
    url = f"{server.base_url}/v1/responses"
    with httpx.stream("POST", url, json=body, timeout=PATIENCE_S) as stream:
        events = _events(stream)
        for _ in range(options.after):
            next(events)
        server.kill("Engine", stream.headers["x-tenure-replica"])
        killed_s = last_s = time.perf_counter()
        longest_s = 0.0
        for _ in events:  # some were on their way
            now_s = time.perf_counter()
            longest_s, last_s = max(longest_s, now_s - last_s), now_s
            if longest_s > 0.1 and now_s - killed_s > longest_s + 1.0:
                break
        return round(1000 * longest_s, 1)


def _events(stream: httpx.Response) -> Iterator[dict[str, Any]]:
    for line in stream.iter_lines():
        if line.startswith("data: {"):
            yield json.loads(line.removeprefix("data: "))


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="bench_resume", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--model", default="smollm2-135m")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--after", type=int, default=200, help="events that the reader has seen")
    parser.add_argument("--tokens", type=int, default=2000, help="of the response")
    parser.add_argument("--replicas", type=int, default=1, help="more than one: behind Ray")
    parser.add_argument("--output", type=Path)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        if options.replicas > 1:
            gaps_ms = gaps_of_cluster(options.model, options, Path(folder))
            results: dict[str, Any] = {"total": quantiles(gaps_ms), "rounds_ms": gaps_ms}
        else:
            gaps = gaps_of_one_server(options.model, options, Path(folder))
            rounds = [asdict(gap) for gap in gaps]
            results = {name: quantiles([gap[name] for gap in rounds]) for name in rounds[0]}
            results["rounds_ms"] = rounds
    write_result(options.output, "benchmarks.bench_resume", results=results)
    return 0


if __name__ == "__main__":
    sys.exit(main())
