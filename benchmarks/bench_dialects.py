"""What Anthropic's dialect and Bedrock's cost beside chat completions: per request, and per streamed token.

    python -m benchmarks.bench_dialects [--rounds 100] [--output benchmarks/results/dialects.json]

One server on the toy model; in each round every dialect takes its turn, so that what else the machine does
meets all alike, and all have the same reply. A request is one token, whole; a token is one of a stream of up
to 256. Times are the client's, `cpu` is the server's processor time, the model's included.
"""

from __future__ import annotations

import argparse
import http.client
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from botocore.eventstream import EventStreamBuffer

from benchmarks.result_file import write_result
from benchmarks.server_process import ServerProcess, free_port

REQUESTS, STREAMS = 8, 1  # of each dialect in a round
MAX_TOKENS = 256
TEXT = "What does it say? " * 10
CHAT = "chat"


@dataclass
class Dialect:
    """Where it asks, with what body, and how its answers say how many tokens they have."""

    whole_path: str
    stream_path: str
    body: Callable[[int, bool], dict[str, Any]]  # of most tokens, and whether they are streamed
    num_tokens: Callable[[bytes], int]  # of a stream
    requests_s: list[float] = field(default_factory=list)
    tokens_s: list[float] = field(default_factory=list)  # of each stream, per token
    requests_cpu_s: float = 0.0
    tokens_cpu_s: float = 0.0
    tokens: int = 0


def _chat(max_tokens: int, stream: bool) -> dict[str, Any]:
    options = {"stream": True, "stream_options": {"include_usage": True}} if stream else {}
    said = [{"role": "user", "content": TEXT}]
    return {"model": "toy", "messages": said, "max_tokens": max_tokens, "temperature": 0, **options}


def _messages(max_tokens: int, stream: bool) -> dict[str, Any]:
    said = [{"role": "user", "content": TEXT}]
    return {
        "model": "toy",
        "messages": said,
        "max_tokens": max_tokens,
        "temperature": 0,
        "stream": stream,
    }


def _converse(max_tokens: int, stream: bool) -> dict[str, Any]:
    said = [{"role": "user", "content": [{"text": TEXT}]}]
    return {"messages": said, "inferenceConfig": {"maxTokens": max_tokens, "temperature": 0}}


def _last_data(raw: bytes, field_name: str) -> dict[str, Any]:
    """The `usage` of the last server-sent event that has one."""
    events = [json.loads(line[6:]) for line in raw.split(b"\n") if line.startswith(b"data: {")]
    return next(event["usage"] for event in reversed(events) if event.get("usage"))[field_name]


def _chat_tokens(raw: bytes) -> int:
    return _last_data(raw, "completion_tokens")


def _messages_tokens(raw: bytes) -> int:
    return _last_data(raw, "output_tokens")


def _converse_tokens(raw: bytes) -> int:
    buffer = EventStreamBuffer()
    buffer.add_data(raw)
    *_, metadata = buffer
    return json.loads(metadata.payload)["usage"]["outputTokens"]


def dialects() -> dict[str, Dialect]:
    model = "/model/toy"
    return {
        CHAT: Dialect("/v1/chat/completions", "/v1/chat/completions", _chat, _chat_tokens),
        "messages": Dialect("/v1/messages", "/v1/messages", _messages, _messages_tokens),
        "converse": Dialect(f"{model}/converse", f"{model}/converse-stream", _converse, _converse_tokens),
    }


def post(connection: http.client.HTTPConnection, path: str, body: dict[str, Any]) -> bytes:
    connection.request("POST", path, json.dumps(body), {"content-type": "application/json"})
    response = connection.getresponse()
    raw = response.read()
    assert response.status == 200, raw
    return raw


def take_turn(server: ServerProcess, connection: http.client.HTTPConnection, dialect: Dialect) -> None:
    before_s = server.usage().cpu_s
    for _ in range(REQUESTS):
        start_s = time.perf_counter()
        post(connection, dialect.whole_path, dialect.body(1, False))
        dialect.requests_s.append(time.perf_counter() - start_s)
    between_s = server.usage().cpu_s
    for _ in range(STREAMS):
        start_s = time.perf_counter()
        raw = post(connection, dialect.stream_path, dialect.body(MAX_TOKENS, True))
        duration_s = time.perf_counter() - start_s
        num_tokens = dialect.num_tokens(raw)
        dialect.tokens_s.append(duration_s / num_tokens)
        dialect.tokens += num_tokens
    dialect.requests_cpu_s += between_s - before_s
    dialect.tokens_cpu_s += server.usage().cpu_s - between_s


def _tenth(values_s: Sequence[float]) -> float:
    """What a busy machine disturbs least."""
    return statistics.quantiles(values_s, n=10)[0]


def summary(dialect: Dialect) -> dict[str, float]:
    return {
        "request_p10_ms": 1e3 * _tenth(dialect.requests_s),
        "request_p50_ms": 1e3 * statistics.median(dialect.requests_s),
        "request_cpu_ms": 1e3 * dialect.requests_cpu_s / len(dialect.requests_s),
        "token_p10_ms": 1e3 * _tenth(dialect.tokens_s),
        "token_p50_ms": 1e3 * statistics.median(dialect.tokens_s),
        "token_cpu_ms": 1e3 * dialect.tokens_cpu_s / dialect.tokens,
        "tokens_per_stream": dialect.tokens / len(dialect.tokens_s),
    }


def measure(rounds: int, folder: Path) -> dict[str, Any]:
    port = free_port()
    program = [sys.executable, "-c", "from serving.cli import main; main()", "serve", "toy"]
    command = [*program, "--port", str(port), "--data-dir", str(folder / "data"), "--log-level", "warning"]
    command += ["--speculative-tokens", "0"]  # each event has one token
    asked = dialects()
    with ServerProcess(command, port=port, log=folder / "server.log") as server:
        for number in range(rounds + 1):
            order = list(asked)[number % 3 :] + list(asked)[: number % 3]
            for name in order:
                with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=600)) as connection:
                    take_turn(server, connection, asked[name])
            if number == 0:
                asked = dialects()  # that was to warm up
    found = {name: summary(dialect) for name, dialect in asked.items()}
    ratios = {
        name: {what: found[name][what] / found[CHAT][what] for what in found[CHAT] if what.endswith("_ms")}
        for name in found
        if name != CHAT
    }
    return {"dialects": found, "ratio_to_chat": ratios}


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="bench_dialects", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--output", type=Path)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        result = measure(options.rounds, Path(folder))
    write_result(options.output, "benchmarks.bench_dialects", rounds=options.rounds, results=result)
    return 0


if __name__ == "__main__":
    sys.exit(main())
