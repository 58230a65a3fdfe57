"""Kills a real server with SIGKILL at random tokens, and compares what its readers are told.

    python -m benchmarks.chaos --kills 100 --output benchmarks/results/chaos_toy.json [--model toy]

Each round asks for one response in the background and reads its stream. The server is killed after a random
number of events and started again on the same data directory, and the reader comes back with the last
number it has seen. What it was told must be, event for event, what an undisturbed server tells.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import httpx

from benchmarks.machine import command_line, describe_machine, git_commit
from benchmarks.server_process import ServerProcess, free_port

ENDS = ("response.completed", "response.incomplete", "response.failed")
READ_TIMEOUT_S = 120.0


@dataclass(frozen=True, slots=True)
class Round:
    seed: int
    num_events: int
    num_kills: int
    num_taken_over: int  # kills that hit the response in the making: the next server went on with it
    is_equal: bool
    resume_gaps_s: tuple[float, ...]  # from each kill to the next event, with the start of the server


def make_server(model: str, data_dir: Path, options: Sequence[str] = ()) -> ServerProcess:
    port = free_port()
    command = [
        sys.executable, "-c", "from serving.cli import main; main()", "serve", model, "--port", str(port),
        "--data-dir", str(data_dir), "--log-level", "info", *options,
    ]  # fmt: skip
    return ServerProcess(command, port=port, log=data_dir.with_suffix(".log"))


def ask(server: ServerProcess, seed: int, num_tokens: int) -> str:
    body = {
        "input": f"Say something, number {seed}.",
        "background": True,
        "seed": seed,
        "temperature": 1.2,
        "repetition_penalty": 1.1,
        "max_output_tokens": num_tokens,
        "ignore_eos": True,
    }
    answer = httpx.post(f"{server.base_url}/v1/responses", json=body, timeout=READ_TIMEOUT_S)
    answer.raise_for_status()
    return str(answer.json()["id"])


def read(server: ServerProcess, response_id: str, after: int = -1) -> Iterator[dict[str, Any]]:
    """The events behind number `after`, until the last one or the end of the server."""
    url = f"{server.base_url}/v1/responses/{response_id}"
    query = {"stream": "true", **({"starting_after": str(after)} if after >= 0 else {})}
    with (
        contextlib.suppress(httpx.TransportError),
        httpx.stream("GET", url, params=query, timeout=READ_TIMEOUT_S) as stream,
    ):
        for line in stream.iter_lines():
            if line.startswith("data: {"):
                yield json.loads(line.removeprefix("data: "))


def essence(events: Sequence[dict[str, Any]]) -> list[tuple[Any, ...]]:
    """What must be equal: not the ids and times of two responses."""
    return [(event["sequence_number"], event["type"], event.get("delta")) for event in events]


def undisturbed(
    model: str, folder: Path, seeds: Sequence[int], num_tokens: int
) -> dict[int, list[tuple[Any, ...]]]:
    with make_server(model, folder / "undisturbed") as server:
        return {seed: essence(list(read(server, ask(server, seed, num_tokens)))) for seed in seeds}


def disturb(
    server: ServerProcess, seed: int, num_tokens: int, num_kills: int, expected: list[tuple[Any, ...]]
) -> Round:
    """One response over so many kills. The server runs before and after."""
    at = sorted(random.Random(seed).sample(range(1, len(expected) - 1), num_kills))
    response_id = ask(server, seed, num_tokens)
    events: list[dict[str, Any]] = []
    gaps_s = []
    num_taken_over = 0
    for kill_at in at:
        for event in read(server, response_id, len(events) - 1):
            events.append(event)
            if len(events) >= kill_at:
                break
        killed_s = time.perf_counter()
        server.kill()
        server.__enter__()
        first = next(read(server, response_id, len(events) - 1), None)
        num_taken_over += "turn_taken_over" in server.log.read_text()  # it was, before an event came of it
        if first is not None:
            gaps_s.append(time.perf_counter() - killed_s)
    events.extend(read(server, response_id, len(events) - 1))
    is_equal = essence(events) == expected and events[-1]["type"] in ENDS
    return Round(seed, len(events), num_kills, num_taken_over, is_equal, tuple(gaps_s))


def run(model: str, *, num_kills: int, kills_per_round: int, num_tokens: int, folder: Path) -> list[Round]:
    seeds = range(1, -(-num_kills // kills_per_round) + 1)
    expected = undisturbed(model, folder, seeds, num_tokens)
    with make_server(model, folder / "killed") as server:
        return [disturb(server, seed, num_tokens, kills_per_round, expected[seed]) for seed in seeds]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="chaos", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--model", default="toy")
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--kills-per-round", type=int, default=2)
    parser.add_argument("--tokens", type=int, default=1500)
    parser.add_argument("--output", type=Path)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        rounds = run(
            options.model,
            num_kills=options.kills,
            kills_per_round=options.kills_per_round,
            num_tokens=options.tokens,
            folder=Path(folder),
        )
    num_equal, num_kills = sum(r.is_equal for r in rounds), sum(r.num_kills for r in rounds)
    num_taken_over = sum(r.num_taken_over for r in rounds)
    print(f"{num_kills} kills, {num_taken_over} of them in mid-response")
    print(f"{num_equal} of {len(rounds)} responses are those of an undisturbed server")
    if options.output is not None:
        result = {
            "command": command_line("benchmarks.chaos", sys.argv[1:]),
            "commit": git_commit(),
            "machine": describe_machine(),
            "rounds": [asdict(r) for r in rounds],
        }
        options.output.write_text(json.dumps(result, indent=1) + "\n")
    return 0 if num_equal == len(rounds) else 1


if __name__ == "__main__":
    sys.exit(main())
