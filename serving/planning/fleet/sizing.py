"""From sessions to replicas, instances and chips; from these to power and money."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from models.config import ModelConfig
from models.config_file import read_config
from models.errors import CheckpointError
from models.registry import BUILT_INS, resolve
from serving.errors import StartupError
from serving.planning.fleet.capacity import GIB, Goal, ReplicaKind, capacity
from serving.planning.fleet.file import Fleet, FleetInstance, FleetModel, FleetRegion
from serving.planning.fleet.sessions import DrawnSessions, SessionSource, TracedSessions
from serving.planning.hardware import INSTANCES
from serving.planning.memory_map import Limits, memory_map
from serving.planning.model_shape import ModelShape
from serving.planning.published import published_config, published_models

DAY_S = 86400.0
MOST_SESSIONS_OF_A_TRY = 1500  # of the search for what a replica takes
MOST_SESSIONS_PER_DAY = 1e15


@dataclass(frozen=True, slots=True)
class Choice:
    """A model, the instance that it is served on, and what one replica takes."""

    model: FleetModel
    offer: FleetInstance
    kind: ReplicaKind
    sessions_per_s: float  # of one replica, while its turns are good

    @property
    def instance_watts(self) -> float:
        """At its plug: without the facility's share."""
        return self.kind.instance.num_chips * self.offer.chip_watts.mid + self.offer.host_watts.mid


@dataclass(frozen=True, slots=True)
class Placement:
    """A model in a region."""

    choice: Choice
    region: FleetRegion
    sessions_per_s: float  # at the peak
    num_replicas: int  # with those that a loss may take
    num_needed: int  # without them

    @property
    def num_in_a_zone(self) -> int:
        """Replicas of the largest."""
        return math.ceil(self.num_replicas / self.region.zones)

    @property
    def num_instances(self) -> int:
        """Equally many in each zone, where that is surely enough."""
        return self.region.zones * math.ceil(self.num_in_a_zone / self.choice.kind.num_per_instance)

    @property
    def num_chips(self) -> int:
        return self.num_instances * self.choice.kind.instance.num_chips

    @property
    def load(self) -> float:
        """Sessions a second that come to each replica at the peak, all of them well."""
        return self.sessions_per_s / self.num_replicas


def source_of(fleet: Fleet) -> SessionSource:
    work = fleet.workload
    if work.trace is not None:
        return TracedSessions(work.trace)
    return DrawnSessions(
        turns=work.turns.mid,
        first_tokens=work.first_tokens.mid,
        new_tokens=work.new_tokens.mid,
        reply_tokens=work.reply_tokens.mid,
        gap_s=work.gap_s.mid,
        variation=work.variation.mid,
    )


def goal_of(fleet: Fleet) -> Goal:
    return Goal(fleet.objective.ttft_s, fleet.objective.itl_s, fleet.objective.good_share)


def choices(fleet: Fleet, model: FleetModel, folder: Path) -> list[Choice]:
    """Each offer and each number of cores that the model fits on, the cheapest first.

    Cheapest: least of the limit's unit for a session a second.

    Raises: StartupError if there is none, saying why.
    """
    config = _config(model.model, folder)
    found, reasons = [], []
    for offer in fleet.instances:
        for tp in _tp_sizes(model, config, offer):
            kind = replica_kind(model, offer, config, tp)
            try:
                rate = _capacity(fleet, kind)
            except StartupError as error:
                reasons.append(f"{offer.name}, tp {tp}: {error}")
                continue
            found.append(Choice(model, offer, kind, rate))
    if not found:
        raise StartupError(f"{model.model} can be served on no instance of the file. " + " ".join(reasons))
    return sorted(found, key=lambda c: unit_cost(fleet, c) / (c.sessions_per_s * c.kind.num_per_instance))


def _capacity(fleet: Fleet, kind: ReplicaKind) -> float:
    num_sessions = min(fleet.simulation.sessions, MOST_SESSIONS_OF_A_TRY)
    return capacity(kind, source_of(fleet), goal_of(fleet), num_sessions)


def replica_kind(model: FleetModel, offer: FleetInstance, config: ModelConfig, tp: int) -> ReplicaKind:
    instance = INSTANCES[offer.name]
    share = tp / instance.num_cores
    return ReplicaKind(
        shape=ModelShape(config, "bfloat16", "bfloat16", tp=tp),
        instance=instance,
        max_model_len=model.max_model_len or config.max_position_embeddings,
        max_num_seqs=model.max_num_seqs,
        step_time=offer.step_time.mid,
        far_kv_bytes=(share * offer.host_kv_gib.mid * GIB, share * offer.disk_kv_gib.mid * GIB),
        far_bytes_per_s=(offer.host_gb_per_s.mid * 1e9, offer.disk_gb_per_s.mid * 1e9),
    )


