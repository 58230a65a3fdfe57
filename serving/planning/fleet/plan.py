"""A fleet's plan: how many of what, how fast, what a loss takes, what it costs, and what that rests on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from serving.errors import StartupError
from serving.planning.fleet.capacity import GIB, Load, Steady, lifetime_s, run_loads
from serving.planning.fleet.failures import Loss, losses
from serving.planning.fleet.figure import Basis, Figure
from serving.planning.fleet.file import Fleet
from serving.planning.fleet.ranges import Bound, Range
from serving.planning.fleet.sensitivity import Effect, open_ranges, tornado, with_bound
from serving.planning.fleet.sizing import (
    DAY_S,
    Choice,
    Placement,
    choices,
    dollars_per_hour,
    goal_of,
    most_sessions_per_day,
    place,
    same_choices,
    source_of,
    used,
)

BOUNDS: tuple[Bound, ...] = ("low", "mid", "high")
TIERS = ("device", "host memory", "disk")
RUN_SESSIONS = (
    1000  # of one replica's run, where more are asked for than that: the others are further replicas
)
UNITS = {"megawatts": "MW", "dollars_per_hour": "$/h", "chips": "chips"}
SIMULATED: tuple[Basis, ...] = ("simulated",)
SIMULATED_AND_ASSUMED: tuple[Basis, ...] = ("simulated", "assumed")


@dataclass(frozen=True, slots=True)
class Service:
    """How one model's replicas do at the peak, with nothing lost."""

    choice: Choice
    candidates: list[Choice]  # all that were tried, the cheapest first
    figures: list[Figure]
    num_simulated: int  # sessions


@dataclass(frozen=True, slots=True)
class FleetPlan:
    fleet: Fleet
    sessions_per_day: float
    placements: list[Placement]
    limit_used: float
    most_sessions_per_day: float
    services: list[Service]
    costs: list[Figure]
    losses: list[tuple[Placement, list[Loss]]]  # by model and region
    effects: list[Effect]  # on `effect_unit`
    effect_unit: str
    inputs: list[Figure]

    @property
    def is_within_limit(self) -> bool:
        return self.limit_used <= self.fleet.limit.value


def plan_fleet(fleet: Fleet, folder: Path, *, num_processes: int = 1) -> FleetPlan:
    """Size, simulate, and ask what each assumption is worth. `folder`: what paths of models are from.

    Raises: StartupError, CheckpointError saying what does not fit.
    """
    candidates = [choices(fleet, model, folder) for model in fleet.models]
    chosen = [ranked[0] for ranked in candidates]
    taken = {choice.offer.name for choice in chosen}  # what is said of the others changes nothing below
    fleet = fleet.model_copy(update={"instances": [o for o in fleet.instances if o.name in taken]})
    most = most_sessions_per_day(fleet, chosen)
    sessions_per_day = fleet.workload.sessions_per_day or most
    if not sessions_per_day:
        least = used(fleet, place(fleet, chosen, 1.0))
        raise StartupError(
            f"limit.{fleet.limit.unit} is {fleet.limit.value:g}, and one replica of each model in each "
            f"region, with what surviving a {fleet.failures.survive} takes, needs {least:.4g}. Raise it."
        )
    placements = place(fleet, chosen, sessions_per_day)
    steady = [_simulated(fleet, choice, placements, num_processes) for choice in chosen]
    total_rate = sessions_per_day / DAY_S * fleet.workload.peak.mid
    unit = UNITS[fleet.limit.unit] if fleet.workload.sessions_per_day else "sessions/day"
    return FleetPlan(
        fleet=fleet,
        sessions_per_day=sessions_per_day,
        placements=placements,
        limit_used=used(fleet, placements),
        most_sessions_per_day=most,
        services=[
            Service(
                choice,
                ranked,
                _speed(
                    fleet, choice, runs, total_rate * choice.model.share, _replicas_of(placements, choice)
                ),
                sum(run.num_simulated for run in runs),
            )
            for choice, ranked, runs in zip(chosen, candidates, steady, strict=True)
        ],
        costs=_costs(fleet, chosen, sessions_per_day),
        losses=[
            (placement, losses(fleet, placement, steady[chosen.index(placement.choice)]))
            for placement in placements
        ],
        effects=tornado(fleet, lambda other: _measured(other, chosen)),
        effect_unit=unit,
        inputs=_inputs(fleet, chosen),
    )


