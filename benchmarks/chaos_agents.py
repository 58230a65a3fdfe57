"""Kills a real server with SIGKILL while agents call tools that have effects, and counts the effects.

    python -m benchmarks.chaos_agents --kills 500 --output benchmarks/results/chaos_agents_toy.json
    python -m benchmarks.chaos_agents --kills 100 --ray --output benchmarks/results/chaos_agents_ray.json

Each round begins some sessions at once, each of them a chain of three calls of an MCP server that outlives
the one under test. That one, `tenure serve`, is killed at random instants, up to three times while the
sessions go on, and started again each time on the same data directory; it is forked from a process that has
loaded its modules, which takes longer than all the rest. With `--ray` it is an application of two ingresses
and two replicas, of which one process is killed in each round, a replica three times out of four, and Serve
starts another one. When the sessions rest, each call was made once at
most; a result that its readers were told is there; a call whose outcome is not known says so; the events that
were read have all numbers, and are those that the log has. A run that was stopped goes on from the rounds
that its output has, at the same commit.
Needs the package mcp.
"""

from __future__ import annotations

import argparse
import contextlib
import itertools
import json
import multiprocessing
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from threading import Thread
from typing import Any

import httpx
import yaml

from benchmarks.machine import git_commit
from benchmarks.ray_server import RayServer
from benchmarks.result_file import write_result
from benchmarks.server_process import ServerFailed, ServerProcess, free_port
from benchmarks.transcripts import calling, transcript

TIMEOUT_S = 300.0
RETRY_S = 0.02
CALLS = ("a", "b", "c")


@dataclass(frozen=True, slots=True)
class Chain:
    """What became of one session."""

    name: str
    num_completed: int  # calls whose result is there
    num_unknown: int  # calls that were begun, and nobody knows
    num_failed: int  # calls that ended with another error, as one that takes too long
    num_duplicates: int  # effects beyond one for each call
    num_lost: int  # effects or results that the session does not have
    is_dense: bool
    is_as_logged: bool
    is_read: bool  # to its end, in the time that its reader takes
    has_ended: bool


@dataclass(slots=True)
class Reader:
    """Follows one session over the deaths of its server."""

    session_id: str
    events: list[dict[str, Any]] = field(default_factory=list)

    def read(self, base_url: str) -> None:
        """Until the session rests; after each end of a connection again."""
        deadline_s = time.perf_counter() + TIMEOUT_S
        while not self.has_ended and time.perf_counter() < deadline_s:
            self._read_once(base_url)
            time.sleep(RETRY_S)

    def _read_once(self, base_url: str) -> None:
        after = self.events[-1]["sequence_number"] if self.events else -1
        url = f"{base_url}/v1/agents/sessions/{self.session_id}/events"
        with (
            contextlib.suppress(httpx.TransportError),
            httpx.stream("GET", url, params={"starting_after": after}, timeout=TIMEOUT_S) as stream,
        ):
            for line in stream.iter_lines():
                if line.startswith("data: {"):
                    self.events.append(json.loads(line.removeprefix("data: ")))
                    if self.has_ended:
                        return

    @property
    def has_ended(self) -> bool:
        return bool(self.events) and self.events[-1]["type"] == "agent.session.idle"


class ForkedServer:
    """`tenure serve`, as a process of its own."""

    max_kills_of_round = 3

    def __init__(self, arguments: Sequence[str], log: Path) -> None:
        self._port = free_port()
        self._arguments = ["serve", *arguments, "--port", str(self._port)]
        self.log = log
        self.base_url = f"http://127.0.0.1:{self._port}"
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(
            ["serving.cli", "serving.cli.server", "serving.runs.build", "mcp"]
        )

    def __enter__(self) -> ForkedServer:
        self._process = self._context.Process(target=_serve, args=(self._arguments, self.log), daemon=True)
        self._process.start()
        deadline_s = time.perf_counter() + TIMEOUT_S
        while not self._answers():
            if not self._process.is_alive() or time.perf_counter() > deadline_s:
                raise ServerFailed(self.log.read_text()[-2000:])
            time.sleep(0.02)
        return self

    def _answers(self) -> bool:
        with contextlib.suppress(httpx.TransportError):
            return httpx.get(f"{self.base_url}/health", timeout=TIMEOUT_S).status_code == 200
        return False

    def kill(self, chance: random.Random) -> None:
        """And start it again."""
        self._end()
        self.__enter__()

    def wait_until_whole(self) -> None:
        """It is, as soon as it is there again."""

    def num_taken_over(self) -> int:
        """Sessions, since the last kill."""
        return self.log.read_text().count("agent_session_taken_over")

    def _end(self) -> None:
        self._process.kill()
        self._process.join()

    def __exit__(self, *_: object) -> None:
        self._end()


