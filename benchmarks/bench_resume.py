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
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx
import yaml

from benchmarks.chaos import ask, make_server, read
from benchmarks.quantiles import quantiles
from benchmarks.result_file import write_result
from benchmarks.server_process import ServerProcess, free_port

RETRY_S = 0.01
PATIENCE_S = 300.0
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
    import ray
    from ray import serve

    from serving.cluster.deploy import deploy

    path, port = folder / "serve.yaml", free_port()
    path.write_text(yaml.safe_dump(_application(model, options.replicas, port, folder / "data")))
    ray.init(
        address="local",
        num_cpus=options.replicas,
        namespace="serve",
        include_dashboard=False,
        log_to_driver=False,
    )
    try:
        deploy(path, blocking=False)
        url = f"http://127.0.0.1:{port}"
        gaps_ms = []
        for seed in range(options.rounds):
            _wait_until(lambda: _num_replicas(url) == options.replicas)
            gaps_ms.append(_gap_behind_ray(url, seed, options))
        return gaps_ms
    finally:
        serve.shutdown()
        ray.shutdown()


def _application(model: str, num_replicas: int, port: int, data_dir: Path) -> dict[str, Any]:
    return {
        "http_options": {"host": "127.0.0.1", "port": port},
        "applications": [
            {
                "name": "tenure",
                "route_prefix": "/",
                "import_path": "serving.cluster.app:build",
                "args": {"replica": {"model": model, "data_dir": str(data_dir)}, "kv_memory": "512MiB"},
                "deployments": [
                    {"name": "Ingress", "num_replicas": 1, "ray_actor_options": {"num_cpus": 0}},
                    {"name": "Engine", "num_replicas": num_replicas, "ray_actor_options": {"num_cpus": 1}},
                ],
            }
        ],
    }


def _num_replicas(url: str) -> int:
    names = re.findall(r'vllm:num_requests_running\{.*?replica="([^"]+)"', httpx.get(f"{url}/metrics").text)
    return len(set(names))


def _wait_until(is_true: Callable[[], bool]) -> None:
    deadline_s = time.perf_counter() + PATIENCE_S
    while not is_true():
        if time.perf_counter() > deadline_s:
            raise TimeoutError("the replicas do not come up")
        time.sleep(0.2)


def _gap_behind_ray(url: str, seed: int, options: argparse.Namespace) -> float:
    body = {
        "input": f"Say something, number {seed}.",
        "background": True,
        "stream": True,
        "seed": seed,
        "max_output_tokens": options.tokens,
        "ignore_eos": True,
    }
    with httpx.stream("POST", f"{url}/v1/responses", json=body, timeout=PATIENCE_S) as stream:
        events = _events(stream)
        for _ in range(options.after):
            next(events)
        _kill_replica(stream.headers["x-tenure-replica"])
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


def _kill_replica(replica_id: str) -> None:
    import ray

    actor = ray.get_actor(f"SERVE_REPLICA::tenure#Engine#{replica_id}", namespace="serve")
    os.kill(ray.get(actor.__ray_call__.remote(lambda _: os.getpid())), signal.SIGKILL)


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
