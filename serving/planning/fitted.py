"""Step models fitted to measured steps: what the package brings, and what a user measured himself."""

from __future__ import annotations

import json
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import platformdirs

from serving.errors import StartupError
from serving.planning.formats import isa_of, leading_format
from serving.planning.host_cost import HostCost
from serving.planning.least_squares import FitError
from serving.planning.measure import QUIET_SHARE, MeasuredStep
from serving.planning.model_shape import ModelShape
from serving.planning.processor import Processor
from serving.planning.step_model import StepModel
from serving.planning.step_work import step_work

HOLD_OUT_EVERY = 4  # of the measured steps, one in so many is predicted and never fitted


@dataclass(frozen=True, slots=True, kw_only=True)
class FittedModel:
    """A step model of one machine, for one format of weights and one of KV."""

    weight_format: str  # of most of the weights
    kv_format: str
    model: str  # the name of the model that was measured; another one is an extrapolation
    numerics: str  # instruction set and formats, as the runner names them
    num_threads: int
    cpu: str  # its name and numbers: see processor.py
    step_model: StepModel  # of a step that has the processor for itself
    error: FitError  # on the steps that were held out
    other_load: float  # median share of the processors that others took meanwhile
    host: HostCost
    beside: float = 1.0  # so many times as long a step takes beside a server and its clients
    server_error: FitError | None = None  # on what clients of a server saw; None: not measured
    machine: str
    made_by: str  # command and commit, or when it was calibrated

    @property
    def processor(self) -> Processor:
        return Processor(isa_of(self.numerics), self.num_threads, self.cpu)

    @property
    def is_quiet(self) -> bool:
        return self.other_load <= QUIET_SHARE


def fit_steps(
    measured: Sequence[tuple[ModelShape, MeasuredStep]],
) -> tuple[StepModel, FitError]:
    """Fit all steps but the held-out ones; the error is that of predicting those."""
    works = [step_work(shape, m.step.sequences, m.step.num_rows) for shape, m in measured]
    seconds = [m.seconds for _, m in measured]
    # Starting at 1 keeps both ends of the grid, which is in order, in the fit.
    held_out = range(1, len(works), HOLD_OUT_EVERY)
    fitted = [i for i in range(len(works)) if i not in held_out]
    model = StepModel.fit([works[i] for i in fitted], [seconds[i] for i in fitted])
    predicted = np.array([model.seconds(works[i]) for i in held_out])
    return model, FitError.of(predicted, np.array([seconds[i] for i in held_out]))


def median_load(measured: Iterable[MeasuredStep]) -> float:
    return statistics.median(m.other_load for m in measured)


def to_json(fitted: FittedModel) -> dict[str, Any]:
    return asdict(fitted)


def from_json(values: dict[str, Any]) -> FittedModel:
    step_model = dict(values["step_model"])
    step_model["flop_s"] = tuple(step_model["flop_s"])
    return FittedModel(
        **{
            **values,
            "step_model": StepModel(**step_model),
            "error": FitError(**values["error"]),
            "host": HostCost(**values["host"]),
            "server_error": FitError(**error) if (error := values.get("server_error")) else None,
        }
    )


def _shipped_file() -> dict[str, Any]:
    text = (files("serving.planning") / "data/cpu.json").read_text(encoding="utf-8")
    content: dict[str, Any] = json.loads(text)
    return content


def shipped() -> list[FittedModel]:
    """The fits that come with the package; `machine` says where they were made."""
    return [from_json(values) for values in _shipped_file()["fits"]]


def calibration_file() -> Path:
    """`$XDG_CACHE_HOME/tenure/plan/cpu.json`: the fits of this user's machine."""
    return platformdirs.user_cache_path("tenure", appauthor=False) / "plan" / "cpu.json"


def calibrated() -> list[FittedModel]:
    """What `--calibrate` wrote on this machine. Raises: StartupError."""
    file = calibration_file()
    if not file.is_file():
        return []
    try:
        fits = json.loads(file.read_text(encoding="utf-8"))["fits"]
        # An older fit does not say its threads or its processor: nobody can tell whose it is.
        return [from_json(values) for values in fits if {"num_threads", "cpu"} <= set(values)]
    except (ValueError, KeyError, TypeError) as error:
        raise StartupError(f"{file} is damaged ({error}). Remove it, or run with --calibrate.") from error


def save_calibration(fitted: FittedModel) -> Path:
    """Put one fit in place of that of the same processor, model and formats; a damaged file is begun anew."""
    try:
        kept = calibrated()
    except StartupError:
        kept = []
    others = [
        other
        for other in kept
        if (other.processor, other.model, other.weight_format, other.kv_format)
        != (fitted.processor, fitted.model, fitted.weight_format, fitted.kv_format)
    ]
    file = calibration_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    partial = file.with_suffix(".partial")
    partial.write_text(json.dumps({"fits": [to_json(fit) for fit in [*others, fitted]]}, indent=1) + "\n")
    partial.replace(file)
    return file


def find_fit(
    model: str,
    weight_format: str,
    kv_format: str,
    processor: Processor,
    fits: list[FittedModel] | None = None,
) -> FittedModel:
    """The first of `fits` with these formats, made on such a processor.

    By default those are the calibrations of this very model on this machine, then the shipped ones.

    Raises: StartupError naming what there is, and the command that measures the rest.
    """
    wanted = (leading_format(weight_format), kv_format)
    if fits is None:
        fits = [*(own for own in calibrated() if own.model == model), *shipped()]
    alike = [fit for fit in fits if (fit.weight_format, fit.kv_format) == wanted]
    for fit in alike:
        if fit.processor.is_like(processor):
            return fit
    if alike:
        known = " and ".join(dict.fromkeys(str(fit.processor) for fit in alike))
        raise StartupError(
            f"Steps with {weight_format} weights and {kv_format} KV were measured with {known}, and a server "
            f"here computes with {processor}. Run the same command with --calibrate: it "
            "measures them here, in about a minute."
        )
    known = ", ".join(dict.fromkeys(f"{fit.weight_format} with {fit.kv_format} KV" for fit in fits)) or "none"
    raise StartupError(
        f"No steps were measured with {weight_format} weights and {kv_format} KV on cpu. Measured: {known}. "
        "Run the same command with --calibrate to measure this combination here."
    )
