"""What each assumption is worth: the plan again with one of them at its low and its high end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pydantic import BaseModel

from serving.planning.fleet.file import Fleet
from serving.planning.fleet.ranges import Bound, Range


@dataclass(frozen=True, slots=True)
class Effect:
    """Of one assumption on one number of the plan."""

    name: str  # the field, as in the file
    low: float
    high: float
    at_low: float
    at_high: float

    @property
    def swing(self) -> float:
        return abs(self.at_high - self.at_low)


def tornado(fleet: Fleet, measure: Callable[[Fleet], float]) -> list[Effect]:
    """One effect for each open range of the file, the largest first."""
    effects = []
    for name, number in open_ranges(fleet):
        low, high = (measure(with_bound(fleet, name, bound)) for bound in ("low", "high"))
        effects.append(Effect(name, number.low, number.high, low, high))
    return sorted(effects, key=lambda effect: -effect.swing)


def open_ranges(fleet: Fleet) -> Iterator[tuple[str, Range]]:
    """All numbers of the file that may be different, by their names in it."""
    for part_name, part in _parts(fleet):
        for name in type(part).model_fields:
            value = getattr(part, name)
            if isinstance(value, Range) and value.is_open:
                yield f"{part_name}{name}", value


def with_bound(fleet: Fleet, name: str, bound: Bound) -> Fleet:
    """The file with that number at one end of its range."""
    *where, field = name.split(".")
    if not where:
        return fleet.model_copy(update={field: getattr(fleet, field).only(bound)})
    if where[0] == "instances":
        instances = list(fleet.instances)
        place = next(i for i, offer in enumerate(instances) if offer.name == ".".join(where[1:]))
        offer = instances[place]
        instances[place] = offer.model_copy(update={field: getattr(offer, field).only(bound)})
        return fleet.model_copy(update={"instances": instances})
    part = getattr(fleet, where[0])
    changed = part.model_copy(update={field: getattr(part, field).only(bound)})
    return fleet.model_copy(update={where[0]: changed})


def _parts(fleet: Fleet) -> Iterator[tuple[str, BaseModel]]:
    yield "", fleet
    yield "workload.", fleet.workload
    for offer in fleet.instances:
        yield f"instances.{offer.name}.", offer
