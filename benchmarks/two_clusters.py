"""Moves live sessions from one Ray cluster to another one, as an upgrade does, and looks what became of them.

    python -m benchmarks.two_clusters --database-url postgresql+psycopg://USER@HOST/EMPTY \
        --sessions 200 --output benchmarks/results/two_clusters.json

Two clusters, each with an ingress and engine replicas of the toy model, have one PostgreSQL and one directory
for KV. At first all turns go to the old cluster, then one in five to the new one, then all of them; then the
old cluster is stopped. A session's turns thus go back and forth between the clusters.

Nothing may be lost: each reply must be what a server says that nobody disturbs, and each session one branch
with all of its messages. There may never be two writers: an epoch of a placement names one replica, and never
goes back.
"""

from __future__ import annotations

import argparse
import contextlib
import itertools
import os
import random
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import httpx
import yaml

from benchmarks.process_tree import process_tree
from benchmarks.result_file import write_result
from benchmarks.server_process import ServerProcess, free_port

TENURE = [sys.executable, "-c", "from serving.cli import main; main()"]
TIMEOUT_S = 300.0
STOP_TIMEOUT_S = 120.0
NUM_CLIENTS = 8
# (what is told of it, share of the turns that go to the new cluster, turns of each session)
PHASES = (("old cluster", 0.0, 2), ("80/20", 0.2, 3), ("0/100", 1.0, 2))
QUESTION = "How many ships have passed the lighthouse in the night, and who has counted them? "


@dataclass(slots=True)
class Talk:
    """One session, and what its client was told."""

    name: str
    messages: list[dict[str, Any]] = field(default_factory=list)
    placements: list[tuple[int, str]] = field(default_factory=list)  # (epoch, replica) behind each turn

    def say(self, http: httpx.Client) -> dict[str, Any]:
        """One more turn: its usage."""
        number = len(self.messages) // 2
        self.messages.append(
            {"role": "user", "content": f"{self.name}, {number}: {QUESTION * (number == 0)}"}
        )
        body = {
            "model": "toy",
            "messages": self.messages,
            "session_id": self.name,
            "max_tokens": 24,
            "temperature": 0,
            "ignore_eos": True,
        }
        answer = http.post("/v1/chat/completions", json=body)
        answer.raise_for_status()
        self.messages.append(answer.json()["choices"][0]["message"])
        usage: dict[str, Any] = answer.json()["usage"]
        return usage

    def look(self, http: httpx.Client) -> None:
        placement = http.get(f"/v1/sessions/{self.name}/state").json()["placement"]
        self.placements.append((placement["epoch"], placement["replica"]))

    @property
    def has_one_writer_at_a_time(self) -> bool:
        epochs = [epoch for epoch, _ in self.placements]
        return epochs == sorted(epochs) and len(set(self.placements)) == len(set(epochs))


@dataclass(frozen=True, slots=True)
class Phase:
    name: str
    num_turns: int
    num_moves: int  # turns whose session was elsewhere before
    num_prompt_tokens: int
    num_cached_tokens: int  # of them, on the device or restored
    restored_turns: dict[str, int]  # by tier
    cold_turns: dict[str, int]  # by reason


@dataclass(frozen=True, slots=True)
class Report:
    num_sessions: int
    phases: tuple[Phase, ...]
    num_wrong_replies: int
    num_forked_sessions: int
    num_lost_messages: int
    num_sessions_with_two_writers: int

    @property
    def is_good(self) -> bool:
        return not (
            self.num_wrong_replies
            or self.num_forked_sessions
            or self.num_lost_messages
            or self.num_sessions_with_two_writers
        )


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
            usages.append(talk.say(http))
            talk.look(http)
        return usages

    with ThreadPoolExecutor(NUM_CLIENTS) as pool:
        usages = [usage for found in pool.map(converse, talks) for usage in found]
    recent = [talk.placements[-num_turns - 1 :] for talk in talks]
    num_moves = sum(after != before for places in recent for before, after in itertools.pairwise(places))
    restored = Counter(usage["tenure:restored"]["tier"] for usage in usages if "tenure:restored" in usage)
    cold = Counter(usage["tenure:cold"]["reason"] for usage in usages if "tenure:cold" in usage)
    return Phase(
        name,
        len(usages),
        num_moves,
        sum(usage["prompt_tokens"] for usage in usages),
        sum(usage["prompt_tokens_details"]["cached_tokens"] for usage in usages),
        dict(restored),
        dict(cold),
    )


def run(database_url: str, *, num_sessions: int, num_replicas: int, seed: int, folder: Path) -> Report:
    talks = [Talk(f"session-{number}") for number in range(num_sessions)]
    with cluster(folder, "new", database_url, num_replicas) as new:
        with cluster(folder, "old", database_url, num_replicas) as old:
            phases = [play(phase, talks, old, new, seed) for phase in PHASES]
        phases.append(play(("old cluster stopped", 1.0, 1), talks, new, new, seed))
        sessions = [new.get(f"/v1/sessions/{talk.name}").json() for talk in talks]
    num_kept = [sum(len(branch["items"]) for branch in session["branches"]) for session in sessions]
    return Report(
        num_sessions,
        tuple(phases),
        num_wrong_replies=count_wrong(talks, folder),
        num_forked_sessions=sum(len(session["branches"]) > 1 for session in sessions),
        num_lost_messages=sum(len(talk.messages) - num for talk, num in zip(talks, num_kept, strict=True)),
        num_sessions_with_two_writers=sum(not talk.has_one_writer_at_a_time for talk in talks),
    )


def count_wrong(talks: Sequence[Talk], folder: Path) -> int:
    """Replies that are not what a server says that is asked the same and that nobody disturbs."""
    port = free_port()
    command = [*TENURE, "serve", "toy", "--port", str(port), "--data-dir", str(folder / "undisturbed")]
    with (
        ServerProcess(command, port=port, log=folder / "undisturbed.log") as server,
        httpx.Client(base_url=server.base_url, timeout=TIMEOUT_S) as http,
    ):
        num_wrong = 0
        for talk in talks:
            again = Talk(talk.name)
            while len(again.messages) < len(talk.messages):
                again.say(http)
            num_wrong += sum(one != other for one, other in zip(again.messages, talk.messages, strict=True))
    return num_wrong


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="two_clusters", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--database-url", required=True)
    parser.add_argument("--sessions", type=int, default=200)
    parser.add_argument("--replicas", type=int, default=2, help="of each cluster")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--output", type=Path)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        report = run(
            options.database_url,
            num_sessions=options.sessions,
            num_replicas=options.replicas,
            seed=options.seed,
            folder=Path(folder),
        )
    write_result(options.output, "benchmarks.two_clusters", **asdict(report))
    return 0 if report.is_good else 1


if __name__ == "__main__":
    raise SystemExit(main())
