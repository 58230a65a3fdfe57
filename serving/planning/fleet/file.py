"""A fleet's file: the workload, the machines on offer, the limit, and what is assumed of each.

Everything that is not published is the file's: a number, or {low, mid, high}. Unknown fields are refused.
"""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Annotated, Literal, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from serving.errors import StartupError, reason_of
from serving.planning.fleet.ranges import Range, ranged
from serving.planning.hardware import INSTANCES

PositiveRange = Annotated[Range, ranged(least=1e-9)]
AnyRange = Annotated[Range, ranged(least=0)]
TurnsRange = Annotated[Range, ranged(least=1, most=10_000)]
TokensRange = Annotated[Range, ranged(least=1, most=10_000_000)]
PueRange = Annotated[Range, ranged(least=1, most=5)]
Survive = Literal["none", "host", "rack", "zone"]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True, allow_inf_nan=False)


def _one(value: float) -> Range:
    return Range(value, value, value)


class FleetModel(_Part):
    """A model, and its share of the sessions."""

    model: str  # published name, as Llama-3-70B, a built-in one, or a directory with a config.json
    share: float = Field(default=1.0, gt=0, le=1)
    tp: int | None = Field(default=None, ge=1)  # None: the one that costs least
    max_model_len: int | None = Field(default=None, ge=1)
    max_num_seqs: int = Field(default=64, ge=1, le=512)


class FleetWorkload(_Part):
    """Sessions, as means; `variation` is how far single ones differ from them."""

    sessions_per_day: float | None = Field(default=None, gt=0)  # None: as many as the limit holds
    peak: PositiveRange = _one(2.0)  # the busiest hour's rate over the day's mean
    trace: Path | None = None  # Mooncake's format: its sessions in place of the five below
    turns: TurnsRange = _one(10)
    first_tokens: TokensRange = _one(2000)
    new_tokens: TokensRange = _one(300)
    reply_tokens: TokensRange = _one(150)
    gap_s: AnyRange = _one(20)  # from the end of a reply to the next turn
    variation: AnyRange = _one(1)  # standard deviation over mean, of each of these

    @model_validator(mode="after")
    def _is_one_or_the_other(self) -> Self:
        shape = {"turns", "first_tokens", "new_tokens", "reply_tokens", "gap_s", "variation"}
        if self.trace and (given := sorted(shape & self.model_fields_set)):
            raise ValueError(f"a trace says what sessions are like: leave out {', '.join(given)}")
        return self


class FleetInstance(_Part):
    """A kind of instance: its name is looked up, the rest is not published."""

    name: str
    chip_watts: PositiveRange
    host_watts: AnyRange = _one(0)  # of the rest of an instance
    dollars_per_hour: PositiveRange | None = None  # of an instance
    step_time: PositiveRange = _one(1.0)  # factor on the time of each step: how far the step model may be off
    host_kv_gib: AnyRange = _one(0)  # of an instance's memory, for KV of idle sessions
    disk_kv_gib: AnyRange = _one(0)
    host_gb_per_s: PositiveRange = _one(10)  # from host memory to the device, each replica
    disk_gb_per_s: PositiveRange = _one(2)
    hosts_per_rack: int = Field(default=1, ge=1)

    @model_validator(mode="after")
    def _is_known(self) -> Self:
        if self.name not in INSTANCES:
            raise ValueError(f"name is {self.name!r}, and figures are published of {', '.join(INSTANCES)}")
        return self


class FleetRegion(_Part):
    name: str
    share: float = Field(default=1.0, gt=0, le=1)
    zones: int = Field(default=1, ge=1)


class FleetLimit(_Part):
    """One of the three."""

    megawatts: float | None = Field(default=None, gt=0)
    dollars_per_hour: float | None = Field(default=None, gt=0)
    chips: int | None = Field(default=None, ge=1)

    @model_validator(mode="after")
    def _is_one(self) -> Self:
        if len(self._given) != 1:
            raise ValueError("name exactly one of megawatts, dollars_per_hour and chips, with its number")
        return self

    @property
    def _given(self) -> list[str]:
        return [name for name in type(self).model_fields if getattr(self, name) is not None]

    @property
    def unit(self) -> str:
        return self._given[0]

    @property
    def value(self) -> float:
        return float(getattr(self, self.unit))


class FleetObjective(_Part):
    ttft_s: float = Field(default=2.0, gt=0)
    itl_s: float = Field(default=0.2, gt=0)  # mean gap of a reply
    good_share: float = Field(default=0.95, gt=0, lt=1)  # of turns that must meet both at the peak


