"""What a line that changes at the head of each prompt costs: time to the first token, with and without rules.

    python -m benchmarks.bench_heads [--model smollm2-135m] [--output benchmarks/results/heads.json]

A conversation of about `--tokens` tokens stands behind a system text that begins with Claude Code's billing
line, over the Messages API, streamed. Each turn has another such line and one short message more. Two servers
take the turns in alternation: one with the head rules, one with `--head-rules none`. The first turn of each
computes everything and does not count.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import statistics
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from benchmarks.bench_forks import prompt_of
from benchmarks.chaos import make_server
from benchmarks.result_file import write_result

MAX_TOKENS = 8
INSTRUCTIONS = "You are an agent that works on a user's files. Be brief."


@dataclass(slots=True)
class Conversation:
    """One client's, over `/v1/messages`."""

    http: httpx.Client
    history: str
    messages: list[dict[str, str]] = field(default_factory=list)
    num_turns: int = 0

    def turn(self) -> tuple[float, dict[str, Any]]:
        """Seconds to the first text, and the turn's usage."""
        self.num_turns += 1
        text = f"{self.history}\n" if self.num_turns == 1 else ""
        self.messages.append({"role": "user", "content": f"{text}Now step {self.num_turns}."})
        billing = f"x-anthropic-billing-header: cc_version=2.1.332.7b4; cch={self.num_turns:05x};"
        body = {
            "max_tokens": MAX_TOKENS,
            "temperature": 0,
            "system": [{"type": "text", "text": billing}, {"type": "text", "text": INSTRUCTIONS}],
            "messages": self.messages,
            "stream": True,
        }
        reply, usage, first_s, start_s = "", {}, 0.0, time.perf_counter()
        with self.http.stream("POST", "/v1/messages", json=body) as answer:
            answer.raise_for_status()
            for line in answer.iter_lines():
                event = json.loads(line.removeprefix("data: ")) if line.startswith("data: ") else {}
                if event.get("type") == "content_block_delta":
                    first_s = first_s or time.perf_counter() - start_s
                    reply += event["delta"]["text"]
                elif event.get("type") == "message_delta":
                    usage = event["usage"]
        self.messages.append({"role": "assistant", "content": reply or "Yes."})
        return first_s or time.perf_counter() - start_s, usage


def measured(model: str, num_tokens: int, num_turns: int) -> dict[str, Any]:
    with contextlib.ExitStack() as stack:
        conversations = {}
        for name, arguments in (("with", ()), ("without", ("--head-rules", "none"))):
            data_dir = Path(stack.enter_context(tempfile.TemporaryDirectory())) / "data"
            server = stack.enter_context(make_server(model, data_dir, arguments))
            http = stack.enter_context(httpx.Client(base_url=server.base_url, timeout=600))
            conversations[name] = Conversation(http, prompt_of(num_tokens, model))
        turns = [{name: each.turn() for name, each in conversations.items()} for _ in range(num_turns + 1)]
    result: dict[str, Any] = {
        name: {
            "ttft_s_p50": round(statistics.median(turn[name][0] for turn in turns[1:]), 4),
            "computed_tokens": [turn[name][1]["input_tokens"] for turn in turns],
            "cached_tokens": [turn[name][1]["cache_read_input_tokens"] for turn in turns],
            "rules": turns[-1][name][1].get("tenure:head_rules", []),
        }
        for name in conversations
    }
    ratios = [turn["with"][0] / turn["without"][0] for turn in turns[1:]]
    return {**result, "ttft_ratio_p50": round(statistics.median(ratios), 4), "num_turns": num_turns}


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", nargs="+", default=["smollm2-135m"])
    parser.add_argument("--tokens", type=int, default=7000)
    parser.add_argument("--turns", type=int, default=5)
    parser.add_argument("--output", type=Path)
    options = parser.parse_args(arguments)
    results = {model: measured(model, options.tokens, options.turns) for model in options.model}
    write_result(options.output, "benchmarks.bench_heads", results=results)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
