"""Whether a clock tells one tenant what another one has said: times to first token of its guesses.

    python -m benchmarks.bench_isolation --output benchmarks/results/isolation.json

A victim says prompts to a real server. An attacker, another tenant, sends them word for word, and as many
that nobody has said, in random order, each once. Beside that stands the victim's own second time, which
must be told apart, or the clock is too coarse. The statistic is the chance that a guess that is right is
answered faster than one that is wrong (the area under the ROC curve, Mann and Whitney's U over n x m): 0.5
says nothing, 1 says all; with the interval that 95 % of bootstrapped samples have.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import httpx

from benchmarks.bench_restore import text
from benchmarks.result_file import write_result
from benchmarks.server_process import ServerProcess, free_port

KEYS = {"victim": "key-of-victim", "attacker": "key-of-attacker"}
NUM_BOOTSTRAPS = 2000


def first_token_s(http: httpx.Client, tenant: str, prompt: str, session: str) -> float:
    body = {
        "messages": [{"role": "user", "content": prompt}],
        "max_tokens": 1,
        "temperature": 0,
        "session_id": session,
    }
    headers = {"authorization": f"Bearer {KEYS[tenant]}"}
    start_s = time.perf_counter()
    http.post("/v1/chat/completions", json=body, headers=headers).raise_for_status()
    return time.perf_counter() - start_s


def chance_faster(right: Sequence[float], wrong: Sequence[float]) -> float:
    wins = sum((one < other) + (one == other) / 2 for one in right for other in wrong)
    return wins / (len(right) * len(wrong))


def told_apart(right: Sequence[float], wrong: Sequence[float], seed: int) -> dict[str, Any]:
    chance = random.Random(seed)
    samples = sorted(
        chance_faster(chance.choices(right, k=len(right)), chance.choices(wrong, k=len(wrong)))
        for _ in range(NUM_BOOTSTRAPS)
    )
    interval = [round(samples[int(share * NUM_BOOTSTRAPS)], 3) for share in (0.025, 0.975)]
    return {"chance_that_right_is_faster": round(chance_faster(right, wrong), 3), "interval_95": interval}


def measure(http: httpx.Client, num_prompts: int, num_tokens: int, seed: int) -> dict[str, Any]:
    said = [text(num_tokens, f"said {number}") for number in range(num_prompts)]
    unsaid = [text(num_tokens, f"unsaid {number}") for number in range(num_prompts)]
    first_token_s(http, "attacker", text(num_tokens, "warm-up"), "warm-up")
    for number, prompt in enumerate(said):
        first_token_s(http, "victim", prompt, f"said-{number}")
    guesses = [(prompt, True) for prompt in said] + [(prompt, False) for prompt in unsaid]
    random.Random(seed).shuffle(guesses)
    seconds: dict[bool, list[float]] = {True: [], False: []}
    for number, (prompt, is_right) in enumerate(guesses):
        seconds[is_right].append(first_token_s(http, "attacker", prompt, f"guess-{number}"))
    own = [first_token_s(http, "victim", prompt, f"again-{number}") for number, prompt in enumerate(said)]
    return {
        "another_tenant": told_apart(seconds[True], seconds[False], seed),
        "the_same_tenant": told_apart(own, seconds[False], seed),
        "num_prompts": num_prompts,
        "ms": {
            "right": [round(1000 * one, 2) for one in seconds[True]],
            "wrong": [round(1000 * one, 2) for one in seconds[False]],
            "own": [round(1000 * one, 2) for one in own],
        },
    }


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="bench_isolation", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--model", default="smollm2-135m")
    parser.add_argument("--prompts", type=int, default=40)
    parser.add_argument("--tokens", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--output", type=Path)
    options = parser.parse_args(arguments)
    os.environ["TENURE_API_KEY"] = ",".join(f"{tenant}:{key}" for tenant, key in KEYS.items())
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        command = [sys.executable, "-c", "from serving.cli import main; main()", "serve", options.model]
        command += ["--port", str(port), "--data-dir", folder]
        with (
            ServerProcess(command, port=port, log=Path(folder) / "server.log") as server,
            httpx.Client(base_url=server.base_url, timeout=600) as http,
        ):
            report = measure(http, options.prompts, options.tokens, options.seed)
            server.stop()
    write_result(options.output, "benchmarks.bench_isolation", **report)
    return 0


if __name__ == "__main__":
    sys.exit(main())
