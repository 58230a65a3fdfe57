"""The least time of a model's steps on an instance: computed, not measured.

The longer of bytes / bandwidth and operations / peak, of one core; all cores of a replica work at once. It
knows nothing of launches, collectives and engines other than the matrix unit: a step will take longer.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from models.config_file import read_config
from serving.cli.plan_command import find_model
from serving.planning.hardware import INSTANCES, Instance
from serving.planning.model_shape import ModelShape
from serving.planning.step_work import SequenceWork, step_work


def step_seconds(shape: ModelShape, instance: Instance, sequences: list[SequenceWork]) -> float:
    work = step_work(shape, sequences, len(sequences))
    num_bytes = work.weight_bytes + work.kv_bytes
    num_flops = sum(work.linear_flops) + work.attention_flops
    return max(num_bytes / instance.core_bandwidth, num_flops / instance.core_flops)


def compute(
    model: str,
    instance: str,
    tp: int,
    dtype: str,
    *,
    prefills: Iterable[int],
    decodes: Iterable[tuple[int, int]],
) -> dict[str, Any]:
    """Milliseconds of a prompt of so many tokens, and of one token each of (streams, context tokens)."""
    shape = ModelShape(read_config(find_model(model)), dtype, dtype, tp=tp)
    machine = INSTANCES[instance]
    return {
        "prefill": [
            {"prompt_tokens": num, "ms": 1e3 * step_seconds(shape, machine, [SequenceWork(num, 0)])}
            for num in prefills
        ],
        "decode": [
            {
                "concurrency": streams,
                "context_tokens": context,
                "ms": 1e3 * step_seconds(shape, machine, [SequenceWork(1, context)] * streams),
            }
            for streams, context in decodes
        ],
    }
