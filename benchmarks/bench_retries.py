"""What a request costs that is sent three times while its prompt is computed, to one that is sent once.

    python -m benchmarks.bench_retries [--model smollm2-135m] [--output benchmarks/results/retries.json]

Each way to tell a retry is tried: an Idempotency-Key, a retry count, a session. The three come one after the
other before the first has a token. Counted by the server's own metrics are prompt tokens that were computed
and tokens that were sampled. `unmarked` is the same body three times with nothing that tells a retry, in
three requests that are answered each for itself.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import threading
import uuid
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx

from benchmarks.bench_forks import prompt_of
from benchmarks.chaos import make_server
from benchmarks.result_file import write_result

NUM_SENT = 3
MAX_TOKENS = 16
_COMPUTED = "vllm:prompt_tokens_by_source_total{"
_SAMPLED = "vllm:generation_tokens_total{"


def headers_of(way: str) -> list[dict[str, str]]:
    """Of the requests, in their order."""
    name = uuid.uuid4().hex
    match way:
        case "key":
            return [{"Idempotency-Key": name}] * NUM_SENT
        case "retry count":
            return [{"x-stainless-retry-count": str(number)} for number in range(NUM_SENT)]
        case "session":
            return [{"x-session-id": name}] * NUM_SENT
    return [{}] * NUM_SENT


def work(http: httpx.Client) -> tuple[int, int]:
    """Prompt tokens computed, and tokens sampled, since the server began."""
    computed = sampled = 0.0
    for line in http.get("/metrics").text.splitlines():
        if line.startswith(_COMPUTED) and "local_compute" in line:
            computed += float(line.rpartition(" ")[2])
        elif line.startswith(_SAMPLED):
            sampled += float(line.rpartition(" ")[2])
    return int(computed), int(sampled)


def sent(http: httpx.Client, model: str, prompt: str, headers: Sequence[dict[str, str]]) -> dict[str, Any]:
    """The same body under each of these headers; the next as soon as the one before is admitted."""
    body = {
        "model": model,
        "messages": [{"role": "user", "content": prompt}],
        "max_tokens": MAX_TOKENS,
        "temperature": 0,
        "stream": True,
    }
    before, barrier = work(http), threading.Semaphore(0)

    def ask(header: dict[str, str]) -> str:
        request = http.build_request("POST", "/v1/chat/completions", json=body, headers=header)
        barrier.release()
        return http.send(request).raise_for_status().text

    with ThreadPoolExecutor(NUM_SENT) as threads:
        asked = []
        for header in headers:
            asked.append(threads.submit(ask, header))
            barrier.acquire()
            threading.Event().wait(0.3)
        texts = [one.result() for one in asked]
    after = work(http)
    return {
        "computed_tokens": after[0] - before[0],
        "sampled_tokens": after[1] - before[1],
        "different_answers": len({json.loads(text.partition("\n")[0][6:])["id"] for text in texts}),
    }


def measured(model: str, num_tokens: int) -> dict[str, Any]:
    results: dict[str, Any] = {}
    with (
        tempfile.TemporaryDirectory() as folder,
        make_server(model, Path(folder) / "data") as server,
        httpx.Client(base_url=server.base_url, timeout=600) as http,
    ):
        prompt = prompt_of(num_tokens, model)
        # Another prompt each time: what is cached is not computed.
        for letter, way in zip("ABCDE", ("alone", "key", "retry count", "session", "unmarked"), strict=True):
            headers = headers_of(way)[: 1 if way == "alone" else NUM_SENT]
            results[way] = sent(http, model, f"{letter} {prompt}", headers)
    alone = results["alone"]
    for result in results.values():
        for what in ("computed", "sampled"):
            result[f"{what}_ratio"] = round(result[f"{what}_tokens"] / alone[f"{what}_tokens"], 3)
    return results


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="bench_retries", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--model", default="smollm2-135m")
    parser.add_argument("--tokens", type=int, default=1000)
    parser.add_argument("--output", type=Path)
    options = parser.parse_args(arguments)
    results = {options.model: measured(options.model, options.tokens)}
    write_result(options.output, "benchmarks.bench_retries", results=results)
    return 0


if __name__ == "__main__":
    sys.exit(main())
