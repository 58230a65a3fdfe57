"""What forks of a long session cost: KV blocks, bytes of the log, and the time of each one's first turn.

    python -m benchmarks.bench_forks [--model smollm2-135m] [--output benchmarks/results/forks.json]

One session has a prompt of about `--tokens` tokens and a short reply. It is forked `--forks` ways in one
request, and each fork then says one short turn, one after the other. Beside that stands the session's own
first turn, which computes all of it: what each fork would cost that shares nothing.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import httpx

from benchmarks.chaos import make_server
from benchmarks.prompts import WORDS
from benchmarks.result_file import write_result

REPLY_TOKENS = 8


class Client:
    def __init__(self, http: httpx.Client) -> None:
        self._http = http

    def say(self, session: str, *contents: str) -> tuple[dict[str, Any], float]:
        """(answer, seconds)"""
        messages = [
            {"role": ("user", "assistant")[index % 2], "content": content}
            for index, content in enumerate(contents)
        ]
        body = {"messages": messages, "session_id": session, "max_tokens": REPLY_TOKENS, "temperature": 0}
        return self._timed(lambda: self._http.post("/v1/chat/completions", json={**body, "ignore_eos": True}))

    def fork(self, session: str, n: int) -> tuple[dict[str, Any], float]:
        return self._timed(lambda: self._http.post(f"/v1/sessions/{session}/fork", json={"n": n}))

    def num_blocks(self) -> int:
        """That have KV and that nobody computes with: all, for no turn is under way."""
        lines = self._http.get("/metrics").text.splitlines()
        (line,) = (line for line in lines if line.startswith("tenure:kv_blocks{") and 'state="idle"' in line)
        return int(float(line.rpartition(" ")[2]))

    @staticmethod
    def _timed(ask: Any) -> tuple[dict[str, Any], float]:
        start_s = time.perf_counter()
        answer = ask()
        seconds = time.perf_counter() - start_s
        answer.raise_for_status()
        return answer.json(), seconds


def measured(client: Client, data_dir: Path, prompt: str, num_forks: int) -> dict[str, Any]:
    client.say("warm-up", "Hello")
    first_blocks = client.num_blocks()
    parent, parent_s = client.say("parent", prompt)
    reply = parent["choices"][0]["message"]["content"]
    blocks, size = client.num_blocks(), log_bytes(data_dir)
    forked, fork_s = client.fork("parent", num_forks)
    num_log_bytes = log_bytes(data_dir) - size
    turns = [client.say(name, prompt, reply, f"Now {name}.") for name in forked["session_ids"]]
    computed = [
        turn["usage"]["prompt_tokens"] - turn["usage"]["prompt_tokens_details"]["cached_tokens"]
        for turn, _ in turns
    ]
    return {
        "num_tokens": forked["num_tokens"],
        "num_forks": num_forks,
        "parent": {"first_turn_s": round(parent_s, 3), "blocks": blocks - first_blocks},
        "forks": {
            "fork_s": round(fork_s, 3),
            "turn_s_p50": round(statistics.median(seconds for _, seconds in turns), 3),
            "computed_tokens_max": max(computed),
            "new_tokens_max": max(turn["usage"]["prompt_tokens"] for turn, _ in turns) - forked["num_tokens"],
            "blocks": client.num_blocks() - blocks,
            "log_bytes": num_log_bytes,
        },
    }


def log_bytes(data_dir: Path) -> int:
    """Of the database and its write-ahead log, which has each page as often as it was written."""
    return sum(path.stat().st_size for path in data_dir.glob("*.sqlite*"))


def prompt_of(num_tokens: int, model: str) -> str:
    """The toy has a token for each byte, other models about one for each word."""
    num_words = num_tokens if model != "toy" else num_tokens // 6
    return " ".join(WORDS[index % len(WORDS)] for index in range(num_words))


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", nargs="+", default=["toy", "smollm2-135m"])
    parser.add_argument("--tokens", type=int, default=4000)
    parser.add_argument("--forks", type=int, default=16)
    parser.add_argument("--output", type=Path)
    options = parser.parse_args(arguments)
    results = {}
    for model in options.model:
        with tempfile.TemporaryDirectory() as folder:
            data_dir = Path(folder) / "data"
            with (
                make_server(model, data_dir) as server,
                httpx.Client(base_url=server.base_url, timeout=600) as http,
            ):
                prompt = prompt_of(options.tokens, model)
                results[model] = measured(Client(http), data_dir, prompt, options.forks)
    write_result(options.output, "benchmarks.bench_forks", results=results)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
