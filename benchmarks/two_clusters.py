"""Moves live sessions from one Ray cluster to another one, as an upgrade does, and looks what became of them.

    python -m benchmarks.two_clusters --database-url postgresql+psycopg://USER@HOST/EMPTY \
        --sessions 200 --output benchmarks/results/two_clusters.json

Two clusters, each with an ingress and engine replicas of the toy model, have one PostgreSQL and one directory
for KV. At first all turns go to the old cluster, then one in five to the new one, then all of them; then the
old cluster is stopped. A session's turns thus go back and forth between the clusters.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import signal
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path
from typing import Any

import httpx
import yaml

from benchmarks.process_tree import process_tree
from benchmarks.result_file import write_result
from benchmarks.server_process import ServerProcess, free_port
from benchmarks.talks import TENURE, TIMEOUT_S, Outcome, Phase, Talk

STOP_TIMEOUT_S = 120.0
NUM_CLIENTS = 8
PATIENCE_S = 60.0  # a server that is busy with others may refuse: what is refused is sent again, and counted
# (what is told of it, share of the turns that go to the new cluster, turns of each session)
PHASES = (("old cluster", 0.0, 2), ("80/20", 0.2, 3), ("0/100", 1.0, 2))


@contextlib.contextmanager
def cluster(folder: Path, name: str, database_url: str, num_replicas: int) -> Iterator[httpx.Client]:
    """`tenure deploy` on a Ray cluster of its own, which ends in order."""
    port = free_port()
    replica = {
        "model": "toy",
        "data_dir": str(folder / name),
        "database_url": database_url,
        "disk_kv_dir": str(folder / "kv"),
        "max_disk_kv_bytes": 2 * 1024**3,
        "kv_restore": "always",
    }
    config = {
        "http_options": {"host": "127.0.0.1", "port": port},
        "proxy_location": "HeadOnly",
        "applications": [
            {
                "name": "tenure",
                "route_prefix": "/",
                "import_path": "serving.cluster.app:build",
                "args": {"replica": replica, "route_timeout_s": 60, "drain_timeout_s": 20},
                "deployments": [
                    {"name": "Ingress", "num_replicas": 1, "ray_actor_options": {"num_cpus": 0}},
                    {
                        "name": "Engine",
                        "num_replicas": num_replicas,
                        "ray_actor_options": {"num_cpus": 0.5},
                    },
                ],
            }
        ],
    }
    path = folder / f"{name}.yaml"
    path.write_text(yaml.safe_dump(config))
    command = [*TENURE, "deploy", str(path)]
    with (
        ServerProcess(command, port=port, log=folder / f"{name}.log") as server,
        httpx.Client(base_url=server.base_url, timeout=TIMEOUT_S) as http,
    ):
        yield http
        tree = process_tree(server.pid or 0)
        server.stop(STOP_TIMEOUT_S)
        for pid in tree:  # Ray's own, where they are not through
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


def play(
    phase: tuple[str, float, int], talks: Sequence[Talk], old: httpx.Client, new: httpx.Client, seed: int
) -> Phase:
    name, share, num_turns = phase

    def converse(talk: Talk) -> list[dict[str, Any]]:
        chance, usages = random.Random(f"{seed}/{name}/{talk.name}"), []
        for _ in range(num_turns):
            http = new if chance.random() < share else old
            usages.append(talk.say(http, PATIENCE_S))
            talk.look(http, PATIENCE_S)
        return usages

    num_before = sum(talk.num_retries for talk in talks)
    with ThreadPoolExecutor(NUM_CLIENTS) as pool:
        usages = [usage for found in pool.map(converse, talks) for usage in found]
    num_retries = sum(talk.num_retries for talk in talks) - num_before
    return Phase.of(name, talks, usages, num_retries=num_retries)


def run(
    database_url: str, *, num_sessions: int, num_replicas: int, seed: int, folder: Path
) -> tuple[list[Phase], Outcome]:
    talks = [Talk(f"session-{number}") for number in range(num_sessions)]
    with cluster(folder, "new", database_url, num_replicas) as new:
        with cluster(folder, "old", database_url, num_replicas) as old:
            phases = [play(phase, talks, old, new, seed) for phase in PHASES]
        phases.append(play(("old cluster stopped", 1.0, 1), talks, new, new, seed))
        return phases, Outcome.of(talks, new, folder)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="two_clusters", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--database-url", required=True)
    parser.add_argument("--sessions", type=int, default=200)
    parser.add_argument("--replicas", type=int, default=2, help="of each cluster")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--output", type=Path)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        phases, outcome = run(
            options.database_url,
            num_sessions=options.sessions,
            num_replicas=options.replicas,
            seed=options.seed,
            folder=Path(folder),
        )
    write_result(
        options.output,
        "benchmarks.two_clusters",
        num_sessions=options.sessions,
        phases=[asdict(phase) for phase in phases],
        **asdict(outcome),
    )
    return 0 if outcome.is_good else 1


if __name__ == "__main__":
    raise SystemExit(main())
