"""What an agent's appends cost in the graphs of a Neuron plan, padding and all: computed, not measured.

    python -m benchmarks.neuron_padding

Prints the table of models/neuron/README.md, which a test holds to it, for every instance. Tokens are those
that the graphs compute; operations are those of SmolLM2's linears and attention, which a graph computes over
all of its context. Beside them the smallest segment of AWS's published recipes for vllm-neuron, whose token
buckets are its segments.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch

from models.config import ModelConfig
from models.config_file import read_config
from models.neuron.bucket import Bucket
from models.neuron.instances import DEFAULT_INSTANCE, find_core
from models.neuron.plan import NeuronLimits, make_neuron_plan
from models.registry import resolve
from serving.engine.batch import Batch
from serving.engine.neuron_calls import plan_calls

SEGMENTS = (512, 1024, 2048, 4096, 8192)
APPENDS = (10, 20, 40, 100, 150, 300, 700)  # tokens: a tool's result, a question, a file
CONTEXTS = (400, 2_000, 5_000)  # tokens before them
LIMITS = {"tp": 1, "max_num_seqs": 64, "max_model_len": 8192}


@dataclass(frozen=True, slots=True)
class Padding:
    """Of one append: the graphs' shares of what it needs."""

    extends: tuple[int, ...]  # of the graphs that are called
    tokens: float
    operations: float


def buckets_of(config: ModelConfig, instance: str) -> tuple[Bucket, ...]:
    plan = make_neuron_plan(config, torch.bfloat16, find_core(instance), NeuronLimits(**LIMITS))
    return plan.shape.buckets


def padding(num_new: int, num_context: int, buckets: Sequence[Bucket], config: ModelConfig) -> Padding:
    """Of `num_new` tokens of one sequence after `num_context`, the last row's logits wanted."""
    calls = [call.bucket for call in plan_calls(_append(num_new, num_context), buckets)]
    linears = 2 * config.num_layers * _layer_weights(config)
    pair = 4 * config.num_layers * config.num_heads * config.head_dim
    needed = num_new * linears + pair * num_new * (num_context + (num_new + 1) / 2)
    computed = sum(b.num_tokens * (linears + pair * b.context) for b in calls)
    extends = tuple(b.extend for b in calls)
    return Padding(extends, sum(extends) / num_new, computed / needed)


def _append(num_new: int, num_context: int) -> Batch:
    zeros = np.zeros(num_new, np.int32)
    return Batch(
        token_ids=zeros,
        positions=np.arange(num_context, num_context + num_new, dtype=np.int32),
        slot_mapping=zeros,
        query_start=np.array([0, num_new], np.int32),
        seq_lens=np.array([num_context + num_new], np.int32),
        block_tables=np.zeros((1, 1), np.int32),
        logit_rows=np.array([num_new - 1], np.int32),
    )


def _layer_weights(config: ModelConfig) -> int:
    attention = 2 * (config.num_heads + config.num_kv_heads) * config.head_dim * config.hidden_size
    return attention + 3 * config.hidden_size * config.intermediate_size


def table(config: ModelConfig, instance: str) -> list[str]:
    """Lines of Markdown."""
    buckets = buckets_of(config, instance)
    contexts = " | ".join(f"operations after {context:,}" for context in CONTEXTS)
    lines = [f"| new tokens | graphs of | tokens | {contexts} | tokens, segments of {SEGMENTS[0]} |"]
    lines.append("|---" * (4 + len(CONTEXTS)) + "|")
    for num_new in APPENDS:
        made = [padding(num_new, context, buckets, config) for context in CONTEXTS]
        segments = -(-num_new // SEGMENTS[0]) * SEGMENTS[0] / num_new
        cells = [
            f"{num_new}",
            " + ".join(map(str, made[0].extends)),
            *(f"{ratio:.2f}x" for ratio in (made[0].tokens, *(each.operations for each in made), segments)),
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def main() -> None:
    print("\n".join(table(read_config(resolve("smollm2-135m")), DEFAULT_INSTANCE)))


if __name__ == "__main__":
    main()
