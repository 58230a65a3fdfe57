"""What speculation by prompt lookup wins where replies repeat the prompt, and costs where they do not.

    python -m benchmarks.bench_speculation [--model toy] [--dtype NAME] [--quantization NAME]
                                           [--kv-dtype NAME] [--streams 1 8] [--tokens N] [--rounds N]
                                           [--speculative-tokens N] [--output FILE]

Two engines in one process, with and without speculation, each with its own copy of the model, take turns
step by step, so that a busy neighbour slows both. Their tokens must be the same. Their time is that of
their steps from the moment that all streams have their first token to the last token of all. Ratios are
without / with: above 1 is a gain. CPU is the same of processor time, which neighbours disturb less.
"""

from __future__ import annotations

import argparse
import dataclasses
import itertools
import json
import random
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.machine import command_line, describe_machine, git_commit
from benchmarks.repeating_texts import CONVERSATIONS
from serving.config import ReplicaConfig
from serving.engine.engine import Engine
from serving.engine.messages import AddSequence
from serving.engine.warm_up import warm_up
from serving.replica.build import load
from serving.replica.loaded import Loaded
from serving.request import SamplingParams

TOY_PROMPT_TOKENS = 200
KV_BYTES = 2**30
MAX_STEP_MS = 1000.0  # a busy neighbour should not look like a step that has no time for drafts


@dataclass(frozen=True, slots=True)
class Workload:
    name: str
    prompt: tuple[int, ...]
    temperature: float


@dataclass(slots=True)
class Run:
    """One engine's share of a round: what it did from the step after which every stream had a token."""

    engine: Engine
    token_ids: dict[str, list[int]] = field(default_factory=dict)
    num_tokens: int = 0
    num_steps: int = 0
    wall_s: float = 0.0
    cpu_s: float = 0.0  # of all threads

    def step(self, *, is_timed: bool = True) -> None:
        wall_s, cpu_s = time.perf_counter(), time.process_time()
        updates, _ = self.engine.step()
        if is_timed:
            self.wall_s += time.perf_counter() - wall_s
            self.cpu_s += time.process_time() - cpu_s
            self.num_steps += 1
            self.num_tokens += sum(len(update.token_ids) for update in updates)
        for update in updates:
            self.token_ids.setdefault(update.seq_id, []).extend(update.token_ids)


def workloads(loaded: Loaded) -> Iterator[Workload]:
    tokenizer, template = loaded.tokenizer, loaded.chat_template
    if loaded.root == "toy":  # its text is as good as random
        tokens = random.Random(0).choices(range(tokenizer.vocab_size), k=TOY_PROMPT_TOKENS)
        yield Workload("toy", tuple(tokens), 0.0)
        yield Workload("toy, sampled", tuple(tokens), 1.0)
        return
    assert template is not None, "the workloads are conversations"
    for each in CONVERSATIONS:
        text = template.render(each.messages, add_generation_prompt=True)
        prompt = tokenizer.encode(text, add_special_tokens=False)
        yield Workload(each.name, tuple(prompt), each.temperature)


def make_engine(config: ReplicaConfig, num_speculative_tokens: int) -> tuple[Engine, Loaded]:
    loaded = load(config)
    engine_config = dataclasses.replace(
        loaded.engine_config, num_speculative_tokens=num_speculative_tokens, max_step_ms=MAX_STEP_MS
    )
    engine = Engine(engine_config, loaded.own_runner, loaded.fingerprint)
    warm_up(engine, engine_config)
    return engine, loaded


def compare(
    engines: list[Engine], workload: Workload, num_streams: int, max_tokens: int, index: int
) -> list[Run]:
    """Run the workload on each engine, step by step in turn; with other seeds in each round."""
    runs = [Run(engine) for engine in engines]
    for run in runs:
        for stream in range(num_streams):
            run.engine.handle(
                AddSequence(
                    seq_id=f"stream {stream}",
                    token_ids=workload.prompt,
                    max_tokens=max_tokens,
                    sampling=SamplingParams(temperature=workload.temperature, ignore_eos=True),
                    seed=1000 * index + stream,
                    tenant=f"{workload.name} {num_streams} {index}",  # nothing is in the cache
                )
            )
        while len(run.token_ids) < num_streams:
            run.step(is_timed=False)
    while any(run.engine.has_work for run in runs):
        for run in runs:
            if run.engine.has_work:
                run.step()
    if any(run.token_ids != runs[0].token_ids for run in runs):
        raise RuntimeError(f"{workload.name}: speculation has changed a token")
    return runs