class RayApplication(RayServer):
    """Two ingresses and two replicas."""

    max_kills_of_round = 1

    def __init__(self, folder: Path, replica: Mapping[str, Any]) -> None:
        super().__init__(folder, replica, num_replicas=2, num_ingresses=2)

    def kill(self, chance: random.Random) -> None:
        deployment = chance.choice(("Engine", "Engine", "Engine", "Ingress"))
        os.kill(chance.choice(self._pids[deployment]), signal.SIGKILL)

    def wait_until_whole(self) -> None:
        super().wait_until_whole()
        self._pids = {
            deployment: [self.pid(deployment, name) for name in self.names(deployment)]
            for deployment in ("Engine", "Ingress")
        }

    def num_taken_over(self) -> int | None:
        """Its processes' logs are Ray's."""
        return None


def _serve(arguments: list[str], log: Path) -> None:
    from serving.cli import main

    with log.open("wb") as file:
        os.dup2(file.fileno(), sys.stdout.fileno())
        os.dup2(file.fileno(), sys.stderr.fileno())
    sys.argv = ["tenure", *arguments]
    main()


Server = ForkedServer | RayApplication


@contextlib.contextmanager
def tools(effects: Path) -> Iterator[str]:
    """The URL of the MCP server."""
    port = free_port()
    command = [sys.executable, "-m", "benchmarks.mcp_tools", str(effects), "--port", str(port)]
    with ServerProcess(command, port=port, log=effects.with_suffix(".log")):
        yield f"http://127.0.0.1:{port}/mcp"


def begin(client: httpx.Client, name: str, seconds: float) -> str:
    replies = [
        calling(("t.effect", {"key": f"{name}-{call}", "seconds": round(seconds, 3)}), text="Next. ")
        for call in CALLS
    ]
    mcp = {"type": "mcp", "server_label": "t", "transport": {"type": "http", "server_url": "tenure:tools"}}
    agent = {"model": "toy", "instructions": transcript(*replies, "All done."), "tools": [mcp]}
    body = {"environment": {"type": "none"}, "agent": agent, "input": "Go.", "metadata": {"name": name}}
    answer = client.post("/v1/agents/sessions", json=body)
    answer.raise_for_status()
    return str(answer.json()["id"])


def run_round(
    server: Server,
    number: int,
    num_sessions: int,
    seconds: float,
    kill_after_s: Sequence[float] = (),
    chance: random.Random | None = None,
) -> tuple[dict[str, Reader], int, int | None]:
    """The readers of its sessions when all of them rest; how often it was killed, how many were taken over.

    Args:
        kill_after_s: how long after each start a process is killed, while there is a session that goes on.
        chance: which one.
    """
    server.wait_until_whole()
    with httpx.Client(base_url=server.base_url, timeout=TIMEOUT_S) as client:
        names = [f"r{number}s{index}" for index in range(num_sessions)]
        readers = {name: Reader(begin(client, name, seconds)) for name in names}
    threads = [Thread(target=reader.read, args=(server.base_url,)) for reader in readers.values()]
    for thread in threads:
        thread.start()
    taken_over: list[int | None] = []
    for delay_s in kill_after_s:
        time.sleep(delay_s)
        if all(reader.has_ended for reader in readers.values()):
            break
        server.kill(chance or random.Random(number))
        taken_over.append(server.num_taken_over())
    for thread in threads:
        thread.join()
    known = [one for one in taken_over if one is not None]
    return readers, len(taken_over), sum(known) if len(known) == len(taken_over) else None


def judge(client: httpx.Client, name: str, reader: Reader, effects: Counter[str]) -> Chain:
    url = f"/v1/agents/sessions/{reader.session_id}"
    items = client.get(f"{url}/items", params={"order": "asc", "limit": 100}).json()["data"]
    logged = client.get(f"{url}/events", params={"format": "json", "limit": 1000}).json()["data"]
    calls = {item["arguments"]["key"]: item for item in items if item["type"] == "mcp_call"}
    told = {
        event["item"]["arguments"]["key"]
        for event in reader.events
        if event["type"] == "agent.session.turn.item.done"
        and event["item"]["type"] == "mcp_call"
        and event["item"]["status"] == "completed"
    }
    completed = {key for key, call in calls.items() if call["output"] == f"did {key}"}
    unknown = {key for key, call in calls.items() if (call["error"] or {}).get("type") == "unknown_outcome"}
    keys = [f"{name}-{call}" for call in CALLS]
    failed = calls.keys() - completed - unknown  # and the model was told so
    lost = [key for key in keys if effects[key] and key not in completed | unknown | failed]
    lost += [key for key in told | completed if not effects[key] or key not in completed]
    numbers = [event["sequence_number"] for event in reader.events]
    return Chain(
        name=name,
        num_completed=len(completed),
        num_unknown=len(unknown),
        num_failed=len(failed),
        num_duplicates=sum(max(0, effects[key] - 1) for key in keys),
        num_lost=len(lost),
        is_dense=numbers == list(range(len(numbers))),
        is_as_logged=reader.events == logged[: len(reader.events)],
        is_read=reader.has_ended,
        has_ended=items[-1].get("content", [{}])[0].get("text") == "All done.",
    )


