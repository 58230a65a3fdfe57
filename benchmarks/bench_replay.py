"""How fast a finished response is read again: events per second over HTTP.

    python -m benchmarks.bench_replay [--model toy] [--output benchmarks/results/replay.json]

The client counts events in the bytes that come and does not parse them. `--readers` read at the same time.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx

from benchmarks.chaos import READ_TIMEOUT_S, ask, make_server, read
from benchmarks.quantiles import quantiles, timed_ms
from benchmarks.result_file import write_result
from benchmarks.server_process import ServerProcess


def replay(url: str, after: int = -1) -> tuple[int, int]:
    """(events, bytes) behind number `after`."""
    query = {"stream": "true", **({"starting_after": str(after)} if after >= 0 else {})}
    num_events = num_bytes = 0
    with httpx.stream("GET", url, params=query, timeout=READ_TIMEOUT_S) as stream:
        for chunk in stream.iter_raw():
            num_events += chunk.count(b"\ndata: {")
            num_bytes += len(chunk)
    return num_events, num_bytes


def measure(server: ServerProcess, *, num_tokens: int, num_readers: int, rounds: int) -> dict[str, Any]:
    response_id = ask(server, 0, num_tokens)
    num_events = sum(1 for _ in read(server, response_id))
    url = f"{server.base_url}/v1/responses/{response_id}"
    assert replay(url)[0] == num_events, "every event is counted"
    by_readers = {}
    for readers in (1, num_readers):
        rates = []
        for _ in range(rounds):
            start_s = time.perf_counter()
            with ThreadPoolExecutor(readers) as pool:
                done = list(pool.map(replay, [url] * readers))
            rates.append(sum(events for events, _ in done) / (time.perf_counter() - start_s))
        by_readers[readers] = {"events_per_s": statistics.median(rates), "events_per_s_by_round": rates}
    last = quantiles([timed_ms(lambda: replay(url, num_events - 2)) for _ in range(rounds)])
    return {
        "num_events": num_events,
        "num_bytes": replay(url)[1],
        "by_readers": by_readers,
        "the_last_event_alone": last,
    }


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="bench_replay", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--model", default="toy")
    parser.add_argument("--tokens", type=int, default=8000)
    parser.add_argument("--readers", type=int, default=8)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--output", type=Path)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder, make_server(options.model, Path(folder) / "data") as server:
        results = measure(
            server, num_tokens=options.tokens, num_readers=options.readers, rounds=options.rounds
        )
    write_result(options.output, "benchmarks.bench_replay", results=results)
    return 0


if __name__ == "__main__":
    sys.exit(main())
