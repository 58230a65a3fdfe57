"""Trainium on paper: published peaks, and what AWS's published latencies say about reaching them.

    seconds = layers * layer_s + bytes / (share of the bandwidth) + operations / (share of the peak)

The three unknowns of each family of machines are fitted to the latencies of `data/published.json`: a
decode step is one token (TPOT), a prompt of known length is another step (TTFT). No share may exceed 1.
A layer's fixed cost is what collectives and launches take: decode of one sequence hardly depends on
anything else. Some published prompts took far longer than this model can explain (13B models, prompts
of 8,192 tokens): they stay in the error that is reported. None of this was run by this project, and the
software behind it was not ours.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from models.config import ModelConfig
from models.config_file import config_from_hf
from serving.planning.hardware import INSTANCES, Instance
from serving.planning.least_squares import FitError, Float64Array, non_negative
from serving.planning.model_shape import ModelShape
from serving.planning.step_model import StepModel
from serving.planning.step_work import NUM_RANGES, SequenceWork, StepWork, step_work


@dataclass(frozen=True, slots=True)
class PublishedStep:
    """One published latency, as a step of the model."""

    name: str
    is_decode: bool
    instance: Instance
    work: StepWork
    seconds: float
    source: str

    def ideal_terms(self) -> Float64Array:
        """float64 [3]: layers, and the seconds that bytes and operations take at the published peaks."""
        num_bytes = self.work.weight_bytes + self.work.kv_bytes
        num_flops = sum(self.work.linear_flops) + self.work.attention_flops
        core = self.instance
        return np.array(
            [self.work.num_layers, num_bytes / core.core_bandwidth, num_flops / core.core_flops], np.float64
        )


@dataclass(frozen=True, slots=True)
class PaperFit:
    """What a family's published latencies say: seconds per layer, and the shares of the peaks reached."""

    layer_s: float
    bandwidth_share: float
    flops_share: float
    decode_error: FitError
    prefill_error: FitError

    def step_model(self, instance: Instance) -> StepModel:
        byte_s = 1 / (instance.core_bandwidth * self.bandwidth_share)
        flop_s = 1 / (instance.core_flops * self.flops_share)
        return StepModel(
            layer_s=self.layer_s,
            seq_s=0.0,
            weight_byte_s=byte_s,
            flop_s=(flop_s,) * NUM_RANGES,
            kv_byte_s=byte_s,
            attention_flop_s=flop_s,
        )


@cache
def _table() -> dict[str, Any]:
    text = (files("serving.planning") / "data/published.json").read_text(encoding="utf-8")
    table: dict[str, Any] = json.loads(text)
    return table


def published_config(model: str) -> ModelConfig:
    """The sizes of a model that a published latency is about, as `Llama-3-8B`."""
    return config_from_hf(_table()["models"][model], file=model)


def published_models() -> tuple[str, ...]:
    return tuple(_table()["models"])


def published_rows(family: str) -> list[dict[str, Any]]:
    """The published latencies of a family as they stand in the table, each with its source."""
    return [row for row in _table()["rows"] if INSTANCES[row["instance"]].family == family]


@cache
def published_steps(family: str) -> tuple[PublishedStep, ...]:
    """All published latencies of a family: for each row one prefill and one decode."""
    return tuple(step for row in published_rows(family) for step in _steps_of(row))


def _steps_of(row: dict[str, Any]) -> Iterator[PublishedStep]:
    shape = ModelShape(published_config(row["model"]), row["weights"], "bfloat16", tp=row["tp"])
    batch, num_input, num_output = row["batch"], row["input_tokens"], row["output_tokens"]
    name = f"{row['model']} {row['weights']} tp {row['tp']} batch {batch} {num_input}+{num_output}"
    for kind, sequence in (
        ("ttft", SequenceWork(num_input, 0)),
        ("tpot", SequenceWork(1, num_input + num_output // 2)),
    ):
        work = step_work(shape, [sequence] * batch, batch)
        instance = INSTANCES[row["instance"]]
        seconds = row[f"{kind}_ms"] / 1000
        yield PublishedStep(f"{name} {kind}", kind == "tpot", instance, work, seconds, row["source"])


@cache
def paper_fit(family: str) -> PaperFit:
    steps = published_steps(family)
    terms = np.stack([step.ideal_terms() for step in steps])
    seconds = np.array([step.seconds for step in steps])
    # Bytes and operations cost at least their ideal time: only what comes on top is fitted.
    ideal = terms[:, 1] + terms[:, 2]
    extra = non_negative(terms / seconds[:, None], (seconds - ideal) / seconds)
    predicted = terms @ (extra + np.array([0.0, 1.0, 1.0]))
    is_decode = np.array([step.is_decode for step in steps])
    return PaperFit(
        layer_s=float(extra[0]),
        bandwidth_share=float(1 / (1 + extra[1])),
        flops_share=float(1 / (1 + extra[2])),
        decode_error=FitError.of(predicted[is_decode], seconds[is_decode]),
        prefill_error=FitError.of(predicted[~is_decode], seconds[~is_decode]),
    )