@dataclass(frozen=True, slots=True)
class Round:
    """What came of the sessions of a round."""

    number: int
    num_kills: int
    num_taken_over: int | None  # None: that is not known
    chains: tuple[Chain, ...]


def rounds(
    *, first: int, num_sessions: int, seconds: float, folder: Path, is_ray: bool = False
) -> Iterator[Round]:
    """Without end: the random instants of a round follow from its number."""
    effects = folder / "effects"
    effects.touch()
    with tools(effects) as url:
        servers = folder / "servers.yaml"
        servers.write_text(yaml.safe_dump({"servers": {"tools": {"url": url}}}))
        with make_server(folder, servers, is_ray=is_ray) as server:
            begun_s = time.perf_counter()
            run_round(server, 0, num_sessions, seconds)
            usual_s = time.perf_counter() - begun_s
            for number in itertools.count(first):
                chance = random.Random(number)
                kill_after_s = [chance.uniform(0.0, usual_s) for _ in range(server.max_kills_of_round)]
                readers, num_kills, num_taken_over = run_round(
                    server, number, num_sessions, seconds, kill_after_s, chance
                )
                counts = Counter(effects.read_text().split())
                server.wait_until_whole()
                with httpx.Client(base_url=server.base_url, timeout=TIMEOUT_S) as client:
                    chains = tuple(judge(client, name, reader, counts) for name, reader in readers.items())
                yield Round(number, num_kills, num_taken_over, chains)


def make_server(folder: Path, servers: Path, *, is_ray: bool) -> Server:
    if is_ray:
        replica = {"model": "toy", "data_dir": str(folder / "data"), "mcp_servers": str(servers)}
        return RayApplication(folder, replica)
    arguments = ["toy", "--data-dir", str(folder / "data"), "--mcp-servers", str(servers)]
    return ForkedServer([*arguments, "--log-level", "info"], folder / "log")


def read_rounds(path: Path | None) -> list[Round]:
    """Of a run that was stopped. Raises SystemExit where it was one of another commit."""
    if path is None or not path.exists():
        return []
    found = json.loads(path.read_text())
    if found["commit"] != git_commit():
        raise SystemExit(f"{path} is of another commit, {found['commit']}. Remove it, or name another file.")
    return [
        Round(**{**one, "chains": tuple(Chain(**chain) for chain in one["chains"])})
        for one in found["rounds"]
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="chaos_agents", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--kills", type=int, default=50, help="in all")
    parser.add_argument("--minutes", type=float, default=600.0, help="after which no more is killed")
    parser.add_argument("--sessions", type=int, default=4, help="at once")
    parser.add_argument("--ray", action="store_true", help="behind Ray Serve; needs the package ray")
    parser.add_argument("--seconds", type=float, default=0.1, help="that each call takes after its effect")
    parser.add_argument("--output", type=Path, help="written after each round; a run goes on from it")
    options = parser.parse_args(arguments)
    done = read_rounds(options.output)
    deadline_s = time.perf_counter() + options.minutes * 60
    with tempfile.TemporaryDirectory() as folder:
        more = rounds(
            first=len(done) + 1,
            num_sessions=options.sessions,
            seconds=options.seconds,
            folder=Path(folder),
            is_ray=options.ray,
        )
        while sum(one.num_kills for one in done) < options.kills and time.perf_counter() < deadline_s:
            done.append(next(more))
            write(options.output, done)
        more.close()
    totals = totals_of(done)
    bad = (
        "num_duplicates",
        "num_lost",
        "num_not_dense",
        "num_not_as_logged",
        "num_not_read",
        "num_not_ended",
    )
    return 1 if any(totals[name] for name in bad) else 0


def write(path: Path | None, done: Sequence[Round]) -> None:
    content = {**totals_of(done), "rounds": [asdict(one) for one in done]}
    write_result(path, "benchmarks.chaos_agents", **content)


def totals_of(done: Sequence[Round]) -> dict[str, Any]:
    chains = [chain for one in done for chain in one.chains]
    return {
        "num_kills": sum(one.num_kills for one in done),
        "num_chains": len(chains),
        "num_taken_over": sum(one.num_taken_over or 0 for one in done),
        "num_completed_calls": sum(chain.num_completed for chain in chains),
        "num_unknown_calls": sum(chain.num_unknown for chain in chains),
        "num_failed_calls": sum(chain.num_failed for chain in chains),
        "num_duplicates": sum(chain.num_duplicates for chain in chains),
        "num_lost": sum(chain.num_lost for chain in chains),
        "num_not_dense": sum(not chain.is_dense for chain in chains),
        "num_not_as_logged": sum(not chain.is_as_logged for chain in chains),
        "num_not_read": sum(not chain.is_read for chain in chains),
        "num_not_ended": sum(not chain.has_ended for chain in chains),
    }


if __name__ == "__main__":
    sys.exit(main())
