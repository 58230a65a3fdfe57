"""How tokens are chosen where a request leaves it open."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel

from serving.request import SamplingDefaults

_FIELDS = (
    "temperature",
    "top_k",
    "top_p",
    "min_p",
    "repetition_penalty",
    "presence_penalty",
    "frequency_penalty",
)


def chosen(body: BaseModel, defaults: SamplingDefaults, *more: BaseModel) -> dict[str, Any]:
    """Fields of SamplingParams: as the body asks, or `more` of it, else as the model's defaults say.

    Others are left out.
    """
    places = (body, *more, defaults)
    values = {name: _first(getattr(place, name, None) for place in places) for name in _FIELDS}
    return {name: _legal(name, value) for name, value in values.items() if value is not None}


def _first(values: Iterable[float | None]) -> float | None:
    return next((value for value in values if value is not None), None)


def _legal(name: str, value: float) -> float:
    return max(0, int(value)) if name == "top_k" else float(value)  # clients write -1 for all