def _tp_sizes(model: FleetModel, config: ModelConfig, offer: FleetInstance) -> Iterator[int]:
    instance = INSTANCES[offer.name]
    longest = model.max_model_len or config.max_position_embeddings
    if longest > config.max_position_embeddings:
        raise StartupError(
            f"max_model_len of {model.model} is {longest}, and the model was made for "
            f"{config.max_position_embeddings} positions. Lower it."
        )
    limits = Limits(max_model_len=longest, max_num_seqs=model.max_num_seqs)
    if model.tp is not None and (model.tp not in instance.tp_sizes or config.num_heads % model.tp):
        allowed = ", ".join(str(tp) for tp in instance.tp_sizes if config.num_heads % tp == 0)
        raise StartupError(f"tp of {model.model} is {model.tp}; {offer.name} and the model allow {allowed}.")
    for tp in instance.tp_sizes if model.tp is None else (model.tp,):
        if config.num_heads % tp:
            continue
        try:
            memory_map(ModelShape(config, "bfloat16", "bfloat16", tp=tp), instance, limits)
        except StartupError:
            if model.tp is not None:
                raise
            continue
        yield tp


def _config(model: str, folder: Path) -> ModelConfig:
    if model in published_models():
        return published_config(model)
    path = folder / model
    if model not in BUILT_INS and not path.exists():
        raise CheckpointError(
            f"There is no model `{model}`: name a directory with a config.json (from the file's folder), or "
            f"one of {', '.join((*published_models(), *BUILT_INS))}."
        )
    return read_config(resolve(model if model in BUILT_INS else str(path)))


# ---- how many ------------------------------------------------------------------------------------


def place(fleet: Fleet, chosen: list[Choice], sessions_per_day: float) -> list[Placement]:
    """Replicas of each model in each region for a day's sessions."""
    return [
        _placement(fleet, choice, region, sessions_per_day) for region in fleet.regions for choice in chosen
    ]


def _placement(fleet: Fleet, choice: Choice, region: FleetRegion, sessions_per_day: float) -> Placement:
    rate = sessions_per_day / DAY_S * fleet.workload.peak.mid * region.share * choice.model.share
    needed = max(1, math.ceil(rate / choice.sessions_per_s))
    return Placement(choice, region, rate, needed + _spare(fleet, choice, region, needed), needed)


def _spare(fleet: Fleet, choice: Choice, region: FleetRegion, needed: int) -> int:
    per_instance = choice.kind.num_per_instance
    match fleet.failures.survive:
        case "none":
            return 0
        case "host":
            return per_instance
        case "rack":
            return per_instance * choice.offer.hosts_per_rack
        case "zone":  # the zones that are left hold all that is needed
            return math.ceil(needed / (region.zones - 1)) * region.zones - needed


def unit_cost(fleet: Fleet, choice: Choice) -> float:
    """Of one instance, in the limit's unit."""
    match fleet.limit.unit:
        case "chips":
            return choice.kind.instance.num_chips
        case "megawatts":
            return choice.instance_watts * fleet.pue.mid / 1e6
        case _:
            return dollars_per_hour(fleet, choice) or 0.0


def dollars_per_hour(fleet: Fleet, choice: Choice) -> float | None:
    """Of one instance with its power; None where the file says no price."""
    price = choice.offer.dollars_per_hour
    if price is None:
        return None
    return price.mid + choice.instance_watts * fleet.pue.mid / 1000 * fleet.dollars_per_kwh.mid


def used(fleet: Fleet, placements: list[Placement]) -> float:
    """Of the limit, in its unit."""
    return sum(p.num_instances * unit_cost(fleet, p.choice) for p in placements)


def most_sessions_per_day(fleet: Fleet, chosen: list[Choice]) -> float:
    """That the limit holds; 0 if it holds not even one replica of each model in each region."""

    def fits(sessions_per_day: float) -> bool:
        return used(fleet, place(fleet, chosen, sessions_per_day)) <= fleet.limit.value

    return _largest(fits)


def _largest(fits: Callable[[float], bool]) -> float:
    low, high = 0.0, 1.0
    if not fits(high):
        return 0.0
    while fits(high) and high < MOST_SESSIONS_PER_DAY:
        low, high = high, high * 2
    while high - low > max(1.0, 1e-6 * low):
        middle = (low + high) / 2
        low, high = (middle, high) if fits(middle) else (low, middle)
    return math.floor(low)


def same_choices(fleet: Fleet, chosen: list[Choice]) -> list[Choice]:
    """The same instances and cores for a file whose assumptions differ."""
    offers = {offer.name: offer for offer in fleet.instances}
    models = {model.model: model for model in fleet.models}
    again = []
    for choice in chosen:
        offer, model = offers[choice.offer.name], models[choice.model.model]
        shape = choice.kind.shape
        kind = replica_kind(model, offer, shape.config, shape.tp)
        again.append(Choice(model, offer, kind, _capacity(fleet, kind)))
    return again
