"""A fleet's plan as a picture: what each assumption is worth, and where the power or the money goes."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from serving.errors import StartupError
from serving.planning.fleet.plan import FleetPlan


def require_matplotlib() -> None:
    """Raises: StartupError naming the extra."""
    if importlib.util.find_spec("matplotlib") is None:
        raise StartupError("--png draws with matplotlib, which is not here: pip install 'tenure[plots]'.")


def draw(plan: FleetPlan, file: Path) -> None:
    """Two panels. Raises: StartupError where the file cannot be written."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(12, 5), layout="constrained")
    tornado, chips = figure.subplots(1, 2)
    effects = plan.effects[::-1]
    for place, effect in enumerate(effects):
        left, right = sorted((effect.at_low, effect.at_high))
        tornado.barh(place, right - left, left=left, color="#4477aa")
    tornado.set_yticks(range(len(effects)), [effect.name for effect in effects])
    tornado.set_title(f"{plan.effect_unit}, with each assumption at its ends")
    names = [f"{p.region.name}\n{p.choice.model.model}\n{p.choice.offer.name}" for p in plan.placements]
    chips.bar(names, [p.num_chips for p in plan.placements], color="#228833")
    chips.set_title(f"chips: {plan.fleet.name}")
    try:
        figure.savefig(file, format="png")
    except OSError as error:
        raise StartupError(f"{file} cannot be written: {error.strerror}.") from error
