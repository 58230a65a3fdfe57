"""How tokens are chosen where a request leaves it open."""

from __future__ import annotations

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


def chosen(body: BaseModel, defaults: SamplingDefaults) -> dict[str, Any]:
    """Fields of SamplingParams: as the body asks, else as the model's defaults say; others are left out."""
    values = {name: getattr(body, name, None) for name in _FIELDS}
    values = {name: getattr(defaults, name) if asked is None else asked for name, asked in values.items()}
    return {name: _legal(name, value) for name, value in values.items() if value is not None}


def _legal(name: str, value: float) -> float:
    return max(0, int(value)) if name == "top_k" else float(value)  # clients write -1 for all
