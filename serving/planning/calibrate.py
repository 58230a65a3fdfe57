"""Measuring one model here and now: its steps alone, and what is around them on a server."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from serving.config import EngineConfig
from serving.engine.batch import Batch
from serving.engine.engine import Engine
from serving.engine.messages import AddSequence
from serving.engine.runner import Runner, StepOutput
from serving.planning.calls import ragged
from serving.planning.fitted import FittedModel, fit_steps, median_load
from serving.planning.formats import leading_format
from serving.planning.host_cost import HostCost
from serving.planning.least_squares import FitError, non_negative
from serving.planning.live_server import Observed
from serving.planning.measure import MeasuredStep, Step, fitting, measure, quick_grid
from serving.planning.model_shape import ModelShape
from serving.planning.outside import NUM_ROUNDS, fit_outside, predicted_and_measured
from serving.planning.paper_runner import StepPrice
from serving.planning.processor import Processor
from serving.request import SamplingParams

Progress = Callable[[str, int, int], None]
_ROWS = (1, 8, 32)
_NUM_STEPS = 40
_VOCAB_SIZES = (1_000, 50_000)


def measure_steps(
    runner: Runner,
    grid: list[Step],
    config: EngineConfig,
    *,
    num_passes: int,
    progress: Progress,
    patience_s: float = 0.0,
) -> list[MeasuredStep]:
    """Time those steps of the grid that fit this runner's memory."""
    steps = fitting(
        grid,
        num_kv_tokens=config.num_kv_tokens,
        max_len=config.max_model_len,
        block_size=config.block_size,
    )
    return measure(runner, steps, num_passes=num_passes, patience_s=patience_s, progress=progress)


class _Given:
    """The handle of a step that computes nothing."""

    def __init__(self, output: StepOutput) -> None:
        self._output = output

    def result(self) -> StepOutput:
        return self._output


class _FreeRunner:
    """Logits out of nowhere: with it, an engine's step takes only its own time."""

    def __init__(self, vocab_size: int, num_blocks: int, block_size: int) -> None:
        self.vocab_size = vocab_size
        self.num_blocks = num_blocks
        self.block_size = block_size
        self.bytes_per_block = 0
        self.samples = False
        self._logits = np.random.default_rng(0).normal(size=(max(_ROWS), vocab_size)).astype(np.float32)

    def submit(self, batch: Batch) -> _Given:
        return _Given(StepOutput(self._logits[: len(batch.logit_rows)]))

    def copy_block(self, source: int, target: int) -> None:
        pass

    def read_blocks(self, block_ids: object) -> np.ndarray[tuple[int, ...], np.dtype[np.generic]]:
        raise NotImplementedError("it keeps no KV")

    def write_blocks(self, block_ids: object, payload: object) -> None:
        raise NotImplementedError("it keeps no KV")

    def close(self) -> None:
        pass


def measure_host() -> HostCost:
    """The engine's own time in a step: scheduling, building the batch, sampling, concluding."""
    rows, sizes = np.array(_ROWS), np.array(_VOCAB_SIZES)
    medians = np.array([[_engine_step_s(size, n) for n in _ROWS] for size in _VOCAB_SIZES])
    terms = np.stack(
        [np.ones(medians.size), np.tile(rows, len(sizes)), np.outer(sizes, rows).ravel()], axis=1
    ).astype(np.float64)
    step_s, row_s, logit_s = map(float, non_negative(terms, medians.ravel()))
    return HostCost(step_s=step_s, row_s=row_s, logit_s=logit_s)


def _engine_step_s(vocab_size: int, num_rows: int) -> float:
    config = EngineConfig(num_blocks=num_rows * 8, max_model_len=256)
    runner = _FreeRunner(vocab_size, config.num_blocks, config.block_size)
    engine = Engine(config, runner, fingerprint=b"free")
    for row in range(num_rows):
        engine.handle(
            AddSequence(
                seq_id=str(row),
                token_ids=(row,),
                max_tokens=_NUM_STEPS + 1,
                sampling=SamplingParams(temperature=0.0, ignore_eos=True),
                seed=row,
                tenant="plan",
            )
        )
    engine.step()
    times = []
    for _ in range(_NUM_STEPS - 1):
        start_s = time.perf_counter()
        engine.step()
        times.append(time.perf_counter() - start_s)
    return statistics.median(times)


@dataclass(frozen=True, slots=True)
class Calibration:
    """What was measured of one loaded model, alone."""

    steps: list[MeasuredStep]
    numerics: str
    engine: HostCost


def measure_alone(
    runner: Runner, engine_config: EngineConfig, numerics: str, progress: Progress
) -> Calibration:
    steps = measure_steps(runner, quick_grid(), engine_config, num_passes=2, progress=progress)
    return Calibration(steps, numerics, measure_host())


def calibrated_fit(
    name: str,
    shape: ModelShape,
    processor: Processor,
    alone: Calibration,
    observed: Sequence[Observed],
) -> FittedModel:
    """The step model of one model on this machine, and what is around it on a server.

    One model alone cannot tell what a layer costs from what its bytes cost: the fit is for this model. The
    last round of what was observed is held out.
    """
    step_model, error = fit_steps([(shape, step) for step in alone.steps])
    price = StepPrice(shape, step_model, ragged)
    num_fitted = len(observed) - len(observed) // NUM_ROUNDS
    outside = fit_outside(observed[:num_fitted], price, alone.engine)
    server_error = FitError.of(*predicted_and_measured(observed[num_fitted:], price, alone.engine, outside))
    return FittedModel(
        weight_format=leading_format(shape.weight_format),
        kv_format=shape.kv_format,
        model=name,
        numerics=alone.numerics,
        num_threads=processor.num_threads,
        cpu=processor.cpu,
        step_model=step_model,
        error=error,
        other_load=median_load(alone.steps),
        host=alone.engine + outside.cost,
        beside=outside.beside,
        server_error=server_error,
        machine="this machine",
        made_by=f"tenure plan --calibrate, {datetime.now(UTC):%Y-%m-%d}",
    )
