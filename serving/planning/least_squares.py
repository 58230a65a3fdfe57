"""Non-negative least squares, and how well a fit predicts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Float64Array = NDArray[np.float64]
_MAX_ROUNDS = 200


def non_negative(a: Float64Array, y: Float64Array) -> Float64Array:
    """The x >= 0 that minimises |a x - y|. a: float64 [rows, columns], y: [rows].

    Active sets, after Lawson and Hanson, Solving Least Squares Problems, ch. 23.
    """
    scale = np.linalg.norm(a, axis=0)
    a = a / np.where(scale > 0, scale, 1.0)  # columns differ by many orders of magnitude
    x = np.zeros(a.shape[1])
    is_free = np.zeros(a.shape[1], bool)
    tolerance = 1e-10 * max(float(np.abs(a.T @ y).max()), 1e-300)
    for _ in range(_MAX_ROUNDS):
        gradient = a.T @ (y - a @ x)
        gradient[is_free | (scale == 0)] = -np.inf
        best = int(gradient.argmax())
        if gradient[best] <= tolerance:
            break
        is_free[best] = True
        x = _solve_free(a, y, x, is_free)
    return np.asarray(x / np.where(scale > 0, scale, 1.0), np.float64)


def _solve_free(
    a: Float64Array, y: Float64Array, x: Float64Array, is_free: NDArray[np.bool_]
) -> Float64Array:
    """Least squares over the free columns; those that would go below zero are fixed at zero again."""
    while True:
        solution = np.zeros_like(x)
        solution[is_free] = np.linalg.lstsq(a[:, is_free], y, rcond=None)[0]
        is_below = is_free & (solution <= 0)
        if not is_below.any():
            return solution
        # As far towards the solution as all stay above zero.
        step = float((x[is_below] / (x[is_below] - solution[is_below])).min())
        x = x + step * (solution - x)
        is_free[is_below & (x <= 1e-12)] = False
        x[~is_free] = 0.0


@dataclass(frozen=True, slots=True)
class FitError:
    """How far predictions are from what was measured. Errors are shares of the measured value."""

    num: int
    r_squared: float
    median: float
    p90: float

    @classmethod
    def of(cls, predicted: Float64Array, measured: Float64Array) -> FitError:
        relative = np.abs(predicted - measured) / measured
        spread = float(((measured - measured.mean()) ** 2).sum())
        r_squared = 1 - float(((predicted - measured) ** 2).sum()) / spread if spread else 1.0
        return cls(len(measured), r_squared, float(np.median(relative)), float(np.quantile(relative, 0.9)))
