"""How long a step takes: what it has to do, times what each part of that costs.

    seconds = layer_s * layers + seq_s * sequences + weight_byte_s * weight bytes
            + sum over ranges of rows of flop_s * linear operations in that range
            + kv_byte_s * KV bytes + attention_flop_s * attention operations

A roofline whose parts add up: the weights are read, then multiplied with, then attention. The cost of a
linear's operation depends on how many rows the matrix product has: the first rows hide behind the
reading of the weights, and many rows fill the vector units better than few.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass

import numpy as np
from numpy.typing import NDArray

from serving.planning.least_squares import non_negative
from serving.planning.step_work import NUM_RANGES, StepWork


@dataclass(frozen=True, slots=True, kw_only=True)
class StepModel:
    """Seconds per unit of each term of StepWork, in its order; all at least 0."""

    layer_s: float = 0.0
    seq_s: float = 0.0
    weight_byte_s: float = 0.0
    flop_s: tuple[float, ...] = (0.0,) * NUM_RANGES
    kv_byte_s: float = 0.0
    attention_flop_s: float = 0.0

    def coefficients(self) -> NDArray[np.float64]:
        parts = (part if isinstance(part, tuple) else (part,) for part in astuple(self))
        return np.array([value for part in parts for value in part], np.float64)

    def seconds(self, work: StepWork) -> float:
        return float(work.terms() @ self.coefficients())

    def slower(self, factor: float) -> StepModel:
        """Every step takes `factor` times as long."""
        return self._from_coefficients(self.coefficients() * factor)

    @classmethod
    def fit(cls, works: list[StepWork], seconds: list[float]) -> StepModel:
        """The model whose relative errors on these steps have the least squares."""
        measured = np.array(seconds, np.float64)
        terms = np.stack([work.terms() for work in works]) / measured[:, None]
        return cls._from_coefficients(non_negative(terms, np.ones_like(measured)))

    @classmethod
    def _from_coefficients(cls, x: NDArray[np.float64]) -> StepModel:
        layer_s, seq_s, weight_byte_s, *flop_s, kv_byte_s, attention_flop_s = map(float, x)
        return cls(
            layer_s=layer_s,
            seq_s=seq_s,
            weight_byte_s=weight_byte_s,
            flop_s=tuple(flop_s),
            kv_byte_s=kv_byte_s,
            attention_flop_s=attention_flop_s,
        )