def _measured(fleet: Fleet, chosen: list[Choice]) -> float:
    """The number that the tornado is about: of the limit used, or the sessions that it holds."""
    again = same_choices(fleet, chosen)
    if fleet.workload.sessions_per_day:
        return used(fleet, place(fleet, again, fleet.workload.sessions_per_day))
    return most_sessions_per_day(fleet, again)


def _replicas_of(placements: list[Placement], choice: Choice) -> int:
    return sum(p.num_replicas for p in placements if p.choice is choice)


def _simulated(fleet: Fleet, choice: Choice, placements: list[Placement], num_processes: int) -> list[Steady]:
    """Replicas at the peak's mean load, as many as the file asks sessions for."""
    own = [p for p in placements if p.choice is choice]
    rate = sum(p.sessions_per_s for p in own) / sum(p.num_replicas for p in own)
    least = min(RUN_SESSIONS, fleet.simulation.sessions)
    runs = max(1, fleet.simulation.sessions // least)
    loads = [Load(source_of(fleet), rate, fleet.simulation.seed + run) for run in range(runs)]
    return run_loads(choice.kind, loads, least, num_processes)


# ---- figures -------------------------------------------------------------------------------------


def _speed(
    fleet: Fleet, choice: Choice, runs: list[Steady], sessions_per_s: float, num_replicas: int
) -> list[Figure]:
    ttft_s, gap_s, is_return = (
        np.concatenate([getattr(run, name) for run in runs]) for name in ("ttft_s", "gap_s", "is_return")
    )
    goal = goal_of(fleet)
    good = float(((ttft_s <= goal.ttft_s) & (gap_s <= goal.itl_s)).mean())
    turns_per_s = sessions_per_s * len(ttft_s) / sum(run.num_sessions for run in runs)
    num_history = sum(run.num_history_tokens for run in runs)
    figures = [
        Figure(f"{name}, p{q}", float(np.percentile(values, q)), "s", SIMULATED)
        for name, values in (
            ("TTFT", ttft_s),
            ("TTFT of turns that return", ttft_s[is_return]),
            ("mean gap between tokens", gap_s),
        )
        if len(values)
        for q in (50, 99)
    ]
    figures += [
        Figure("turns that are good", good, "share", SIMULATED),
        Figure("goodput of the fleet", turns_per_s * good, "turns/s", SIMULATED_AND_ASSUMED),
        Figure(
            "a replica computes", sum(run.busy_share for run in runs) / len(runs), "of its time", SIMULATED
        ),
        Figure("most sessions of a replica", choice.sessions_per_s * 3600, "sessions/h", SIMULATED),
    ]
    for tier, name in enumerate(TIERS):
        idle = sum(run.resident[tier] for run in runs) / len(runs)
        figures.append(
            Figure(f"idle sessions in {name}", idle * num_replicas, "sessions", SIMULATED_AND_ASSUMED)
        )
    for tier, name in enumerate(TIERS):
        found = sum(run.found_tokens[tier] for run in runs) / num_history if num_history else 0.0
        figures.append(Figure(f"histories found in {name}", found, "of tokens", SIMULATED))
    return figures


def _costs(fleet: Fleet, chosen: list[Choice], sessions_per_day: float) -> list[Figure]:
    """Means over a day; low and high are those of watts, prices and the facility alone."""
    names = [
        name
        for name, _ in open_ranges(fleet)
        if name.split(".")[-1] in ("chip_watts", "host_watts", "pue")
        or name.split(".")[-1].startswith("dollars")
    ]
    ends = []
    for bound in BOUNDS:
        other = fleet
        for name in names:
            other = with_bound(other, name, bound)
        ends.append(_cost_values(other, chosen, sessions_per_day))
    low, mid, high = ends
    return [
        Figure(name, value, unit, SIMULATED_AND_ASSUMED, low[name, unit], high[name, unit])
        for (name, unit), value in mid.items()
    ]


def _cost_values(fleet: Fleet, chosen: list[Choice], sessions_per_day: float) -> dict[tuple[str, str], float]:
    offers = {offer.name: offer for offer in fleet.instances}
    priced = [Choice(c.model, offers[c.offer.name], c.kind, c.sessions_per_s) for c in chosen]
    placements = place(fleet, priced, sessions_per_day)
    watts = sum(p.num_instances * p.choice.instance_watts for p in placements) * fleet.pue.mid
    tokens = {"generated": 0.0, "prompt and generated": 0.0}
    alive = 0.0
    for choice in priced:
        each = sessions_per_day * choice.model.share
        replied, sent = _tokens_of_a_session(fleet, choice)
        tokens["generated"] += each * replied
        tokens["prompt and generated"] += each * (replied + sent)
        alive += each / DAY_S * lifetime_s(choice.kind, source_of(fleet))
    values = {("power of the facility", "MW"): watts / 1e6}
    prices = [dollars_per_hour(fleet, p.choice) for p in placements]
    sums = {"kWh": watts / 1000 * 24}
    if all(price is not None for price in prices):
        hourly = sum(p.num_instances * (price or 0.0) for p, price in zip(placements, prices, strict=True))
        values["cost", "$/h"] = hourly
        sums["$"] = hourly * 24
    for unit, per_day in sums.items():
        for name, num in tokens.items():
            values[f"a million tokens, {name}", unit] = per_day / num * 1e6
        values["a session", unit] = per_day / sessions_per_day
        values["a session kept for a day", unit] = per_day / alive
    return values


def _tokens_of_a_session(fleet: Fleet, choice: Choice) -> tuple[float, float]:
    """Mean tokens of a session's replies, and of its prompts, cached ones included."""
    scripts = source_of(fleet).scripts(2000, 1.0, choice.kind.max_model_len, fleet.simulation.seed)
    replied = sent = 0
    for script in scripts:
        num_tokens = 0
        for new, reply in zip(script.new_tokens, script.reply_tokens, strict=True):
            sent += num_tokens + new
            replied += reply
            num_tokens += new + reply
    return replied / len(scripts), sent / len(scripts)


def _inputs(fleet: Fleet, chosen: list[Choice]) -> list[Figure]:
    figures = []
    for offer in {choice.offer.name: choice.offer for choice in chosen}.values():
        instance = next(c.kind.instance for c in chosen if c.offer.name == offer.name)
        per_chip = instance.num_cores / instance.num_chips
        for name, value, unit in (
            ("chips", instance.num_chips, "chips"),
            ("memory of a chip", instance.core_memory_bytes * per_chip / GIB, "GiB"),
            ("its bandwidth", instance.core_bandwidth * per_chip / 1e12, "TB/s"),
            ("bfloat16", instance.core_flops * per_chip / 1e12, "TFLOPS"),
        ):
            source = "AWS Neuron documentation: serving/planning/hardware.py"
            figures.append(Figure(f"{offer.name}: {name}", value, unit, ("published",), source=source))
        fitted: Basis = "fitted to published"
        is_own = instance.name.startswith(instance.family)
        figures.append(
            Figure(
                f"{offer.name}: time of a step",
                offer.step_time.mid,
                "times the fit",
                (fitted, "assumed"),
                offer.step_time.low,
                offer.step_time.high,
                f"AWS's published latencies of {instance.family}"
                + ("" if is_own else ", for want of its own"),
            )
        )
    named = [
        (f"{prefix}{name}", getattr(part, name))
        for prefix, part in (
            ("", fleet),
            ("workload.", fleet.workload),
            *((f"instances.{offer.name}.", offer) for offer in fleet.instances),
            ("failures.", fleet.failures),
        )
        for name in type(part).model_fields
        if name != "step_time"
    ]
    figures += [Figure.assumed(name, value, "") for name, value in named if isinstance(value, Range)]
    return figures