def measure(
    engines: list[Engine], workload: Workload, num_streams: int, max_tokens: int, num_rounds: int
) -> dict[str, Any]:
    compare(engines, workload, num_streams, max_tokens, num_rounds)  # the cost models see it once
    before = engines[1].stats()
    rounds = [compare(engines, workload, num_streams, max_tokens, index) for index in range(num_rounds)]
    after = engines[1].stats()
    plain_s, with_s = (sum(runs[i].wall_s for runs in rounds) for i in (0, 1))
    plain_cpu_s, with_cpu_s = (sum(runs[i].cpu_s for runs in rounds) for i in (0, 1))
    plain_steps, with_steps = (sum(runs[i].num_steps for runs in rounds) for i in (0, 1))
    num_tokens = sum(runs[0].num_tokens for runs in rounds)
    return {
        "workload": workload.name,
        "temperature": workload.temperature,
        "prompt_tokens": len(workload.prompt),
        "streams": num_streams,
        "tokens_per_s": round(num_tokens / plain_s, 1),
        "speculated_tokens_per_s": round(sum(runs[1].num_tokens for runs in rounds) / with_s, 1),
        "ratio": round(plain_s / with_s, 3),
        "cpu_ratio": round(plain_cpu_s / with_cpu_s, 3),
        "ratio_by_round": [round(runs[0].wall_s / runs[1].wall_s, 3) for runs in rounds],
        "step_ratio": round(plain_steps / with_steps, 3),
        "draft_tokens": after.num_draft_tokens - before.num_draft_tokens,
        "accepted_tokens": after.num_accepted_tokens - before.num_accepted_tokens,
    }


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--model", default="smollm2-135m")
    parser.add_argument("--dtype", default="auto")
    parser.add_argument("--quantization", default="auto")
    parser.add_argument("--kv-dtype", default="auto")
    parser.add_argument("--streams", type=int, nargs="+", default=[1, 8])
    parser.add_argument("--tokens", type=int, default=128, help="generated by each stream")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--speculative-tokens", type=int, default=7)
    parser.add_argument("--workload", help="this one only")
    parser.add_argument("--output", type=Path, help="write the result to this file")
    return parser.parse_args()


def main() -> None:
    options = parse_arguments()
    config = ReplicaConfig(
        model=options.model,
        dtype=options.dtype,
        quantization=options.quantization,
        kv_dtype=options.kv_dtype,
        kv_memory_bytes=KV_BYTES,
        max_model_len=4096,
    )
    (plain, loaded), (speculating, _) = (make_engine(config, n) for n in (0, options.speculative_tokens))
    print(
        f"{'workload':24} {'streams':>7} {'tokens/s':>9} {'with':>9} {'ratio':>7} {'CPU':>7} {'steps':>7} "
        f"{'accepted':>9}/drafted"
    )
    rows = []
    for workload, num_streams in itertools.product(workloads(loaded), options.streams):
        if options.workload in (None, workload.name):
            row = measure([plain, speculating], workload, num_streams, options.tokens, options.rounds)
            rows.append(row)
            print(
                f"{row['workload']:24} {num_streams:7} {row['tokens_per_s']:9.1f} "
                f"{row['speculated_tokens_per_s']:9.1f} {row['ratio']:7.3f} {row['cpu_ratio']:7.3f} "
                f"{row['step_ratio']:7.3f} {row['accepted_tokens']:9}/{row['draft_tokens']}",
                flush=True,
            )
    if options.output:
        about = {
            "command": command_line("benchmarks.bench_speculation", sys.argv[1:]),
            **git_commit(),
            "machine": describe_machine(),
            "numerics": loaded.numerics,
        }
        options.output.write_text(json.dumps({**about, "rows": rows}, indent=1) + "\n")


if __name__ == "__main__":
    main()