class FleetFailures(_Part):
    survive: Survive = "zone"  # the largest loss after which the peak is still served
    detect_s: AnyRange = _one(10)
    restart_s: AnyRange = _one(600)  # of a replica: an instance, weights, graphs
    warm_share: float = Field(default=0.9, gt=0, lt=1)  # of returning sessions with their KV: warm


class FleetSimulation(_Part):
    sessions: int = Field(
        default=4000, ge=100, le=10_000_000
    )  # of each model; at most 1,500 in each try of the search
    seed: int = 0


class Fleet(_Part):
    name: str = "fleet"
    models: list[FleetModel] = Field(min_length=1)
    workload: FleetWorkload
    instances: list[FleetInstance] = Field(min_length=1)
    regions: list[FleetRegion] = Field(min_length=1)
    limit: FleetLimit
    pue: PueRange = _one(1.2)  # facility power over IT power
    dollars_per_kwh: AnyRange = _one(0)  # on top of an instance's price
    objective: FleetObjective = FleetObjective()
    failures: FleetFailures = FleetFailures()
    simulation: FleetSimulation = FleetSimulation()

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        for kind, shares in (("models", self.models), ("regions", self.regions)):
            total = sum(part.share for part in shares)
            if abs(total - 1) > 1e-6:
                raise ValueError(f"the shares of {kind} must add up to 1, got {total:g}")
        for kind, names in (
            ("models", [part.model for part in self.models]),
            ("instances", [part.name for part in self.instances]),
            ("regions", [part.name for part in self.regions]),
        ):
            if twice := sorted({name for name in names if names.count(name) > 1}):
                raise ValueError(f"{kind} has {', '.join(twice)} more than once: put the shares together")
        if self.limit.unit == "dollars_per_hour":
            for instance in self.instances:
                if instance.dollars_per_hour is None:
                    raise ValueError(
                        f"the limit is in dollars_per_hour: say those of {instance.name} too; AWS publishes "
                        "none of Trainium3, so they are yours"
                    )
        if self.failures.survive == "zone":
            for region in self.regions:
                if region.zones < 2:
                    raise ValueError(
                        f"failures.survive is zone, and the region {region.name} has {region.zones}: give it "
                        "2 zones or more, or survive a rack"
                    )
        return self


def read_fleet_file(path: Path) -> Fleet:
    """Paths in it are from its own folder. Raises: StartupError naming field, limit and value."""
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise StartupError(f"{path} cannot be read: {reason_of(error)}") from error
    if not isinstance(content, dict):
        raise StartupError(f"{path}: the file must be a mapping with {', '.join(Fleet.model_fields)}.")
    try:
        fleet = Fleet.model_validate(content)
    except ValidationError as error:
        raise StartupError(f"{path}: {_in_our_words(error)}") from error
    if fleet.workload.trace is not None:
        workload = fleet.workload.model_copy(update={"trace": path.parent / fleet.workload.trace})
        fleet = fleet.model_copy(update={"workload": workload})
    return fleet


def _in_our_words(error: ValidationError) -> str:
    """The first of what is wrong: where, what and the value."""
    first, *others = error.errors()
    where = ".".join(str(part) for part in first["loc"]) or "the file"
    more = f" ({len(others)} more below it.)" if others else ""
    if first["type"] == "extra_forbidden":
        known = _fields_at(first["loc"][:-1])
        near = difflib.get_close_matches(str(first["loc"][-1]), known, n=1)
        hint = f"Did you mean `{near[0]}`?" if near else f"There are {', '.join(known)}."
        return f"there is no field `{where}`. {hint}{more}"
    if first["type"] == "missing":
        return f"`{where}` is missing.{more}"
    message = first["msg"].removeprefix("Value error, ").removeprefix("Input should ")
    verb = "" if first["msg"].startswith("Value error") else "must "
    if first["type"] == "too_short":
        message = f"have at least {first['ctx']['min_length']} entry"
    elif first["type"].endswith("_parsing"):
        message = message.partition(",")[0]
    value = first["input"]
    got = "" if isinstance(value, dict) and "must" not in message else f", got {value!r}"
    return f"`{where}`: {verb}{message}{got}.{more}"


_PARTS: dict[str, type[BaseModel]] = {
    "models": FleetModel,
    "workload": FleetWorkload,
    "instances": FleetInstance,
    "regions": FleetRegion,
    "limit": FleetLimit,
    "objective": FleetObjective,
    "failures": FleetFailures,
    "simulation": FleetSimulation,
}


def _fields_at(loc: tuple[str | int, ...]) -> list[str]:
    return sorted((_PARTS[str(loc[0])] if loc else Fleet).model_fields)
