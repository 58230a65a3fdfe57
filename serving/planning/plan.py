"""What a model, a machine and a workload come to: does it fit, how fast is it, how many sessions stay."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from models.neuron.bucket import plan_buckets
from models.neuron.plan import BLOCK_SIZE
from serving.errors import StartupError
from serving.planning.calls import Bucketed, ragged
from serving.planning.fitted import FittedModel
from serving.planning.hardware import Instance
from serving.planning.host_cost import HostCost
from serving.planning.memory_map import Limits, MemoryMap, memory_map
from serving.planning.model_shape import ModelShape
from serving.planning.objective import Objective
from serving.planning.paper_runner import StepPrice
from serving.planning.published import PaperFit
from serving.planning.simulate import Simulation, Turn, simulate
from serving.planning.step_work import SequenceWork
from serving.planning.workload import Workload

DECODE_SIZES = (1, 8, 32)


@dataclass(frozen=True, slots=True, kw_only=True)
class Percentiles:
    """Seconds."""

    p50: float
    p99: float

    @classmethod
    def of(cls, values: list[float]) -> Percentiles:
        if not values:
            return cls(p50=0.0, p99=0.0)
        p50, p99 = np.percentile(values, (50, 99))
        return cls(p50=float(p50), p99=float(p99))


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnForecast:
    """All sessions' turn of one number."""

    number: int
    num_prompt_tokens: int
    num_cached_tokens: float  # mean
    ttft: Percentiles


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One replica's memory and forecast; `num_replicas` of them share the instance's cores."""

    shape: ModelShape
    instance: Instance
    num_replicas: int
    limits: Limits
    workload: Workload
    memory: MemoryMap
    num_resident_sessions: int  # at the workload's final length, on the whole instance
    decode_step_s: dict[int, float]  # by batch size, at the workload's final length
    tokens_per_s: float  # generated, on the whole instance
    prompt_tokens_per_s: float  # of prompts, cached or computed
    duration_s: float
    turns: list[TurnForecast]
    itl: Percentiles
    objective: Objective
    good_share: float  # of turns that meet the objective
    good_turns_per_s: float
    num_preemptions: int
    num_evicted_blocks: int
    basis: FittedModel | PaperFit  # what the step model rests on


def make_plan(
    shape: ModelShape,
    instance: Instance,
    limits: Limits,
    workload: Workload,
    *,
    basis: FittedModel | PaperFit,
    host: HostCost,
    objective: Objective,
) -> Plan:
    """Lay out the memory, then run the workload through the engine on paper.

    Raises: StartupError where something does not fit.
    """
    _check_length(workload, limits)
    memory = memory_map(shape, instance, limits)
    # As a server does that was not told a length: as much of the model's as memory holds.
    limits = replace(limits, max_model_len=min(limits.max_model_len, memory.num_kv_tokens))
    price = step_price(shape, instance, basis, limits)
    num_replicas = instance.num_cores // shape.tp
    num_sessions = math.ceil(workload.num_sessions / num_replicas)
    engine_config = limits.for_engine(
        num_blocks=memory.num_blocks, max_model_len=limits.max_model_len, block_size=BLOCK_SIZE
    )
    simulation = simulate(_share_of(workload, num_sessions), engine_config, price, host)
    # Sessions stay with their replica; each gets its share, and the busiest one is simulated.
    num_busy = workload.num_sessions / num_sessions
    good = [objective.is_met_by(turn) for turn in simulation.turns]
    return Plan(
        shape=shape,
        instance=instance,
        num_replicas=num_replicas,
        limits=limits,
        workload=workload,
        memory=memory,
        num_resident_sessions=num_replicas * memory.num_resident_sessions(workload.num_final_tokens),
        decode_step_s=_decode_steps(price, host, limits, workload),
        tokens_per_s=num_busy * _rate(simulation, lambda turn: len(turn.token_s)),
        prompt_tokens_per_s=num_busy * _rate(simulation, lambda turn: turn.num_prompt_tokens),
        duration_s=simulation.duration_s,
        turns=_by_turn(simulation, workload),
        itl=Percentiles.of([gap for turn in simulation.turns for gap in turn.itl_s]),
        objective=objective,
        good_share=sum(good) / len(good),
        good_turns_per_s=num_busy * sum(good) / simulation.duration_s,
        num_preemptions=simulation.stats.num_preemptions,
        num_evicted_blocks=simulation.stats.num_evicted_blocks,
        basis=basis,
    )


def step_price(
    shape: ModelShape, instance: Instance, basis: FittedModel | PaperFit, limits: Limits
) -> StepPrice:
    """Of a server with these limits: its compiled graphs follow from them."""
    if isinstance(basis, PaperFit):
        buckets = plan_buckets(
            max_num_seqs=limits.max_num_seqs, max_model_len=limits.max_model_len, block_size=BLOCK_SIZE
        )
        return StepPrice(shape, basis.step_model(instance), Bucketed(buckets))
    return StepPrice(shape, basis.step_model.slower(basis.beside), ragged)


def choose_tp(shape: ModelShape, instance: Instance, limits: Limits, tp: int | None) -> ModelShape:
    """`shape` on `tp` cores, or on the fewest where it fits.

    Raises: StartupError for a size that the instance or the model does not allow, or if none fits.
    """
    if tp is not None:
        _check_tp(shape, instance, tp)
        return replace(shape, tp=tp)
    sizes = [size for size in instance.tp_sizes if shape.config.num_heads % size == 0]
    for size in sizes[:-1]:
        try:
            memory_map(replace(shape, tp=size), instance, limits)
        except StartupError:
            continue
        return replace(shape, tp=size)
    return replace(shape, tp=sizes[-1])


def _check_tp(shape: ModelShape, instance: Instance, tp: int) -> None:
    if tp not in instance.tp_sizes:
        sizes = ", ".join(map(str, instance.tp_sizes))
        raise StartupError(f"--tp is {tp}; {instance.name} allows {sizes}.")
    if shape.config.num_heads % tp:
        raise StartupError(
            f"--tp is {tp}, which does not divide the model's {shape.config.num_heads} attention heads."
        )


def _check_length(workload: Workload, limits: Limits) -> None:
    if workload.num_final_tokens > limits.max_model_len:
        raise StartupError(
            f"A session of {workload.num_turns} turns grows to {workload.num_final_tokens} tokens, and "
            f"max-model-len is {limits.max_model_len}. Lower --turns, --new-tokens or --reply-tokens, or "
            "raise --max-model-len."
        )


def _share_of(workload: Workload, num_sessions: int) -> Workload:
    """One replica's share of what comes in."""
    share = num_sessions / workload.num_sessions
    in_flight = workload.max_turns_in_flight
    return replace(
        workload,
        num_sessions=num_sessions,
        sessions_per_s=workload.sessions_per_s * share,
        max_turns_in_flight=None if in_flight is None else math.ceil(in_flight * share),
    )


def _decode_steps(price: StepPrice, host: HostCost, limits: Limits, workload: Workload) -> dict[int, float]:
    sizes = [size for size in DECODE_SIZES if size <= limits.max_num_seqs]
    context = workload.num_final_tokens - 1
    vocab_size = price.shape.config.vocab_size
    return {
        size: price.seconds_of([SequenceWork(1, context)] * size, size) + host.step_seconds(size, vocab_size)
        for size in sizes
    }


def _rate(simulation: Simulation, count: Callable[[Turn], int]) -> float:
    return sum(map(count, simulation.turns)) / simulation.duration_s


def _by_turn(simulation: Simulation, workload: Workload) -> list[TurnForecast]:
    forecasts = []
    for number in range(1, workload.num_turns + 1):
        turns = [turn for turn in simulation.turns if turn.number == number]
        forecasts.append(
            TurnForecast(
                number=number,
                num_prompt_tokens=workload.num_prompt_tokens(number),
                num_cached_tokens=sum(turn.num_cached_tokens for turn in turns) / len(turns),
                ttft=Percentiles.of([turn.ttft_s for turn in turns]),
            )
        )
    return forecasts
