"""The decoder's operations as plain torch that a graph may hold: no sort, no boolean index."""

from __future__ import annotations

from models.operators import Operators, reference_operators


def native_operators() -> Operators:
    return reference_operators()
